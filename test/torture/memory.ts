import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';

type State = SaleView['state'];

/** What the torturer was told of one sale, by an answer of the API or on the stream, and what it asked. */
export interface Remembered {
  readonly saleId: string;
  readonly referenceOrderId: string;
  readonly value: string;
  /** Attempts that were told of; each is in the journal before it is told. */
  attempts: number;
  state: State;
  /** Asked, whether or not an answer came: from then on a paid sale may also be a voided one. */
  cancelSent: boolean;
  /** The state in which an accepted cancel left it. */
  cancelTaken: State | null;
  retrySent: boolean;
}

const RETURNED: readonly State[] = ['cancelling', 'cancelled', 'attention'];

/** Everything that was acknowledged, so that it can be asked for after every crash. Source: interface section 7, rule 6. */
export class Memory {
  readonly sales = new Map<string, Remembered>();
  /** Every full code that was scanned: none may ever be seen outside. */
  readonly codes: string[] = [];
  readonly #story: { readonly saleId: string; readonly line: string }[] = [];
  facts = 0;

  /** Takes a sale as it was shown. */
  shown(sale: SaleView, by: string): void {
    const { saleId, referenceOrderId, amount, state, attempts } = sale;
    const known = this.sales.get(saleId);
    if (known?.state === state && known.attempts >= attempts.length) return;
    this.facts += 1;
    this.note(saleId, `${by}: ${state}${sale.reason === undefined ? '' : ` (${sale.reason})`}`);
    if (known === undefined) {
      const asked = { cancelSent: false, cancelTaken: null, retrySent: false };
      const remembered = { saleId, referenceOrderId, value: amount.value, attempts: attempts.length, state };
      this.sales.set(saleId, { ...remembered, ...asked });
      return;
    }
    known.state = state;
    known.attempts = Math.max(known.attempts, attempts.length);
  }

  /** Takes all that a view shows. */
  saw(view: View): void {
    for (const sale of view.recent) this.shown(sale, 'stream');
  }

  /** A line for the story of a sale. */
  note(saleId: string, line: string): void {
    this.#story.push({ saleId, line: `${new Date().toISOString().slice(14)} ${line}` });
  }

  storyOf(saleId: string): string[] {
    return this.#story.filter((told) => told.saleId === saleId).map(({ line }) => line);
  }

  /** What of the memory a till that was started again does not know any more, sale by sale. */
  lostIn(sales: ReadonlyMap<string, SaleView>): Map<string, string> {
    const lost = new Map<string, string>();
    for (const told of this.sales.values()) {
      const why = lossOf(told, sales.get(told.saleId));
      if (why !== null) lost.set(told.saleId, why);
    }
    return lost;
  }

  /** What an accepted cancel came to at the end, where it is not what was promised. */
  brokenCancels(sales: ReadonlyMap<string, SaleView>): Map<string, string> {
    const broken = new Map<string, string>();
    for (const { saleId, cancelTaken } of this.sales.values()) {
      const state = sales.get(saleId)?.state;
      if (cancelTaken === null || state === undefined || state === 'cancelled') continue;
      // While the outcome was unknown, the till asks once more, and says so where the sale turns out paid.
      const mayBePaid = ['submitting', 'customerConfirming', 'checking'].includes(cancelTaken);
      if (!(mayBePaid && state === 'paid')) broken.set(saleId, `the accepted cancel ended as ${state}`);
    }
    return broken;
  }
}

function lossOf(told: Remembered, now: SaleView | undefined): string | null {
  if (now === undefined) return 'the sale was acknowledged and is gone';
  if (now.referenceOrderId !== told.referenceOrderId || now.amount.value !== told.value) {
    return 'the sale has another order or amount than was acknowledged';
  }
  if (now.attempts.length < told.attempts)
    return `${told.attempts} attempts were acknowledged, ${now.attempts.length} are there`;
  if (told.state === 'paid' && now.state !== 'paid' && !(told.cancelSent && RETURNED.includes(now.state)))
    return `was shown as paid, and is ${now.state}`;
  if (told.state === 'cancelled' && !RETURNED.includes(now.state))
    return `was shown as cancelled, and is ${now.state}`;
  if (told.state === 'cancelling' && !RETURNED.includes(now.state))
    return `was shown as being cancelled, and is ${now.state}`;
  const more = now.attempts.length > told.attempts || told.retrySent || told.cancelSent;
  if (told.state === 'failed' && !['failed', ...RETURNED].includes(now.state) && !more)
    return `was shown as failed, and is ${now.state}`;
  return null;
}
