import { z } from 'zod';
import { sameAmount, type Amount } from '../../ground/money/amount.ts';
import type { CancelAnswer, Reason, RefundAnswer, Settlement } from '../../payment/answers.ts';
import { notGivenBack } from './refusals.ts';
import { alarm, isOfAnother, ofAnother, statusOf, undecided } from './results.ts';
import { amount, answer, id, named, settled, settlementOf, time } from './values.ts';

/** The answer to a cancel. Source: Alipay+ dossier section 4.3; Antom in-store dossier section 3.5. */
export const cancelResponse = z.object(answer);

/** The answer to a refund. Source: Alipay+ dossier section 4.4; Antom in-store dossier section 3.6. */
export const refundResponse = z.object({
  ...answer,
  refundRequestId: named,
  refundId: id,
  refundTime: time,
  refundAmount: amount,
  ...settled,
});

/** The reason of a refusal, by the acquirer's result code. */
export type ReasonOf = (resultCode: string) => Reason;

/** What an answer to a cancel means: too late where its window is over. */
export function cancelAnswerOf(
  reasonOf: ReasonOf,
  paymentRequestId: string,
  response: z.infer<typeof cancelResponse>,
): CancelAnswer {
  const { result } = response;
  if (isOfAnother(paymentRequestId, response)) return ofAnother(result);
  switch (statusOf(result)) {
    case 'S':
      return { kind: 'confirmed' };
    case 'F':
      if (result.resultCode === 'CANCEL_WINDOW_EXCEED') return { kind: 'tooLate' };
      if (result.resultCode === 'ORDER_NOT_EXIST') return { kind: 'notFound' };
      return { kind: 'refused', reason: notGivenBack(reasonOf(result.resultCode)) };
    case 'U':
      return undecided(result);
  }
}

/** What an answer to a refund means; one of another refund, or over another amount than asked, is not ours. */
export function refundAnswerOf(
  reasonOf: ReasonOf,
  asked: { readonly paymentRequestId: string; readonly refundRequestId: string; readonly amount: Amount },
  response: z.infer<typeof refundResponse>,
): RefundAnswer {
  const { result, refundAmount, refundId, refundTime } = response;
  if (isOfAnother(asked.paymentRequestId, response)) return ofAnother(result);
  const { refundRequestId = asked.refundRequestId } = response;
  if (refundRequestId !== asked.refundRequestId) return alarm('the answer names another refund', result);
  switch (statusOf(result)) {
    case 'S':
      if (refundAmount === null || (refundAmount !== undefined && !sameAmount(refundAmount, asked.amount))) {
        return alarm('the refund succeeded over another amount than the asked one', result);
      }
      return { kind: 'refunded', refundId, refundTime, ...told(settlementOf(response)) };
    case 'F':
      return { kind: 'refused', reason: notGivenBack(reasonOf(result.resultCode)) };
    case 'U':
      return undecided(result);
  }
}

function told(settlement: Settlement | undefined): { readonly settlement?: Settlement } {
  return settlement === undefined ? {} : { settlement };
}
