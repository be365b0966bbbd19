import type { Book } from './book.ts';
import { paymentRequestIdOf } from './ids.ts';

/** The attempt to charge an order that comes next. */
export interface NextAttempt {
  readonly number: number;
  readonly paymentRequestId: string;
  /** Why the order must not be charged again, if so. Source: interface section 3, `POST /v1/sales`. */
  readonly refusal: 'order-already-paid' | 'order-unresolved' | null;
}

/**
 * What would come next for an order, over all its sales.
 *
 * An id that is taken already is that of a payment of another till, which was taken in to be refunded: paid there.
 */
export function nextAttempt(book: Book, referenceMerchantId: string, referenceOrderId: string): NextAttempt {
  const number = book.attemptsOf(referenceOrderId) + 1;
  const paymentRequestId = paymentRequestIdOf(referenceMerchantId, referenceOrderId, number);
  const isTaken = book.ofPayment(paymentRequestId) !== undefined;
  const refusal = book.refusalOfOrder(referenceOrderId) ?? (isTaken ? 'order-already-paid' : null);
  return { number, paymentRequestId, refusal };
}
