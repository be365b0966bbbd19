import type { Ids } from '../../ground/ports.ts';
import type { RefundSeen } from '../../payment/answers.ts';
import { besideOthers } from '../../payment/ids.ts';
import { uncountedMinor } from '../../payment/refunds-seen.ts';
import { refundsOf } from '../../payment/sale-refunds.ts';
import type { Terminal } from '../terminal.ts';

/**
 * The id of a new refund; it tells where the payment may have refunds that this till's journal does not hold: where
 * another till took it, or where the acquirer's books (`looked`) hold more than is known here.
 */
export function newRefundId(
  { ids, terminal }: { readonly ids: Ids; readonly terminal: Terminal },
  paymentRequestId: string,
  looked: { readonly kind: string; readonly refunds?: readonly RefundSeen[] },
): string {
  const id = ids.refundRequestId();
  const sale = terminal.book.ofPayment(paymentRequestId);
  const isOwn = sale !== undefined && !sale.adopted;
  const isAlone = isOwn && uncountedMinor(looked.refunds ?? [], refundsOf(sale, paymentRequestId)) === 0;
  return isAlone ? id : besideOthers(id);
}
