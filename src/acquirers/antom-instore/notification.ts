import { ok } from '../../ground/result.ts';
import { factsOf } from '../antom/calls.ts';
import { refused, type NotificationRules } from '../signed-wire/notification.ts';
import { isoOrEpochMs } from '../signed-wire/times.ts';
import { readResponse } from '../signed-wire/values.ts';
import { notifyPayment } from './messages.ts';
import { noticeContent } from './outcome.ts';
import type { PspNames } from './wallet-names.ts';

/**
 * What notifications of Antom in a shop are.
 *
 * Shape: only `PAYMENT_RESULT` tells of a payment. A genuine one may be 15 hours old, since it is repeated so long: one that
 * is out of the window, or whose time cannot be read, is a hint, and is acknowledged.
 * Source: dossier section 3.8.
 */
export const antomInstoreNotices = (names: PspNames): NotificationRules => ({
  timeOf: isoOrEpochMs,
  read: (body, at) => {
    const read = readResponse(notifyPayment, body);
    if (!read.ok) return refused('unreadable', 'it cannot be read');
    const notice = read.value;
    const { paymentRequestId, notifyType, paymentId } = notice;
    if (notifyType !== undefined && notifyType !== null && notifyType !== 'PAYMENT_RESULT')
      return refused('ignored', 'it tells of no payment of this product');
    if (paymentRequestId === undefined) return refused('unreadable', 'it names no paymentRequestId');
    const payment = { by: 'id', paymentRequestId } as const;
    return ok({
      payment,
      content: at === 'now' ? noticeContent(notice, names) : { kind: 'hint', facts: factsOf(paymentId) },
    });
  },
});
