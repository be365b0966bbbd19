import type { PayOrder, SummedLook } from '../acquirers/port.ts';
import type { Minor } from '../ground/money/amount.ts';
import type { PaymentLook, RefundSeen } from '../payment/answers.ts';
import { giveBackRefundIdOf } from '../payment/ids.ts';
import type { Refund, RefundFacts } from '../payment/refund-state.ts';
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

/**
 * What the books hold of a payment, its refunds by our own ids where they go by our numbers or are told as one sum.
 * `sale` is undefined where the payment is another till's.
 */
export function byOurIds(
  look: PaymentLook | SummedLook,
  sale: Sale | undefined,
  paymentRequestId: string,
): PaymentLook {
  const own = sale?.refunds.filter(({ facts }) => facts.paymentRequestId === paymentRequestId) ?? [];
  if (look.kind === 'summed') return takenApart(look, own);
  if (look.kind !== 'seen') return look;
  const ids = own.map(({ facts }) => facts.refundRequestId);
  const named = ({ number, ...seen }: RefundSeen): RefundSeen => {
    if (number === undefined || seen.refundRequestId !== undefined) return seen;
    const refundRequestId =
      number === 0 ? giveBackRefundIdOf(paymentRequestId, look.charge.amount, seen.amount) : ids[number - 1];
    return refundRequestId === undefined ? seen : { ...seen, refundRequestId };
  };
  return { ...look, refunds: look.refunds.map(named) };
}

/**
 * Says which of our refunds make up a sum. One whose answer was lost is made where the sum grew by exactly its amount,
 * and is not made where the sum did not grow; any other sum says nothing, and a person must look.
 *
 * Why this can be told: of the refunds of one payment at most one is under way.
 */
function takenApart({ charge, backMinor }: SummedLook, own: readonly Refund[]): PaymentLook {
  const done = own.filter(({ state }) => state.kind === 'refunded');
  const sent = own.filter(({ state }) => state.kind === 'pending' && state.tries > 0);
  const restMinor = done.reduce((rest, { facts }) => rest - facts.amount.valueMinor, backMinor);
  const sentMinor = sent.reduce((sum, { facts }) => sum + facts.amount.valueMinor, 0);
  const seen = ({ facts, state }: Refund): RefundSeen => ({
    refundRequestId: facts.refundRequestId,
    ...(state.kind === 'refunded' && state.refundId !== undefined ? { refundId: state.refundId } : {}),
    status: 'done',
    amount: facts.amount,
  });
  const look = { kind: 'seen', charge, reversed: false } as const;
  if (restMinor === 0) return { ...look, refunds: done.map(seen) };
  if (sent.length === 1 && restMinor === sentMinor) return { ...look, refunds: [...done, ...sent].map(seen) };
  if (sent.length > 0 || restMinor < 0) return UNCLEAR;
  const elsewhere = { ...charge.amount, valueMinor: restMinor as Minor };
  return { ...look, refunds: [...done.map(seen), { status: 'done', amount: elsewhere }] };
}

const UNCLEAR = {
  kind: 'unknown',
  why: 'what the books hold as given back fits none of the refunds: look at the acquirer',
  code: 'REFUNDS_UNCLEAR',
  alarm: true,
} as const;

/** Whether nothing is left of a charge. */
export function isAllBack({ charge, reversed, refunds }: Extract<PaymentLook, { kind: 'seen' }>): boolean {
  const backMinor = refunds
    .filter(({ status }) => status === 'done')
    .reduce((sum, { amount }) => sum + amount.valueMinor, 0);
  return reversed || backMinor >= charge.amount.valueMinor;
}
