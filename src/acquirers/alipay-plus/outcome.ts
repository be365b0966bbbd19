import { sameAmount, type Amount, type Minor } from '../../ground/money/amount.ts';
import type {
  CancelAnswer,
  Charge,
  InquiryAnswer,
  PayAnswer,
  RefundAnswer,
  Throttled,
  Unknown,
} from '../../payment/answers.ts';
import type {
  CancelPaymentResponse,
  InquiryPaymentResponse,
  PayResponse,
  RefundResponse,
  Transaction,
} from './messages.ts';
import { cleanCode, GIVEN_BACK, reasonOf } from './result-codes.ts';

/** The part of an answer that says how it went. */
interface WireResult {
  readonly resultStatus: string;
  readonly resultCode: string;
}

/** S done, F failed, U not known; any other letter is U. Source: dossier section 5. */
export function statusOf(result: WireResult): 'S' | 'F' | 'U' {
  return result.resultStatus === 'S' || result.resultStatus === 'F' ? result.resultStatus : 'U';
}

/**
 * What an answer to pay means.
 *
 * Source: dossier section 5.1, rows of pay; REPEAT_REQ_INCONSISTENT by 5.2: the id is known with other details, so
 * something may be charged under it.
 */
export function payAnswer(paymentRequestId: string, response: PayResponse): PayAnswer {
  const { result } = response;
  if (isOfAnother(paymentRequestId, response)) return ofAnother(result);
  switch (statusOf(result)) {
    case 'S': {
      const charge = chargeOf(response);
      if (charge !== null) return { kind: 'charged', charge };
      return unreadable('pay succeeded, but the amount or the paymentId cannot be read', result);
    }
    case 'F':
      if (result.resultCode === 'REPEAT_REQ_INCONSISTENT') return inconsistent(result);
      return { kind: 'refused', reason: reasonOf(result.resultCode) };
    case 'U':
      if (result.resultCode === 'PAYMENT_IN_PROCESS') return { kind: 'confirming' };
      return undecided(result);
  }
}

/**
 * What an answer to inquiryPayment means: first whether the inquiry worked, then what it tells of the payment.
 *
 * Source: dossier section 5 (two-level rule) and 5.1, rows of inquiry; interface section 4 for the id of another.
 */
export function inquiryAnswer(paymentRequestId: string, response: InquiryPaymentResponse): InquiryAnswer {
  const { result, paymentResult } = response;
  if (isOfAnother(paymentRequestId, response)) return ofAnother(result);
  switch (statusOf(result)) {
    case 'S':
      if (!paymentResult) return unknown('the inquiry worked, but tells nothing of the payment', result);
      return inquiredPayment(response, paymentResult);
    case 'F':
      if (result.resultCode === 'ORDER_NOT_EXIST') return { kind: 'notFound' };
      return alarm('the inquiry was rejected', result);
    case 'U':
      return undecided(result);
  }
}

function inquiredPayment(response: InquiryPaymentResponse, paymentResult: WireResult): InquiryAnswer {
  switch (statusOf(paymentResult)) {
    case 'S':
      return inquiredCharge(response, paymentResult);
    case 'F':
      if (paymentResult.resultCode === 'REPEAT_REQ_INCONSISTENT') return inconsistent(paymentResult);
      return { kind: 'notCharged', reason: reasonOf(paymentResult.resultCode) };
    case 'U':
      if (paymentResult.resultCode === 'PAYMENT_IN_PROCESS') return { kind: 'confirming' };
      return unknown('the outcome of the payment is not known yet', paymentResult);
  }
}

/** A payment that succeeded once: whether it still stands is told by its transactions. Source: dossier section 4.2. */
function inquiredCharge(response: InquiryPaymentResponse, paymentResult: WireResult): InquiryAnswer {
  const charge = chargeOf(response);
  if (charge === null) {
    return unreadable('the payment succeeded, but the amount or the paymentId cannot be read', paymentResult);
  }
  if (response.transactions === 'unreadable') {
    return unreadable('the payment succeeded, but its transactions cannot be read', paymentResult);
  }
  const all = response.transactions ?? [];
  const done = all.filter((t) => statusOfTransaction(t) === 'done');
  if (done.some((t) => t.transactionType === 'CANCEL' || t.transactionType === 'VOID')) {
    return { kind: 'notCharged', reason: GIVEN_BACK };
  }
  const refundedMinor = refundedMinorOf(done, charge.amount);
  if (refundedMinor === null) {
    return unreadable('the payment has a refund whose amount cannot be read', paymentResult);
  }
  const leftMinor = charge.amount.valueMinor - refundedMinor;
  if (leftMinor <= 0) return { kind: 'notCharged', reason: GIVEN_BACK, refunded: true };
  const settling = all.some((t) => t.transactionType === 'REFUND' && statusOfTransaction(t) === 'underWay');
  return {
    kind: 'charged',
    charge,
    ...(refundedMinor > 0 ? { leftMinor: leftMinor as Minor } : {}),
    ...(settling ? { settling } : {}),
  };
}

/** Anything but a known end is under way: it may still be done, so it counts. */
export function statusOfTransaction({
  transactionStatus,
  transactionResult,
}: Transaction): 'done' | 'failed' | 'underWay' {
  const word = transactionStatus ?? transactionResult?.resultStatus;
  if (word === 'SUCCESS' || word === 'S') return 'done';
  return word === 'FAIL' || word === 'F' || word === 'CANCELLED' ? 'failed' : 'underWay';
}

/** The sum of the refunds; null where one of them has no amount in the payment's currency. */
function refundedMinorOf(done: readonly Transaction[], paid: Amount): number | null {
  const counted = new Set<string>();
  let sumMinor = 0;
  for (const { transactionType, transactionAmount, transactionId } of done) {
    if (transactionType !== 'REFUND') continue;
    if (transactionAmount?.currency !== paid.currency) return null;
    // One refund that is listed twice is still one: counted twice, it could hide a charge.
    if (transactionId !== undefined && counted.has(transactionId)) continue;
    if (transactionId !== undefined) counted.add(transactionId);
    sumMinor += transactionAmount.valueMinor;
  }
  return sumMinor;
}

/** What an answer to cancelPayment means. Source: dossier sections 4.3 and 5.2, CANCEL_WINDOW_EXCEED and ORDER_NOT_EXIST. */
export function cancelAnswer(paymentRequestId: string, response: CancelPaymentResponse): CancelAnswer {
  const { result } = response;
  if (isOfAnother(paymentRequestId, response)) return ofAnother(result);
  switch (statusOf(result)) {
    case 'S':
      return { kind: 'confirmed' };
    case 'F':
      if (result.resultCode === 'CANCEL_WINDOW_EXCEED') return { kind: 'tooLate' };
      if (result.resultCode === 'ORDER_NOT_EXIST') return { kind: 'notFound' };
      return { kind: 'refused', reason: reasonOf(result.resultCode) };
    case 'U':
      return undecided(result);
  }
}

/** What an answer to refund means; an amount other than the asked one is not ours. Source: dossier sections 4.4 and 5.2. */
export function refundAnswer(
  asked: { readonly paymentRequestId: string; readonly amount: Amount },
  response: RefundResponse,
): RefundAnswer {
  const { result, refundAmount, refundId, refundTime } = response;
  if (isOfAnother(asked.paymentRequestId, response)) return ofAnother(result);
  switch (statusOf(result)) {
    case 'S':
      if (refundAmount === null || (refundAmount !== undefined && !sameAmount(refundAmount, asked.amount))) {
        return alarm('the refund succeeded over another amount than the asked one', result);
      }
      return { kind: 'refunded', refundId, refundTime };
    case 'F':
      return { kind: 'refused', reason: reasonOf(result.resultCode) };
    case 'U':
      return undecided(result);
  }
}

/** Null unless it is said what was charged, and under which id. */
export function chargeOf(response: PayResponse): Charge | null {
  const { paymentAmount, paymentId, paymentTime, acquirerId, pspId, walletBrandName, mppPaymentId } =
    response;
  if (!paymentAmount || paymentId === undefined) return null;
  return { amount: paymentAmount, paymentId, paymentTime, acquirerId, pspId, walletBrandName, mppPaymentId };
}

/** Whether an answer names another payment than the one that was asked about. Source: interface section 4. */
export function isOfAnother(
  paymentRequestId: string,
  response: { readonly paymentRequestId?: string | undefined },
): boolean {
  return response.paymentRequestId !== undefined && response.paymentRequestId !== paymentRequestId;
}

/** What an answer that names another payment comes to. */
export function ofAnother(result: WireResult): Unknown {
  return alarm('the answer names another payment', result);
}

function inconsistent(result: WireResult): Unknown {
  return { ...alarm('the acquirer knows this payment with other details', result), contradicted: true };
}

/** A success of which it cannot be read what is charged: not known, and somebody should look at it. */
function unreadable(why: string, result: WireResult): Unknown {
  return { ...alarm(why, result), unreadable: true };
}

/** What an answer without a decision comes to. */
export function undecided(result: WireResult): Throttled | Unknown {
  if (result.resultCode === 'REQUEST_TRAFFIC_EXCEED_LIMIT') return { kind: 'throttled' };
  return unknown('the acquirer does not know the outcome yet', result);
}

/** An outcome that is not known, with the acquirer's code. */
export function unknown(why: string, result: WireResult): Unknown {
  return { kind: 'unknown', why, code: cleanCode(result.resultCode) };
}

/** An outcome that is not known, and that somebody should look at. */
export function alarm(why: string, result: WireResult): Unknown {
  return { ...unknown(why, result), alarm: true };
}
