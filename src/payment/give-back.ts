import { assertNever } from '../result.ts';
import type { CancelAnswer, Charge, InquiryAnswer, PayAnswer, RefundAnswer } from './answers.ts';
import { giveBackRefundIdOf } from './ids.ts';
import { retryWaitMs } from './policy.ts';
import type { GiveBack, GiveBackCause, PaymentEvent, PaymentState } from './state.ts';
import { codeDeadAfterStart, stay, wordsOf, type Situation, type Step } from './step.ts';

type Cancelling = Extract<PaymentState, { kind: 'cancelling' }>;

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
    cancelSpent: begin.phase === 'refund',
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
      // First asks what became of it, whatever was under way. Source: dossier 6.2.
      return tryNow(at, {
        ...state,
        phase: 'inquire',
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

function cancelAnswered(at: Situation, state: Cancelling, answer: CancelAnswer): Step {
  switch (answer.kind) {
    case 'confirmed':
      return state.chargedAfterCancel ? tryNow(at, spent(state)) : cancelled(at, state, null);
    case 'tooLate':
    case 'refused':
      return tryNow(at, spent(state));
    case 'notFound':
      if (state.charge !== null) return tryNow(at, spent(state));
      return surelyNotCharged(state) ? cancelled(at, state, null) : retry(at, state);
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
      return tryNow(at, { ...state, charge: answer.charge, phase: state.cancelSpent ? 'refund' : 'cancel' });
    case 'notCharged':
      return cancelled(at, state, null);
    // Books that are asked may lag behind the ones that charge: only a cancel's own answer confirms a cancel.
    case 'notFound':
    case 'confirming':
    case 'throttled':
    case 'unknown':
      return again(at, state);
    default:
      return assertNever(answer);
  }
}

/** A cancel was answered, and may not have undone the charge: look. */
function spent(state: Cancelling): Cancelling {
  return { ...state, phase: 'inquire', cancelSpent: true };
}

/**
 * Without knowledge, the next try begins with the cancel again: at once after the look that a start begins with, else
 * in time. Once a refund was refused, only looking helps.
 */
function again(at: Situation, state: Cancelling): Step {
  if (state.stuck !== null) return retry(at, state);
  const next: Cancelling = { ...state, phase: 'cancel' };
  return state.cancelSpent ? retry(at, next) : tryNow(at, next);
}

function refundAnswered(at: Situation, state: Cancelling, answer: RefundAnswer): Step {
  switch (answer.kind) {
    case 'refunded':
      return cancelled(at, state, state.charge?.paymentId ?? null);
    case 'refused':
      return retry(at, { ...state, phase: 'inquire', stuck: answer.reason });
    case 'throttled':
    case 'unknown':
      return retry(at, state);
    default:
      return assertNever(answer);
  }
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

function cancelled(at: Situation, state: Cancelling, refundedPaymentId: string | null): Step {
  return stay({
    kind: 'cancelled',
    cause: state.cause,
    charge: state.charge,
    refundedPaymentId,
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
