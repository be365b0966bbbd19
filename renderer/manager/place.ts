import type { RefundView, SaleView } from '../../src/payment/view.ts';
import type { WireAmount } from '../../src/money/amount.ts';

/** A payment that is to be refunded; `sale` and `refundable` are null where another till made it. */
export interface Target {
  readonly paymentRequestId: string;
  readonly sale: SaleView | null;
  readonly refundable: WireAmount | null;
}

/** One approval: whatever is asked of it again, it is one refund at most. */
export interface Approval {
  readonly target: Target;
  readonly amount: WireAmount;
  readonly reason: string;
  readonly idempotencyKey: string;
  /** It was asked for, and no answer came: it may have been approved. */
  readonly unanswered: boolean;
}

/** Where the manager is at the desk. No PIN is ever part of it. */
export type Place =
  | { readonly at: 'find'; readonly sought: string }
  | { readonly at: 'sale'; readonly saleId: string }
  | { readonly at: 'void'; readonly sale: SaleView }
  | { readonly at: 'amount'; readonly target: Target }
  | { readonly at: 'reason'; readonly target: Target; readonly amount: WireAmount }
  | { readonly at: 'approve'; readonly approval: Approval }
  | { readonly at: 'outcome'; readonly refund: RefundView }
  | { readonly at: 'day' };

/** Where the desk is opened. */
export type Opening = Extract<Place, { readonly at: 'find' | 'sale' | 'day' }>;

/** A sale's payment as it is refunded. */
export function targetOf(sale: SaleView): Target {
  return {
    paymentRequestId: sale.paymentRequestId ?? '',
    sale,
    refundable: sale.refundable ?? null,
  };
}

/** Where a payment is looked at again: its sale, or where it was looked for if this till has none. */
export function placeOf({ sale, paymentRequestId }: Target): Place {
  return sale === null ? { at: 'find', sought: paymentRequestId } : { at: 'sale', saleId: sale.saleId };
}
