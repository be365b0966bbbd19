import type { Book } from './book.ts';
import { paymentRequestIdOf } from '../payment/ids.ts';
import type { OrderRefusal } from '../contract/problems.ts';
import type { Payment } from '../payment/state.ts';
import { isBeingRechecked, isUnresolved } from '../payment/transition.ts';

/** The attempt to charge an order that comes next, or why none may. */
export interface NextAttempt {
  readonly number: number;
  readonly paymentRequestId: string;
  readonly refusal: OrderRefusal | null;
}

/** What would come next for an order, over all its sales. */
export function nextAttempt(book: Book, referenceMerchantId: string, referenceOrderId: string): NextAttempt {
  const payments = book.ofOrder(referenceOrderId).flatMap((sale) => sale.payments);
  const number = payments.length + 1;
  const paymentRequestId = paymentRequestIdOf(referenceMerchantId, referenceOrderId, number);
  // An id that is taken already is that of a payment of another till, which was taken in to be refunded: paid there.
  const isTaken = book.ofPayment(paymentRequestId) !== undefined;
  return {
    number,
    paymentRequestId,
    refusal: refusalOf(payments) ?? (isTaken ? 'order-already-paid' : null),
  };
}

function refusalOf(payments: readonly Payment[]): OrderRefusal | null {
  if (payments.some((p) => p.state.kind === 'paid')) return 'order-already-paid';
  return payments.some((p) => isUnresolved(p) || isBeingRechecked(p)) ? 'order-unresolved' : null;
}
