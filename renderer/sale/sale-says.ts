import type { SaleView } from '../../src/contract/sale-view.ts';
import type { WireAmount } from '../../src/ground/money/amount.ts';
import { amountText } from '../parts/amount.tsx';
import { sayOf } from '../strings/reasons.ts';
import type { Catalogue } from '../strings/words.ts';
import { isRefundOffered, troubleOf } from './trouble.ts';

/**
 * Why a sale stands as it does, in the window's language.
 *
 * Money that is owed has words of its own: its reason is the acquirer's code for the give-back, not for the payment.
 */
export function saySale(sale: SaleView, words: Catalogue): string | undefined {
  if (troubleOf(sale) !== 'owed') return sayOf(sale, words);
  if (!isRefundOffered(sale)) return words.attention.refunding;
  return sale.reason === 'UNREADABLE_CHARGE'
    ? words.attention.unreadable(amountText(sale.amount, words.language))
    : words.attention.owed(amountText(amountOf(sale), words.language));
}

/** The amount that a sale is about now: what is still owed, or else what was asked. */
export function amountOf(sale: SaleView): WireAmount {
  const { amount, refundable } = sale;
  return troubleOf(sale) === 'owed' && isRefundOffered(sale) ? (refundable ?? amount) : amount;
}
