import { sameAmount, type Amount } from '../ground/money/amount.ts';
import type { PaymentEvent, TillEvent } from './events.ts';
import type { OtherCharge, Payment, PaymentState, Sale } from './state.ts';

/**
 * What a step of a payment brings to light of another amount than the asked one; null where nothing.
 *
 * Why a doubted charge is none: it may be another till's, and a manager decides.
 */
export function otherChargeIn(
  before: PaymentState,
  { facts, state }: Payment,
  { change, atMs }: Extract<TillEvent, { kind: 'paymentChanged' }>,
): OtherCharge | null {
  if (before.kind === 'attention') return null;
  const amount = state.kind === 'cancelling' ? (state.charge?.amount ?? heldIn(change)) : null;
  if (amount === null || sameAmount(amount, facts.amount)) return null;
  return { paymentRequestId: facts.paymentRequestId, amount, atMs, seen: false };
}

function heldIn(change: PaymentEvent): Amount | null {
  return 'answer' in change && change.answer.kind === 'authorised' ? change.answer.hold.amount : null;
}

/** Whether a person has still to see that another amount was charged than the one asked. */
export function isToBeSeen({ otherCharge }: Sale): boolean {
  return otherCharge !== null && !otherCharge.seen;
}

/** The sale once a person has seen it. */
export function otherChargeSeen(sale: Sale): Sale {
  const { otherCharge } = sale;
  return otherCharge === null || otherCharge.seen
    ? sale
    : { ...sale, otherCharge: { ...otherCharge, seen: true } };
}
