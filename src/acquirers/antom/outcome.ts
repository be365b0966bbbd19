import { sameAmount, type Amount } from '../../ground/money/amount.ts';
import type { PaymentLook, RefundAnswer, Throttled, Unknown } from '../../payment/answers.ts';
import type { ReasonOf } from '../signed-wire/give-back-answers.ts';
import { notGivenBack } from '../signed-wire/refusals.ts';
import { alarm, isOfAnother, ofAnother, statusOf, undecided, unknown } from '../signed-wire/results.ts';
import type { InquiryPaymentResponse, InquiryRefundResponse } from './messages.ts';

/** What a payment is, by the word of an inquiry; a word that nobody listed is `processing`. Source: in-store dossier 3.4. */
export type PaymentStatus = 'success' | 'fail' | 'cancelled' | 'pending' | 'processing';

export function paymentStatusOf({ paymentStatus }: InquiryPaymentResponse): PaymentStatus {
  switch (paymentStatus) {
    case 'SUCCESS':
      return 'success';
    case 'FAIL':
      return 'fail';
    case 'CANCELLED':
      return 'cancelled';
    case 'PENDING':
      return 'pending';
    default:
      return 'processing';
  }
}

/** Why a payment is what it is; a status without a code says what the status does. */
export function codeOf({ paymentResultCode }: InquiryPaymentResponse, status: PaymentStatus): string {
  const told = paymentResultCode ?? '';
  // It stands beside every status in the acquirer's own tests: the status decides. Source: in-store dossier section 3.4.
  if (told !== '' && told !== 'UNKNOWN_EXCEPTION' && told !== 'SUCCESS') return told;
  return status === 'cancelled' ? 'ORDER_IS_CANCELED' : 'PROCESS_FAIL';
}

/**
 * What an inquiry itself came to, before its word on the payment; null where it worked. Source: in-store dossier section 3.4;
 * card dossier section 4.
 */
export function failedInquiry({
  result,
}: InquiryPaymentResponse): { readonly kind: 'notFound' } | Throttled | Unknown | null {
  switch (statusOf(result)) {
    case 'S':
      return null;
    case 'F':
      return result.resultCode === 'ORDER_NOT_EXIST'
        ? { kind: 'notFound' }
        : alarm('the inquiry was rejected', result);
    case 'U':
      return undecided(result);
  }
}

/** What an inquiry tells of a payment that did not succeed, and so cannot be refunded; null of one that did. */
export function lookWithoutSuccess(
  reasonOf: ReasonOf,
  paymentRequestId: string,
  response: InquiryPaymentResponse,
): PaymentLook | null {
  if (isOfAnother(paymentRequestId, response)) return ofAnother(response.result);
  const failed = failedInquiry(response);
  if (failed !== null) return failed;
  const status = paymentStatusOf(response);
  if (status === 'success') return null;
  return status === 'fail' || status === 'cancelled'
    ? { kind: 'notCharged', reason: reasonOf(codeOf(response, status)) }
    : unknown('the outcome of the payment is not known yet', response.result);
}

/**
 * What an answer to inquiryRefund means for a refund that was sent before; `notThere`: it may be sent again.
 *
 * Source: in-store dossier section 3.7. That any F is *not there* is safe: the same id is sent again.
 */
export function refundSeenAs(
  reasonOf: ReasonOf,
  asked: { readonly amount: Amount; readonly refundRequestId: string },
  response: InquiryRefundResponse,
): RefundAnswer | { readonly kind: 'notThere' } {
  const { result, refundStatus, refundAmount, refundId, refundTime, refundRequestId } = response;
  if (statusOf(result) === 'F') return { kind: 'notThere' };
  if (statusOf(result) === 'U') return undecided(result);
  if (refundRequestId !== undefined && refundRequestId !== asked.refundRequestId)
    return alarm('the answer names another refund', result);
  switch (refundStatus) {
    case 'SUCCESS':
      return refundAmount && sameAmount(refundAmount, asked.amount)
        ? { kind: 'refunded', refundId, refundTime }
        : alarm('the refund succeeded over another amount than the asked one', result);
    case 'FAIL':
      return { kind: 'refused', reason: notGivenBack(reasonOf('PROCESS_FAIL')) };
    default:
      return unknown('the refund is under way', { ...result, resultCode: 'REFUND_IN_PROCESS' });
  }
}
