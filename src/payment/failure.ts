import type { Reason } from './answers.ts';
import { raise, UNQUESTIONED } from './question.ts';
import type { PaymentState } from './state.ts';
import { stay, type Situation, type Step } from './step.ts';
import { watchFrom } from './watch.ts';

/** A refusal that is final: nothing is charged. */
export function failed(reason: Reason): Extract<PaymentState, { kind: 'failed' }> {
  return { kind: 'failed', reason, ...UNQUESTIONED };
}

/** The books deny a charge. What was told while they were being asked may be newer: then they are asked once more. */
export function denied(at: Situation, reason: Reason, told: boolean): Step {
  const state = { ...failed(reason), ...watchFrom(at) };
  return told ? raise(at, { ...state, lookedAtMs: at.nowMs }) : stay(state);
}

export const GATEWAY_UNREACHABLE: Reason = {
  code: 'GATEWAY_UNREACHABLE',
  class: 'unreachable',
  say: 'No connection to the payment service, nothing was charged. Try again, or take another way to pay.',
};

/** Whether a refusal says nothing about the refund itself: the request was not taken, and the same one is sent again. */
export function isForNow({ class: kind }: Reason): boolean {
  return kind === 'technical' || kind === 'setUp' || kind === 'unreachable';
}
