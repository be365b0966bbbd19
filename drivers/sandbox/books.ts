import type { MaskedCode } from '../../src/ground/payment-code.ts';
import { netMinor, refundedMinor, type Order, type OrderState, type RefundEntry } from './order.ts';
import type { WireMoney } from './requests.ts';

/** One payment as the books show it; all values of money in minor units of `amount.currency`. */
export interface BookEntry {
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly pspId: string;
  readonly referenceOrderId: string;
  readonly amount: WireMoney;
  readonly state: OrderState['kind'];
  /** The refusal's code of a failed payment. */
  readonly resultCode: string | null;
  /** What the wallet was ever debited; it stays when given back. */
  readonly chargedMinor: number;
  readonly chargedAtMs: number | null;
  readonly cancelled: boolean;
  readonly refunds: readonly RefundEntry[];
  readonly refundedMinor: number;
  readonly netMinor: number;
  readonly pays: number;
  readonly debits: number;
  readonly code: MaskedCode;
  readonly notifyUrl: string | null;
  readonly settlementCurrency: string;
}

/** What is charged for one merchant order; `liveCharges` counts payments that still hold money. */
export interface OrderCharge {
  readonly referenceOrderId: string;
  readonly currency: string;
  readonly netMinor: number;
  readonly liveCharges: number;
}

/** One payment of the ledger as the books show it. */
export function bookEntry(order: Order): BookEntry {
  const { state } = order;
  return {
    paymentRequestId: order.paymentRequestId,
    paymentId: order.paymentId,
    pspId: order.wallet.pspId,
    referenceOrderId: order.referenceOrderId,
    amount: order.amount,
    state: state.kind,
    resultCode: state.kind === 'failed' ? state.code : null,
    chargedMinor: order.debits > 0 ? Number(order.amount.value) : 0,
    chargedAtMs: state.kind === 'paid' ? state.atMs : state.kind === 'closed' ? state.chargedAtMs : null,
    cancelled: state.kind === 'closed',
    refunds: order.refunds,
    refundedMinor: refundedMinor(order),
    netMinor: netMinor(order),
    pays: order.pays,
    debits: order.debits,
    code: order.code,
    notifyUrl: order.notifyUrl,
    settlementCurrency: order.settlementCurrency,
  };
}

/** What the entries together charge for every merchant order, in the order of their first arrival. */
export function chargesOf(entries: readonly BookEntry[]): readonly OrderCharge[] {
  const charges = new Map<string, OrderCharge>();
  for (const entry of entries) {
    const before = charges.get(entry.referenceOrderId);
    charges.set(entry.referenceOrderId, {
      referenceOrderId: entry.referenceOrderId,
      currency: entry.amount.currency,
      netMinor: (before?.netMinor ?? 0) + entry.netMinor,
      liveCharges: (before?.liveCharges ?? 0) + (entry.netMinor > 0 ? 1 : 0),
    });
  }
  return [...charges.values()];
}
