import { assertNever } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';
import { giveBackOf } from './give-back-refund.ts';
import { closingWaitMs, isRepeatable, tryAtMs, undoSentAtMs } from './occasion.ts';
import { retryWaitMs } from './policy.ts';
import type { Cancelling } from './state.ts';
import { stay, type Situation, type Step } from './step.ts';

/**
 * Tries again in time; where no charge is known, it asks before it cancels again.
 *
 * `leastWaitMs`: how far questions are apart that settle nothing; `busyForMs`: how long the acquirer asks for patience.
 */
export function retry(at: Situation, state: Cancelling, leastWaitMs: Ms = 0, busyForMs: Ms = 0): Step {
  // A link that is withdrawn is withdrawn again: where time alone is no occasion, it is not asked about instead.
  const asksFirst = at.facts.terms.ask === 'freely' && state.charge === null;
  const phase = state.phase === 'cancel' && asksFirst ? 'inquire' : state.phase;
  // What was told while the answer was on its way is an occasion of its own.
  if (state.told && phase === 'inquire')
    return stay({
      ...state,
      phase,
      told: false,
      nextTryAtMs: at.nowMs + Math.max(at.timing.inquiryEveryMs, busyForMs),
    });
  const paceMs = closingWaitMs(at, state) ?? retryWaitMs(at.timing, state.tries, state.sinceMs, at.nowMs);
  const dueAtMs = at.nowMs + Math.max(paceMs, leastWaitMs, busyForMs);
  return stay({ ...state, phase, nextTryAtMs: tryAtMs(at, state, phase, dueAtMs) });
}

/** Tries now what is due. */
export function tryNow(at: Situation, state: Cancelling): Step {
  const next = { ...state, inFlight: true, told: false, triedAtMs: at.nowMs, tries: state.tries + 1 };
  switch (state.phase) {
    case 'cancel':
      return {
        state: { ...next, cancelSent: true, refundSentAtMs: undoSentAtMs(at, state) },
        effects: [{ kind: 'cancelPayment' }],
      };
    case 'inquire':
      return { state: next, effects: [{ kind: 'inquirePayment' }] };
    case 'refund':
      return {
        state: isRepeatable(at) ? next : { ...next, refundSentAtMs: at.nowMs },
        effects: [{ kind: 'refundPayment', ...giveBackOf(at.facts, state) }],
      };
    default:
      return assertNever(state.phase);
  }
}
