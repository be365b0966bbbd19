import type { PaymentLook } from '../../payment/answers.ts';
import { alarm, isOfAnother, ofAnother, statusOf, undecided, unknown } from '../signed-wire/results.ts';
import { lookAtStanding } from '../signed-wire/standing.ts';
import type { InquiryPaymentResponse } from './messages.ts';
import { chargeOf } from './outcome.ts';
import { reasonOf } from './result-codes.ts';

/**
 * What an answer to inquiryPayment tells of a payment and its refunds, for one that is to be refunded.
 *
 * Where `inquiryAnswer` asks "is it charged?", this asks "what of it is left?". A refund without a readable amount or
 * state makes the whole answer unknown: what is left could then be told too high. Refunds are told as they are listed,
 * with every id that they carry; `matchRefunds` sees that one that is listed twice is one.
 * Source: dossier section 4.2, `transactions[]`: for a REFUND, transactionId is the refundId and
 * transactionRequestId the refundRequestId (after the AMS SDK, expected to be right).
 */
export function paymentLook(paymentRequestId: string, response: InquiryPaymentResponse): PaymentLook {
  const { result, paymentResult } = response;
  if (isOfAnother(paymentRequestId, response)) return ofAnother(result);
  const status = statusOf(result);
  if (status === 'F' && result.resultCode === 'ORDER_NOT_EXIST') return { kind: 'notFound' };
  if (status === 'F') return alarm('the inquiry was rejected', result);
  if (status === 'U') return undecided(result);
  if (!paymentResult) return unknown('the inquiry worked, but tells nothing of the payment', result);
  switch (statusOf(paymentResult)) {
    case 'S':
      return lookAtStanding({ charge: chargeOf(response), transactions: response.transactions, result });
    case 'F':
      return { kind: 'notCharged', reason: reasonOf(paymentResult.resultCode) };
    case 'U':
      return unknown('the outcome of the payment is not known yet', paymentResult);
  }
}
