import type { Charge, InquiryAnswer, PayAnswer, PaymentLook } from '../../payment/answers.ts';
import { factsOf } from '../antom/calls.ts';
import type { InquiryPaymentResponse } from '../antom/messages.ts';
import { codeOf, failedInquiry, lookWithoutSuccess, paymentStatusOf } from '../antom/outcome.ts';
import type { NoticeContent } from '../port.ts';
import {
  inconsistent,
  isOfAnother,
  ofAnother,
  statusOf,
  undecided,
  unknown,
  unreadable,
} from '../signed-wire/results.ts';
import { lookAtStanding, standingOf } from '../signed-wire/standing.ts';
import type { NotifyPayment, PayResponse } from './messages.ts';
import { reasonOf } from './result-codes.ts';
import { walletNameOf, type PspNames } from './wallet-names.ts';

/**
 * What an answer to a pay by the customer's code means. Never of one that makes an order code: there S is no payment.
 *
 * Source: dossier sections 0.2 (rule 1), 3.2 and 6.5. SYSTEM_ERROR is confirmed by an inquiry before it is a refusal (4).
 */
export function payAnswer(paymentRequestId: string, response: PayResponse, names: PspNames): PayAnswer {
  const { result, paymentId } = response;
  if (isOfAnother(paymentRequestId, response)) return ofAnother(result);
  switch (statusOf(result)) {
    case 'S': {
      const charge = chargeOf(response, names);
      if (charge === null)
        return unreadable('pay succeeded, but the amount or the paymentId cannot be read', result);
      return { kind: 'charged', charge, facts: factsOf(paymentId) };
    }
    case 'F':
      if (result.resultCode === 'REPEAT_REQ_INCONSISTENT') return inconsistent(result);
      if (result.resultCode === 'SYSTEM_ERROR') return unknown('the acquirer could not process it', result);
      return { kind: 'refused', reason: reasonOf(result.resultCode) };
    case 'U':
      return result.resultCode === 'PAYMENT_IN_PROCESS' ? { kind: 'confirming' } : undecided(result);
  }
}

/**
 * What an answer to inquiryPayment means, in both scenarios: the one word that says paid.
 *
 * Source: dossier sections 3.4 and 6.5.
 */
export function inquiryAnswer(
  paymentRequestId: string,
  response: InquiryPaymentResponse,
  names: PspNames,
): InquiryAnswer {
  if (isOfAnother(paymentRequestId, response)) return ofAnother(response.result);
  const failed = failedInquiry(response);
  if (failed !== null) return failed;
  const status = paymentStatusOf(response);
  switch (status) {
    case 'success':
      return inquiredCharge(response, names);
    case 'fail':
    case 'cancelled': {
      const code = codeOf(response, status);
      if (code === 'REPEAT_REQ_INCONSISTENT') return inconsistent({ ...response.result, resultCode: code });
      return { kind: 'notCharged', reason: reasonOf(code) };
    }
    case 'pending':
    case 'processing':
      return { kind: 'confirming' };
  }
}

function inquiredCharge(response: InquiryPaymentResponse, names: PspNames): InquiryAnswer {
  const { result, transactions, paymentId } = response;
  const standing = standingOf({ charge: chargeOf(response, names), transactions, result });
  return standing.kind === 'charged' ? { ...standing, facts: factsOf(paymentId) } : standing;
}

/** What an inquiry tells of a payment and its refunds, for one that is to be refunded. Source: dossier section 3.4. */
export function paymentLook(
  paymentRequestId: string,
  response: InquiryPaymentResponse,
  names: PspNames,
): PaymentLook {
  const { result, transactions } = response;
  return (
    lookWithoutSuccess(reasonOf, paymentRequestId, response) ??
    lookAtStanding({ charge: chargeOf(response, names), transactions, result })
  );
}

/** What a notification tells: a hint wherever it does not say what was charged. Source: dossier section 3.8. */
export function noticeContent(notice: NotifyPayment, names: PspNames): NoticeContent {
  const { result, paymentId } = notice;
  const facts = factsOf(paymentId);
  if (!result) return { kind: 'hint', facts };
  const charge = chargeOf(notice, names);
  const status = statusOf(result);
  if (status === 'S' && charge !== null) return { kind: 'charged', charge, facts };
  if (status === 'F' && result.resultCode !== 'REPEAT_REQ_INCONSISTENT')
    return { kind: 'notCharged', reason: reasonOf(result.resultCode) };
  return { kind: 'hint', facts };
}

/** Null unless it is said what was charged, and under which id. */
function chargeOf(
  {
    paymentAmount,
    paymentId,
    paymentTime,
    pspCustomerInfo,
  }: Omit<PayResponse, 'result' | 'paymentRequestId'>,
  names: PspNames,
): Charge | null {
  if (!paymentAmount || paymentId === undefined) return null;
  const walletBrandName = walletNameOf(pspCustomerInfo?.pspName, names);
  return { amount: paymentAmount, paymentId, paymentTime, walletBrandName };
}
