import type { InquiryAnswer, PayAnswer } from './answers.ts';
import type { Cancelling } from './state.ts';
import { stay, type Step } from './step.ts';

// What answers say of a payment of which nothing may stay charged.

/** Not there, and no pay that could still bring it there: the code was dead before the question left. */
export function surelyNotCharged(state: Cancelling): boolean {
  return !state.payInFlight && state.triedAtMs >= state.codeDeadAtMs;
}

/** Takes note that a charge is told of while a cancel is under way; the books say whose it is and what is left of it. */
export function heard(state: Cancelling, answer: PayAnswer | InquiryAnswer): Step {
  const isTold = answer.kind === 'charged' || answer.kind === 'authorised';
  const isNew = isTold && state.charge === null && state.cancelSent;
  return stay(isNew && !state.chargedAfterCancel ? { ...state, chargedAfterCancel: true } : state);
}
