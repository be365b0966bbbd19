import { gatewayTime, resultOf } from '../../drivers/sandbox/answers.ts';
import type { Ms } from '../../src/ground/time.ts';
import type { AntomBooks } from './hosted-antom-books.ts';
import type { Back, HostedPayment } from './hosted-books.ts';

// What the books of the simulation say of a payment, in Antom's words. Source: card dossier 4, 7, 8; in-store dossier 3.4, 3.7.

/** Which payment it is, and over how much. */
export function payBodyOf({ ref, id, currency, askedMinor }: HostedPayment): object {
  const paymentAmount = { currency, value: String(askedMinor) };
  return { paymentRequestId: ref, paymentId: id, paymentAmount };
}

/** Answer to inquiryPayment: `result` is the inquiry's own. */
export function inquiryOf(payment: HostedPayment, books: AntomBooks, nowMs: Ms): object {
  const { hold, chargedMinor, currency, paidAtMs } = payment;
  const minor = hold?.minor ?? (chargedMinor === 0 ? payment.askedMinor : chargedMinor);
  const transactions = transactionsOf(payment, nowMs);
  return {
    result: resultOf('SUCCESS'),
    paymentStatus: statusOf(payment, books),
    ...payBodyOf(payment),
    paymentAmount: { currency, value: String(minor) },
    ...(paidAtMs === null ? {} : { paymentTime: gatewayTime(paidAtMs) }),
    ...(hold === null ? {} : { authExpiryTime: gatewayTime(hold.endsAtMs), paymentResultInfo: CARD }),
    ...(transactions.length === 0 ? {} : { transactions }),
  };
}

const CARD = { cardBrand: 'VISA', lastFour: '3768', cardToken: 'A-TOKEN-OF-THE-CARD' };

/** What was charged after a confirmed cancel is a success until the acquirer has given it back. */
function statusOf(payment: HostedPayment, books: AntomBooks): string {
  const { status, cancelledAtMs, backs } = payment;
  const isUndone = backs.some(({ number }) => number === null);
  if (status === 'paid') return isUndone ? 'CANCELLED' : 'SUCCESS';
  if (cancelledAtMs !== null) return 'CANCELLED';
  if (status === 'held') return books.isHeld(payment) ? 'SUCCESS' : 'CANCELLED';
  return status === 'ended' ? 'FAIL' : 'PROCESSING';
}

function transactionsOf({ hold, backs, currency, chargedMinor }: HostedPayment, nowMs: Ms): object[] {
  const captures = (hold?.captures ?? []).map(({ name, id, isDone }) => ({
    transactionType: 'CAPTURE',
    transactionStatus: isDone ? 'SUCCESS' : 'FAIL',
    ...{ transactionRequestId: name, transactionId: id },
    transactionAmount: { currency, value: String(isDone ? chargedMinor : (hold?.minor ?? 0)) },
  }));
  const refunds = backs
    .filter(({ refundRequestId }) => refundRequestId !== undefined)
    .map((back) => ({
      transactionType: 'REFUND',
      transactionStatus: isDone(back, nowMs) ? 'SUCCESS' : 'PROCESSING',
      ...{ transactionRequestId: back.refundRequestId, transactionId: back.id },
      transactionAmount: { currency, value: String(back.minor) },
      transactionTime: gatewayTime(back.atMs),
    }));
  return [...captures, ...refunds];
}

/** Answer to refund: done, or under way for a while. */
export function movedOf(payment: HostedPayment, back: Back, nowMs: Ms): object {
  return {
    result: resultOf(isDone(back, nowMs) ? 'SUCCESS' : 'REFUND_IN_PROCESS'),
    ...backOf(payment, back),
  };
}

/** Answer to inquiryRefund: `result` is the inquiry's own. */
export function refundLookOf(payment: HostedPayment, back: Back, nowMs: Ms): object {
  const refundStatus = isDone(back, nowMs) ? 'SUCCESS' : 'PROCESSING';
  return { result: resultOf('SUCCESS'), refundStatus, ...backOf(payment, back) };
}

function isDone({ seenAtMs }: Back, nowMs: Ms): boolean {
  return seenAtMs <= nowMs;
}

function backOf(
  { currency, id: paymentId }: HostedPayment,
  { id, refundRequestId, minor, atMs }: Back,
): object {
  return {
    ...{ paymentId, refundRequestId, refundId: id, refundTime: gatewayTime(atMs) },
    refundAmount: { currency, value: String(minor) },
  };
}
