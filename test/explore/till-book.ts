import { Book } from '../../src/till/book.ts';
import { saleStateOf } from '../../src/payment/sale.ts';
import type { Sale } from '../../src/payment/state.ts';

/** The one order of the walk. */
export const ORDER = 'O1';

/** The program's own book over these sales. */
export function bookOf(sales: readonly Sale[]): Book {
  const none = { *[Symbol.iterator]() {} };
  const entries = sales.toReversed().map((sale) => ({
    saleId: sale.saleId,
    referenceOrderId: sale.referenceOrderId,
    open: true,
    state: saleStateOf(sale),
    amount: sale.amount,
    openedAtMs: sale.openedAtMs,
    wallet: null,
  }));
  const book = new Book({
    open: () => none,
    ofSale: () => none,
    ofShop: () => none,
    office: () => none,
    proofOf: () => [],
    approvals: () => none,
    find: ({ referenceOrderId }) => (referenceOrderId === ORDER ? entries : []),
    attemptOf: () => null,
    totals: () => ({ day: 1, sinceMs: null, totals: [] }),
    moved: () => none,
    head: () => new Uint8Array(32),
  });
  for (const sale of sales) book.put(null, sale);
  return book;
}
