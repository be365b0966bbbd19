import { assertNever } from '../result.ts';
import type { Charge, CancelAnswer, InquiryAnswer, PayAnswer, RefundAnswer } from './answers.ts';
import type { Ms } from '../time.ts';
import { giveBackRefundIdOf } from './ids.ts';
import { retryWaitMs, type Timing } from './policy.ts';
import type {
  GiveBack,
  GiveBackCause,
  PaymentEffect,
  PaymentEvent,
  PaymentFacts,
  PaymentState,
  Recheck,
} from './state.ts';

/** A next state with what must then be done. */
export interface Step {
  readonly state: PaymentState;
  readonly effects: readonly PaymentEffect[];
}

/** What a rule about one payment may know beside its state. */
export interface Situation {
  readonly facts: PaymentFacts;
  readonly timing: Timing;
  readonly nowMs: Ms;
}

type Cancelling = Extract<PaymentState, { kind: 'cancelling' }>;
type Cancelled = Extract<PaymentState, { kind: 'cancelled' }>;

/** Begins to make sure that nothing stays charged; the first try leaves at once. */
export function giveBack(
  at: Situation,
  begin: {
    cause: GiveBackCause;
    phase: GiveBack['phase'];
    charge: Charge | null;
    payInFlight: boolean;
    codeDeadAtMs: number;
  },
): Step {
  return tryNow(at, {
    kind: 'cancelling',
    ...begin,
    sinceMs: at.nowMs,
    tries: 0,
    inFlight: false,
    triedAtMs: at.nowMs,
    nextTryAtMs: at.nowMs,
    chargedAfterCancel: false,
    stuck: null,
    lastAnswer: null,
  });
}

/** What happens to a payment in `cancelling`. */
export function whileCancelling(at: Situation, state: Cancelling, event: PaymentEvent): Step {
  switch (event.kind) {
    // An answer counts only for the try that is under way; one to an earlier question changes nothing by itself.
    case 'cancelAnswered':
      if (!state.inFlight || state.phase !== 'cancel') return stay(state);
      return cancelAnswered(at, answered(state, event.answer), event.answer);
    case 'inquiryAnswered':
      if (!state.inFlight || state.phase !== 'inquire') return heard(state, event.answer);
      return inquiryAnswered(at, answered(state, event.answer), event.answer);
    case 'giveBackAnswered':
      if (!state.inFlight || state.phase !== 'refund') return stay(state);
      return refundAnswered(at, answered(state, event.answer), event.answer);
    case 'payAnswered':
      return heard(state.payInFlight ? { ...state, payInFlight: false } : state, event.answer);
    case 'notified':
      return heard(state, event.answer);
    case 'woke':
      return !state.inFlight && at.nowMs >= state.nextTryAtMs ? tryNow(at, state) : stay(state);
    case 'hurried':
      return state.inFlight ? stay(state) : tryNow(at, state);
    case 'resumed':
      return tryNow(at, {
        ...state,
        inFlight: false,
        payInFlight: false,
        // A till's clock that was set back while it was off must not stretch the waits.
        sinceMs: Math.min(state.sinceMs, at.nowMs),
        codeDeadAtMs: codeDeadAfterStart(at),
      });
    case 'hinted':
    case 'cancelRequested':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** What happens to a payment in `cancelled`: it is looked at again, for a charge that came after the cancel. */
export function whileCancelled(at: Situation, state: Cancelled, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'inquiryAnswered':
      return recheckAnswered(at, state, event.answer);
    case 'woke':
      return state.recheck.dueAtMs !== null && at.nowMs >= state.recheck.dueAtMs
        ? recheckNow(state)
        : stay(state);
    case 'resumed': {
      const { recheck } = state;
      const isOpen = recheck.inFlight || recheck.dueAtMs !== null;
      if (!isOpen && !recheck.atNextStart) return stay(state);
      // This look may come too early to be the last: waits that were under way begin anew, by the clock as it is now.
      const [dueAtMs, codeDeadAtMs] = isOpen
        ? [at.nowMs + at.timing.recheckAfterCancelMs, codeDeadAfterStart(at)]
        : [null, at.nowMs];
      const waits = { dueAtMs, codeDeadAtMs, sinceMs: at.nowMs, inFlight: false, atNextStart: false };
      return recheckNow({ ...state, recheck: { ...recheck, ...waits } });
    }
    case 'payAnswered':
    case 'notified':
      // The charge may be the one that the cancel has undone: only an inquiry can tell.
      return event.answer.kind === 'charged' ? recheckNow(state) : stay(state);
    case 'hinted':
    case 'hurried':
      return recheckNow(state);
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'cancelRequested':
      return stay(state);
    default:
      return assertNever(event);
  }
}

function cancelAnswered(at: Situation, state: Cancelling, answer: CancelAnswer): Step {
  switch (answer.kind) {
    case 'confirmed':
      return state.chargedAfterCancel ? tryNow(at, { ...state, phase: 'inquire' }) : cancelled(at, state);
    case 'tooLate':
    case 'refused':
      return tryNow(at, { ...state, phase: 'inquire' });
    case 'notFound':
      if (state.charge !== null) return tryNow(at, { ...state, phase: 'inquire' });
      return surelyNotCharged(state) ? cancelled(at, state) : retry(at, state);
    case 'throttled':
    case 'unknown':
      return retry(at, state);
    default:
      return assertNever(answer);
  }
}

function inquiryAnswered(at: Situation, state: Cancelling, answer: InquiryAnswer): Step {
  switch (answer.kind) {
    case 'charged':
      if (state.stuck !== null) return retry(at, { ...state, charge: answer.charge });
      return tryNow(at, { ...state, charge: answer.charge, phase: 'refund' });
    case 'notCharged':
      return cancelled(at, state);
    case 'notFound':
      if (state.charge === null && surelyNotCharged(state)) return cancelled(at, state);
      return retry(at, again(state));
    case 'confirming':
    case 'throttled':
    case 'unknown':
      return retry(at, again(state));
    default:
      return assertNever(answer);
  }
}

/** Without knowledge, the next try begins with the cancel again; once a refund was refused, only looking helps. */
function again(state: Cancelling): Cancelling {
  return state.stuck === null ? { ...state, phase: 'cancel' } : state;
}

function refundAnswered(at: Situation, state: Cancelling, answer: RefundAnswer): Step {
  switch (answer.kind) {
    case 'refunded':
      return cancelled(at, state);
    case 'refused':
      return retry(at, { ...state, phase: 'inquire', stuck: answer.reason });
    case 'throttled':
    case 'unknown':
      return retry(at, state);
    default:
      return assertNever(answer);
  }
}

function recheckAnswered(at: Situation, state: Cancelled, answer: InquiryAnswer): Step {
  const seen = { ...state.recheck, inFlight: false };
  switch (answer.kind) {
    case 'charged':
      // The cancel has been answered already and a repeat of it may change nothing: refund.
      return giveBack(at, {
        cause: 'lateCharge',
        phase: 'refund',
        charge: answer.charge,
        payInFlight: false,
        codeDeadAtMs: seen.codeDeadAtMs,
      });
    case 'notCharged':
    case 'notFound':
      return stay({ ...state, recheck: { ...seen, dueAtMs: nextLookAtMs(at, seen) } });
    case 'confirming':
    case 'throttled':
    case 'unknown': {
      const waitMs = retryWaitMs(at.timing, seen.tries, seen.sinceMs, at.nowMs);
      return stay({ ...state, recheck: { ...seen, dueAtMs: at.nowMs + waitMs } });
    }
    default:
      return assertNever(answer);
  }
}

/** A look that somebody asked for earlier takes the place of none that is still to come. */
function nextLookAtMs(at: Situation, { dueAtMs, codeDeadAtMs }: Recheck): number | null {
  const toCome = [dueAtMs ?? 0, codeDeadAtMs].filter((ms) => ms > at.nowMs);
  return toCome.length === 0 ? null : Math.min(...toCome);
}

/** The clock may have been set while the till was off: only from the start on is it known that a code's life is over. */
export function codeDeadAfterStart(at: Situation): number {
  return at.nowMs + at.timing.codeLifeMs;
}

/** When the code of a payment that is known to have ended is surely dead; a clock that was set back stretches nothing. */
export function codeDeadAtMs(at: Situation): number {
  return Math.min(at.facts.startedAtMs, at.nowMs) + at.timing.codeLifeMs;
}

/** Not there, and no pay that could still bring it there: the code was dead before the question left. */
function surelyNotCharged(state: Cancelling): boolean {
  return !state.payInFlight && state.triedAtMs >= state.codeDeadAtMs;
}

/** Takes note of a charge that is told of while a cancel is under way. */
function heard(state: Cancelling, answer: PayAnswer | InquiryAnswer): Step {
  if (answer.kind !== 'charged' || state.charge !== null) return stay(state);
  return stay({ ...state, charge: answer.charge, chargedAfterCancel: true });
}

function cancelled(at: Situation, state: Cancelling): Step {
  return stay({
    kind: 'cancelled',
    cause: state.cause,
    charge: state.charge,
    recheck: {
      dueAtMs: at.nowMs + at.timing.recheckAfterCancelMs,
      inFlight: false,
      tries: 0,
      sinceMs: at.nowMs,
      codeDeadAtMs: state.codeDeadAtMs,
      atNextStart: true,
    },
  });
}

function answered(state: Cancelling, answer: CancelAnswer | InquiryAnswer | RefundAnswer): Cancelling {
  return { ...state, inFlight: false, lastAnswer: wordsOf(answer) };
}

/** An answer in a few words, for the queue and the log. */
export function wordsOf(answer: { readonly kind: string }): string {
  const told = answer as { kind: string; code?: string; why?: string; reason?: { code: string } };
  return told.reason?.code ?? told.code ?? told.why ?? told.kind;
}

function retry(at: Situation, state: Cancelling): Step {
  const waitMs = retryWaitMs(at.timing, state.tries, state.sinceMs, at.nowMs);
  return stay({ ...state, nextTryAtMs: at.nowMs + waitMs });
}

function tryNow(at: Situation, state: Cancelling): Step {
  const next = { ...state, inFlight: true, triedAtMs: at.nowMs, tries: state.tries + 1 };
  switch (state.phase) {
    case 'cancel':
      return { state: next, effects: [{ kind: 'cancelPayment' }] };
    case 'inquire':
      return { state: next, effects: [{ kind: 'inquirePayment' }] };
    case 'refund': {
      const refundRequestId = giveBackRefundIdOf(at.facts.paymentRequestId);
      const amount = (state.charge ?? at.facts).amount;
      return { state: next, effects: [{ kind: 'refundPayment', refundRequestId, amount }] };
    }
    default:
      return assertNever(state.phase);
  }
}

function recheckNow(state: Cancelled): Step {
  if (state.recheck.inFlight) return stay(state);
  return {
    state: { ...state, recheck: { ...state.recheck, inFlight: true, tries: state.recheck.tries + 1 } },
    effects: [{ kind: 'inquirePayment' }],
  };
}

/** A state without anything to do. */
export function stay(state: PaymentState): Step {
  return { state, effects: [] };
}
