import { askAtMs } from './occasion.ts';
import type { PaymentEvent } from './events.ts';
import type { Cancelling, PaymentState } from './state.ts';
import { stay, type Situation, type Step } from './step.ts';
import { watchFrom } from './watch.ts';

/** Ends a give-back: it is looked at again, for a charge that came after all. */
export function cancelled(
  at: Situation,
  state: Cancelling,
  end: Partial<
    Pick<Extract<PaymentState, { kind: 'cancelled' }>, 'refundedPaymentId' | 'backMinor' | 'neverThere'>
  > = {},
): Step {
  // Where time alone is no occasion: a link that was never paid has ended, or its one charge went back.
  const isEnded = end.neverThere === true || end.refundedPaymentId != null;
  const isSettled = isEnded && at.facts.terms.ask === 'onTriggers';
  return stay({
    kind: 'cancelled',
    cause: state.cause,
    charge: state.charge,
    refundedPaymentId: null,
    backMinor: null,
    neverThere: false,
    ...end,
    ...(state.charge === null ? watchFrom(at) : {}),
    recheck: {
      dueAtMs: askAtMs(at, at.nowMs + at.timing.recheckAfterCancelMs, state.codeDeadAtMs),
      inFlight: false,
      tries: 0,
      sinceMs: at.nowMs,
      lookedAtMs: null,
      misses: 0,
      codeDeadAtMs: state.codeDeadAtMs,
      atNextStart: true,
      told: false,
      ...(isSettled ? { dueAtMs: null } : {}),
    },
  });
}

/** In rows of before such a charge went back at once, a person was waited for, and the books were asked meanwhile. */
export function isOldDenial(
  { cause }: Cancelling,
  { answer, ofQuestion }: Extract<PaymentEvent, { kind: 'inquiryAnswered' }>,
): boolean {
  return cause === 'otherAmount' && ofQuestion === true && answer.kind === 'notCharged';
}

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
  misses: 0,
  atNextStart: false,
  told: false,
} as const;
