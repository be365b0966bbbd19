import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Desk } from '../till/desk.ts';

/** Whether the customer's receipt waits for its printer: it can be shown, sent elsewhere or skipped. */
export function isReceiptWaiting({ receipts }: SaleView): boolean {
  return receipts.customer?.state === 'waiting';
}

/** What the key of a receipt does, wherever it stands: prints it once more, or asks about one that waits. */
export function receiptKey(sale: SaleView, desk: Pick<Desk, 'print' | 'choose'>): () => void {
  return () => (isReceiptWaiting(sale) ? desk.choose(sale.saleId) : desk.print(sale.saleId));
}
