import type { Charge, InquiryAnswer, PayAnswer } from './answers.ts';
import { sameAmount } from '../ground/money/amount.ts';
import { assertNever } from '../ground/result.ts';
import { held, released } from './capture.ts';
import { doubted, isAnothers, isDoubtful } from './charge-doubt.ts';
import { denied, failed, GATEWAY_UNREACHABLE } from './failure.ts';
import { giveBack, leftToPerson } from './give-back.ts';
import { asksUntilAnswered } from './kept-rules.ts';
import { busyMs, followUpMs } from './occasion.ts';
import { giveBackOther } from './other-amount.ts';
import { askedAtEnd, askedOnceMore, UNQUESTIONED } from './question.ts';
import { releasedRecord } from './released.ts';
import {
  allowedWaitMs,
  codeDeadAfterStart,
  isSaid,
  stay,
  windowAfterStartMs,
  wordsOf,
  type Situation,
  type Step,
} from './step.ts';
import type { PaymentState, Pursuit } from './state.ts';
import type { PaymentEvent } from './events.ts';

/** A payment whose outcome is being found out. */
export type Pursued = Extract<PaymentState, Pursuit>;

/** The state of a payment whose first pay is about to leave. */
export function submitting(at: Situation): Step {
  const { way } = at.facts;
  const isPage = way.kind === 'page';
  // Behind a landing page nothing is made before the tap.
  const waitsForTap = isPage && way.landing === 'tap';
  const windowEndsAtMs = at.facts.startedAtMs + at.timing.windowMs;
  return {
    state: {
      kind: waitsForTap ? 'customerConfirming' : 'submitting',
      payInFlight: !waitsForTap,
      isUntapped: waitsForTap,
      sends: 1,
      doubted: false,
      askedAtMs: null,
      lastAskedAtMs: null,
      nextAskAtMs: windowEndsAtMs,
      windowEndsAtMs,
      codeDeadAtMs: at.facts.startedAtMs + at.timing.codeLifeMs,
      tries: 0,
      cancelWanted: false,
      contradicted: false,
      hintedAtMs: null,
      told: false,
      lastAnswer: null,
    },
    effects: waitsForTap ? [] : [{ kind: isPage ? 'openPage' : 'submitPayment' }],
  };
}

/** What happens to a payment in `submitting`, `customerConfirming` and `checking`. */
export function whilePursued(at: Situation, state: Pursued, event: PaymentEvent): Step {
  return askedAtEnd(at, state, event, pursued(at, state, event));
}

function pursued(at: Situation, state: Pursued, event: PaymentEvent): Step {
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
        : denied(at, event.answer.reason, false);
    case 'cancelRequested':
      return askOnOccasion(at, { ...state, kind: 'checking', cancelWanted: true });
    case 'woke':
      return atDue(at, state);
    case 'questioned':
      return hinted(at, state);
    case 'hinted':
    case 'hurried':
      return askOnOccasion(at, state);
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
        windowEndsAtMs: Math.min(state.windowEndsAtMs, at.nowMs + windowAfterStartMs(at)),
        codeDeadAtMs: codeDeadAfterStart(at),
      });
    case 'freed':
      return at.facts.freed ? giveUp(at, { ...state, cancelWanted: true }, null) : stay(state);
    case 'pageOpened':
    case 'tapped':
    case 'captureAnswered':
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'accepted':
    case 'tallied':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/**
 * Time alone is no occasion to ask everywhere: where it is none, an attempt that was not paid in time is given up. What
 * is due before that is a question that the acquirer itself allowed.
 */
function atDue(at: Situation, state: Pursued): Step {
  const dueAtMs = nextAskOf(state);
  if (dueAtMs === null || at.nowMs < dueAtMs) return stay(state);
  const mayAsk = at.facts.terms.ask === 'freely' || at.nowMs < state.windowEndsAtMs;
  return mayAsk ? ask(at, state) : giveUp(at, state, null);
}

/**
 * A notice that is not enough to believe brings the next inquiry forward; more of them soon after it do not.
 *
 * An inquiry that is under way may have left the acquirer's books before: a refusal in its answer is asked about again.
 */
function hinted(at: Situation, state: Pursued): Step {
  if (state.askedAtMs !== null && at.facts.asksAgain)
    return stay(state.told ? state : { ...state, told: true });
  if (at.facts.terms.ask === 'onTriggers') return askOnOccasion(at, state);
  const sinceMs = state.hintedAtMs === null ? -1 : at.nowMs - state.hintedAtMs;
  const isRepeated = sinceMs >= 0 && sinceMs < at.timing.inquiryEveryMs;
  return isRepeated ? stay(state) : ask(at, { ...state, hintedAtMs: at.nowMs });
}

/** When a pursued payment wants to be woken; null while an answer is awaited. */
export function nextAskOf(state: Pursued): number | null {
  if (state.askedAtMs !== null) return null;
  return state.payInFlight && !state.cancelWanted ? state.windowEndsAtMs : state.nextAskAtMs;
}

function payAnswered(at: Situation, state: Pursued, answer: PayAnswer): Step {
  switch (answer.kind) {
    case 'charged':
      return settle(at, state, answer.charge);
    case 'authorised':
      return held(at, state, answer.hold);
    case 'confirming':
      return ask(at, {
        ...state,
        kind: state.cancelWanted ? 'checking' : 'customerConfirming',
        doubted: true,
      });
    case 'unknown':
      return ask(at, {
        ...state,
        kind: 'checking',
        doubted: true,
        contradicted: state.contradicted || answer.contradicted === true,
      });
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
      return state.doubted ? ask(at, { ...state, kind: 'checking' }) : stay(failed(answer.reason));
    case 'notSent':
      return state.doubted ? ask(at, { ...state, kind: 'checking' }) : stay(failed(GATEWAY_UNREACHABLE));
    default:
      return assertNever(answer);
  }
}

function inquiryAnswered(at: Situation, state: Pursued, answer: InquiryAnswer): Step {
  if (answer.kind === 'charged') {
    return askedOnceMore(at, state.told, settle(at, state, answer.charge, answer));
  }
  if (answer.kind === 'authorised') return held(at, state, answer.hold);
  if (state.askedAtMs === null) return stay(state);
  const told = { ...state, askedAtMs: null };
  if (isAnothers(at, answer)) {
    const cause = state.cancelWanted ? 'cashier' : 'windowOver';
    return leftToPerson(at, { cause, codeDeadAtMs: state.codeDeadAtMs });
  }
  const record = releasedRecord(at, told, answer);
  if (record !== null) return released(at, record);
  switch (answer.kind) {
    case 'notCharged':
      return denied(at, answer.reason, state.told);
    case 'notFound':
      return mayResend(at, told) ? resend(told) : askLater(at, told, state.askedAtMs, answer);
    case 'confirming':
    case 'throttled':
    case 'unknown':
      return askLater(at, told, state.askedAtMs, answer);
    default:
      return assertNever(answer);
  }
}

/**
 * No outcome yet: ask again in time; or, where this was the last inquiry, give back.
 *
 * Why: the cancel follows only an inquiry that was answered. Silence may hide that another till is paid under this id.
 */
function askLater(
  at: Situation,
  state: Pursued,
  askedAtMs: number,
  answer: Exclude<InquiryAnswer, { kind: 'charged' | 'authorised' | 'notCharged' }>,
): Step {
  if (state.cancelWanted || askedAtMs >= state.windowEndsAtMs) {
    return giveUp(at, state, answer);
  }
  const kind = answer.kind === 'confirming' ? 'customerConfirming' : 'checking';
  const waitMs = answer.kind === 'throttled' ? at.timing.throttledMs : 0;
  // What was told while the answer was on its way is an occasion of its own.
  const isPaced = at.facts.terms.ask === 'freely' || state.told;
  const everyMs = isPaced ? at.timing.inquiryEveryMs : allowedWaitMs(answer);
  const paceAtMs = Math.min(askedAtMs + everyMs, state.windowEndsAtMs);
  return stay({ ...state, kind, nextAskAtMs: Math.max(paceAtMs, at.nowMs + waitMs) });
}

/** The attempt is not wanted any more: whatever is charged goes back. The last answer may allow one more question. */
function giveUp(at: Situation, state: Pursued, answer: InquiryAnswer | null): Step {
  const isAnswered = answer !== null && isSaid(answer);
  const begun = giveBack(at, {
    cause: state.cancelWanted ? 'cashier' : 'windowOver',
    phase: isAnswered && !state.contradicted ? 'cancel' : 'inquire',
    charge: null,
    payInFlight: state.payInFlight,
    codeDeadAtMs: state.codeDeadAtMs,
    contradicted: state.contradicted,
    ...{ isOccasion: false, waitMs: answer === null ? 0 : busyMs(at, answer) },
  });
  const followMs = answer === null ? null : followUpMs(at, 0, answer);
  const waits = followMs !== null && begun.state.kind === 'cancelling' && !begun.state.inFlight;
  return waits ? stay({ ...begun.state, nextTryAtMs: at.nowMs + followMs }) : begun;
}

function mayResend(at: Situation, state: Pursued): boolean {
  const { way, terms } = at.facts;
  if (way.kind !== 'code' || terms.resend === 'never') return false;
  const inTime = at.nowMs < at.facts.startedAtMs + at.timing.resendUntilMs;
  return state.sends === 1 && !state.payInFlight && !state.cancelWanted && inTime;
}

function resend(state: Pursued): Step {
  return {
    state: { ...state, kind: 'checking', sends: 2, payInFlight: true },
    effects: [{ kind: 'submitPayment' }],
  };
}

/**
 * Asks because of an occasion; where time alone is none, questions keep their distance.
 *
 * Why it waits and is not dropped: each occasion may be the only one that tells of the payment.
 */
function askOnOccasion(at: Situation, state: Pursued): Step {
  const { lastAskedAtMs } = state;
  // A question that seems to be still to come was asked by another clock.
  const isFar = lastAskedAtMs === null || lastAskedAtMs > at.nowMs;
  const soonestMs = isFar ? at.nowMs : lastAskedAtMs + at.timing.inquiryEveryMs;
  const mayAsk = at.facts.terms.ask === 'freely' || state.askedAtMs !== null || at.nowMs >= soonestMs;
  return mayAsk ? ask(at, state) : stay({ ...state, nextAskAtMs: Math.min(state.nextAskAtMs, soonestMs) });
}

function ask(at: Situation, state: Pursued): Step {
  if (state.askedAtMs !== null) return stay(state);
  const asked = { askedAtMs: at.nowMs, lastAskedAtMs: at.nowMs, tries: state.tries + 1, told: false };
  // What was told while the last one was under way is asked about by this one.
  const isTold = state.told && asksUntilAnswered(at.facts);
  const hintedAtMs = isTold ? at.nowMs : state.hintedAtMs;
  return { state: { ...state, ...asked, hintedAtMs }, effects: [{ kind: 'inquirePayment' }] };
}

/** A success is believed only for the amount that was asked, and only if it can be this attempt's own. */
function settle(
  at: Situation,
  { cancelWanted, contradicted, payInFlight }: Pursued,
  charge: Charge,
  books: Extract<InquiryAnswer, { kind: 'charged' }> | null = null,
): Step {
  if (isDoubtful(at, charge, contradicted)) return stay(doubted(charge, false));
  if (!sameAmount(charge.amount, at.facts.amount)) return giveBackOther(at, charge, payInFlight, books);
  return stay({ kind: 'paid', charge, cancelWanted, refundedInFull: false, ...UNQUESTIONED });
}
