import { assertNever } from '../ground/result.ts';
import type { InquiryAnswer } from './answers.ts';
import { doubted, isAfterCodeDeath } from './charge-doubt.ts';
import { begun } from './give-back-begin.ts';
import { giveBack } from './give-back.ts';
import { asksUntilAnswered, FORMER_MISSES_MIN, missesMinOf } from './kept-rules.ts';
import { askAtMs, busyMs, patienceMs } from './occasion.ts';
import { retryWaitMs } from './policy.ts';
import { NOT_RETURNED, returnsWithinMs, returnWaitMs } from './returning.ts';
import type { PaymentState, Recheck } from './state.ts';
import type { PaymentEvent } from './events.ts';
import { codeDeadAfterStart, codeDeadAtMs, isSaid, lifeMs, stay, type Situation, type Step } from './step.ts';
import { withTally } from './tally.ts';
import { lookDue, watchAfterStart, watchFrom } from './watch.ts';

type Cancelled = Extract<PaymentState, { kind: 'cancelled' }>;

/** What happens to a payment in `cancelled`: it is looked at again, for a charge that came after the cancel. */
export function whileCancelled(at: Situation, state: Cancelled, event: PaymentEvent): Step {
  if (state.neverGiven === true) return stay(state);
  switch (event.kind) {
    case 'inquiryAnswered':
      return isOfWatch(at, state) && !isCharged(event.answer)
        ? stay(state)
        : recheckAnswered(at, { ...state, recheck: unstretched(at, state.recheck) }, event.answer);
    case 'woke':
      return state.recheck.dueAtMs !== null && at.nowMs >= state.recheck.dueAtMs
        ? recheckNow(state)
        : lookDue(at, state);
    case 'resumed': {
      const { recheck } = state;
      const isOpen = recheck.inFlight || recheck.dueAtMs !== null;
      if (!isOpen && !recheck.atNextStart) return stay(watchAfterStart(at, state));
      // This look may come too early to be the last: waits that were under way begin anew, by the clock as it is now.
      const [dueAtMs, codeDeadAtMs] = isOpen
        ? [
            askAtMs(at, at.nowMs + at.timing.recheckAfterCancelMs, codeDeadAfterStart(at)),
            codeDeadAfterStart(at),
          ]
        : [null, at.nowMs];
      const waits = {
        ...{ dueAtMs, codeDeadAtMs, sinceMs: at.nowMs, lookedAtMs: null },
        ...{ inFlight: false, atNextStart: false },
      };
      return recheckNow({ ...watchAfterStart(at, state), recheck: { ...recheck, ...waits } });
    }
    case 'payAnswered':
    case 'notified':
      // The charge may be the one that the cancel has undone: only an inquiry can tell.
      return isCharged(event.answer) ? recheckSoon(at, state) : stay(state);
    case 'questioned':
      return recheckSoon(at, state);
    case 'hinted':
    case 'hurried':
      return recheckNow(state);
    case 'tallied':
      return stay(withTally(state, event.tally));
    case 'captureAnswered':
      return event.answer.kind === 'captured' ? recheckSoon(at, state) : stay(state);
    case 'pageOpened':
    case 'tapped':
    case 'freed':
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'accepted':
    case 'cancelRequested':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/**
 * The same recheck, where the clock was set back since its times were taken: they must not stretch what waits for them.
 *
 * Why here too: a payment of which no look is to come is told of no start.
 */
function unstretched(at: Situation, recheck: Recheck): Recheck {
  const sinceMs = Math.min(recheck.sinceMs, at.nowMs);
  return { ...recheck, sinceMs, codeDeadAtMs: Math.min(recheck.codeDeadAtMs, at.nowMs + lifeMs(at)) };
}

/** An answer that no recheck waits for is that of a look, which only a charge is news to. */
function isOfWatch(at: Situation, { recheck }: Cancelled): boolean {
  return !recheck.inFlight && watchFrom(at).watch !== undefined;
}

function isCharged({ kind }: { readonly kind: string }): boolean {
  return kind === 'charged' || kind === 'authorised';
}

function recheckAnswered(at: Situation, state: Cancelled, answer: InquiryAnswer): Step {
  const seen = { ...state.recheck, inFlight: false, lookedAtMs: at.nowMs };
  switch (answer.kind) {
    case 'charged':
      if (answer.charge.paymentId === state.refundedPaymentId) return looked(at, state);
      // The acquirer had no such payment, and our code is dead: another till has charged under the shared id since.
      if (state.neverThere && isAfterCodeDeath(at, answer.charge)) {
        return stay(doubted(answer.charge, false));
      }
      // A refund that is under way decides what is left.
      if (answer.settling === true) return lookLater(at, state, seen);
      // Of what it said that it never had, no cancel was taken: it gives nothing back by itself.
      if (returnsWithinMs(at) > 0 && !state.neverThere) return returning(at, state, seen, answer);
      // The cancel has been answered already and a repeat of it may change nothing: refund.
      return giveBack(at, {
        cause: 'lateCharge',
        phase: 'refund',
        charge: answer.charge,
        payInFlight: false,
        codeDeadAtMs: seen.codeDeadAtMs,
        refundMinor: answer.leftMinor ?? answer.charge.amount.valueMinor,
      });
    case 'authorised':
      // Held after the cancel: it is cancelled again, before anything is collected.
      return giveBack(at, {
        ...{ cause: 'lateCharge', phase: 'cancel', charge: null, payInFlight: false },
        ...{ codeDeadAtMs: seen.codeDeadAtMs, isOccasion: false },
      });
    case 'notFound': {
      const misses = seen.misses + 1;
      const isBelieved = state.neverThere || misses >= missesMinOf(at.facts, FORMER_MISSES_MIN.look);
      return isBelieved ? looked(at, state) : lookLater(at, state, { ...seen, misses });
    }
    case 'notCharged':
      return looked(at, state);
    case 'confirming':
    case 'throttled':
    case 'unknown':
      return lookLater(at, state, seen, isSaid(answer) ? patienceMs(at) : busyMs(at, answer));
    default:
      return assertNever(answer);
  }
}

/** The acquirer gives it back by itself: it is looked at now and then; what is still there at the end a manager refunds. */
function returning(
  at: Situation,
  state: Cancelled,
  seen: Recheck,
  { charge, leftMinor }: Extract<InquiryAnswer, { kind: 'charged' }>,
): Step {
  const isOver = at.nowMs - seen.sinceMs >= returnsWithinMs(at);
  if (!isOver) return lookLater(at, state, seen, returnWaitMs(at));
  const { codeDeadAtMs } = seen;
  const refundMinor = leftMinor ?? charge.amount.valueMinor;
  const begin = { cause: 'lateCharge', phase: 'refund', charge, payInFlight: false } as const;
  const owed = { ...begun(at, { ...begin, codeDeadAtMs, refundMinor }), phase: 'inquire' as const };
  return stay({ ...owed, nextTryAtMs: at.nowMs + returnWaitMs(at), stuck: NOT_RETURNED });
}

function lookLater(at: Situation, state: Cancelled, seen: Recheck, leastWaitMs = 0): Step {
  const waitMs = Math.max(leastWaitMs, retryWaitMs(at.timing, seen.tries, seen.sinceMs, at.nowMs));
  // Also of what nothing can come any more: a look that tells nothing is no occasion for another one.
  const deadAtMs = Math.max(seen.codeDeadAtMs, codeDeadAtMs(at));
  return stay({ ...state, recheck: { ...seen, dueAtMs: askAtMs(at, at.nowMs + waitMs, deadAtMs) } });
}

/** A look found nothing that stays charged. */
function looked(at: Situation, state: Cancelled): Step {
  const dueAtMs = nextLookAtMs(at, state.recheck);
  // What was the last look stays so, also by a clock that is set back later.
  const codeDeadAtMs = dueAtMs === null ? 0 : state.recheck.codeDeadAtMs;
  const misses = asksUntilAnswered(at.facts) ? 0 : state.recheck.misses;
  const recheck = { ...state.recheck, misses, inFlight: false, lookedAtMs: at.nowMs, dueAtMs, codeDeadAtMs };
  return stay({ ...state, recheck });
}

/**
 * A look that somebody asked for does not replace a scheduled one, and neither does its repeat where it was not
 * answered; where time alone is no occasion, one that was scheduled for an earlier notice has been made with it.
 */
function nextLookAtMs(at: Situation, { told, dueAtMs, codeDeadAtMs, sinceMs }: Recheck): number | null {
  const toldAtMs = told ? at.nowMs + at.timing.inquiryEveryMs : 0;
  const firstAtMs = sinceMs + at.timing.recheckAfterCancelMs;
  // After the last look only notices ask for more: the one that was scheduled was for them.
  const isMade = codeDeadAtMs === 0 && at.facts.terms.ask === 'onTriggers';
  const scheduledAtMs =
    dueAtMs === null || isMade ? 0 : askAtMs(at, Math.max(dueAtMs, firstAtMs), codeDeadAtMs);
  const toCome = [scheduledAtMs, codeDeadAtMs, toldAtMs].filter((ms) => ms > at.nowMs);
  return toCome.length === 0 ? null : Math.min(...toCome);
}

/** A notice asks for a look; one that comes soon after a look waits a moment, so that many are one question. */
function recheckSoon(at: Situation, state: Cancelled): Step {
  const { dueAtMs, inFlight, lookedAtMs, told } = state.recheck;
  if (inFlight) {
    const isNews = !told && at.facts.asksAgain;
    return stay(isNews ? { ...state, recheck: { ...state.recheck, told: true } } : state);
  }
  // A look that seems to be still to come was made by another clock.
  const soonestMs = lookedAtMs === null || lookedAtMs > at.nowMs ? 0 : lookedAtMs + at.timing.inquiryEveryMs;
  if (at.nowMs >= soonestMs) return recheckNow(state);
  return dueAtMs !== null && dueAtMs <= soonestMs
    ? stay(state)
    : stay({ ...state, recheck: { ...state.recheck, dueAtMs: soonestMs } });
}

function recheckNow(state: Cancelled): Step {
  if (state.recheck.inFlight) return stay(state);
  return {
    state: {
      ...state,
      recheck: { ...state.recheck, told: false, inFlight: true, tries: state.recheck.tries + 1 },
    },
    effects: [{ kind: 'inquirePayment' }],
  };
}
