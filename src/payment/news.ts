import { GOODS_GONE, isGoodsGone } from './reason-view.ts';
import { standingMinor } from './sale-refunds.ts';
import type { Sale } from './state.ts';

/** What a step makes of a payment that a person must hear of, beside how the sale stands. */
export function newsOf(before: Sale | null, after: Sale): keyof typeof NEWS | null {
  for (const [index, payment] of after.payments.entries()) {
    const { state } = payment;
    const was = before?.payments[index]?.state;
    if (was?.kind === 'capturing' && isGoodsGone(payment)) return 'goodsGone';
    if (state.kind === 'cancelling' && state.cause === 'lateCharge' && was?.kind !== 'cancelling')
      return 'lateCharge';
    if (was?.kind !== 'paid') continue;
    if (state.kind === 'cancelled' && state.cause === 'elsewhere') return 'chargeGone';
    if (state.kind !== 'paid' || !state.refundedInFull || was.refundedInFull) continue;
    const { paymentRequestId, amount } = after.payments[index]?.facts ?? {};
    if (standingMinor(after, paymentRequestId ?? '') < (amount?.valueMinor ?? 0)) return 'chargeGone';
  }
  return null;
}

/** What is said of it at the till. */
export const NEWS = {
  lateCharge: {
    kind: 'late-charge',
    say: 'A wallet was charged after its sale had ended. The whole amount is being given back to the customer.',
  },
  goodsGone: { kind: 'goods-not-paid', say: GOODS_GONE.say },
  chargeGone: {
    kind: 'charge-gone',
    say: 'A payment that this till showed as paid was given back to the customer, and not by this till. Look for the sale in the list and ask the manager.',
  },
} as const;
