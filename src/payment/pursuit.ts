import { parseIso } from '../time.ts';
import { sameAmount } from '../money/amount.ts';
import type { Charge, InquiryAnswer, PayAnswer } from './answers.ts';
import { assertNever } from '../result.ts';
import { giveBack } from './give-back.ts';
import { codeDeadAfterStart, stay, wordsOf, type Situation, type Step } from './step.ts';
import { FOREIGN_CHARGE_TOLERANCE_MS } from './policy.ts';
import type { PaymentEvent, PaymentState, Pursuit } from './state.ts';
import type { Reason } from './answers.ts';

type Pursued = Extract<PaymentState, Pursuit>;

/** The state of a payment whose first pay is about to leave. */
export function submitting(at: Situation): Step {
  const windowEndsAtMs = at.facts.startedAtMs + at.timing.windowMs;
  return {
    state: {
      kind: 'submitting',
      payInFlight: true,
      sends: 1,
      doubted: false,
      askedAtMs: null,
      nextAskAtMs: windowEndsAtMs,
      windowEndsAtMs,
      codeDeadAtMs: at.facts.startedAtMs + at.timing.codeLifeMs,
      tries: 0,
      cancelWanted: false,
      lastAnswer: null,
    },
    effects: [{ kind: 'submitPayment' }],
  };
}

/** What happens to a payment in `submitting`, `customerConfirming` and `checking`. */
export function whilePursued(at: Situation, state: Pursued, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'payAnswered':
      return payAnswered(
        at,
        { ...state, payInFlight: false, lastAnswer: wordsOf(event.answer) },
        event.answer,
      );
    case 'inquiryAnswered':
      return inquiryAnswered(at, { ...state, lastAnswer: wordsOf(event.answer) }, event.answer);
    case 'notified':
      return event.answer.kind === 'charged'
        ? settle(at, state, event.answer.charge)
        : stay({ kind: 'failed', reason: event.answer.reason });
    case 'cancelRequested':
      return ask(at, { ...state, kind: 'checking', cancelWanted: true });
    case 'woke':
      return isAskDue(state, at.nowMs) ? ask(at, state) : stay(state);
    case 'hinted':
    case 'hurried':
      return ask(at, state);
    case 'resumed':
      // The code is gone with the process, so pay can't be sent again; and what was sent is in doubt.
      return ask(at, {
        ...state,
        kind: 'checking',
        payInFlight: false,
        sends: 2,
        doubted: true,
        askedAtMs: null,
        // A till's clock that was set back while it was off must not stretch the window.
        windowEndsAtMs: Math.min(state.windowEndsAtMs, at.nowMs + at.timing.windowMs),
        codeDeadAtMs: codeDeadAfterStart(at),
      });
    case 'cancelAnswered':
    case 'giveBackAnswered':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** When a pursued payment wants to be woken; null while an answer is awaited. */
export function nextAskOf(state: Pursued): number | null {
  if (state.askedAtMs !== null) return null;
  return state.payInFlight && !state.cancelWanted ? state.windowEndsAtMs : state.nextAskAtMs;
}

function isAskDue(state: Pursued, nowMs: number): boolean {
  const dueAtMs = nextAskOf(state);
  return dueAtMs !== null && nowMs >= dueAtMs;
}

function payAnswered(at: Situation, state: Pursued, answer: PayAnswer): Step {
  switch (answer.kind) {
    case 'charged':
      return settle(at, state, answer.charge);
    case 'confirming':
      return ask(at, {
        ...state,
        kind: state.cancelWanted ? 'checking' : 'customerConfirming',
        doubted: true,
      });
    case 'unknown':
      return ask(at, { ...state, kind: 'checking', doubted: true });
    case 'throttled':
      // The acquirer did not look at it: this send does not use up the one repeat. Source: dossier 5.1.
      return stay({
        ...state,
        kind: 'checking',
        sends: 1,
        doubted: true,
        nextAskAtMs: at.nowMs + at.timing.throttledMs,
      });
    case 'refused':
      // A refusal of the second send does not prove that the first one failed. Source: dossier 5.1, caution.
      return state.doubted
        ? ask(at, { ...state, kind: 'checking' })
        : stay({ kind: 'failed', reason: answer.reason });
    case 'notSent':
      return state.doubted
        ? ask(at, { ...state, kind: 'checking' })
        : stay({ kind: 'failed', reason: GATEWAY_UNREACHABLE });
    default:
      return assertNever(answer);
  }
}

function inquiryAnswered(at: Situation, state: Pursued, answer: InquiryAnswer): Step {
  if (state.askedAtMs === null)
    return answer.kind === 'charged' ? settle(at, state, answer.charge) : stay(state);
  const told = { ...state, askedAtMs: null };
  switch (answer.kind) {
    case 'charged':
      return settle(at, state, answer.charge);
    case 'notCharged':
      return stay({ kind: 'failed', reason: answer.reason });
    case 'notFound':
      return mayResend(at, told) ? resend(told) : askLater(at, told, state.askedAtMs, 'checking', 0);
    case 'confirming':
      return askLater(at, told, state.askedAtMs, 'customerConfirming', 0);
    case 'throttled':
      return askLater(at, told, state.askedAtMs, 'checking', at.timing.throttledMs);
    case 'unknown':
      return askLater(at, told, state.askedAtMs, 'checking', 0);
    default:
      return assertNever(answer);
  }
}

/** No outcome yet: ask again in time; or, where this was the last inquiry, give back. */
function askLater(
  at: Situation,
  state: Pursued,
  askedAtMs: number,
  kind: 'checking' | 'customerConfirming',
  waitMs: number,
): Step {
  if (state.cancelWanted || askedAtMs >= state.windowEndsAtMs) {
    return giveBack(at, {
      cause: state.cancelWanted ? 'cashier' : 'windowOver',
      phase: 'cancel',
      charge: null,
      payInFlight: state.payInFlight,
      codeDeadAtMs: state.codeDeadAtMs,
    });
  }
  const paceAtMs = Math.min(askedAtMs + at.timing.inquiryEveryMs, state.windowEndsAtMs);
  return stay({ ...state, kind, nextAskAtMs: Math.max(paceAtMs, at.nowMs + waitMs) });
}

function mayResend(at: Situation, state: Pursued): boolean {
  const inTime = at.nowMs < at.facts.startedAtMs + at.timing.resendUntilMs;
  return state.sends === 1 && !state.payInFlight && !state.cancelWanted && inTime;
}

function resend(state: Pursued): Step {
  return {
    state: { ...state, kind: 'checking', sends: 2, payInFlight: true },
    effects: [{ kind: 'submitPayment' }],
  };
}

function ask(at: Situation, state: Pursued): Step {
  if (state.askedAtMs !== null) return stay(state);
  return {
    state: { ...state, askedAtMs: at.nowMs, tries: state.tries + 1 },
    effects: [{ kind: 'inquirePayment' }],
  };
}

/** A success is believed only for the amount that was asked, and only if it can be this attempt's own. */
function settle(at: Situation, { cancelWanted }: Pursued, charge: Charge): Step {
  if (!sameAmount(charge.amount, at.facts.amount)) {
    return stay({ kind: 'attention', reason: AMOUNT_MISMATCH, charge, mayCancel: true });
  }
  if (isForeign(at, charge))
    return stay({ kind: 'attention', reason: FOREIGN_CHARGE, charge, mayCancel: false });
  return stay({ kind: 'paid', charge, cancelWanted });
}

function isForeign(at: Situation, charge: Charge): boolean {
  const paidAtMs = charge.paymentTime === undefined ? null : parseIso(charge.paymentTime);
  if (paidAtMs === null || at.facts.clockOffsetMs === null) return false;
  const { startedAtMs, clockOffsetMs } = at.facts;
  const isEarly = paidAtMs < startedAtMs + clockOffsetMs - FOREIGN_CHARGE_TOLERANCE_MS;
  // What the acquirer's clock was learnt from may itself be off: a time that the till's own clock explains is ours.
  const isOursByTill =
    paidAtMs >= startedAtMs - FOREIGN_CHARGE_TOLERANCE_MS &&
    paidAtMs <= at.nowMs + FOREIGN_CHARGE_TOLERANCE_MS;
  return isEarly && !isOursByTill;
}

const GATEWAY_UNREACHABLE: Reason = {
  code: 'GATEWAY_UNREACHABLE',
  class: 'unreachable',
  say: 'No connection to the payment service, nothing was charged. Try again, or take another way to pay.',
};
const AMOUNT_MISMATCH: Reason = {
  code: 'AMOUNT_MISMATCH',
  class: 'contradiction',
  say: 'Another amount was charged than the one asked. Keep the goods and cancel this sale: the charge is given back.',
};
const FOREIGN_CHARGE: Reason = {
  code: 'FOREIGN_CHARGE',
  class: 'contradiction',
  say: 'This order was already paid before this till asked. Keep the goods and look for the sale at the other tills.',
};
