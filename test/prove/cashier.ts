import { leadingPayment, saleStateOf } from '../../src/payment/sale.ts';
import type { Problem } from '../../src/problems.ts';
import type { Result } from '../../src/result.ts';
import type { Acquirer } from './acquirer.ts';
import type { Choices } from './choices.ts';
import type { Manager } from './manager.ts';
import type { Story } from './story.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

export interface CashierParts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly acquirer: Acquirer;
  readonly manager: Manager;
}

const AMOUNTS = ['4550', '100'] as const;
/** How old a code is when it is scanned; it lives for 60 s. */
const CODE_AGE_MS = [0, 10_000, 55_000, 59_900, 61_000] as const;
const PAUSE_MS = [300, 40, 2500, 9000, 32_000, 63_000, 400_000, 3 * 3_600_000] as const;
const PAUSE_WEIGHTS = [36, 14, 18, 12, 9, 6, 4, 1];

type Deed = 'open' | 'openSame' | 'scan' | 'scanAgain' | 'cancel' | 'retry' | 'refund' | 'tryNow' | 'wait';

/** What somebody at the till does next, by how the sale stands. The usual deed stands first. */
const DEEDS: Readonly<Record<string, readonly [readonly [Deed, ...Deed[]], readonly number[]]>> = {
  none: [['open'], [1]],
  awaitingCode: [
    ['scan', 'wait', 'scanAgain', 'cancel', 'open', 'tryNow'],
    [70, 5, 12, 7, 3, 3],
  ],
  busy: [
    ['wait', 'cancel', 'tryNow', 'scan', 'openSame', 'open'],
    [50, 25, 10, 5, 5, 5],
  ],
  failed: [
    ['retry', 'open', 'openSame', 'cancel', 'scan'],
    [45, 20, 20, 10, 5],
  ],
  paid: [
    ['open', 'refund', 'cancel', 'openSame', 'wait', 'tryNow'],
    [25, 35, 22, 9, 5, 4],
  ],
  cancelling: [
    ['wait', 'openSame', 'open', 'tryNow', 'cancel', 'scan', 'refund'],
    [25, 30, 15, 20, 5, 5, 3],
  ],
  cancelled: [
    ['openSame', 'open', 'tryNow', 'wait'],
    [50, 20, 5, 25],
  ],
  attention: [
    ['wait', 'cancel', 'open', 'openSame', 'tryNow'],
    [20, 30, 20, 15, 15],
  ],
};

/** Cashier and register: one deed after the other, sensible ones and others, and at bad moments. */
export class Cashier {
  readonly #parts: CashierParts;
  readonly #codes: string[] = [];
  #orders = 0;
  #lastOrder = '';

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
    const [deeds, weights] = DEEDS[BUSY.has(state) ? 'busy' : state] ?? [['wait'], [1]];
    const deed = choices.of(deeds, weights);
    switch (deed) {
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
        return this.#command(run, `tries ${sale?.saleId ?? ''} again`, () =>
          run.handlers.retrySale({ params: { saleId: sale?.saleId ?? '' }, query: {}, body: null }),
        );
      case 'refund':
        return this.#parts.manager.act(run, sale);
      case 'tryNow':
        this.#parts.story.tell(() => 'the cashier asks that what is owed be tried now');
        void run.handlers.tryNow({ params: {}, query: {}, body: null });
        return;
      case 'wait':
        return;
    }
  }

  #open(run: TillRun, same: boolean): void {
    if (!same || this.#lastOrder === '') {
      this.#orders += 1;
      this.#lastOrder = `ORD-${this.#orders}`;
    }
    const referenceOrderId = this.#lastOrder;
    const value = this.#parts.choices.of(AMOUNTS, [85, 15]);
    const amount = { currency: 'MYR', value };
    this.#command(run, `opens a sale of ${value} for the order ${referenceOrderId}`, () =>
      run.handlers.openSale({
        params: {},
        query: {},
        body: { referenceOrderId, orderDescription: 'Coffee', amount },
      }),
    );
  }

  #scan(run: TillRun, saleId: string, again: boolean): void {
    const { choices, acquirer, timeline } = this.#parts;
    if (!again || this.#codes.length === 0) {
      const fresh = `28100102${String(this.#codes.length + 1).padStart(16, '0')}`;
      this.#codes.push(fresh);
      acquirer.ledger.showCode(fresh, timeline.nowMs - choices.of(CODE_AGE_MS, [80, 8, 4, 4, 4]));
    }
    const index = again ? choices.below(this.#codes.length) : 0;
    const text = this.#codes[this.#codes.length - 1 - index] ?? '';
    this.#command(run, `scans the code …${text.slice(-3)} for ${saleId}`, () =>
      run.handlers.enterCode({ params: { saleId }, query: {}, body: { text } }),
    );
  }

  #command(
    run: TillRun,
    what: string,
    ask: () => Promise<Result<{ readonly state: string }, Problem>>,
  ): void {
    const { story } = this.#parts;
    story.tell(() => `the cashier ${what}`);
    void ask().then((result) => {
      if (run.alive && !result.ok) story.tell(() => `the till refuses: ${result.error.slug}`);
    });
  }
}

const BUSY: ReadonlySet<string> = new Set(['submitting', 'customerConfirming', 'checking']);

/** How the sale on the stage stands, in words. */
export function stageOf(run: TillRun): string {
  const sale = run.terminal.book.latest();
  if (sale === undefined) return 'no sale';
  const kind = leadingPayment(sale)?.state.kind;
  return `${sale.saleId} is ${saleStateOf(sale)}${kind === undefined ? '' : ` (${kind})`}`;
}
