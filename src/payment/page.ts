import { assertNever } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';
import type { OpenAnswer, Reason } from './answers.ts';
import { NEVER_AGAIN } from './cancelled.ts';
import { failed, GATEWAY_UNREACHABLE } from './failure.ts';
import type { Pursued } from './pursuit.ts';
import type { PaymentEvent } from './events.ts';
import type { PaymentState } from './state.ts';
import {
  codeDeadAfterStart,
  codeDeadAtMs,
  stay,
  windowAfterStartMs,
  type Situation,
  type Step,
} from './step.ts';

/**
 * What happens to an attempt on a page, or by an order code, while it is being made.
 *
 * Nobody has what it is paid by yet, so nothing can be charged: whatever goes wrong is an end, and an answer that
 * comes after it is thrown away. From `opened` on it is shown, and is found out about like every other attempt.
 */
export function whileOpening(at: Situation, state: Pursued, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'pageOpened':
      return pageOpened(at, state, event.answer);
    case 'cancelRequested':
      return stay(neverGiven(at, 'cashier'));
    case 'resumed':
      return stay(failed(PAGE_NOT_MADE));
    case 'tapped':
    case 'payAnswered':
    case 'inquiryAnswered':
    case 'captureAnswered':
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'notified':
    case 'hinted':
    case 'questioned':
    case 'accepted':
    case 'freed':
    case 'tallied':
    case 'woke':
    case 'hurried':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/**
 * What happens to an attempt whose landing page is shown and not pressed yet.
 *
 * Nobody has the acquirer's link, so giving it up is an end at once, without a call. The tap is what counts as giving
 * it away: it is in the journal before the phone is sent on.
 */
export function whileUntapped(at: Situation, state: Pursued, event: PaymentEvent): Step {
  const isMade = at.facts.way.kind === 'page' && at.facts.way.landing === 'sale';
  switch (event.kind) {
    case 'tapped':
      return isMade ? stay(givenAway(at, { ...state, isUntapped: false })) : openNow(at, state);
    case 'cancelRequested':
      return stay(neverGiven(at, 'cashier'));
    case 'woke':
      return at.nowMs >= state.windowEndsAtMs ? stay(neverGiven(at, 'windowOver')) : stay(state);
    case 'resumed':
      // What was made is lost with the process; what is made at the tap still can be.
      return stay(isMade ? failed(PAGE_NOT_MADE) : waitedForNoLonger(at, state));
    case 'pageOpened':
    case 'payAnswered':
    case 'inquiryAnswered':
    case 'captureAnswered':
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'notified':
    case 'hinted':
    case 'questioned':
    case 'accepted':
    case 'freed':
    case 'tallied':
    case 'hurried':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** A till's clock that was set back while it was off must not stretch the wait for the tap. */
function waitedForNoLonger(at: Situation, state: Pursued): Pursued {
  const windowEndsAtMs = Math.min(state.windowEndsAtMs, at.nowMs + windowAfterStartMs(at));
  return { ...state, windowEndsAtMs, nextAskAtMs: Math.min(state.nextAskAtMs, windowEndsAtMs) };
}

/** The page is made now, while the phone waits for its address; the customer has the whole window from here on. */
function openNow(at: Situation, state: Pursued): Step {
  const windowEndsAtMs = at.nowMs + at.timing.windowMs;
  return {
    state: {
      ...state,
      ...{ kind: 'submitting', isUntapped: false, payInFlight: true },
      ...{ windowEndsAtMs, nextAskAtMs: windowEndsAtMs },
    },
    effects: [{ kind: 'openPage' }],
  };
}

/** Nobody ever had its link: it can surely not be paid. */
function neverGiven(at: Situation, cause: 'cashier' | 'windowOver'): PaymentState {
  return {
    ...{ kind: 'cancelled', cause, neverThere: true, neverGiven: true },
    ...{ charge: null, refundedPaymentId: null, backMinor: null },
    recheck: { ...NEVER_AGAIN, sinceMs: at.nowMs, lookedAtMs: at.nowMs, codeDeadAtMs: at.nowMs },
  };
}

/** Somebody may have the acquirer's link from now on: it is asked about as the acquirer allows. */
function givenAway(at: Situation, state: Pursued): Pursued {
  const windowEndsAtMs = windowEndAtMs(at);
  return {
    ...state,
    kind: 'customerConfirming',
    payInFlight: false,
    doubted: true,
    nextAskAtMs:
      at.facts.terms.ask === 'freely' ? Math.min(at.nowMs + firstAskMs(at), windowEndsAtMs) : windowEndsAtMs,
    windowEndsAtMs,
    codeDeadAtMs: codeDeadAfterStart(at),
  };
}

function pageOpened(at: Situation, state: Pursued, answer: OpenAnswer): Step {
  switch (answer.kind) {
    case 'opened':
      return stay(isLandingOfSale(at) ? landed(at, state) : givenAway(at, state));
    case 'refused':
      return stay(failed(answer.reason));
    case 'notSent':
      return stay(failed(GATEWAY_UNREACHABLE));
    case 'unknown':
      return stay(failed(PAGE_NOT_MADE));
    default:
      return assertNever(answer);
  }
}

function isLandingOfSale({ facts: { way } }: Situation): boolean {
  return way.kind === 'page' && way.landing === 'sale';
}

/** The link is made and stays here until the landing page's button is pressed. */
function landed(at: Situation, state: Pursued): Pursued {
  const windowEndsAtMs = windowEndAtMs(at);
  return {
    ...state,
    kind: 'customerConfirming',
    ...{ isUntapped: true, payInFlight: false, windowEndsAtMs, nextAskAtMs: windowEndsAtMs },
  };
}

/** The customer is waited for no longer than the link opens, whoever still has its page open. */
function windowEndAtMs(at: Situation): Ms {
  const { opensForMs, startedAtMs } = at.facts;
  const opensUntilMs = opensForMs === undefined ? Infinity : startedAtMs + opensForMs;
  return Math.min(at.nowMs + at.timing.windowMs, codeDeadAtMs(at), opensUntilMs);
}

function firstAskMs({ facts: { way }, timing }: Situation): number {
  const pace = way.kind === 'page' ? way.pace : null;
  return pace?.firstInquiryMs ?? timing.inquiryEveryMs;
}

/** The code is ours. */
const PAGE_NOT_MADE: Reason = {
  code: 'PAGE_NOT_MADE',
  class: 'technical',
  say: 'The payment page could not be made. Nothing was charged. Try again, or take another way to pay.',
};
