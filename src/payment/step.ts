import type { Ms } from '../ground/time.ts';
import type { InquiryAnswer } from './answers.ts';
import type { Timing } from './policy.ts';
import type { PaymentEffect, TillEffect } from './events.ts';
import type { PaymentFacts, PaymentState, Sale } from './state.ts';

/** A next state with what must then be done. */
export interface Step {
  readonly state: PaymentState;
  readonly effects: readonly PaymentEffect[];
}

/** A sale after an event, with what must then be done. */
export interface SaleStep {
  readonly sale: Sale;
  readonly effects: readonly TillEffect[];
}

/** What a rule about one payment may know beside its state. */
export interface Situation {
  readonly facts: PaymentFacts;
  readonly timing: Timing;
  readonly nowMs: Ms;
}

/** A state without anything to do. */
export function stay(state: PaymentState): Step {
  return { state, effects: [] };
}

/** An answer in a few words, for the queue and the log. */
export function wordsOf(answer: { readonly kind: string }): string {
  const told = answer as { kind: string; code?: string; why?: string; reason?: { code: string } };
  return told.reason?.code ?? told.code ?? told.why ?? told.kind;
}

/**
 * Whether an inquiry was answered by the acquirer itself, whatever it knew.
 *
 * Silence, an answer that cannot be believed and a request for patience tell nothing of the payment.
 */
export function isSaid(answer: InquiryAnswer): boolean {
  if (answer.kind === 'throttled') return false;
  return answer.kind !== 'unknown' || answer.code !== undefined;
}

/** After how long the acquirer allows one more question because of this answer; `Infinity` where it allows none. */
export function allowedWaitMs(answer: InquiryAnswer): Ms {
  return 'againInMs' in answer && answer.againInMs !== undefined ? answer.againInMs : Infinity;
}

/** How long after its begin an attempt can be charged: its code's life, or as long as its page can be paid. */
export function lifeMs({ facts, timing }: Pick<Situation, 'facts' | 'timing'>): number {
  return facts.payableForMs ?? timing.codeLifeMs;
}

/** The clock may have been set while the till was off: only from the start on is it known that a code's life is over. */
export function codeDeadAfterStart(at: Situation): number {
  return at.nowMs + lifeMs(at);
}

/** How long the customer is waited for at most after a start: not at all for what is not shown again. */
export function windowAfterStartMs({
  facts: { terms, way },
  timing,
}: Pick<Situation, 'facts' | 'timing'>): number {
  return way.kind === 'page' && terms.closesAfterStart === true ? 0 : timing.windowMs;
}

/**
 * When the code of a payment that is known to have ended is surely dead; a clock that was set back stretches nothing.
 *
 * `sinceMs`: when something began that comes after the payment's begin, as the last start took it down.
 */
export function codeDeadAtMs(at: Situation, sinceMs: Ms = Infinity): number {
  return Math.min(at.facts.startedAtMs, at.nowMs, sinceMs) + lifeMs(at);
}
