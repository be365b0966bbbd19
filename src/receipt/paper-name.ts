import type { Copy } from '../ground/copies.ts';
import type { PaperName } from '../payment/state.ts';

/** Which printers print a paper: the slip of a refund is the customer's. */
export function printedAs(paper: PaperName): Copy {
  return paper === 'merchant' ? 'merchant' : 'customer';
}

/** The refund that a paper is the slip of; null for a copy of the sale's own receipt. */
export function refundOfPaper(paper: PaperName): string | null {
  return paper === 'customer' || paper === 'merchant' ? null : paper.slice('refund-'.length);
}
