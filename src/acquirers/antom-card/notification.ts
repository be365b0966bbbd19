import { ok } from '../../ground/result.ts';
import type { AcquirerFacts } from '../../payment/terms.ts';
import type { PaymentNamed } from '../notices.ts';
import { refused, type NotificationRules } from '../signed-wire/notification.ts';
import { isoOrEpochMs } from '../signed-wire/times.ts';
import { readResponse } from '../signed-wire/values.ts';
import { notice, type Notice } from './messages.ts';
import { CARD_FACTS, paymentOfCapture } from './outcome.ts';

/**
 * What notifications of card payments are: every kind may come to one address, and is told by what it holds.
 *
 * Shape: none is believed about money, however right its signature: each is a reason to ask now. It may be old, since it
 * is repeated for a day. Source: dossier section 8.
 */
export const ANTOM_CARD_NOTICES: NotificationRules = {
  timeOf: isoOrEpochMs,
  read: (body) => {
    const read = readResponse(notice, body);
    if (!read.ok) return refused('unreadable', 'it cannot be read');
    if (typeof read.value.disputeNotificationType === 'string')
      return refused('notKept', 'it tells of a dispute: answer it in the dashboard of the acquirer');
    const payment = paymentOf(read.value);
    if (payment === null) return refused('ignored', 'it names no payment');
    const { paymentId } = read.value;
    // Only the books tell which capture a refund belongs to: the one named here may have failed, or be a part.
    const facts: AcquirerFacts = paymentId === undefined ? {} : { [CARD_FACTS.paymentId]: paymentId };
    return ok({ payment, content: { kind: 'hint', facts } });
  },
};

/** Our id where the notice has it, also in the name of the capture; else the acquirer's. */
function paymentOf({ paymentRequestId, captureRequestId, paymentId }: Notice): PaymentNamed | null {
  const id = paymentRequestId ?? paymentOfCapture(captureRequestId ?? '');
  if (id !== undefined) return { by: 'id', paymentRequestId: id };
  return paymentId === undefined ? null : { by: 'fact', name: CARD_FACTS.paymentId, value: paymentId };
}
