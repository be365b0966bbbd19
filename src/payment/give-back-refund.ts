import type { Amount } from '../ground/money/amount.ts';
import { giveBackRefundIdOf } from './ids.ts';
import type { GiveBack, PaymentFacts } from './state.ts';

/** The refund by which the till gives back what is left of a charge. */
export function giveBackOf(
  facts: PaymentFacts,
  { charge, refundMinor }: Pick<GiveBack, 'charge' | 'refundMinor'>,
): { readonly refundRequestId: string; readonly amount: Amount } {
  const whole = (charge ?? facts).amount;
  const amount = { ...whole, valueMinor: refundMinor ?? whole.valueMinor };
  return { refundRequestId: giveBackRefundIdOf(facts.paymentRequestId, whole, amount), amount };
}
