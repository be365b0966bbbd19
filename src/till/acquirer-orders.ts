import type { PayOrder } from '../acquirers/port.ts';
import type { PaymentLook, RefundSeen } from '../payment/answers.ts';
import { giveBackRefundIdOf } from '../payment/ids.ts';
import type { RefundFacts } from '../payment/refund-state.ts';
import type { PaymentFacts, Sale } from '../payment/state.ts';

/** Which refund of its payment this is, in the order of approval, from 1. */
export function refundNumberOf(
  { refunds }: Sale,
  { paymentRequestId, refundRequestId }: RefundFacts,
): number {
  const ids = refunds
    .filter(({ facts }) => facts.paymentRequestId === paymentRequestId)
    .map(({ facts }) => facts.refundRequestId);
  return ids.indexOf(refundRequestId) + 1;
}

/** What an acquirer is asked to charge. */
export function orderOf(
  { referenceOrderId, orderDescription, operatorId }: Sale,
  { paymentRequestId, amount, startedAtMs }: PaymentFacts,
): PayOrder {
  return { paymentRequestId, referenceOrderId, orderDescription, amount, startedAtMs, operatorId };
}

/** The numbers of a payment's refunds that are not known to be made, the till's own give-back among them. */
export function pendingNumbersOf({ refunds }: Sale, paymentRequestId: string): readonly number[] {
  const own = refunds.filter(({ facts }) => facts.paymentRequestId === paymentRequestId);
  return [0, ...own.flatMap(({ state }, at) => (state.kind === 'pending' ? [at + 1] : []))];
}

/** What the books hold of a payment of this sale, its refunds by our own ids where they go by our numbers. */
export function byOurIds(look: PaymentLook, { refunds }: Sale, paymentRequestId: string): PaymentLook {
  if (look.kind !== 'seen') return look;
  const ids = refunds
    .filter(({ facts }) => facts.paymentRequestId === paymentRequestId)
    .map(({ facts }) => facts.refundRequestId);
  const named = ({ number, ...seen }: RefundSeen): RefundSeen => {
    if (number === undefined || seen.refundRequestId !== undefined) return seen;
    const refundRequestId =
      number === 0 ? giveBackRefundIdOf(paymentRequestId, look.charge.amount, seen.amount) : ids[number - 1];
    return refundRequestId === undefined ? seen : { ...seen, refundRequestId };
  };
  return { ...look, refunds: look.refunds.map(named) };
}

/** Whether nothing is left of a charge. */
export function isAllBack({ charge, reversed, refunds }: Extract<PaymentLook, { kind: 'seen' }>): boolean {
  const backMinor = refunds
    .filter(({ status }) => status === 'done')
    .reduce((sum, { amount }) => sum + amount.valueMinor, 0);
  return reversed || backMinor >= charge.amount.valueMinor;
}
