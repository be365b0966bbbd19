import type { CardBooks } from '../../drivers/sandbox/antom-card/books.ts';
import type { BookEntry } from '../../drivers/sandbox/books.ts';
import type { BookLine } from './written-report.ts';

// What each sandbox's books would be as lines of its acquirer's report, in that acquirer's words. Nothing here is taken from
// the till.

/** Lines of a ledger; `cancels`: whether a cancelled payment stands there, beside its cancel. */
export function linesOfLedger(entries: readonly BookEntry[], cancels: 'left out' | 'beside'): BookLine[] {
  return entries.flatMap(({ chargedAtMs, paymentId, paymentRequestId, amount, cancelled, refunds }) => {
    if (chargedAtMs === null || (cancelled && cancels === 'left out')) return [];
    const { currency } = amount;
    const payment = { requestId: paymentRequestId, minor: Number(amount.value), currency, atMs: chargedAtMs };
    return [
      { ...payment, type: 'PAYMENT', id: paymentId },
      ...(cancelled ? [{ ...payment, type: 'CANCEL', id: `${paymentId}-C`, originalId: paymentId }] : []),
      ...refunds
        .filter(({ code }) => code === 'SUCCESS')
        .map((refund) => ({
          ...{
            type: 'REFUND',
            requestId: refund.refundRequestId,
            id: refund.refundId,
            originalId: paymentId,
          },
          ...{ minor: Number(refund.amount.value), currency, atMs: refund.atMs },
        })),
    ];
  });
}

/** Lines of card payments: each hold, and what was collected and given back. */
export function linesOfCards({ payments }: CardBooks): BookLine[] {
  return payments.flatMap(({ paymentRequestId, paymentId, held, heldAtMs, captures, refunds }) => {
    const moved = (type: string, moves: typeof captures) =>
      moves
        .filter(({ isDone }) => isDone)
        .map(({ requestId, id, amount: { value, currency }, atMs }) => ({
          ...{ type, requestId, id, originalId: paymentId, minor: Number(value), currency, atMs },
        }));
    const hold = { type: 'AUTHORIZATION', requestId: paymentRequestId, id: paymentId };
    const holds =
      heldAtMs > 0 ? [{ ...hold, minor: Number(held.value), currency: held.currency, atMs: heldAtMs }] : [];
    return [...holds, ...moved('CAPTURE', captures), ...moved('REFUND', refunds)];
  });
}
