import { accountOf } from '../ground/account.ts';
import { OTHER_RECORD } from './charge-doubt.ts';
import { isCalledFor } from './still-open.ts';
import { parseIso } from '../ground/time.ts';
import { invariant } from '../ground/result.ts';
import type { Amount, Minor } from '../ground/money/amount.ts';
import { CHARGE_TIME_TOLERANCE_MS } from './policy.ts';
import { UNQUESTIONED } from './question.ts';
import {
  approved,
  begin,
  isUnbegun,
  refundTransition,
  type RefundEffect,
  type RefundSituation,
} from './refund.ts';
import type { Refund } from './refund-state.ts';
import type { Payment, Sale } from './state.ts';
import type { TillEffect, TillEvent } from './events.ts';

/** A sale after something happened to its refunds, with what must then be done. */
interface RefundsStep {
  readonly sale: Sale;
  readonly effects: readonly TillEffect[];
}

/** A payment of another till, as a sale of this one: paid, to be refunded; it has no code and no attempt of its own. */
export function adopted(event: Extract<TillEvent, { kind: 'saleAdopted' }>): Sale {
  const { charge, copies, gateway, paymentRequestId, referenceOrderId, saleId, atMs, timing } = event;
  const paidAtMs = charge.paymentTime === undefined ? null : parseIso(charge.paymentTime);
  const payment: Payment = {
    facts: {
      paymentRequestId,
      number: 1,
      gateway,
      way: { kind: 'adopted' },
      amount: charge.amount,
      startedAtMs: paidAtMs ?? atMs,
      clockOffsetMs: null,
      restarted: true,
      timing,
      toleranceMs: CHARGE_TIME_TOLERANCE_MS,
      asksAgain: true,
      ...{ terms: event.terms, ...accountOf(event) },
      acquirer: {},
      payableForMs: null,
      heldForMs: null,
      freed: false,
    },
    state: { kind: 'paid', charge, cancelWanted: false, refundedInFull: false, ...UNQUESTIONED },
  };
  return {
    saleId,
    referenceOrderId,
    orderDescription: 'Sold at another till',
    amount: charge.amount,
    openedAtMs: atMs,
    copies,
    payments: [payment],
    refunds: [],
    adopted: true,
    closed: false,
    dismissed: false,
    otherCharge: null,
    retriedAfter: 0,
    receipts: {},
  };
}

/** A refund was approved: it leaves at once where no earlier one of its payment is still owed. */
export function refundApproved(
  sale: Sale,
  event: Extract<TillEvent, { kind: 'refundApproved' }>,
): RefundsStep {
  const { refundRequestId, paymentRequestId, amount, reason, approverId, idempotencyKey } = event;
  const { timing, isRetried, repeat, atMs } = event;
  const facts = {
    ...{ refundRequestId, paymentRequestId, amount, reason, approverId, idempotencyKey },
    ...{ timing, isRetried, repeat, approvedAtMs: atMs },
    ...(event.operatorId === undefined ? {} : { operatorId: event.operatorId }),
  };
  const refunds = [...sale.refunds, { facts, state: approved(atMs) }];
  return withTurns({ ...sale, refunds }, atMs, []);
}

/** Something happened to one refund; once it has ended, the next of its payment has its turn. */
export function refundChanged(sale: Sale, event: Extract<TillEvent, { kind: 'refundChanged' }>): RefundsStep {
  const { refundRequestId, change, atMs } = event;
  const index = sale.refunds.findIndex(({ facts }) => facts.refundRequestId === refundRequestId);
  const before = sale.refunds[index];
  invariant(before !== undefined, `an event for the refund ${refundRequestId}, which was never approved`);
  const step = refundTransition(situationOf(sale, before, atMs), before.state, change);
  if (step.state === before.state && step.effects.length === 0) return { sale, effects: [] };
  const refunds = sale.refunds.with(index, { ...before, state: step.state });
  const effects = step.effects.map((effect) => effectOf(sale, before, effect));
  return withTurns({ ...sale, refunds }, atMs, effects);
}

/** Starts whichever refund is the first of its payment that is still owed, and was not started yet. */
function withTurns(sale: Sale, nowMs: number, effects: readonly TillEffect[]): RefundsStep {
  const index = sale.refunds.findIndex(
    (refund, at) => isUnbegun(refund.state) && !isBehindAnother(sale.refunds, refund, at),
  );
  const next = sale.refunds[index];
  if (next === undefined) return { sale, effects };
  const step = begin(situationOf(sale, next, nowMs), next.state);
  return {
    sale: { ...sale, refunds: sale.refunds.with(index, { ...next, state: step.state }) },
    effects: [...effects, ...step.effects.map((effect) => effectOf(sale, next, effect))],
  };
}

function situationOf(sale: Sale, { facts }: Refund, nowMs: number): RefundSituation {
  return { facts, nowMs, refunds: refundsOf(sale, facts.paymentRequestId) };
}

function isBehindAnother(refunds: readonly Refund[], refund: Refund, index: number): boolean {
  const { paymentRequestId } = refund.facts;
  return refunds.some(
    (other, at) =>
      at < index && other.facts.paymentRequestId === paymentRequestId && other.state.kind === 'pending',
  );
}

function effectOf({ saleId }: Sale, { facts }: Refund, effect: RefundEffect): TillEffect {
  return { kind: 'refund', saleId, refundRequestId: facts.refundRequestId, effect };
}

/**
 * Whether a manager may refund a payment: it is paid, or the till owes it back and the acquirer refuses to give it back.
 */
export function isRefundable(payment: Payment): boolean {
  return refundableCharge(payment) !== null;
}

/** The charge that refunds of a payment are taken from; null where it cannot be refunded. */
export function refundableCharge({ facts, state }: Payment): Amount | null {
  if (state.kind === 'paid') return state.charge.amount;
  if (state.kind !== 'cancelling' || state.stuck === null) return null;
  // Money that is another payment's, or that nobody says was charged, is nobody's to refund here until the books show it.
  const isNoMoneyOfOurs = state.stuck.code === OTHER_RECORD.code || isCalledFor(state);
  if (isNoMoneyOfOurs && state.charge === null) return null;
  return state.charge?.amount ?? facts.amount;
}

/**
 * What may still be refunded of a payment, in minor units: everything that was approved counts, given back or not
 * yet, unless it surely failed. Source: interface section 7, rule 5.
 */
export function refundableMinor(sale: Sale, payment: Payment): Minor {
  const charge = refundableCharge(payment);
  const isAllBack = payment.state.kind === 'paid' && payment.state.refundedInFull;
  if (charge === null || isAllBack) return 0 as Minor;
  const standing = standingMinor(sale, payment.facts.paymentRequestId);
  return Math.max(0, charge.valueMinor - standing) as Minor;
}

/** What a person is offered to refund: where the till is stuck with a give-back, no more than the books have left. */
export function offeredMinor(sale: Sale, payment: Payment): Minor {
  const { facts, state } = payment;
  const minor = refundableMinor(sale, payment);
  if (state.kind !== 'cancelling' || state.refundMinor === null) return minor;
  const { paymentRequestId } = facts;
  const pendingMinor = standingMinor(sale, paymentRequestId) - refundedMinor(sale, paymentRequestId);
  return Math.max(0, Math.min(minor, state.refundMinor - pendingMinor)) as Minor;
}

/** The refunds of one payment, in the order of approval. */
export function refundsOf(sale: Sale, paymentRequestId: string): readonly Refund[] {
  return sale.refunds.filter(({ facts }) => facts.paymentRequestId === paymentRequestId);
}

/** The refunds of a payment that may have been or may yet be made. */
export function standingRefunds(sale: Sale, paymentRequestId: string): readonly Refund[] {
  return refundsOf(sale, paymentRequestId).filter(({ state }) => state.kind !== 'failed');
}

/** What those come to together, in minor units. */
export function standingMinor(sale: Sale, paymentRequestId: string): number {
  return standingRefunds(sale, paymentRequestId).reduce((sum, { facts }) => sum + facts.amount.valueMinor, 0);
}

/** What was surely refunded of a payment by this till, in minor units. */
export function refundedMinor(sale: Sale, paymentRequestId: string): number {
  return standingRefunds(sale, paymentRequestId)
    .filter(({ state }) => state.kind === 'refunded')
    .reduce((sum, { facts }) => sum + facts.amount.valueMinor, 0);
}
