import type { Reason } from './answers.ts';
import type { MayReturn } from './may-return.ts';
import type { Cancelling } from './state.ts';
import type { Situation } from './step.ts';

// What is charged after a confirmed cancel, some acquirers give back by themselves: a refund beside it would be a second
// one. Source: antom-instore dossier, section 6.3.

/** So often it is looked whether the acquirer has given back a late charge. */
const RETURN_LOOKS = 6;

/** How long the acquirer may take to give back a late charge by itself; 0 where it gives none back. */
export function returnsWithinMs({ facts }: Situation): number {
  return facts.terms.returnsLateWithinMs ?? 0;
}

/** How long to wait between looks whether it has. */
export function returnWaitMs(at: Situation): number {
  return returnsWithinMs(at) / RETURN_LOOKS;
}

/** The code is ours. */
export const NOT_RETURNED: Reason = {
  code: 'NOT_RETURNED',
  class: 'contradiction',
  say: 'This payment was cancelled, and the payment service has not given the money back yet. Refund it.',
};

/** A payment of which no cancel has been sent yet. */
export const NOT_RETURNING: MayReturn = { cancelLost: false, returnEndsAtMs: null };

/** A cancel went without an answer. What was charged before it, it would have undone: only what comes later may come back. */
export function withLostCancel(at: Situation, state: Cancelling): Cancelling {
  return returnsWithinMs(at) > 0 && state.charge === null ? { ...state, cancelLost: true } : state;
}

/**
 * The first charge that is heard of: after a cancel without an answer, it may come back by itself.
 *
 * Why from now on: that cancel was never confirmed, so the charge is owed by the till once the time is over, without a
 * person. Source: interface section 8, point 8.
 */
export function returnEndAtMs(at: Situation, { cancelLost }: Cancelling): number | null {
  return cancelLost ? at.nowMs + returnsWithinMs(at) : null;
}

/** Whether the charge may still come back by itself: no refund is sent meanwhile. */
export function isReturning({ nowMs }: Situation, { returnEndsAtMs }: Cancelling): boolean {
  return returnEndsAtMs !== null && nowMs < returnEndsAtMs;
}

/** The process started again: a cancel that was under way is lost, and a clock that was set back stretches no wait. */
export function returningAfterStart(at: Situation, state: Cancelling): Cancelling {
  const isUnanswered = state.cancelSent && !state.cancelSpent;
  const { cancelLost } = isUnanswered ? withLostCancel(at, state) : state;
  const { returnEndsAtMs } = state;
  const latestMs = at.nowMs + returnsWithinMs(at);
  const endsAtMs = returnEndsAtMs === null ? null : Math.min(returnEndsAtMs, latestMs);
  return { ...state, cancelLost, returnEndsAtMs: endsAtMs };
}
