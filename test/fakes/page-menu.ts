import { existsSync, readFileSync } from 'node:fs';
import type { PagePayer } from '../../drivers/sandbox/pages/payer.ts';
import type { PageKind } from '../../drivers/sandbox/pages/faults.ts';
import type { PageTimes } from '../../drivers/sandbox/pages/times.ts';
import { basic } from '../../src/acquirers/basic-login.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { capturedMinor, creditedMinor } from '../../drivers/sandbox/computop/books.ts';
import { BLOWFISH_KEY, HMAC_KEY } from '../vectors/computop/given-computop.ts';
import type { AgentFolder, Patch } from './agent-folder.ts';
import { order, saleOf, startAgent, type AgentProcess, type Answer } from './agent-process.ts';
import { givenCardFolder, givenCardSandbox, OF_THE_CARD } from './antom-card-till.ts';
import { givenComputopFolder } from './computop-till.ts';
import { givenSaferpayFolder } from './saferpay-till.ts';
import { givenTrustFolder } from './trust-till.ts';

/** What the books of an acquirer hold of all payments that were asked for with one amount. */
export interface Held {
  /** How many were charged, ever. */
  readonly charged: number;
  /** What is left of them, in minor units. */
  readonly left: number;
  /** Whether more was ever given back of one than was charged. */
  readonly isOver: boolean;
}

/** A sandbox of any kind, as the menu needs it. */
interface Side {
  readonly folder: AgentFolder;
  readonly payer: PagePayer;
  readonly held: (value: string) => Held;
  /** Whatever nobody may find outside: what can be paid with, and what proves somebody. */
  readonly secrets: () => readonly string[];
  readonly listens: (origin: string) => void;
  /** Settles when the till has asked once more. */
  readonly asked: () => Promise<unknown>;
  /** How many calls came so far. */
  readonly calls: () => number;
}

const PUBLIC = 'https://pay.shop.example/t07';
/** The till's window of these tests; pages and links live a moment longer. */
const WINDOW_MS = 1500;
const TIMES: PageTimes = {
  ...{ soonMs: 20, lateMs: 400, tillWindowMs: WINDOW_MS, afterMs: 300 },
  ...{ callLateMs: 1000, noticeLateMs: 400, settleLateMs: 900, minuteMs: 100 },
};
const LIFE_MS = 2500;
const TIMING = { windowMs: WINDOW_MS, payTimeoutMs: 700 };

/** A till with one acquirer of pages, its sandbox, and everything that was said on the way. */
export class PageShop {
  readonly agent: AgentProcess;
  readonly side: Side;
  /** The sale that was opened last; null before the first. */
  last: string | null = null;
  /** Every answer of the API but the link's own. */
  readonly #said: string[] = [];
  readonly #links: string[] = [];
  readonly #events: string[] = [];

  constructor(agent: AgentProcess, side: Side) {
    this.agent = agent;
    this.side = side;
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.agent.call(method, path, body);
    this.#said.push(answer.text);
    return answer;
  }

  /** Opens a sale. */
  async opened(value: string): Promise<string> {
    const { saleId } = saleOf(await this.call('POST', '/v1/sales', order(`ORD-${value}`, value, 'EUR')));
    this.last = saleId;
    return saleId;
  }

  /** Chooses the tender; the sale once its link is shown, or it has failed. */
  async tendered(saleId: string, tender = 'qr'): Promise<SaleView> {
    await this.call('POST', `/v1/sales/${saleId}/tender`, { tender });
    return this.until(saleId, ({ state, attempts }) =>
      state === 'customerConfirming' ? attempts.at(-1)?.linkState === 'shown' : state === 'failed',
    );
  }

  /** What the customer's screen shows. */
  async link(saleId: string): Promise<string> {
    const { json } = await this.agent.call('GET', `/v1/sales/${saleId}/link`);
    const { url } = json as { url: string };
    this.#links.push(url);
    return url;
  }

  /** The sale once it fits. */
  async until(saleId: string, fits: (sale: SaleView) => boolean): Promise<SaleView> {
    const of = ({ sale, recent }: { sale: SaleView | null; recent: readonly SaleView[] }) =>
      [sale, ...recent].find((known) => known?.saleId === saleId && fits(known));
    const stream = this.agent.events();
    const view = await stream.until((seen) => {
      this.#events.push(JSON.stringify(seen));
      return of(seen) !== undefined;
    });
    await stream.close();
    return of(view)!;
  }

  /** Everything that anybody but the customer's screen could read: journal, log, events, answers, paper. */
  traces(): string {
    const files = ['journal.sqlite', 'journal.sqlite-wal', 'receipts.bin']
      .map((name) => this.side.folder.file(name))
      .filter((path) => existsSync(path))
      .map((path) => readFileSync(path, 'latin1'));
    const { stdout, stderr } = this.agent;
    return [...files, ...stdout, ...stderr, ...this.#said, ...this.#events].join('\n');
  }

  /** What must be in none of these: the links that were shown, and the sandbox's own secrets. */
  secrets(): readonly string[] {
    const payable = this.#links.map((link) => new URL(link).searchParams.get('Data')?.slice(0, 64) ?? link);
    return [...payable, ...this.side.secrets()];
  }
}

/** A till with this acquirer; `gateway` is laid over what the config says of it, `tenders` over its one tender. */
export async function givenPageShop(
  kind: PageKind,
  gateway: Patch = {},
  times: Partial<PageTimes> = {},
  tenders: readonly Patch[] = [{}],
): Promise<PageShop> {
  const side = await SIDES[kind](gateway, { ...TIMES, ...times });
  side.folder.patch({
    printers: [{ kind: 'file', path: 'receipts.bin', copies: ['customer', 'merchant'] }],
    tenders: tenders.map((tender) => ({
      ...{ id: 'qr', gateway: NAMES[kind], say: { en: 'By phone' } },
      ...tender,
    })),
  });
  const agent = await startAgent(side.folder);
  side.listens(new URL((await agent.ready).notify ?? '').origin);
  return new PageShop(agent, side);
}

const NAMES: Readonly<Record<PageKind, string>> = {
  saferpay: 'saferpay',
  'trust-payments': 'trust',
  computop: 'ct',
  'antom-card': 'card',
};

const SIDES: Readonly<Record<PageKind, (gateway: Patch, times: PageTimes) => Promise<Side>>> = {
  saferpay: async (gateway, times) => {
    const { folder, saferpay } = await givenSaferpayFolder(
      {},
      { linkLifeMs: LIFE_MS, sessionMs: LIFE_MS, inquireLagMs: 50, times },
    );
    folder.patch({ gateways: { saferpay: { sessionGraceMs: 300, timing: TIMING, ...gateway } } });
    const { books } = saferpay;
    return {
      ...{ folder, payer: saferpay.payer },
      held: (value) => {
        const of = books.payments.filter(({ amount }) => amount.Value === value);
        const lefts = of.map((payment) => books.leftMinor(payment));
        return {
          charged: of.filter(({ charged }) => charged !== null).length,
          left: lefts.reduce((sum, left) => sum + left, 0),
          isOver: lefts.some((left) => left < 0),
        };
      },
      secrets: () => [
        'S3cret-Demo-16ch',
        basic('API_123456_12345678', 'S3cret-Demo-16ch'),
        ...books.payments.map(({ page }) => page),
        ...books.payments.flatMap(({ notify }) => notify?.success.split('/').at(-2) ?? []),
      ],
      listens: (origin) => saferpay.relay(PUBLIC, origin),
      asked: () => saferpay.payer.nextAsk(),
      calls: () => saferpay.calls.length,
    };
  },
  'trust-payments': async (gateway, times) => {
    const { folder, trust } = await givenTrustFolder({}, TIMING, { linkLifeMs: LIFE_MS, times });
    folder.patch({ gateways: { trust: gateway } });
    const { books } = trust;
    return {
      ...{ folder, payer: trust.payer },
      held: (value) => {
        const of = books.links.filter((link) => link.value === value).map(({ entry }) => entry);
        const lefts = of.map(({ transactionreference }) => books.leftMinor(transactionreference));
        return {
          charged: of.filter(({ settlestatus }) => settlestatus === '100').length,
          left: lefts.reduce((sum, left) => sum + left, 0),
          isOver: lefts.some((left) => left < 0),
        };
      },
      secrets: () => [
        ...['Passw0rd^', 'NotifyPassword1', basic('webservices@pos-demo.example', 'Passw0rd^')],
        ...books.links.map(({ page }) => page),
      ],
      listens: (origin) => {
        trust.relay(PUBLIC, origin);
        trust.notices(`${origin}/n/trust`);
      },
      asked: () => trust.payer.nextAsk(),
      calls: () => trust.calls.length,
    };
  },
  computop: async (gateway, times) => {
    const { folder, computop } = await givenComputopFolder({}, LIFE_MS, {}, times);
    folder.patch({ gateways: { ct: { timing: TIMING, ...gateway } } });
    const { books } = computop;
    return {
      ...{ folder, payer: computop.payer },
      held: (value) => {
        const of = books.payments.filter(({ valueMinor }) => String(valueMinor) === value);
        const lefts = of.map((payment) => capturedMinor(payment) - creditedMinor(payment));
        return {
          charged: of.filter((payment) => capturedMinor(payment) > 0).length,
          left: lefts.reduce((sum, left) => sum + left, 0),
          isOver: lefts.some((left) => left < 0),
        };
      },
      secrets: () => [BLOWFISH_KEY, HMAC_KEY, ...books.payments.map(({ userData }) => userData)],
      listens: (origin) => {
        computop.relay(PUBLIC, origin);
        computop.notices({ to: `${origin}/n/ct` });
      },
      asked: () => computop.payer.nextAsk(),
      calls: () => computop.calls.length,
    };
  },
  'antom-card': async (gateway, times) => {
    const card = await givenCardSandbox(times);
    const folder = givenCardFolder(card, {}, { terminal: { currency: 'EUR', settlementCurrency: 'EUR' } });
    folder.patch({ gateways: { card: { expiryMs: LIFE_MS, timing: TIMING, ...gateway } } });
    const { books } = card;
    return {
      ...{ folder, payer: card.payer },
      held: (value) => {
        const of = books.payments.filter(({ amount }) => amount.value === value);
        // What is still held of a card is not given back either.
        const lefts = of.map((payment) => books.netMinor(payment) + books.heldMinor(payment));
        return {
          charged: of.filter((payment) => books.capturedMinor(payment) > 0).length,
          left: lefts.reduce((sum, left) => sum + left, 0),
          isOver: lefts.some((left) => left < 0),
        };
      },
      secrets: () => [...OF_THE_CARD, ...books.payments.map(({ page }) => page)],
      listens: (origin) => card.relay(PUBLIC, origin),
      asked: () => card.payer.nextAsk(),
      calls: () => card.calls.length,
    };
  },
};
