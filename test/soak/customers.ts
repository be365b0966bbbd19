import type { SaleView } from '../../src/contract/sale-view.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';
import { order, saleOf, type AgentProcess, type Answer } from '../fakes/agent-process.ts';
import type { Random } from '../torture/random.ts';
import { Watcher } from '../torture/watcher.ts';
import type { Shop } from './shop.ts';

type State = SaleView['state'];

/** A person scans again after this, and so often. */
const SCAN_AGAIN_MS = 2000;
const SCANS_MAX = 3;
/** A shop sells in the currency that all its acquirers take. */
const CURRENCY = 'EUR';
const DONE: readonly State[] = ['paid', 'cancelling', 'cancelled'];
const PAGES = ['card', 'saferpay', 'trust', 'computop'] as const;
/** What is being given back goes on by itself, while the next customer is served. */
const ENDED: readonly State[] = ['paid', 'failed', 'cancelling', 'cancelled', 'attention'];
/**
 * What goes wrong at an acquirer, by the last digits of an amount. All of it comes to an end without a person.
 *
 * Declined, left open, paid after the till gave up, an answer that is lost, or cannot be read, or is unproven.
 */
const AWRY = {
  page: ['902', '903', '914', '912', '926', '917', '812'],
  // Its links stay payable for days: what is left open there is no matter of one night.
  trust: ['902', '926', '917', '812'],
  code: ['901', '902', '917', '923', '927', '934', '941', '942'],
} as const;

/** The customers of a day, one after the other, and the cashier who serves them at one run of the till. */
export class Counter {
  readonly #shop: Shop;
  readonly #agent: AgentProcess;
  readonly #random: Random;
  readonly #watcher: Watcher;

  constructor(shop: Shop, agent: AgentProcess, random: Random) {
    this.#shop = shop;
    this.#agent = agent;
    this.#random = random;
    this.#watcher = new Watcher(agent.events(), () => undefined);
  }

  /** Brings what the last run left on the screen to an end. */
  async takesUp(): Promise<void> {
    const { sale } = await this.#watcher.until(() => true);
    if (sale !== null) await this.#ends(sale.saleId);
  }

  /** Serves one customer; some come back for their money at once. */
  async serves(referenceOrderId: string): Promise<State> {
    const random = this.#random;
    const place = random.pick(['alipayPlus', 'antom', 'orderCode', ...PAGES]);
    const isPage = (PAGES as readonly string[]).includes(place);
    const isAwry = random.chance(0.2) && place !== 'orderCode';
    const menu = place === 'trust' ? AWRY.trust : isPage ? AWRY.page : AWRY.code;
    const ending = isAwry ? random.pick(menu) : '000';
    const value = `${1 + random.below(60)}${ending}`;
    const { saleId } = saleOf(await this.#call('/v1/sales', order(referenceOrderId, value, CURRENCY)));
    if (place === 'alipayPlus' || place === 'antom') await this.#scans(saleId, place);
    else await this.#shows(saleId, place);
    const ended = await this.#ends(saleId);
    if (ended.state === 'paid' && random.chance(0.15)) await this.#givesBack(ended);
    return ended.state;
  }

  async #scans(saleId: string, at: 'alipayPlus' | 'antom'): Promise<void> {
    const text = this.#shop.code(at);
    const isThere = this.#watcher.last?.health.scanners[0]?.status === 'ok';
    if (!isThere || this.#random.chance(0.3)) {
      await this.#call(`/v1/sales/${saleId}/code`, { text });
      return;
    }
    // A scanner that was plugged in just now may not be heard yet: a person scans again, and then types it.
    for (let scans = 0; scans < SCANS_MAX; scans += 1) {
      await this.#shop.scanner.sends(`${text}\r`);
      if (await this.#leaves(saleId)) return;
    }
    await this.#call(`/v1/sales/${saleId}/code`, { text });
  }

  /** Whether a code was taken, a moment after a scan: a sale may already wait for a fresher one. */
  async #leaves(saleId: string): Promise<boolean> {
    const gone = this.#sale(
      saleId,
      ({ state, attempts }) => state !== 'awaitingCode' || attempts.length > 0,
    ).then(() => true);
    gone.catch(() => undefined);
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, SCAN_AGAIN_MS, false));
    return Promise.race([gone, late]);
  }

  async #shows(saleId: string, tender: string): Promise<void> {
    await this.#call(`/v1/sales/${saleId}/tender`, { tender });
    const { state, attempts } = await this.#sale(
      saleId,
      (sale) => sale.attempts.at(-1)?.linkState === 'shown' || ENDED.includes(sale.state),
    );
    if (ENDED.includes(state) || attempts.at(-1)?.linkState !== 'shown') return;
    const link = await this.#agent.call('GET', `/v1/sales/${saleId}/link`);
    if (link.status === 200) await this.#shop.customer(tender, (link.json as { url: string }).url);
  }

  /** The sale ends by itself; what failed is put aside, what needs a person is given back. */
  async #ends(saleId: string): Promise<SaleView> {
    const sale = await this.#sale(saleId, ({ state }) => ENDED.includes(state) || state === 'awaitingCode');
    if (sale.state !== 'failed' && sale.state !== 'attention' && sale.state !== 'awaitingCode') return sale;
    await this.#agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);
    return this.#sale(saleId, ({ state }) => DONE.includes(state));
  }

  async #givesBack({ saleId, paymentRequestId, amount }: SaleView): Promise<void> {
    if (this.#random.chance(0.3)) {
      await this.#agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);
      return;
    }
    const part = this.#random.chance(0.5) ? amount.value : String(Math.ceil(Number(amount.value) / 3));
    await this.#agent.call('POST', '/v1/refunds', {
      paymentRequestId,
      amount: { ...amount, value: part },
      ...APPROVAL,
    });
  }

  async #sale(saleId: string, fits: (sale: SaleView) => boolean): Promise<SaleView> {
    const find = ({ sale, recent }: NonNullable<Watcher['last']>): SaleView | undefined =>
      [sale, ...recent].find((seen) => seen?.saleId === saleId && fits(seen)) ?? undefined;
    return find(await this.#watcher.until((view) => find(view) !== undefined))!;
  }

  async #call(path: string, body: object): Promise<Answer> {
    const answer = await this.#agent.call('POST', path, body);
    if (answer.status >= 300) {
      const { sale, recent } = this.#watcher.last ?? {};
      throw new Error(
        `${path}: HTTP ${answer.status} ${answer.text}, at ${JSON.stringify({ sale, recent })}`,
      );
    }
    return answer;
  }
}
