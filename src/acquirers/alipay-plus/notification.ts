import { ok, type Result } from '../../ground/result.ts';
import { parseIso } from '../../ground/time.ts';
import {
  refused,
  type Notification,
  type NotificationRefusal,
  type NotificationRules,
} from '../signed-wire/notification.ts';
import { readResponse } from '../signed-wire/values.ts';
import { inquiryPaymentResponse } from './messages.ts';
import { inquiryAnswer } from './outcome.ts';

/** A notification tells what an inquiry would, without the inquiry's own result. Source: dossier section 4.5. */
const notifyPayment = inquiryPaymentResponse.omit({ result: true }).extend({
  paymentResult: inquiryPaymentResponse.shape.result,
  paymentRequestId: inquiryPaymentResponse.shape.paymentId,
});

/**
 * What notifications of Alipay+ are.
 *
 * Shape: a success that does not say what was charged, and a result that is neither S nor F, is a hint: the till asks.
 * Errors: `stale`, then `unreadable`.
 * Source: interface section 4; dossier sections 3.4 and 4.5.
 */
export const ALIPAY_PLUS_NOTICES: NotificationRules = {
  timeOf: parseIso,
  read: (body, at) => {
    switch (at) {
      case 'unreadable':
        return refused('unreadable', 'the Request-Time is not a time');
      case 'stale':
        return refused('stale', 'the Request-Time is more than 15 minutes away');
      case 'now':
        return understood(body);
    }
  },
};

function understood(body: Uint8Array): Result<Notification, NotificationRefusal> {
  const read = readResponse(notifyPayment, body);
  if (!read.ok) return refused('unreadable', 'it is not JSON, or has no paymentResult');
  const { paymentRequestId } = read.value;
  if (paymentRequestId === undefined) return refused('unreadable', 'it names no paymentRequestId');
  const asInquired = { ...read.value, result: { resultStatus: 'S', resultCode: 'SUCCESS' } };
  const answer = inquiryAnswer(paymentRequestId, asInquired);
  const isFinal = answer.kind === 'charged' || answer.kind === 'notCharged';
  return ok({ payment: { by: 'id', paymentRequestId }, content: isFinal ? answer : { kind: 'hint' } });
}
