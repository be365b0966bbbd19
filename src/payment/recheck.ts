import { assertNever } from '../result.ts';
import type { InquiryAnswer } from './answers.ts';
import { giveBack } from './give-back.ts';
import { retryWaitMs } from './policy.ts';
import type { PaymentEvent, PaymentState, Recheck } from './state.ts';
import { codeDeadAfterStart, stay, type Situation, type Step } from './step.ts';

type Cancelled = Extract<PaymentState, { kind: 'cancelled' }>;

/** What happens to a payment in `cancelled`: it is looked at again, for a charge that came after the cancel. */
export function whileCancelled(at: Situation, state: Cancelled, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'inquiryAnswered':
      return recheckAnswered(at, state, event.answer);
    case 'woke':
      return state.recheck.dueAtMs !== null && at.nowMs >= state.recheck.dueAtMs
        ? recheckNow(state)
        : stay(state);
    case 'resumed': {
      const { recheck } = state;
      const isOpen = recheck.inFlight || recheck.dueAtMs !== null;
      if (!isOpen && !recheck.atNextStart) return stay(state);
      // This look may come too early to be the last: waits that were under way begin anew, by the clock as it is now.
      const [dueAtMs, codeDeadAtMs] = isOpen
        ? [at.nowMs + at.timing.recheckAfterCancelMs, codeDeadAfterStart(at)]
        : [null, at.nowMs];
      const waits = { dueAtMs, codeDeadAtMs, sinceMs: at.nowMs, inFlight: false, atNextStart: false };
      return recheckNow({ ...state, recheck: { ...recheck, ...waits } });
    }
    case 'payAnswered':
    case 'notified':
      // The charge may be the one that the cancel has undone: only an inquiry can tell.
      return event.answer.kind === 'charged' ? recheckNow(state) : stay(state);
    case 'hinted':
    case 'hurried':
      return recheckNow(state);
    case 'cancelAnswered':
    case 'giveBackAnswered':
    case 'cancelRequested':
      return stay(state);
    default:
      return assertNever(event);
  }
}

function recheckAnswered(at: Situation, state: Cancelled, answer: InquiryAnswer): Step {
  const seen = { ...state.recheck, inFlight: false };
  switch (answer.kind) {
    case 'charged':
      if (answer.charge.paymentId === state.refundedPaymentId) return looked(at, state);
      // The cancel has been answered already and a repeat of it may change nothing: refund.
      return giveBack(at, {
        cause: 'lateCharge',
        phase: 'refund',
        charge: answer.charge,
        payInFlight: false,
        codeDeadAtMs: seen.codeDeadAtMs,
      });
    case 'notCharged':
    case 'notFound':
      return looked(at, state);
    case 'confirming':
    case 'throttled':
    case 'unknown': {
      const waitMs = retryWaitMs(at.timing, seen.tries, seen.sinceMs, at.nowMs);
      return stay({ ...state, recheck: { ...seen, dueAtMs: at.nowMs + waitMs } });
    }
    default:
      return assertNever(answer);
  }
}

/** A look found nothing that stays charged. */
function looked(at: Situation, state: Cancelled): Step {
  const dueAtMs = nextLookAtMs(at, state.recheck);
  // What was the last look stays so, also by a clock that is set back later.
  const codeDeadAtMs = dueAtMs === null ? 0 : state.recheck.codeDeadAtMs;
  return stay({ ...state, recheck: { ...state.recheck, inFlight: false, dueAtMs, codeDeadAtMs } });
}

/** A look that somebody asked for earlier takes the place of none that is still to come. */
function nextLookAtMs(at: Situation, { dueAtMs, codeDeadAtMs }: Recheck): number | null {
  const toCome = [dueAtMs ?? 0, codeDeadAtMs].filter((ms) => ms > at.nowMs);
  return toCome.length === 0 ? null : Math.min(...toCome);
}

function recheckNow(state: Cancelled): Step {
  if (state.recheck.inFlight) return stay(state);
  return {
    state: { ...state, recheck: { ...state.recheck, inFlight: true, tries: state.recheck.tries + 1 } },
    effects: [{ kind: 'inquirePayment' }],
  };
}
