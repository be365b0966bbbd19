import type { InquiryAnswer, Reason } from './answers.ts';
import { hasCancel } from './occasion.ts';
import type { Cancelling } from './state.ts';
import { codeDeadAtMs, isSaid, type Situation } from './step.ts';

/** The code is ours. */
export const STILL_OPEN: Reason = {
  code: 'STILL_OPEN',
  class: 'contradiction',
  say: 'The payment service still does not say what became of this payment, although its page should have ended long ago.',
};

/**
 * Whether nobody wants an attempt, its page should have ended, and the acquirer still does not say that it has: then a
 * person has it looked up. The till goes on asking, and what is paid after all goes back by itself.
 *
 * Source: trust-payments dossier, section 7 (7 days at settlestatus 10); computop dossier, section 8.
 */
export function isStillOpen(
  at: Situation,
  { charge, codeDeadAtMs: deadAtMs }: Cancelling,
  answer: InquiryAnswer,
): boolean {
  const { way, freed } = at.facts;
  const isLoose = way.kind === 'page' && !freed && !hasCancel(at) && charge === null;
  const isVague = answer.kind === 'confirming' || answer.kind === 'unknown';
  return isLoose && isVague && isSaid(answer) && at.nowMs >= Math.min(codeDeadAtMs(at), deadAtMs);
}

/** A give-back as the till goes on with it once something is known, or a manager has freed the order. */
export function noLongerOpen(state: Cancelling): Cancelling {
  return isCalledFor(state) ? { ...state, stuck: null } : state;
}

/** Whether a person is called because of it. */
export function isCalledFor({ stuck }: Pick<Cancelling, 'stuck'>): boolean {
  return stuck?.code === STILL_OPEN.code;
}
