import { sameAmount } from '../ground/money/amount.ts';
import { assertNever } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';
import type { CaptureAnswer, Charge, InquiryAnswer } from './answers.ts';
import { doubted, isDoubtful } from './charge-doubt.ts';
import { asksUntilAnswered } from './kept-rules.ts';
import { denied, isForNow } from './failure.ts';
import { giveBack } from './give-back.ts';
import { busyMs } from './occasion.ts';
import { giveBackOther } from './other-amount.ts';
import { retryWaitMs } from './policy.ts';
import { askedOnceMore, UNQUESTIONED } from './question.ts';
import { releasedWaitMs } from './released.ts';
import type { GiveBackCause, Payment, PaymentState, Pursuit } from './state.ts';
import type { PaymentEvent } from './events.ts';
import { codeDeadAtMs, stay, wordsOf, type Situation, type Step } from './step.ts';
import { releasesEarly } from './terms.ts';

type Capturing = Extract<PaymentState, { kind: 'capturing' }>;

/**
 * The acquirer holds the money for us: it is collected at once, and nothing is paid before that.
 *
 * A hold of another amount goes back; so does one that the cashier gave up meanwhile. One that may be another till's
 * is left to a person, who can only give it back: nothing was paid by it.
 */
export function held(
  at: Situation,
  { cancelWanted, codeDeadAtMs: deadAtMs, contradicted }: HeldBefore,
  hold: Charge,
): Step {
  if (isDoubtful(at, hold, contradicted)) return stay(doubted(hold, true));
  if (!sameAmount(hold.amount, at.facts.amount)) return letGo(at, 'otherAmount', { deadAtMs });
  if (cancelWanted) return letGo(at, 'cashier', { deadAtMs });
  return tryNow(at, { ...begunOn(at, hold), asks: false });
}

type HeldBefore = Pick<Pursuit, 'cancelWanted' | 'codeDeadAtMs' | 'contradicted'>;

/** The acquirer has it on record and settles it by itself; until then the goods may be gone at the shop's risk. */
export function released(at: Situation, record: Charge): Step {
  if (isDoubtful(at, record, false)) return stay(doubted(record, true));
  const begun = begunOn(at, record);
  return stay({ ...begun, nextTryAtMs: at.nowMs + releasedWaitMs(at, begun) });
}

function begunOn({ nowMs }: Situation, hold: Charge): Capturing {
  return {
    kind: 'capturing',
    hold,
    asks: true,
    sinceMs: nowMs,
    tries: 0,
    inFlight: false,
    nextTryAtMs: nowMs,
    cancelWanted: false,
    refused: false,
    told: false,
    lastAnswer: null,
  };
}

/** Whether goods may go although it is not paid yet: the shop bears the risk that no money comes. */
export function mayHandOver({ facts, state }: Pick<Payment, 'facts' | 'state'>): boolean {
  if (state.kind !== 'capturing' || !releasesEarly(facts.terms)) return false;
  return !state.cancelWanted && !state.refused;
}

/** What happens to a payment in `capturing`. */
export function whileCapturing(at: Situation, state: Capturing, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'captureAnswered':
      return captureAnswered(at, answered(state, event.answer), event.answer);
    case 'inquiryAnswered':
      return inquiryAnswered(at, state, event.answer);
    case 'payAnswered':
      return event.answer.kind === 'charged'
        ? collected(at, leftOpen(at, state), event.answer.charge)
        : stay(state);
    case 'notified':
      // A refusal that is told while a capture may be on its way proves nothing: the books decide.
      return event.answer.kind === 'charged'
        ? collected(at, leftOpen(at, state), event.answer.charge)
        : heardOfIt(at, state);
    case 'cancelRequested':
      return cancelRequested(at, state);
    case 'woke':
      return !state.inFlight && at.nowMs >= state.nextTryAtMs ? tryNow(at, state) : stay(state);
    case 'questioned':
      return heardOfIt(at, state);
    case 'hurried':
      return state.inFlight ? stay(state) : tryNow(at, { ...state, asks: true });
    case 'resumed':
      // The till first asks what became of it. A clock that was set back must not stretch the waits.
      return tryNow(at, {
        ...state,
        asks: true,
        inFlight: false,
        sinceMs: Math.min(state.sinceMs, at.nowMs),
      });
    case 'tallied':
      return stay({ ...state, ...event.tally });
    case 'pageOpened':
    case 'tapped':
    case 'freed':
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'hinted':
    case 'accepted':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** Something was told of it: the books are asked, or are asked once more. */
function heardOfIt(at: Situation, state: Capturing): Step {
  const told = state.told || keepsTold(at);
  if (!state.inFlight) return tryNow(at, { ...state, asks: true, told });
  return stay(state.told ? state : { ...state, told: true });
}

/** What is under way is waited for: it may be collected already. */
function cancelRequested(at: Situation, state: Capturing): Step {
  if (state.cancelWanted) return stay(state);
  const wanted = { ...state, cancelWanted: true };
  return state.inFlight ? stay(wanted) : tryNow(at, { ...wanted, asks: true });
}

function captureAnswered(at: Situation, state: Capturing, answer: CaptureAnswer): Step {
  switch (answer.kind) {
    case 'captured':
      return collected(at, state, answer.charge);
    case 'refused':
      return isForNow(answer.reason) ? again(at, state, answer) : refused(at, state);
    case 'throttled':
      return again(at, state, answer);
    case 'unknown':
      return unlearnt(at, state, answer);
    default:
      return assertNever(answer);
  }
}

/** A refusal proves nothing while an earlier try of the same capture is in doubt: the books decide. */
function refused(at: Situation, state: Capturing): Step {
  return at.facts.terms.ask === 'freely'
    ? tryNow(at, { ...state, asks: true, refused: true })
    : letGo(at, 'notCollected');
}

/** The request was not taken: the same one is sent again, unless it is not wanted any more. */
function again(at: Situation, state: Capturing, answer: CaptureAnswer): Step {
  return state.cancelWanted ? unlearnt(at, state, answer) : retry(at, state, busyMs(at, answer));
}

/**
 * Nothing was learnt: the books are asked in time; where time is no occasion to ask, the very same capture is sent
 * again. What is not wanted any more, or can surely not be captured any more, is a give-back, and leaves the stage.
 */
function unlearnt(at: Situation, state: Capturing, answer: CaptureAnswer | InquiryAnswer): Step {
  const waitMs = busyMs(at, answer);
  const { sinceMs } = state;
  if (state.cancelWanted) return letGo(at, 'cashier', { phase: 'inquire', waitMs, sinceMs });
  if (isHoldOver(at, state)) return letGo(at, 'notCollected', { phase: 'inquire', waitMs, sinceMs });
  return retry(at, { ...state, asks: at.facts.terms.ask === 'freely' }, waitMs);
}

function inquiryAnswered(at: Situation, before: Capturing, answer: InquiryAnswer): Step {
  if (answer.kind === 'charged') return collected(at, before, answer.charge);
  if (!before.inFlight || !before.asks) return stay(before);
  const state = answered(before, answer);
  switch (answer.kind) {
    case 'notCharged':
      // Goods that went are told of as long as nobody has seen it: the way of what could not be collected.
      return mayHandOver({ facts: at.facts, state })
        ? letGo(at, 'notCollected', { phase: 'inquire', sinceMs: state.sinceMs })
        : denied(at, answer.reason, state.told);
    case 'authorised':
      return stillHeld(at, state);
    case 'confirming':
    case 'notFound':
    case 'throttled':
    case 'unknown':
      return unlearnt(at, state, answer);
    default:
      return assertNever(answer);
  }
}

/** Nothing is collected yet: the very same capture is sent again, unless it is not wanted, refused, or too late. */
function stillHeld(at: Situation, state: Capturing): Step {
  if (state.cancelWanted) return letGo(at, 'cashier');
  if (state.refused || isHoldOver(at, state)) return letGo(at, 'notCollected');
  return tryNow(at, { ...state, asks: false });
}

/**
 * Whether the hold has surely ended, by the till's clock; the acquirer refuses what comes too late all the same. What
 * settles by itself is over once it cannot be paid any more.
 */
function isHoldOver({ facts, nowMs }: Situation, { sinceMs }: Capturing): boolean {
  const forMs = facts.terms.releasesReturned === true ? facts.payableForMs : facts.heldForMs;
  // Collecting begins after the attempt did, but by a clock that was set back since.
  return forMs !== null && nowMs >= Math.min(facts.startedAtMs, sinceMs) + forMs;
}

/** A capture is believed only over what was asked. */
function collected(at: Situation, { cancelWanted, told }: Capturing, charge: Charge): Step {
  if (!sameAmount(charge.amount, at.facts.amount)) return giveBackOther(at, charge, false);
  const paid = stay({ kind: 'paid', charge, cancelWanted, refundedInFull: false, ...UNQUESTIONED });
  return askedOnceMore(at, told, paid);
}

/**
 * Whether what was told is asked about once more when the money is collected. An answer that came meanwhile may be older, or
 * tell nothing. Where time alone is no occasion to ask, that answer has to do.
 */
function keepsTold({ facts }: Situation): boolean {
  return asksUntilAnswered(facts) && facts.terms.ask === 'freely';
}

/** An inquiry that is under way may answer something that was told: what ends the attempt before it leaves that open. */
function leftOpen({ facts }: Situation, state: Capturing): Capturing {
  return facts.asksAtEnd === true && state.inFlight && state.asks ? { ...state, told: true } : state;
}

/** How something held is let go of. `sinceMs`: since when it was to be collected; `deadAtMs`: when its code is dead. */
interface LettingGo {
  readonly phase?: 'cancel' | 'inquire';
  readonly waitMs?: Ms;
  readonly sinceMs?: Ms;
  readonly deadAtMs?: Ms;
}

/** Lets go of what is held: by a cancel, or, where there is none, it ends by itself. */
export function letGo(
  at: Situation,
  cause: GiveBackCause,
  { phase = 'cancel', waitMs = 0, sinceMs, deadAtMs = codeDeadAtMs(at, sinceMs) }: LettingGo = {},
): Step {
  const hold = { charge: null, payInFlight: false, codeDeadAtMs: deadAtMs };
  return giveBack(at, { cause, phase, ...hold, isOccasion: false, waitMs });
}

function answered(state: Capturing, answer: { readonly kind: string }): Capturing {
  return { ...state, inFlight: false, lastAnswer: wordsOf(answer) };
}

function retry(at: Situation, state: Capturing, busyForMs: Ms): Step {
  const paceMs =
    at.facts.terms.releasesReturned === true
      ? releasedWaitMs(at, state)
      : retryWaitMs(at.timing, state.tries, state.sinceMs, at.nowMs);
  return stay({ ...state, nextTryAtMs: at.nowMs + Math.max(paceMs, busyForMs) });
}

/** Only a question covers what was told before it: a capture leaves it open. */
function tryNow(at: Situation, state: Capturing): Step {
  const told = state.told && (!state.asks || keepsTold(at));
  return {
    state: { ...state, told, inFlight: true, tries: state.tries + 1 },
    effects: [{ kind: state.asks ? 'inquirePayment' : 'capturePayment' }],
  };
}
