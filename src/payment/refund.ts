import { assertNever } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';
import type { PaymentLook, RefundAnswer } from './answers.ts';
import { retryWaitMs } from './policy.ts';
import type { Refund, RefundEvent, RefundFacts, RefundState } from './refund-state.ts';
import { matchRefunds } from './refunds-seen.ts';
import type { Tally, TillEffect } from './events.ts';
import { wordsOf } from './step.ts';

type NotRefunded = Exclude<RefundAnswer, { kind: 'refunded' }>;
type Pending = Extract<RefundState, { kind: 'pending' }>;

/** What a step of a refund makes the till do, after the event is committed. */
export type RefundEffect = Extract<TillEffect, { kind: 'refund' }>['effect'];

export interface RefundStep {
  readonly state: RefundState;
  readonly effects: readonly RefundEffect[];
}

/** What a rule about one refund may know beside its state. */
export interface RefundSituation {
  readonly facts: RefundFacts;
  readonly nowMs: Ms;
  /** All refunds of its payment, itself included. */
  readonly refunds: readonly Refund[];
}

/** A refund that was approved and waits for its turn: those of one payment go out in the order of approval. */
export function approved(nowMs: Ms): RefundState {
  return {
    kind: 'pending',
    phase: 'refund',
    sinceMs: nowMs,
    tries: 0,
    inFlight: false,
    nextTryAtMs: null,
    doubted: false,
    refusal: null,
    heldBy: null,
    lastAnswer: null,
  };
}

/** Its turn has come: the first try leaves at once, or once the books are sure to show what may have been sent. */
export function begin(at: RefundSituation, state: RefundState): RefundStep {
  if (state.kind !== 'pending') return stay(state);
  return state.phase === 'look' ? lookLater(at, state) : tryNow(at, state);
}

/** Whether it still waits for its turn. */
export function isUnbegun(state: RefundState): boolean {
  return state.kind === 'pending' && state.tries === 0 && state.nextTryAtMs === null;
}

/**
 * What an event makes of a refund.
 *
 * Total. A refund ends only as `refunded` or, where it is sure that nothing was given back under its id, as `failed`.
 * Every try bears the one `refundRequestId` that was committed before the first. Source: dossier 4.4 and 6.2.
 */
export function refundTransition(at: RefundSituation, state: RefundState, event: RefundEvent): RefundStep {
  switch (state.kind) {
    case 'pending':
      return whilePending(at, state, event);
    case 'failed':
      // Told of after all: the money is given back, whatever was believed before.
      return event.kind === 'refundAnswered' && event.answer.kind === 'refunded'
        ? stay(refunded(at, event.answer))
        : stay(state);
    case 'refunded':
      return stay(state);
    default:
      return assertNever(state);
  }
}

function whilePending(at: RefundSituation, state: Pending, event: RefundEvent): RefundStep {
  switch (event.kind) {
    case 'refundAnswered':
      if (event.answer.kind === 'refunded') return stay(refunded(at, event.answer));
      if (!state.inFlight || state.phase !== 'refund') return stay(state);
      return refundAnswered(at, answered(state, event.answer), event.answer);
    case 'looked':
      if (!state.inFlight || state.phase !== 'look') return stay(state);
      return looked(at, answered(state, event.look), event.look);
    case 'tallied':
      return stay({ ...state, ...triesOf(state, event.tally) });
    case 'woke':
      return isDue(state, at.nowMs) ? tryNow(at, state) : stay(state);
    case 'hurried':
      return state.inFlight || state.nextTryAtMs === null || isTooSoon(at, state)
        ? stay(state)
        : tryNow(at, state);
    case 'resumed':
      // What was under way is lost, and may have arrived: the same id is sent again, or looked for.
      return isUnbegun(state)
        ? stay(event.looks === true ? { ...state, phase: 'look', doubted: true } : state)
        : tryAgain(at, { ...state, doubted: true, sinceMs: Math.min(state.sinceMs, at.nowMs) });
    default:
      return assertNever(event);
  }
}

function triesOf(
  state: Pending,
  tally: Tally,
): Pick<Pending, 'sinceMs' | 'tries' | 'inFlight' | 'nextTryAtMs' | 'lastAnswer'> {
  const { sinceMs = state.sinceMs, tries = state.tries, inFlight = state.inFlight } = tally;
  const { nextTryAtMs = state.nextTryAtMs, lastAnswer = state.lastAnswer } = tally;
  return { sinceMs, tries, inFlight, nextTryAtMs, lastAnswer };
}

function isDue(state: Pending, nowMs: Ms): boolean {
  return !state.inFlight && state.nextTryAtMs !== null && nowMs >= state.nextTryAtMs;
}

/** Anything but the confirmation, which counts whenever it comes. */
function refundAnswered(at: RefundSituation, state: Pending, answer: NotRefunded): RefundStep {
  switch (answer.kind) {
    case 'refused': {
      const { reason } = answer;
      if (reason.class === 'contradiction') return tryNow(at, { ...state, phase: 'look', refusal: reason });
      // The request was not even judged: what the manager approved stays owed until somebody mends the set-up.
      // It proves nothing of an earlier try either. Source: dossier 5.1, caution.
      const isForNow = reason.class === 'technical' || reason.class === 'setUp';
      if (isForNow && (at.facts.isRetried || state.doubted)) return retry(at, { ...state, heldBy: reason });
      if (!state.doubted) return stay({ kind: 'failed', reason, atMs: at.nowMs });
      return tryNow(at, { ...state, phase: 'look', refusal: reason });
    }
    case 'throttled':
      return stay({ ...state, nextTryAtMs: at.nowMs + at.facts.timing.throttledMs });
    case 'unknown':
      return isRepeatable(at)
        ? retry(at, { ...state, doubted: true })
        : lookLater(at, { ...state, doubted: true, heldBy: null, inFlight: false });
    default:
      return assertNever(answer);
  }
}

/** Refused, and an earlier try is in doubt: what the acquirer's books say of this very refund decides. */
function looked(at: RefundSituation, state: Pending, look: PaymentLook): RefundStep {
  const { refusal } = state;
  // Nothing of the payment is charged any more: there is nothing that this refund could give back.
  if (look.kind === 'notCharged')
    return stay({ kind: 'failed', reason: refusal ?? look.reason, atMs: at.nowMs });
  if (look.kind !== 'seen') return retry(at, state);
  if (refusal === null) return foundOrNot(at, state, look);
  // A guess by amount and time may count money, but it decides nothing: the acquirer has just refused this very id.
  const seen = matchRefunds(look.refunds, at.refunds).named.get(at.facts.refundRequestId);
  switch (seen?.status) {
    case 'done':
      return stay(refunded(at, seen));
    case 'failed':
      return stay({ kind: 'failed', reason: refusal, atMs: at.nowMs });
    case 'underWay':
      return retry(at, { ...state, phase: 'refund' });
    case undefined:
      // An id that the acquirer knows with other details and does not list cannot be judged here.
      return refusal.class === 'contradiction'
        ? retry(at, state)
        : stay({ kind: 'failed', reason: refusal, atMs: at.nowMs });
  }
}

/** Its answer was lost, and a repeat would be another refund: only what the books do not hold is sent again. */
function foundOrNot(
  at: RefundSituation,
  state: Pending,
  look: Extract<PaymentLook, { kind: 'seen' }>,
): RefundStep {
  const { named, own } = matchRefunds(look.refunds, at.refunds);
  const { refundRequestId } = at.facts;
  const seen = named.get(refundRequestId);
  if (seen?.status === 'done') return stay(refunded(at, seen));
  // A guess by amount and time is enough to send nothing, and not enough to call it done.
  if (seen?.status === 'underWay' || (seen === undefined && own.has(refundRequestId)))
    return retry(at, state);
  return tryNow(at, { ...state, phase: 'refund' });
}

/** After a loss: at once where a repeat is safe; else once the books are sure to show what was sent. */
function tryAgain(at: RefundSituation, state: Pending): RefundStep {
  return isRepeatable(at) ? tryNow(at, state) : lookLater(at, { ...state, inFlight: false });
}

function lookLater(at: RefundSituation, state: Pending): RefundStep {
  const { repeat } = at.facts;
  const waitMs = repeat.kind === 'lookFirst' ? repeat.afterMs : 0;
  return stay({ ...state, phase: 'look', nextTryAtMs: at.nowMs + waitMs });
}

/** Whether the books may not show yet what was sent: a look would take a refund that was made for none. */
function isTooSoon(at: RefundSituation, state: Pending): boolean {
  return !isRepeatable(at) && state.phase === 'look' && at.nowMs < (state.nextTryAtMs ?? at.nowMs);
}

function isRepeatable({ facts }: RefundSituation): boolean {
  return facts.repeat.kind === 'sameIdIsSafe';
}

function refunded(
  at: RefundSituation,
  { refundId, refundTime, settlement }: Partial<Omit<Extract<RefundAnswer, { kind: 'refunded' }>, 'kind'>>,
): RefundState {
  const settled = settlement === undefined ? {} : { settlement };
  return { kind: 'refunded', refundId, refundTime, ...settled, atMs: at.nowMs };
}

function answered(state: Pending, answer: { readonly kind: string }): Pending {
  return { ...state, inFlight: false, lastAnswer: wordsOf(answer) };
}

function retry(at: RefundSituation, state: Pending): RefundStep {
  const waitMs = retryWaitMs(at.facts.timing, state.tries, state.sinceMs, at.nowMs);
  return stay({ ...state, nextTryAtMs: at.nowMs + waitMs });
}

function tryNow(at: RefundSituation, state: Pending): RefundStep {
  const next = { ...state, inFlight: true, tries: state.tries + 1, nextTryAtMs: at.nowMs };
  return { state: next, effects: [state.phase === 'refund' ? 'sendRefund' : 'lookUp'] };
}

function stay(state: RefundState): RefundStep {
  return { state, effects: [] };
}

/** When a refund wants to be woken; null where only an answer, or its turn, moves it. */
export function refundWakeAtOf(state: RefundState): number | null {
  return state.kind === 'pending' && !state.inFlight ? state.nextTryAtMs : null;
}
