import { assertNever } from '../ground/result.ts';
import type { OpenAnswer, Reason } from './answers.ts';
import { NEVER_AGAIN } from './cancelled.ts';
import { failed, GATEWAY_UNREACHABLE } from './failure.ts';
import type { Pursued } from './pursuit.ts';
import type { PaymentEvent } from './events.ts';
import { codeDeadAfterStart, codeDeadAtMs, stay, type Situation, type Step } from './step.ts';

/**
 * What happens to an attempt on a page, or by an order code, while it is being made.
 *
 * Nobody has what it is paid by yet, so nothing can be charged: whatever goes wrong is an end, and an answer that
 * comes after it is thrown away. From `opened` on it is shown, and is found out about like every other attempt.
 */
export function whileOpening(at: Situation, state: Pursued, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'pageOpened':
      return pageOpened(at, state, event.answer);
    case 'cancelRequested':
      return stay({
        kind: 'cancelled',
        cause: 'cashier',
        charge: null,
        refundedPaymentId: null,
        backMinor: null,
        neverThere: true,
        recheck: { ...NEVER_AGAIN, sinceMs: at.nowMs, lookedAtMs: at.nowMs, codeDeadAtMs: at.nowMs },
      });
    case 'resumed':
      return stay(failed(PAGE_NOT_MADE));
    case 'payAnswered':
    case 'inquiryAnswered':
    case 'captureAnswered':
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'notified':
    case 'hinted':
    case 'questioned':
    case 'accepted':
    case 'tallied':
    case 'woke':
    case 'hurried':
      return stay(state);
    default:
      return assertNever(event);
  }
}

function pageOpened(at: Situation, state: Pursued, answer: OpenAnswer): Step {
  switch (answer.kind) {
    case 'opened': {
      const windowEndsAtMs = Math.min(at.nowMs + at.timing.windowMs, codeDeadAtMs(at));
      return stay({
        ...state,
        kind: 'customerConfirming',
        payInFlight: false,
        doubted: true,
        nextAskAtMs:
          at.facts.terms.ask === 'freely'
            ? Math.min(at.nowMs + firstAskMs(at), windowEndsAtMs)
            : windowEndsAtMs,
        windowEndsAtMs,
        codeDeadAtMs: codeDeadAfterStart(at),
      });
    }
    case 'refused':
      return stay(failed(answer.reason));
    case 'notSent':
      return stay(failed(GATEWAY_UNREACHABLE));
    case 'unknown':
      return stay(failed(PAGE_NOT_MADE));
    default:
      return assertNever(answer);
  }
}

function firstAskMs({ facts: { way }, timing }: Situation): number {
  const pace = way.kind === 'page' ? way.pace : null;
  return pace?.firstInquiryMs ?? timing.inquiryEveryMs;
}

/** The code is ours. */
const PAGE_NOT_MADE: Reason = {
  code: 'PAGE_NOT_MADE',
  class: 'technical',
  say: 'The payment page could not be made. Nothing was charged. Try again, or take another way to pay.',
};
