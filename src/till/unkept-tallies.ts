import type { TillEvent } from '../payment/events.ts';
import type { Sale } from '../payment/state.ts';
import { isOnlyTally, tallyOf } from '../payment/tally.ts';
import type { Ms } from '../ground/time.ts';

/** Payments and refunds whose tries since their last row are in memory only: a step that only counts needs no row. */
export class UnkeptTallies {
  readonly #bySale = new Map<string, Set<string>>();

  /** Whether a step only counts a try: what it repeats was committed before. It is remembered until the next row. */
  isOnlyTally(before: Sale | null, after: Sale, event: TillEvent): boolean {
    if (before === null || (event.kind !== 'paymentChanged' && event.kind !== 'refundChanged')) return false;
    const id = event.kind === 'paymentChanged' ? event.paymentRequestId : event.refundRequestId;
    if (!isOnlyTally(before, after, id)) return false;
    const ids = this.#bySale.get(event.saleId) ?? new Set<string>();
    this.#bySale.set(event.saleId, ids.add(id));
    return true;
  }

  /** The rows that keep the tries of a sale, so that the fold of the next row is exact. */
  take(sale: Sale, atMs: Ms): TillEvent[] {
    const { saleId } = sale;
    const ids = this.#bySale.get(saleId) ?? [];
    this.#bySale.delete(saleId);
    return [...ids].flatMap((id): TillEvent[] => {
      const tally = tallyOf(sale, id);
      if (tally === null) return [];
      const change = { kind: 'tallied', tally } as const;
      return sale.refunds.some(({ facts }) => facts.refundRequestId === id)
        ? [{ kind: 'refundChanged', saleId, atMs, refundRequestId: id, change }]
        : [{ kind: 'paymentChanged', saleId, atMs, paymentRequestId: id, change }];
    });
  }
}
