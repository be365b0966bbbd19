import type { CardBooks } from '../../drivers/sandbox/antom-card/books.ts';
import type { ComputopBooks } from '../../drivers/sandbox/computop/books.ts';
import type { SaferpayBooks } from '../../drivers/sandbox/saferpay/books.ts';
import type { TrustBooks } from '../../drivers/sandbox/trust-payments/books.ts';
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

/** Lines of Saferpay: every link that was paid or not, and every refund. */
export function linesOfSaferpay({ payments, refunds }: SaferpayBooks): BookLine[] {
  const paid = payments.map(({ orderId, transactionId, amount, charged, decidedAtMs, madeAtMs }) => {
    const { Value, CurrencyCode } = charged ?? amount;
    return {
      ...{ type: 'PAYMENT', requestId: orderId, id: transactionId, minor: Number(Value) },
      ...{
        state: charged === null ? 'CANCELED' : 'CAPTURED',
        currency: CurrencyCode,
        atMs: decidedAtMs ?? madeAtMs,
      },
    };
  });
  const back = refunds.map(({ orderId, captureId, transactionId, amount, atMs }) => ({
    ...{ type: 'REFUND', requestId: orderId, id: transactionId, minor: Number(amount.Value), atMs },
    ...{ currency: amount.CurrencyCode, originalId: captureId.replace(/_c$/, '') },
  }));
  return [...paid, ...back];
}

/** Lines of Trust Payments: every record, whatever its state. */
export function linesOfTrust({ entries }: TrustBooks): BookLine[] {
  return entries.map((entry) => ({
    ...{
      type: entry.requesttypedescription,
      requestId: entry.orderreference,
      id: entry.transactionreference,
    },
    ...(entry.parenttransactionreference === undefined
      ? {}
      : { originalId: entry.parenttransactionreference }),
    ...{ state: entry.settlestatus, minor: Number(entry.baseamount), currency: entry.currencyiso3a },
    atMs: Date.parse(`${entry.transactionstartedtimestamp.replace(' ', 'T')}Z`),
  }));
}

/** Lines of Computop: every step of every payment, and a reverse beside what it undid. */
export function linesOfComputop({ payments }: ComputopBooks): BookLine[] {
  return payments.flatMap(({ payId, charged: { currency }, steps }) =>
    steps.flatMap(({ kind, valueMinor, transId, xid, atMs, undone }) => {
      const step = { requestId: transId, originalId: payId, minor: valueMinor, currency, atMs };
      const made = { ...step, type: kind === 'pay' ? 'SALE' : 'CREDIT', id: xid };
      return undone ? [made, { ...step, type: 'REVERSE', id: `${xid}-r` }] : [made];
    }),
  );
}
