import type { Cancelling, PaymentState } from './state.ts';
import type { Situation } from './step.ts';

/** Ends a give-back that the manager's refunds have done: nothing is left to be looked for. */
export function endedByRefunds(at: Situation, state: Cancelling): PaymentState {
  const { cause, charge, codeDeadAtMs } = state;
  return {
    kind: 'cancelled',
    ...{ cause, charge, refundedPaymentId: charge?.paymentId ?? null, backMinor: null, neverThere: false },
    recheck: { ...NEVER_AGAIN, sinceMs: at.nowMs, lookedAtMs: at.nowMs, codeDeadAtMs },
  };
}

/** No look is to come. */
export const NEVER_AGAIN = {
  dueAtMs: null,
  inFlight: false,
  tries: 0,
  missed: false,
  atNextStart: false,
} as const;
