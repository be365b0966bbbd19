import { assertNever } from '../result.ts';
import { giveBack, whileCancelling } from './give-back.ts';
import { whileCancelled } from './recheck.ts';
import { codeDeadAtMs, stay, type Situation, type Step } from './step.ts';
import { nextAskOf, submitting, whilePursued } from './pursuit.ts';
import type { Payment, PaymentEvent, PaymentState } from './state.ts';

/** The first step of a payment: its pay leaves. */
export function start(at: Situation): Step {
  return submitting(at);
}

/**
 * What an event makes of a payment.
 *
 * Total: every state takes every event; one that changes nothing gives back the very same state and no effect.
 * The rules stand in `pursuit.ts` (what was charged?), `give-back.ts` (nothing may stay charged) and `recheck.ts`.
 */
export function transition(at: Situation, state: PaymentState, event: PaymentEvent): Step {
  switch (state.kind) {
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
      return whilePursued(at, state, event);
    case 'cancelling':
      return whileCancelling(at, state, event);
    case 'cancelled':
      return whileCancelled(at, state, event);
    case 'paid':
      return event.kind === 'cancelRequested'
        ? giveBack(at, {
            cause: 'void',
            phase: 'cancel',
            charge: state.charge,
            payInFlight: false,
            codeDeadAtMs: codeDeadAtMs(at),
          })
        : stay(state);
    case 'attention':
      return event.kind === 'cancelRequested' && state.mayCancel
        ? giveBack(at, {
            cause: 'cashier',
            phase: 'cancel',
            charge: state.charge,
            payInFlight: false,
            codeDeadAtMs: codeDeadAtMs(at),
          })
        : stay(state);
    case 'failed':
      return whileFailed(at, state, event);
    default:
      return assertNever(state);
  }
}

/** A refusal is final; should a charge be heard of all the same, it is given back. */
function whileFailed(at: Situation, state: PaymentState, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'payAnswered':
    case 'inquiryAnswered':
    case 'notified':
      return event.answer.kind === 'charged'
        ? giveBack(at, {
            cause: 'lateCharge',
            phase: 'cancel',
            charge: event.answer.charge,
            payInFlight: false,
            codeDeadAtMs: codeDeadAtMs(at),
          })
        : stay(state);
    case 'hinted':
      return { state, effects: [{ kind: 'inquirePayment' }] };
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'cancelRequested':
    case 'woke':
    case 'hurried':
    case 'resumed':
      return stay(state);
    default:
      return assertNever(event);
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
    case 'cancelling':
      return state.inFlight ? null : state.nextTryAtMs;
    case 'cancelled':
      return state.recheck.inFlight ? null : state.recheck.dueAtMs;
    case 'paid':
    case 'attention':
    case 'failed':
      return null;
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
export function isUnresolved(payment: Payment): boolean {
  const kind = payment.state.kind;
  return kind !== 'paid' && kind !== 'failed' && kind !== 'cancelled';
}
