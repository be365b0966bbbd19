import { assertNever } from '../ground/result.ts';
import type { CancelAnswer, Charge, InquiryAnswer, RefundAnswer } from './answers.ts';
import { doubted, isAnothers, isDoubtful, OTHER_RECORD, UNREADABLE_CHARGE } from './charge-doubt.ts';
import { heard, surelyNotCharged } from './give-back-told.ts';
import { retry, tryNow } from './give-back-try.ts';
import { cancelled, endedByRefunds, isOldDenial } from './cancelled.ts';
import { isForNow } from './failure.ts';
import { begun, type Beginning } from './give-back-begin.ts';
import type { Cancelling } from './state.ts';
import type { PaymentEvent } from './events.ts';
import {
  busyMs,
  followUpMs,
  hasCancel,
  isRepeatable,
  isTooSoon,
  mayReverse,
  patienceMs,
} from './occasion.ts';
import {
  isReturning,
  returnEndAtMs,
  returningAfterStart,
  returnWaitMs,
  withLostCancel,
} from './returning.ts';
import { isStillOpen, noLongerOpen, STILL_OPEN } from './still-open.ts';
import { codeDeadAfterStart, isSaid, stay, wordsOf, type Situation, type Step } from './step.ts';

/** Begins to make sure that nothing stays charged; the first try leaves at once, where no patience was asked for. */
export function giveBack(at: Situation, { isOccasion = true, waitMs = 0, ...beginning }: Beginning): Step {
  const state = begun(at, beginning);
  if (waitMs > 0) return retry(at, state, 0, waitMs);
  const mayTry = state.phase !== 'inquire' || at.facts.terms.ask === 'freely' || isOccasion;
  return mayTry ? tryNow(at, state) : retry(at, state);
}

/** The acquirer holds money under this attempt's name that is another's: nothing is sent, and a person decides. */
export function leftToPerson(at: Situation, beginning: Pick<Beginning, 'cause' | 'codeDeadAtMs'>): Step {
  const doubtful = { phase: 'inquire', charge: null, payInFlight: false, contradicted: true } as const;
  const state = begun(at, { ...beginning, ...doubtful });
  return retry(at, { ...state, stuck: OTHER_RECORD }, patienceMs(at));
}

/** What happens to a payment in `cancelling`. */
export function whileCancelling(at: Situation, state: Cancelling, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'cancelAnswered':
      return hasCancel(at)
        ? cancelAnswered(at, { ...answered(state, event.answer), cancelSent: true }, event.answer)
        : reverseAnswered(at, answered(state, event.answer), event.answer);
    case 'inquiryAnswered':
      if (isOldDenial(state, event)) return stay(endedByRefunds(at, state));
      return inquiryAnswered(at, state, event.answer);
    case 'giveBackAnswered':
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
        ...returningAfterStart(at, state),
        phase: 'inquire',
        inFlight: false,
        payInFlight: false,
        refundSentAtMs: state.refundSentAtMs === null ? null : at.nowMs,
        // A till's clock that was set back while it was off must not stretch the waits.
        sinceMs: Math.min(state.sinceMs, at.nowMs),
        codeDeadAtMs: codeDeadAfterStart(at),
      });
    case 'tallied':
      return stay({ ...state, ...event.tally });
    case 'questioned':
      return heardOfIt(at, state);
    case 'captureAnswered':
      return event.answer.kind === 'captured'
        ? heard(state, { ...event.answer, kind: 'charged' })
        : stay(state);
    case 'freed':
      return stay(at.facts.freed ? noLongerOpen(state) : state);
    case 'pageOpened':
    case 'tapped':
    case 'hinted':
    case 'accepted':
    case 'cancelRequested':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** A notice of what is paid on a page is an occasion to ask; questions keep their distance all the same. */
function heardOfIt(at: Situation, state: Cancelling): Step {
  if (at.facts.way.kind !== 'page' || state.phase !== 'inquire') return stay(state);
  if (state.inFlight) return stay(state.told ? state : { ...state, told: true });
  const soonestMs = state.triedAtMs + at.timing.inquiryEveryMs;
  // A try that seems to be still to come was made by another clock.
  const isFar = at.nowMs >= soonestMs || state.triedAtMs > at.nowMs || state.tries === 0;
  if (isFar) return tryNow(at, state);
  return stay({ ...state, nextTryAtMs: Math.min(state.nextTryAtMs, soonestMs) });
}

function cancelAnswered(at: Situation, state: Cancelling, answer: CancelAnswer): Step {
  switch (answer.kind) {
    case 'confirmed':
      // What comes after it the acquirer itself gives back: it is looked at, and not refunded too.
      return state.chargedAfterCancel && at.facts.terms.returnsLateWithinMs === undefined
        ? look(at, state)
        : cancelled(at, state);
    case 'tooLate':
    case 'refused':
      return look(at, state);
    case 'notFound':
      if (state.charge !== null) return look(at, state);
      return surelyNotCharged(state) ? cancelled(at, state, { neverThere: true }) : retry(at, state);
    case 'throttled':
      return retry(at, state, 0, busyMs(at, answer));
    case 'unknown':
      return retry(at, withLostCancel(at, state));
    default:
      return assertNever(answer);
  }
}

/** The one reverse was answered. Whether one without an answer was made, only the books can tell, and not at once. */
function reverseAnswered(at: Situation, before: Cancelling, answer: CancelAnswer): Step {
  const state: Cancelling = { ...before, phase: 'inquire' };
  if (answer.kind === 'confirmed')
    return cancelled(at, state, { refundedPaymentId: state.charge?.paymentId ?? null });
  const isLost = answer.kind === 'unknown' || answer.kind === 'throttled';
  return isLost ? retry(at, state, 0, busyMs(at, answer)) : tryNow(at, { ...state, refundSentAtMs: null });
}

/** What the books say: only an answer to the inquiry that is under way counts, but for one that ends it all. */
function inquiryAnswered(at: Situation, before: Cancelling, answer: InquiryAnswer): Step {
  if (!before.inFlight || before.phase !== 'inquire') {
    return answer.kind === 'notCharged' && before.stuck !== null
      ? cancelled(at, before)
      : heard(before, answer);
  }
  const state = answered(before, answer);
  switch (answer.kind) {
    case 'charged':
      return stillCharged(at, noLongerOpen(state), answer);
    case 'authorised':
      return stillHeld(at, noLongerOpen(state), answer.hold);
    case 'notCharged':
      if (answer.refunded === true) return foundRefunded(at, state);
      return mayBeOlder(at, state) ? retry(at, state) : cancelled(at, state);
    case 'notFound':
      // Books that are asked may lag behind the ones that charge: only a cancel's own answer confirms a cancel.
      return !hasCancel(at) && state.charge === null && surelyNotCharged(state)
        ? cancelled(at, state, { neverThere: true })
        : nothingLearnt(at, state, answer);
    case 'confirming':
    case 'throttled':
    case 'unknown':
      return nothingLearnt(at, state, answer);
    default:
      return assertNever(answer);
  }
}

/**
 * Whether a denial may be older than the charge: it comes so soon after the charge was to be undone that it may answer
 * an inquiry from before. Taken for the end, it would hide that what undoes the charge is still on its way.
 */
function mayBeOlder(at: Situation, state: Cancelling): boolean {
  return at.facts.asksAtEnd === true && isTooSoon(at, state);
}

/** The books show that all went back. Where the till's own refund did it, they may go on telling of the charge alone. */
function foundRefunded(at: Situation, state: Cancelling): Step {
  if (state.refundSentAtMs === null) return cancelled(at, state);
  const { charge, refundMinor: backMinor } = state;
  return cancelled(at, state, { refundedPaymentId: charge?.paymentId ?? null, backMinor });
}

/** The books hold a charge: exactly what refunds have left of it goes back. */
function stillCharged(
  at: Situation,
  state: Cancelling,
  { charge, leftMinor, settling }: Extract<InquiryAnswer, { kind: 'charged' }>,
): Step {
  const isNew = state.charge === null;
  if (isNew && isDoubtful(at, charge, state.contradicted)) return stay(doubted(charge, state.cancelSent));
  const returnEndsAtMs = isNew ? returnEndAtMs(at, state) : state.returnEndsAtMs;
  const seen: Cancelling =
    isNew || state.charge.paymentId !== charge.paymentId ? { ...state, charge, returnEndsAtMs } : state;
  if (!seen.cancelSpent) return tryNow(at, { ...seen, phase: 'cancel' });
  // A refund that somebody else's books call "under way" decides what is left: wait for its end.
  if (settling === true) return retry(at, seen, patienceMs(at));
  if (isReturning(at, seen)) return retry(at, seen, returnWaitMs(at));
  const refundMinor = leftMinor ?? charge.amount.valueMinor;
  const isWhole = refundMinor === charge.amount.valueMinor;
  if (isWhole && mayReverse(at, seen)) return tryNow(at, { ...seen, phase: 'cancel' });
  if (isTooSoon(at, seen)) return retry(at, seen);
  if (seen.stuck !== null) return retry(at, { ...seen, refundMinor }, patienceMs(at));
  if (seen.refusal === null) return tryNow(at, { ...seen, phase: 'refund', refundMinor });
  // Refused for good although as much is left: nothing that the till sends will change that.
  if (seen.refundMinor === refundMinor)
    return retry(at, { ...seen, refusal: null, stuck: seen.refusal }, patienceMs(at));
  return tryNow(at, { ...seen, phase: 'refund', refundMinor, refusal: null });
}

/** The acquirer holds money that nobody collects: a cancel lets go of it, or it ends by itself. */
function stillHeld(at: Situation, state: Cancelling, hold: Charge): Step {
  if (!hasCancel(at)) return retry(at, state);
  if (state.contradicted) return stay(doubted(hold, true));
  // A cancel that was answered without effect is tried again only after a wait and one more inquiry.
  return state.cancelSpent
    ? retry(at, { ...state, cancelSpent: false })
    : tryNow(at, { ...state, phase: 'cancel' });
}

/**
 * Without knowledge, the cancel follows an inquiry that was answered; else the acquirer is asked again in time.
 *
 * A cancel that was answered without effect is tried again only after a wait and one more inquiry, and never where
 * it was confirmed before: its repeat is answered from memory.
 */
function nothingLearnt(
  at: Situation,
  state: Cancelling,
  answer: Exclude<InquiryAnswer, { kind: 'charged' | 'authorised' | 'notCharged' }>,
): Step {
  if (state.cancelSpent && answer.kind === 'unknown' && answer.unreadable === true) {
    return retry(at, { ...state, stuck: state.stuck ?? UNREADABLE_CHARGE }, patienceMs(at));
  }
  if (isAnothers(at, answer)) {
    return retry(at, { ...state, contradicted: true, stuck: state.stuck ?? OTHER_RECORD }, patienceMs(at));
  }
  if (isStillOpen(at, state, answer))
    return askLater(at, { ...state, stuck: state.stuck ?? STILL_OPEN }, answer);
  const mayCancel =
    hasCancel(at) && isSaid(answer) && !state.contradicted && state.stuck === null && state.refusal === null;
  if (!mayCancel) return askLater(at, state, answer);
  if (!state.cancelSpent) return tryNow(at, { ...state, phase: 'cancel' });
  // It came too late, so there is a charge: however often the books were asked before, they are asked until they show it.
  const followMs = followUpMs(at, 0, answer);
  if (followMs !== null) return stay({ ...state, nextTryAtMs: at.nowMs + followMs });
  const wasConfirmed = state.refundMinor !== null || state.chargedAfterCancel;
  return retry(at, { ...state, cancelSpent: wasConfirmed });
}

/** What was answered may allow one more question; else the books are asked again in time. */
function askLater(at: Situation, state: Cancelling, answer: InquiryAnswer): Step {
  const followMs = followUpMs(at, state.tries, answer);
  if (followMs !== null) return stay({ ...state, nextTryAtMs: at.nowMs + followMs });
  return retry(at, state, isSaid(answer) ? patienceMs(at) : 0, busyMs(at, answer));
}

/** A cancel was answered, and may not have undone the charge: look. */
function look(at: Situation, state: Cancelling): Step {
  return tryNow(at, { ...state, phase: 'inquire', cancelSpent: true });
}

function refundAnswered(at: Situation, state: Cancelling, answer: RefundAnswer): Step {
  switch (answer.kind) {
    case 'refunded':
      return cancelled(at, state, {
        refundedPaymentId: state.charge?.paymentId ?? null,
        backMinor: state.refundMinor,
      });
    case 'refused':
      return isForNow(answer.reason)
        ? retry(at, state)
        : tryNow(at, { ...state, phase: 'inquire', refusal: answer.reason });
    case 'throttled':
      return retry(at, state, 0, busyMs(at, answer));
    case 'unknown':
      // It may have been made: where its repeat would be another refund, the books are asked first.
      return retry(at, isRepeatable(at) ? state : { ...state, phase: 'inquire' });
    default:
      return assertNever(answer);
  }
}

function answered(state: Cancelling, answer: CancelAnswer | InquiryAnswer | RefundAnswer): Cancelling {
  return { ...state, inFlight: false, lastAnswer: wordsOf(answer) };
}
