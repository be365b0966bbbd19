import { assertNever } from '../ground/result.ts';
import { whileEnded } from './ended.ts';
import { whileCapturing } from './capture.ts';
import { whileCancelling } from './give-back.ts';
import { whileCancelled } from './recheck.ts';
import type { Situation, Step } from './step.ts';
import { whileOpening, whileUntapped } from './page.ts';
import { nextAskOf, submitting, whilePursued } from './pursuit.ts';
import type { Payment, PaymentState, Question } from './state.ts';
import type { PaymentEvent } from './events.ts';

/** The first step of a payment: its pay leaves. */
export function start(at: Situation): Step {
  return submitting(at);
}

/**
 * What an event makes of a payment.
 *
 * Total: every state takes every event; one that changes nothing gives back the very same state and no effect.
 * The rules stand in `page.ts` (nobody has the link yet), `pursuit.ts` (what was charged?), `capture.ts` (collect what
 * is held), `give-back.ts` (nothing may stay charged), `recheck.ts` and `ended.ts` (what is heard of a payment that had
 * ended).
 */
export function transition(at: Situation, state: PaymentState, event: PaymentEvent): Step {
  switch (state.kind) {
    case 'submitting':
      return at.facts.way.kind === 'page' ? whileOpening(at, state, event) : whilePursued(at, state, event);
    case 'customerConfirming':
      return state.isUntapped ? whileUntapped(at, state, event) : whilePursued(at, state, event);
    case 'checking':
      return whilePursued(at, state, event);
    case 'capturing':
      return whileCapturing(at, state, event);
    case 'cancelling':
      return whileCancelling(at, state, event);
    case 'cancelled':
      return whileCancelled(at, state, event);
    case 'paid':
    case 'attention':
    case 'failed':
      return whileEnded(at, state, event);
    default:
      return assertNever(state);
  }
}

/** When a payment wants to be woken (`woke`), in the till's time; null where only an answer or a person moves it. */
export function wakeAtOf(payment: Payment): number | null {
  const state = payment.state;
  switch (state.kind) {
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
      return nextAskOf(state);
    case 'capturing':
    case 'cancelling':
      return state.inFlight ? null : state.nextTryAtMs;
    case 'cancelled':
      return state.recheck.inFlight ? null : earlier(state.recheck.dueAtMs, state.watch?.dueAtMs ?? null);
    case 'failed':
      return state.question === null ? (state.watch?.dueAtMs ?? null) : askAtOf(state.question);
    case 'paid':
    case 'attention':
      return state.question === null ? null : askAtOf(state.question);
    default:
      return assertNever(state);
  }
}

function askAtOf({ inFlight, nextTryAtMs }: Question): number | null {
  return inFlight ? null : nextTryAtMs;
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** Whether the answer to an inquiry is waited for. */
export function awaitsInquiry({ state }: Payment): boolean {
  switch (state.kind) {
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
      return state.askedAtMs !== null;
    case 'capturing':
      return state.inFlight && state.asks;
    case 'cancelling':
      return state.inFlight && state.phase === 'inquire';
    case 'cancelled':
      return state.recheck.inFlight;
    case 'failed':
    case 'paid':
    case 'attention':
      return state.question?.inFlight === true;
    default:
      return assertNever(state);
  }
}

/** Whether a cancelled payment is still to be looked at: until then its order could be charged twice. */
export function isBeingRechecked(payment: Payment): boolean {
  const state = payment.state;
  return state.kind === 'cancelled' && (state.recheck.dueAtMs !== null || state.recheck.inFlight);
}

/** Whether the gateway may still hold a charge of it that the till does not show as paid. */
export function isUnresolved({ state }: Payment): boolean {
  if (state.kind === 'failed') return state.question !== null;
  return state.kind !== 'paid' && state.kind !== 'cancelled';
}

/** Whether a question about a payment that had ended is still open. */
export function isQuestioned({ state }: Payment): boolean {
  return 'question' in state && state.question !== null;
}
