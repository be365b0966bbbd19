import type { View } from '../../src/contract/contract.ts';
import type { RefundView, SaleView } from '../../src/contract/sale-view.ts';
import type { WireAmount } from '../../src/ground/money/amount.ts';
import type { Desk } from '../till/desk.ts';

/** A payment that is to be refunded; `sale` and `refundable` are null where another till made it. */
export interface Target {
  readonly paymentRequestId: string;
  readonly sale: SaleView | null;
  readonly refundable: WireAmount | null;
}

/**
 * What a manager decides: a charge that may be another till's is taken or goes back; a paid one is voided; an order
 * whose payment may still come is freed, to be charged in another way; one that another till may hold is taken all the same.
 */
export type Decision = 'accept' | 'giveBack' | 'void' | 'free' | 'override';

/** What every approval has. */
interface Approved {
  readonly reason: string;
  /** It was asked for, and no answer came: it may have been approved. */
  readonly unanswered: boolean;
}

/** One approval of a refund: whatever is asked of it again, it is one refund at most. */
export interface RefundApproval extends Approved {
  readonly kind: 'refund';
  readonly target: Target;
  readonly amount: WireAmount;
  readonly idempotencyKey: string;
  /** The manager was told that a dispute about it was lost, and goes on. */
  readonly isConfirmed: boolean;
}

/** One approval of a decision: a sale is decided once, so that it needs no key. */
export interface DecisionApproval extends Approved {
  readonly kind: Decision;
  readonly sale: SaleView;
}

export type Approval = RefundApproval | DecisionApproval;

/** Where the manager is at the desk. No PIN is ever part of it. */
export type Place =
  | { readonly at: 'find'; readonly sought: string }
  | { readonly at: 'sale'; readonly saleId: string }
  | { readonly at: 'amount'; readonly target: Target }
  | { readonly at: 'reason'; readonly target: Target; readonly amount: WireAmount }
  | { readonly at: 'approve'; readonly approval: Approval }
  | { readonly at: 'outcome'; readonly refund: RefundView }
  | { readonly at: 'decide'; readonly sale: SaleView; readonly decision: Decision }
  | { readonly at: 'decided'; readonly sale: SaleView }
  | { readonly at: 'day' }
  /** The office; a dispute of it, or its first page. */
  | { readonly at: 'office'; readonly disputeId: string | null };

/** Where the desk is opened. */
export type Opening = Extract<Place, { readonly at: 'find' | 'sale' | 'day' | 'office' }>;

/** What every place of the desk is given. */
export interface PlaceProps {
  readonly view: View;
  readonly desk: Desk;
  readonly go: (place: Place) => void;
  readonly close: () => void;
}

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
