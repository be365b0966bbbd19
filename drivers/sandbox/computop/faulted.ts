import type { FaultedPayment } from '../pages/fault-board.ts';
import type { PaymentInBooks } from './books.ts';

/** A payment as its faults are chosen. */
export function faulted({
  transId,
  valueMinor,
}: Pick<PaymentInBooks, 'transId' | 'valueMinor'>): FaultedPayment {
  return { name: transId, value: String(valueMinor) };
}
