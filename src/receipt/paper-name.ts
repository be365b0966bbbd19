import type { Copy } from '../ground/copies.ts';
import type { PaperName } from '../payment/receipt-state.ts';

/**
 * What can be made of a sale: the papers that its journal follows, and the slip that says the outcome is not known.
 *
 * The slip is no `PaperName`, because the journal keeps nothing of it: there it could be taken for a receipt.
 */
export type SalePaper = PaperName | 'pending';

/** Which printers print a paper: the slip of a refund is the customer's, the one for an unknown outcome the staff's. */
export function printedAs(paper: SalePaper): Copy {
  return paper === 'merchant' || paper === 'pending' ? 'merchant' : 'customer';
}

/** The refund that a paper is the slip of; null for a copy of the sale's own receipt. */
export function refundOfPaper(paper: PaperName): string | null {
  return paper === 'customer' || paper === 'merchant' ? null : paper.slice('refund-'.length);
}
