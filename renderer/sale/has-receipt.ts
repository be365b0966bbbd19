import type { SaleView } from '../../src/contract/sale-view.ts';

/** Whether a sale has a receipt that can be printed: it is paid, or it was paid and what went back has a paper. */
export function hasReceipt({ state, receipts }: SaleView): boolean {
  return state === 'paid' || (state === 'cancelled' && 'customer' in receipts);
}
