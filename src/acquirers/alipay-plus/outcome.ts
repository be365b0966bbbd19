import type { Charge, InquiryAnswer, PayAnswer } from '../../payment/answers.ts';
import {
  alarm,
  inconsistent,
  isOfAnother,
  ofAnother,
  statusOf,
  undecided,
  unknown,
  unreadable,
  type WireResult,
} from '../signed-wire/results.ts';
import { standingOf } from '../signed-wire/standing.ts';
import { settlementOf } from '../signed-wire/values.ts';
import type { InquiryPaymentResponse, PayResponse } from './messages.ts';
import { reasonOf } from './result-codes.ts';

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
      return standingOf({
        charge: chargeOf(response),
        transactions: response.transactions,
        result: paymentResult,
      });
    case 'F':
      if (paymentResult.resultCode === 'REPEAT_REQ_INCONSISTENT') return inconsistent(paymentResult);
      return { kind: 'notCharged', reason: reasonOf(paymentResult.resultCode) };
    case 'U':
      if (paymentResult.resultCode === 'PAYMENT_IN_PROCESS') return { kind: 'confirming' };
      return unknown('the outcome of the payment is not known yet', paymentResult);
  }
}

/** Null unless it is said what was charged, and under which id. */
export function chargeOf(response: PayResponse): Charge | null {
  const { paymentAmount, paymentId, paymentTime, acquirerId, pspId, walletBrandName, mppPaymentId } =
    response;
  if (!paymentAmount || paymentId === undefined) return null;
  const settlement = settlementOf(response);
  return {
    ...{ amount: paymentAmount, paymentId, paymentTime, acquirerId, pspId, walletBrandName, mppPaymentId },
    ...(settlement === undefined ? {} : { settlement }),
  };
}
