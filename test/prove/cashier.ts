import { isBusy, leadingPayment, saleStateOf } from '../../src/payment/sale.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { Problem } from '../../src/contract/problems.ts';
import type { Result } from '../../src/ground/result.ts';
import type { Acquirer } from './acquirer.ts';
import type { Choices } from './choices.ts';
import type { CodeShop } from './code-lines.ts';
import type { Manager } from './manager.ts';
import type { Orders } from './orders.ts';
import { at, dismiss, press, see, waysOffered } from './people.ts';
import type { Violation } from './rules.ts';
import type { Staff } from './staff.ts';
import type { StageMemory } from './stage-rules.ts';
import type { Story } from './story.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';
import { HOSTED_KINDS } from './hosted-books.ts';
import { TENDERS } from './hosted-shop.ts';
import { CURRENCY, WILLING_MANAGER } from './shop.ts';

export interface CashierParts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly acquirer: Acquirer;
  readonly manager: Manager;
  /** Who signs in to sell; null where nobody has to. */
  readonly staff: Staff | null;
  readonly orders: Orders;
  readonly stage: StageMemory;
  /** The number of the till. */
  readonly index: number;
  /** Whom the codes of customers go to. */
  readonly codes: CodeShop;
}

const AMOUNTS = ['4550', '100'] as const;
/** How old a code is when it is scanned; it lives for 60 s. */
const CODE_AGE_MS = [0, 10_000, 55_000, 59_900, 61_000] as const;
const PAUSE_MS = [300, 40, 2500, 9000, 32_000, 63_000, 400_000, 3 * 3_600_000] as const;
const PAUSE_WEIGHTS = [36, 14, 18, 12, 9, 6, 4, 1];

type Deed =
  | 'choose'
  | 'askNow'
  | 'free'
  | 'open'
  | 'openSame'
  | 'scan'
  | 'scanAgain'
  | 'cancel'
  | 'retry'
  | 'refund'
  | 'tryNow'
  | 'wait'
  | 'offered'
  | 'dismiss';

/** What somebody at the till does next, by how the sale stands. The usual deed stands first. */
const DEEDS: Readonly<Record<string, readonly [readonly [Deed, ...Deed[]], readonly number[]]>> = {
  none: [['open'], [1]],
  awaitingCode: [
    ['scan', 'wait', 'scanAgain', 'cancel', 'open', 'tryNow'],
    [70, 5, 12, 7, 3, 3],
  ],
  busy: [
    ['wait', 'cancel', 'tryNow', 'scan', 'openSame', 'open', 'dismiss'],
    [50, 25, 10, 5, 5, 5, 2],
  ],
  failed: [
    ['retry', 'open', 'openSame', 'cancel', 'scan', 'dismiss'],
    [45, 20, 20, 10, 5, 6],
  ],
  paid: [
    ['open', 'refund', 'cancel', 'openSame', 'wait', 'tryNow', 'dismiss'],
    [25, 50, 7, 9, 5, 4, 12],
  ],
  cancelling: [
    ['wait', 'openSame', 'open', 'tryNow', 'cancel', 'scan', 'refund', 'dismiss'],
    [25, 30, 15, 20, 5, 5, 3, 8],
  ],
  cancelled: [
    ['openSame', 'open', 'tryNow', 'wait', 'dismiss'],
    [50, 20, 5, 25, 10],
  ],
  attention: [
    ['wait', 'offered', 'cancel', 'open', 'openSame', 'tryNow', 'dismiss'],
    [15, 40, 10, 15, 10, 10, 8],
  ],
};

/** The same at a till with ways to pay on a page. */
const PAGE_DEEDS: typeof DEEDS = {
  ...DEEDS,
  awaitingCode: [
    ['choose', 'scan', 'wait', 'cancel', 'open'],
    [70, 18, 4, 5, 3],
  ],
  busy: [
    ['wait', 'cancel', 'askNow', 'tryNow', 'free', 'choose', 'openSame', 'open', 'dismiss'],
    [45, 17, 15, 6, 7, 3, 3, 3, 1],
  ],
  failed: [
    ['retry', 'choose', 'open', 'openSame', 'cancel', 'dismiss'],
    [18, 34, 18, 15, 9, 6],
  ],
  cancelling: [
    ['wait', 'free', 'openSame', 'askNow', 'open', 'tryNow', 'refund', 'dismiss'],
    [22, 22, 26, 8, 10, 6, 3, 3],
  ],
  cancelled: [
    ['openSame', 'open', 'askNow', 'tryNow', 'wait', 'dismiss'],
    [55, 15, 4, 4, 17, 5],
  ],
};

/** Cashier and register: one deed after the other, sensible ones and others, and at bad moments. */
export class Cashier {
  readonly #parts: CashierParts;
  readonly #codes: string[] = [];
  #lastOrder = '';
  /** What a deed has shown to be wrong. */
  fault: Violation | null = null;

  constructor(parts: CashierParts) {
    this.#parts = parts;
  }

  /** How long until the next deed. */
  pauseMs(): number {
    return this.#parts.choices.of(PAUSE_MS, PAUSE_WEIGHTS);
  }

  /** The order that was opened last. */
  get lastOrder(): string {
    return this.#lastOrder;
  }

  /** Does the next thing at a till that is running. */
  act(run: TillRun): void {
    const { choices } = this.#parts;
    const { book } = run.terminal;
    const sales = book.recent(5);
    // Mostly the sale on the stage, sometimes an earlier one.
    const sale = sales.length > 1 && choices.chance(10) ? sales[choices.below(sales.length)] : sales[0];
    const state = sale === undefined ? 'none' : saleStateOf(sale);
    const table = this.#parts.acquirer.hosted === null ? DEEDS : PAGE_DEEDS;
    const [deeds, weights] = table[BUSY.has(state) ? 'busy' : state] ?? [['wait'], [1]];
    const deed = choices.of(deeds, weights);
    const about = { params: { saleId: sale?.saleId ?? '' }, query: {} };
    switch (deed) {
      case 'choose':
        return this.#choose(run, sale?.saleId ?? '');
      case 'askNow':
        return this.#command(run, `asks now about ${sale?.saleId ?? ''}`, () =>
          run.handlers.askNow({ ...about, body: null }),
        );
      case 'free':
        return this.#command(run, `has ${sale?.saleId ?? ''} freed`, () =>
          run.handlers.freeSale({ ...about, body: { approver: WILLING_MANAGER } }),
        );
      case 'open':
      case 'openSame':
        return this.#open(run, deed === 'openSame');
      case 'scan':
      case 'scanAgain':
        return this.#scan(run, sale?.saleId ?? '', deed === 'scanAgain');
      case 'cancel':
        return this.#command(run, `cancels ${sale?.saleId ?? ''}`, () =>
          run.handlers.cancelSale({ params: { saleId: sale?.saleId ?? '' }, query: {}, body: null }),
        );
      case 'retry':
        return this.#sell(run, `tries ${sale?.saleId ?? ''} again`, () =>
          run.handlers.retrySale({ params: { saleId: sale?.saleId ?? '' }, query: {}, body: null }),
        );
      case 'refund':
        return this.#parts.manager.act(run, sale);
      case 'tryNow':
        this.#parts.story.tell(() => `the cashier${at(run)} asks that what is owed be tried now`);
        void run.handlers.tryNow({ params: {}, query: {}, body: null });
        return;
      case 'offered':
        return this.#takeOffered(run, sale?.saleId ?? '');
      case 'dismiss':
        return this.#goOn(run, sale);
      case 'wait':
        return;
    }
  }

  /** Goes on from a sale; sometimes says first that what stands beside the stage was seen. */
  #goOn(run: TillRun, sale: Sale | undefined): void {
    const { choices, stage } = this.#parts;
    if (sale === undefined) return;
    const { saleId } = sale;
    if (sale.otherCharge !== null && choices.chance(30)) {
      stage.seen(saleId);
      return this.#command(run, `has seen what was charged for ${saleId}`, () => see(run, saleId));
    }
    const before = howItStands(sale);
    this.#command(run, `goes on from ${saleId}`, () => {
      const answer = dismiss(run, saleId);
      // At once: what comes in the same instant may change the sale too.
      const after = run.terminal.book.sale(saleId) ?? sale;
      if (howItStands(after) !== before || (after.dismissed && isBusy(after)))
        this.fault ??= { rule: 'stage', say: `to go on from ${saleId} changed more than the stage` };
      if (run.alive && after.dismissed) stage.dismissed(saleId, saleStateOf(after), after.payments.length);
      return answer;
    });
  }

  /** Takes one of the ways that the screen offers for a sale that asks for a person. */
  #takeOffered(run: TillRun, saleId: string): void {
    const { choices, manager } = this.#parts;
    const sale = run.terminal.book.sale(saleId);
    const ways = sale === undefined ? [] : waysOffered(run, sale);
    const way = ways[choices.below(3) % Math.max(ways.length, 1)];
    if (sale === undefined || way === undefined) return;
    if (way === 'cancel' && choices.chance(40)) {
      return this.#command(run, `cancels ${saleId}, as the screen offers`, () =>
        press(run, way, saleId, null),
      );
    }
    manager.end(run, sale, way);
  }

  #open(run: TillRun, same: boolean): void {
    const { choices, index, orders } = this.#parts;
    const another = same ? undefined : orders.lastOfAnother(index);
    const isShared =
      another !== undefined && another.referenceOrderId !== this.#lastOrder && choices.chance(55);
    let value: string = choices.of(AMOUNTS, [85, 15]);
    if (isShared) {
      this.#lastOrder = another.referenceOrderId;
      if (!choices.chance(12)) value = another.value;
    } else if (!same || this.#lastOrder === '') {
      this.#lastOrder = orders.next(value, index).referenceOrderId;
    }
    const referenceOrderId = this.#lastOrder;
    const amount = { currency: CURRENCY, value };
    this.#sell(run, `opens a sale of ${value} for the order ${referenceOrderId}`, () =>
      run.handlers.openSale({
        params: {},
        query: {},
        body: { referenceOrderId, orderDescription: 'Coffee', amount },
      }),
    );
  }

  #choose(run: TillRun, saleId: string): void {
    const { choices } = this.#parts;
    // Each acquirer alike, however many ways it has.
    const gateway = choices.of(HOSTED_KINDS);
    const ways = TENDERS.filter((tender) => tender.gateway === gateway);
    const tender = ways[choices.below(ways.length)]?.id ?? '';
    this.#sell(run, `chooses ${tender} for ${saleId}`, () =>
      run.handlers.chooseTender({ params: { saleId }, query: {}, body: { tender } }),
    );
  }

  #scan(run: TillRun, saleId: string, again: boolean): void {
    const { choices, acquirer, timeline } = this.#parts;
    if (!again || this.#codes.length === 0) {
      const serial = `${this.#parts.index}${String(this.#codes.length + 1).padStart(15, '0')}`;
      // Where two acquirers take codes, those of another form go to the other one.
      const isOther = this.#parts.codes === 'both' && choices.chance(40);
      const fresh = `${isOther ? '28' : '28100102'}${serial}`;
      this.#codes.push(fresh);
      acquirer.ledger.showCode(fresh, timeline.nowMs - choices.of(CODE_AGE_MS, [80, 8, 4, 4, 4]));
    }
    const index = again ? choices.below(this.#codes.length) : 0;
    const text = this.#codes[this.#codes.length - 1 - index] ?? '';
    this.#sell(run, `scans the code …${text.slice(-3)} for ${saleId}`, () =>
      run.handlers.enterCode({ params: { saleId }, query: {}, body: { text } }),
    );
  }

  /** A command that needs somebody signed in. */
  #sell(run: TillRun, what: string, ask: () => Promise<Result<unknown, Problem>>): void {
    const isNobodyIn = this.#parts.staff?.isSurelyOut(run) ?? false;
    this.#command(run, what, () => {
      const answer = ask();
      void answer.then((result) => {
        if (run.alive && result.ok && isNobodyIn)
          this.fault ??= { rule: 'role', say: `the cashier ${what} with nobody signed in` };
      });
      return answer;
    });
  }

  #command(run: TillRun, what: string, ask: () => Promise<Result<unknown, Problem>> | null): void {
    const { story } = this.#parts;
    story.tell(() => `the cashier${at(run)} ${what}`);
    void ask()?.then((result) => {
      if (run.alive && !result.ok) story.tell(() => `${run.name} refuses: ${result.error.slug}`);
    });
  }
}

/** All of a sale that going on from it must not change. */
function howItStands(sale: Sale): string {
  return JSON.stringify([saleStateOf(sale), sale.payments, sale.refunds, sale.closed]);
}

const BUSY: ReadonlySet<string> = new Set(['submitting', 'customerConfirming', 'checking']);

/** How the sale on the stage stands, in words. */
export function stageOf(run: TillRun): string {
  const sale = run.terminal.book.latest();
  if (sale === undefined) return 'no sale';
  const kind = leadingPayment(sale)?.state.kind;
  return `${sale.saleId} is ${saleStateOf(sale)}${kind === undefined ? '' : ` (${kind})`}`;
}
