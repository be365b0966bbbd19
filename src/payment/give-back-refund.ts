import type { Amount } from '../ground/money/amount.ts';
import { giveBackRefundIdOf } from './ids.ts';
import type { GiveBack, PaymentFacts } from './state.ts';

/** The refund by which the till gives back what is left of a charge. */
export function giveBackOf(
  facts: PaymentFacts,
  {
    charge,
    refundMinor,
    refundSentAtMs = null,
  }: Pick<GiveBack, 'charge' | 'refundMinor'> & Partial<Pick<GiveBack, 'refundSentAtMs'>>,
): { readonly refundRequestId: string; readonly amount: Amount; readonly isAgain: boolean } {
  const whole = (charge ?? facts).amount;
  const amount = { ...whole, valueMinor: refundMinor ?? whole.valueMinor };
  const refundRequestId = giveBackRefundIdOf(facts.paymentRequestId, whole, amount);
  return { refundRequestId, amount, isAgain: refundSentAtMs !== null };
}
