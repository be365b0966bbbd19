import type { JournalReads } from '../../src/journal/port.ts';
import type { EventRows } from './event-rows.ts';
import type { SaleIndex } from './sale-index.ts';

/** Everything that can be asked of an open file. `head`: the hash of its last row, where that is known already. */
export function readsOn(
  rows: EventRows,
  index: SaleIndex,
  head: () => Uint8Array = () => rows.last().hash,
): JournalReads {
  return {
    open: () => rows.open(),
    ofSale: (saleId) => rows.ofSale(saleId),
    head,
    ofShop: () => rows.ofShop(),
    office: () => rows.office(),
    proofOf: (saleId) => rows.proofOf(saleId),
    approvals: () => rows.approvals(),
    find: (query) => index.find(query),
    attemptOf: (paymentId) => index.attemptOf(paymentId),
    moved: (span) => index.moved(span),
    totals() {
      const { number, beganAtSeq } = index.today();
      return { day: number, sinceMs: rows.atMsOf(beganAtSeq), totals: index.totalsOf(number) };
    },
  };
}
