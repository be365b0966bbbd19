import type { SaleView } from '../../src/contract/sale-view.ts';

/**
 * What a person must settle about the money of a sale.
 *
 * `amount` another amount was charged than the asked one, and goes back by itself · `owner` the charge may be another
 * till's, or another payment's: a manager decides · `open` nobody says that its page has ended: a manager has it looked
 * up · `owed` the acquirer refused to give it back: a manager refunds it · `gone` it was given
 * back, and not by this till.
 */
export type Trouble = 'amount' | 'owner' | 'open' | 'owed' | 'gone';

/** The trouble of a sale; null where there is none. */
export function troubleOf({ state, reason, refundable }: SaleView): Trouble | null {
  if (reason === 'CHARGE_GONE') return 'gone';
  if (state !== 'attention') return null;
  // What is owed back stays so while a refund of it waits to be confirmed.
  if (refundable !== undefined) return 'owed';
  if (reason === 'STILL_OPEN') return 'open';
  return reason === 'FOREIGN_CHARGE' || reason === 'OTHER_RECORD' ? 'owner' : 'amount';
}

/** Whether something of a sale can be refunded now: what was approved already is not offered again. */
export function isRefundOffered({ may, refundable }: SaleView): boolean {
  return may.includes('refund') && refundable?.value !== '0';
}
