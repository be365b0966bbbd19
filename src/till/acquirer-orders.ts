import type {
  AttemptName,
  InquiryName,
  LookName,
  PayOrder,
  RefundOrder,
  SummedLook,
} from '../acquirers/port.ts';
import type { Minor } from '../ground/money/amount.ts';
import type { PaymentLook, RefundSeen } from '../payment/answers.ts';
import { giveBackRefundIdOf, refundNumberOf } from '../payment/ids.ts';
import type { Refund, RefundState } from '../payment/refund-state.ts';
import { refundsOf } from '../payment/sale-refunds.ts';
import type { PaymentFacts, PaymentState, Sale } from '../payment/state.ts';

/** The refunds of a payment with their numbers at acquirers that know them by one. */
function numbered(own: readonly Refund[]): (readonly [number: number, refund: Refund])[] {
  return own.map((refund, at) => [refundNumberOf(refund.facts.refundRequestId, at + 1), refund]);
}

/** What an acquirer is asked to give back, because a manager approved it. */
export function refundOrderOf(sale: Sale, { facts, state }: Refund, payment: PaymentFacts): RefundOrder {
  const { refundRequestId, amount, reason, paymentRequestId } = facts;
  const found = numbered(refundsOf(sale, paymentRequestId)).find(
    ([, other]) => other.facts.refundRequestId === refundRequestId,
  );
  return {
    ...nameOf(payment),
    ...chargeNameOf(sale, payment),
    ...{ refundRequestId, amount, reason },
    number: found?.[0] ?? 0,
    isAgain: state.kind === 'pending' && state.doubted,
  };
}

/** The acquirer's id of the charge of an attempt, as it stands now. */
export function chargeNameOf(
  sale: Sale,
  facts: Pick<PaymentFacts, 'paymentRequestId'>,
): { readonly paymentId?: string } {
  const state = stateOf(sale, facts);
  const charge = state !== undefined && 'charge' in state ? state.charge : null;
  return charge === null ? {} : { paymentId: charge.paymentId };
}

/** What an acquirer is asked to charge. */
export function orderOf(
  { referenceOrderId, orderDescription, operatorId }: Sale,
  { paymentRequestId, amount, startedAtMs }: PaymentFacts,
): PayOrder {
  return { paymentRequestId, referenceOrderId, orderDescription, amount, startedAtMs, operatorId };
}

/** An attempt whose books are looked at, with its refunds that may have been made and are not known to be. */
export function lookNameOf(sale: Sale, facts: PaymentFacts): LookName {
  return {
    ...nameOf(facts),
    ...chargeNameOf(sale, facts),
    ...refundsAsked(sale, facts, ['pending']),
  };
}

/**
 * An attempt whose outcome is asked for. Where money of it goes back, the books are asked for its refunds too.
 *
 * Why: some acquirers tell of a charge as if nothing of it had been refunded.
 */
export function inquiryNameOf(sale: Sale, facts: PaymentFacts): InquiryName {
  const isGoingBack = stateOf(sale, facts)?.kind === 'cancelling';
  return {
    ...nameOf(facts),
    ...(isGoingBack ? refundsAsked(sale, facts, ['pending', 'refunded']) : {}),
  };
}

const nameOf = ({ paymentRequestId, acquirer }: PaymentFacts): AttemptName => ({
  paymentRequestId,
  facts: acquirer,
});

/** By their numbers: the till's own give-back is 0, and is asked for once it was sent. */
function refundsAsked(
  sale: Sale,
  { paymentRequestId, amount }: PaymentFacts,
  kinds: readonly RefundState['kind'][],
): Required<Pick<LookName, 'refundNumbers' | 'refundsMinor'>> {
  const asked = new Map<number, Minor>();
  const state = stateOf(sale, { paymentRequestId });
  if (state?.kind === 'cancelling' && state.refundSentAtMs !== null)
    asked.set(0, state.refundMinor ?? (state.charge?.amount ?? amount).valueMinor);
  for (const [number, { facts, state: stands }] of numbered(refundsOf(sale, paymentRequestId)))
    if (kinds.includes(stands.kind)) asked.set(number, facts.amount.valueMinor);
  return { refundNumbers: [...asked.keys()], refundsMinor: asked };
}

function stateOf(
  { payments }: Sale,
  { paymentRequestId }: Pick<PaymentFacts, 'paymentRequestId'>,
): PaymentState | undefined {
  return payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId)?.state;
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
  const ids = new Map(numbered(own).map(([number, { facts }]) => [number, facts.refundRequestId]));
  const named = ({ number, ...seen }: RefundSeen): RefundSeen => {
    if (number === undefined || seen.refundRequestId !== undefined) return seen;
    const refundRequestId =
      number === 0 ? giveBackRefundIdOf(paymentRequestId, look.charge.amount, seen.amount) : ids.get(number);
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
