import type { FaultedPayment } from '../pages/fault-board.ts';
import type { BookedPayment } from './books.ts';

/** A payment as its faults are chosen. */
export function faulted({ orderId, amount }: Pick<BookedPayment, 'orderId' | 'amount'>): FaultedPayment {
  return { name: orderId, value: amount.Value };
}
