import { accountOf } from '../ground/account.ts';
import { assertNever, invariant } from '../ground/result.ts';
import { mayHandOver } from './capture.ts';
import { factsAfter } from './learnt-facts.ts';
import { rulesOf } from './kept-rules.ts';
import { asksForRescan, forbidsRetry } from './policy.ts';
import { adopted, refundApproved, refundChanged, refundedMinor, standingRefunds } from './sale-refunds.ts';
import { ended, printing, started, withReceipt, withRefundSlip } from './sale-receipts.ts';
import type { GiveBack, Payment, PaymentFacts, PaymentState, Sale, Way } from './state.ts';
import { isBusyState, type SaleState } from '../ground/sale-states.ts';
import type { PaymentEffect, TillEffect, TillEvent } from './events.ts';
import { endedByRefunds } from './cancelled.ts';
import { comesBack } from './dismissal.ts';
import { isToBeSeen, otherChargeIn, otherChargeSeen } from './other-charge.ts';
import { overridden, whose } from './leave.ts';
import { isGoodsGone } from './reason-view.ts';
import type { SaleStep } from './step.ts';
import { isBeingRechecked, isQuestioned, isUnresolved, start, transition, wakeAtOf } from './transition.ts';

/**
 * What an event makes of a sale.
 *
 * Shape: the first event of a sale is `saleOpened`; an event that changes nothing gives back the very same sale and
 * no effect. It depends on nothing else, so that every fold of the same rows is the same. What is in the journal has
 * happened; whether an event may happen is asked before, by the callers and by `guards.ts`.
 */
export function saleTransition(sale: Sale | null, event: TillEvent): SaleStep {
  const step = stepOf(sale, event);
  const { sale: after } = step;
  const isBack = sale?.dismissed === true && comesBack(saleStateOf(sale), saleStateOf(after));
  return isBack ? { ...step, sale: { ...after, dismissed: false } } : step;
}

function stepOf(sale: Sale | null, event: TillEvent): SaleStep {
  if (event.kind === 'saleOpened') return { sale: opened(event), effects: [] };
  if (event.kind === 'saleAdopted') return { sale: adopted(event), effects: [] };
  invariant(sale !== null, `an event for the sale ${event.saleId}, which was never opened`);
  switch (event.kind) {
    case 'paymentStarted':
    case 'pageStarted':
      return attemptBegun(sale, event);
    case 'paymentChanged':
      return paymentChanged(sale, event);
    case 'giveBackApproved': {
      const change = { kind: 'cancelRequested' } as const;
      const by = event.operatorId === undefined ? sale : { ...sale, voidedById: event.operatorId };
      return paymentChanged(by, { ...event, kind: 'paymentChanged', change });
    }
    case 'refundApproved':
      return refundApproved(sale, event);
    case 'refundChanged':
      return withLook(sale, withRefundSlip(sale, refundChanged(sale, event), event), event);
    case 'orderOverridden':
      return { sale: overridden(sale, event.approverId), effects: [] };
    case 'retryRequested':
      return { sale: { ...sale, retriedAfter: sale.payments.length }, effects: [] };
    case 'saleClosed':
      return { sale: { ...sale, closed: true }, effects: [] };
    case 'saleDismissed':
      return { sale: sale.dismissed || isBusy(sale) ? sale : { ...sale, dismissed: true }, effects: [] };
    case 'noticeSeen':
      return { sale: otherChargeSeen(sale), effects: [] };
    case 'receiptRequested':
      return printing(sale, [event.copy], event.atMs, event.printer ?? null);
    case 'receiptStarted':
      return withReceipt(sale, event.copy, (job) => started(job, event.on));
    case 'receiptEnded':
      return withReceipt(sale, event.copy, (job) => ended(job, event.outcome, event.atMs));
    default:
      return assertNever(event);
  }
}

function opened(event: Extract<TillEvent, { kind: 'saleOpened' }>): Sale {
  return {
    saleId: event.saleId,
    referenceOrderId: event.referenceOrderId,
    orderDescription: event.orderDescription,
    amount: event.amount,
    openedAtMs: event.atMs,
    ...whose(event),
    copies: event.copies,
    payments: [],
    refunds: [],
    adopted: false,
    closed: false,
    dismissed: false,
    otherCharge: null,
    retriedAfter: 0,
    receipts: {},
  };
}

function attemptBegun(
  sale: Sale,
  event: Extract<TillEvent, { kind: 'paymentStarted' | 'pageStarted' }>,
): SaleStep {
  const facts: PaymentFacts = {
    paymentRequestId: event.paymentRequestId,
    number: event.number,
    gateway: event.gateway,
    way: wayOf(event),
    amount: sale.amount,
    startedAtMs: event.atMs,
    clockOffsetMs: event.clockOffsetMs,
    restarted: false,
    timing: event.timing,
    toleranceMs: event.toleranceMs,
    ...rulesOf(event),
    ...{ terms: event.terms, ...accountOf(event) },
    acquirer: {},
    payableForMs: null,
    ...{ heldForMs: null, freed: false },
  };
  const step = start({ facts, timing: facts.timing, nowMs: event.atMs });
  const payment = { facts, state: step.state };
  return {
    sale: { ...sale, payments: [...sale.payments, payment] },
    effects: effectsOf(sale, facts, step.effects),
  };
}

function wayOf(event: Extract<TillEvent, { kind: 'paymentStarted' | 'pageStarted' }>): Way {
  return event.kind === 'pageStarted'
    ? { kind: 'page', tender: event.tender, pace: event.pace, landing: event.landing }
    : { kind: 'code', family: event.family, code: event.code };
}

function paymentChanged(sale: Sale, event: Extract<TillEvent, { kind: 'paymentChanged' }>): SaleStep {
  const index = sale.payments.findIndex((p) => p.facts.paymentRequestId === event.paymentRequestId);
  const before = sale.payments[index];
  invariant(
    before !== undefined,
    `an event for the payment ${event.paymentRequestId}, which was never started`,
  );
  // What is being refunded can't be voided as well. Source: interface section 3, cancel.
  const isTooLate =
    event.change.kind === 'cancelRequested' && standingRefunds(sale, event.paymentRequestId).length > 0;
  if (isTooLate) return { sale, effects: [] };
  const facts = factsAfter(before, event);
  const at = { facts, timing: facts.timing, nowMs: event.atMs };
  const step = transition(at, before.state, event.change);
  if (step.state === before.state && step.effects.length === 0 && facts === before.facts) {
    return { sale, effects: [] };
  }
  const next: Sale = {
    ...sale,
    payments: sale.payments.with(index, { facts, state: step.state }),
    closed: sale.closed || isOverWith(before, step.state),
    otherCharge: sale.otherCharge ?? otherChargeIn(before.state, { facts, state: step.state }, event),
  };
  const effects = effectsOf(sale, facts, step.effects);
  if (step.state.kind === before.state.kind) return { sale: next, effects };
  const isVoided = step.state.kind === 'cancelled' && step.state.cause === 'void';
  if (step.state.kind !== 'paid' && !isVoided) return { sale: next, effects };
  // The receipt of a void is a paper of its own: its first print is an original, whatever became of the sale's.
  const printed = printing(isVoided ? { ...next, receipts: {} } : next, sale.copies ?? [], event.atMs);
  return { sale: printed.sale, effects: [...effects, ...printed.effects] };
}

/** A manager's refund of what the till is stuck with may have ended it: the books are asked at once. */
function withLook(
  before: Sale,
  step: SaleStep,
  { refundRequestId, atMs }: Extract<TillEvent, { kind: 'refundChanged' }>,
): SaleStep {
  const refundOf = (sale: Sale) =>
    sale.refunds.find(({ facts }) => facts.refundRequestId === refundRequestId);
  const refund = refundOf(step.sale);
  if (refund?.state.kind !== 'refunded' || refundOf(before)?.state.kind === 'refunded') return step;
  const index = step.sale.payments.findIndex(
    (p) => p.facts.paymentRequestId === refund.facts.paymentRequestId,
  );
  const payment = step.sale.payments[index];
  if (payment?.state.kind !== 'cancelling') return step;
  const { facts, state } = payment;
  const at = { facts, timing: facts.timing, nowMs: atMs };
  const wholeMinor = (state.charge ?? facts).amount.valueMinor;
  const isAllBack = refundedMinor(step.sale, facts.paymentRequestId) >= wholeMinor;
  const looked = isAllBack
    ? { state: endedByRefunds(at, state), effects: [] }
    : transition(at, state, { kind: 'hurried' });
  const payments = step.sale.payments.with(index, { facts, state: looked.state });
  return {
    sale: { ...step.sale, payments },
    effects: [...step.effects, ...effectsOf(step.sale, facts, looked.effects)],
  };
}

function effectsOf(
  { saleId }: Sale,
  { paymentRequestId }: PaymentFacts,
  effects: readonly PaymentEffect[],
): TillEffect[] {
  return effects.map((effect) => ({ kind: 'payment', saleId, paymentRequestId, effect }));
}

/** Whether a step of one payment ends its sale, whatever becomes of the others. */
function isOverWith({ facts, state: before }: Payment, after: PaymentState): boolean {
  // The cashier gave up while the outcome was unknown; now it is known that nothing was charged.
  if (after.kind === 'failed') return 'cancelWanted' in before && before.cancelWanted;
  // Another sale may be opened while a late charge is given back: this one must not wait for a code again.
  if (after.kind !== 'cancelling') return false;
  return after.cause === 'lateCharge' || isGoodsGone({ facts, state: after });
}

/**
 * The payment that speaks for the sale: one that needs a person; an earlier one that is unresolved; else the last one.
 *
 * Why a person's comes first: money of an earlier attempt may be stuck while the last one is rightly paid.
 */
export function leadingPayment(sale: Sale): Payment | undefined {
  const last = sale.payments.at(-1);
  if (last === undefined || isUnresolved(last)) return last;
  const mayLead = last.state.kind === 'paid' ? needsPerson : isUnresolved;
  return sale.payments.findLast(mayLead) ?? last;
}

function needsPerson({ state }: Payment): boolean {
  return state.kind === 'attention' || (state.kind === 'cancelling' && state.stuck !== null);
}

/** The word of the API for how a sale stands. Source: interface section 3. */
export function saleStateOf(sale: Sale): SaleState {
  const payment = leadingPayment(sale);
  if (payment === undefined) return sale.closed ? 'cancelled' : 'awaitingCode';
  const state = payment.state;
  switch (state.kind) {
    case 'failed':
      // What is asked about again is not known: it is no failure until it is answered.
      if (state.question !== null) return isOnStage(sale) ? 'checking' : 'cancelling';
      return asksForRescan(state.reason) && !sale.closed ? 'awaitingCode' : afterFailure(sale);
    case 'cancelling':
      return isForPerson(state) ? 'attention' : 'cancelling';
    case 'cancelled':
      return state.cause === 'notCollected' ? afterFailure(sale) : 'cancelled';
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
    case 'capturing':
    case 'paid':
    case 'attention':
      return state.kind;
    default:
      return assertNever(state);
  }
}

/** Whether a person should look at money that goes back: what was charged is not what was asked, or it is stuck. */
export function isForPerson({ cause, stuck }: GiveBack): boolean {
  return stuck !== null || cause === 'otherAmount';
}

/** Whether the hold of its last attempt is being let go of because it could not be collected. */
export function isUncollected(sale: Sale): boolean {
  const state = sale.payments.at(-1)?.state;
  return state?.kind === 'cancelling' && state.cause === 'notCollected';
}

/** How a sale stands after an attempt that surely came to nothing. */
function afterFailure(sale: Sale): SaleState {
  if (sale.closed) return 'cancelled';
  return sale.retriedAfter === sale.payments.length ? 'awaitingCode' : 'failed';
}

/** Whether a sale may still go on once a question about one of its attempts is answered. */
function isOnStage(sale: Sale): boolean {
  return !sale.closed && sale.payments.at(-1)?.state.kind === 'failed';
}

/** Whether the sale keeps the till from opening another one: not once its goods may go. */
export function isBusy(sale: Sale): boolean {
  const payment = leadingPayment(sale);
  return isBusyState(saleStateOf(sale)) && !(payment !== undefined && mayHandOver(payment));
}

/** Whether another attempt may be asked for after a refusal. */
export function mayRetry(sale: Sale): 'yes' | 'refused' | 'not-failed' {
  const payment = leadingPayment(sale);
  if (saleStateOf(sale) !== 'failed' || payment === undefined) return 'not-failed';
  const { state } = payment;
  if (state.kind !== 'failed') return isBeingRechecked(payment) ? 'not-failed' : 'yes';
  return forbidsRetry(state.reason) ? 'refused' : 'yes';
}

/** Whether something may still happen to a sale, or is to be seen of it: only then is it replayed at the start. */
export function isOpen(sale: Sale): boolean {
  const state = saleStateOf(sale);
  if (state === 'awaitingCode' || state === 'failed' || isToBeSeen(sale)) return true;
  const isPending = (p: Payment): boolean =>
    isUnresolved(p) || isQuestioned(p) || wakeAtOf(p) !== null || isToBeRechecked(p);
  if (sale.payments.some(isPending)) return true;
  if (sale.refunds.some((refund) => refund.state.kind === 'pending')) return true;
  return Object.values(sale.receipts).some((job) => ['waiting', 'printing'].includes(job.state.kind));
}

function isToBeRechecked(payment: Payment): boolean {
  const state = payment.state;
  return state.kind === 'cancelled' && (state.recheck.atNextStart || state.recheck.inFlight);
}
