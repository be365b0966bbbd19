import type { BookEntry } from '../../drivers/sandbox/books.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';

/** As much of a charge in any ledger as both sides are compared by. */
export type LedgerEntry = Pick<BookEntry, 'referenceOrderId' | 'paymentRequestId' | 'netMinor'>;

/** Something that till and ledger say differently; `saleId` is the sale to tell the story of. */
export interface Difference {
  readonly referenceOrderId: string;
  readonly saleId: string;
  readonly why: string;
}

/** What both sides hold, to the last unit. */
export interface Totals {
  readonly orders: number;
  readonly paid: number;
  readonly tillMinor: number;
  readonly ledgerMinor: number;
}

/**
 * What has to hold at every instant: `paid` is shown only where the ledger holds that charge, and no order is charged
 * twice. Source: interface section 7, rules 1 and 2.
 */
export function differencesNow(
  sales: readonly SaleView[],
  books: readonly LedgerEntry[],
): readonly Difference[] {
  return differences(sales, books, (paid, live) => {
    if (live.length > 1) return `${live.length} charges stand`;
    const [sale] = paid;
    if (sale === undefined) return null;
    const held = live.find(({ paymentRequestId }) => paymentRequestId === sale.paymentRequestId);
    return held === undefined || String(held.netMinor) !== sale.amount.value
      ? `paid ${sale.amount.value} at the till, and the ledger holds ${held?.netMinor ?? 'nothing'}`
      : null;
  });
}

/** What has to hold when nothing is under way: paid at the till exactly where the ledger is charged (rules 1 to 4). */
export function differencesAtRest(
  sales: readonly SaleView[],
  books: readonly LedgerEntry[],
): readonly Difference[] {
  const unpaid = differences(sales, books, (paid, live) =>
    paid.length === 0 && live.length > 0
      ? `${live.map((entry) => entry.netMinor).join(' + ')} stands charged, and the till does not say paid`
      : null,
  );
  const unresolved = sales
    .filter(({ state }) => !['paid', 'failed', 'cancelled', 'awaitingCode'].includes(state))
    .map(({ referenceOrderId, saleId, state }) => ({ referenceOrderId, saleId, why: `is still ${state}` }));
  return [...differencesNow(sales, books), ...unpaid, ...unresolved];
}

/** The sums of both sides; they must be the same at rest. */
export function totalsOf(sales: readonly SaleView[], books: readonly LedgerEntry[]): Totals {
  const paid = sales.filter(({ state }) => state === 'paid');
  return {
    orders: new Set(sales.map(({ referenceOrderId }) => referenceOrderId)).size,
    paid: paid.length,
    tillMinor: paid.reduce((sum, { amount }) => sum + Number(amount.value), 0),
    ledgerMinor: books.reduce((sum, { netMinor }) => sum + netMinor, 0),
  };
}

function differences(
  sales: readonly SaleView[],
  books: readonly LedgerEntry[],
  judge: (paid: readonly SaleView[], live: readonly LedgerEntry[]) => string | null,
): Difference[] {
  const ofOrder = Map.groupBy(sales, ({ referenceOrderId }) => referenceOrderId);
  const charges = Map.groupBy(books, ({ referenceOrderId }) => referenceOrderId);
  const orders = new Set([...ofOrder.keys(), ...charges.keys()]);
  return [...orders].flatMap((referenceOrderId) => {
    const own = ofOrder.get(referenceOrderId) ?? [];
    const paid = own.filter(({ state }) => state === 'paid');
    const live = (charges.get(referenceOrderId) ?? []).filter(({ netMinor }) => netMinor !== 0);
    const why = paid.length > 1 ? `${paid.length} sales of it are paid` : judge(paid, live);
    return why === null ? [] : [{ referenceOrderId, saleId: own.at(-1)?.saleId ?? '', why }];
  });
}
