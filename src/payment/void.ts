import { assertNever } from '../ground/result.ts';
import { parseIso, type Ms } from '../ground/time.ts';
import type { Payment } from './state.ts';
import type { VoidUntil } from './terms.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Until when a payment made at `paidAtMs` may be voided, both by the acquirer's clock; null where it never may. */
export function voidUntilMs(until: VoidUntil, paidAtMs: Ms): Ms | null {
  switch (until.kind) {
    case 'never':
      return null;
    case 'dayEnd': {
      const { dayOffsetMs, graceMs, marginMs } = until;
      const dayStartMs = Math.floor((paidAtMs + dayOffsetMs) / DAY_MS) * DAY_MS - dayOffsetMs;
      return dayStartMs + DAY_MS + graceMs - marginMs;
    }
    default:
      return assertNever(until);
  }
}

/** How long a payment may be cancelled at most, here or elsewhere: one that is made at the start of the acquirer's day. */
export function cancellableMsMax(until: VoidUntil): Ms {
  switch (until.kind) {
    case 'never':
      return 0;
    case 'dayEnd':
      return DAY_MS + until.graceMs;
    default:
      return assertNever(until);
  }
}

/** Whether a paid payment may still be voided at the acquirer's time `acquirerNowMs`. */
export function mayVoid({ facts, state }: Payment, acquirerNowMs: Ms): boolean {
  if (state.kind !== 'paid' || state.refundedInFull) return false;
  const told = state.charge.paymentTime;
  const paidAtMs = (told === undefined ? null : parseIso(told)) ?? facts.startedAtMs;
  const untilMs = voidUntilMs(facts.terms.voidUntil, paidAtMs);
  return untilMs !== null && acquirerNowMs < untilMs;
}
