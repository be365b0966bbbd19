import type { Cancelling, GiveBack } from './state.ts';
import type { Situation } from './step.ts';

// What the terms of an attempt allow a give-back, and when.

/** Whether a charge can be undone whatever it is, before it is known of. */
export function hasCancel({ facts }: Situation): boolean {
  return facts.terms.undo.includes('cancel');
}

/** Whether the very same refund may be sent again without asking what became of the last one. */
export function isRepeatable({ facts }: Situation): boolean {
  return facts.terms.refund.repeat.kind === 'sameIdIsSafe';
}

/** Whether a refund was sent so lately that the books may not show it yet. */
export function isTooSoon({ facts, nowMs }: Situation, { refundSentAtMs }: Cancelling): boolean {
  const { repeat } = facts.terms.refund;
  return repeat.kind === 'lookFirst' && refundSentAtMs !== null && nowMs < refundSentAtMs + repeat.afterMs;
}

/** Before when time alone is no occasion for the next try. */
export function occasionAtMs(at: Situation, state: Cancelling, phase: GiveBack['phase']): number {
  if (phase !== 'inquire') return 0;
  const { repeat } = at.facts.terms.refund;
  const seenAtMs =
    repeat.kind === 'lookFirst' && state.refundSentAtMs !== null ? state.refundSentAtMs + repeat.afterMs : 0;
  return at.facts.terms.ask === 'freely' ? seenAtMs : Math.max(seenAtMs, state.codeDeadAtMs);
}
