import type { PayOutcome, Undecided } from '../../drivers/sandbox/order.ts';
import type { Choices } from './choices.ts';

/** How the wallets and the gateway's own refusals fall in this schedule. */
export interface Mood {
  /** How many payments in a hundred are not simply charged. */
  readonly oddPercent: number;
  /** How many cancels and refunds in a hundred are refused for good. */
  readonly refusePercent: number;
  /** How many are refused once, and accepted when the same comes again. */
  readonly oncePercent: number;
  /** How many charged payments in a hundred cannot be cancelled any more. */
  readonly tooLatePercent: number;
  /** How many payments in a hundred are refused and charged all the same. */
  readonly brokenPercent: number;
}

/** Nothing is odd any more. */
export const QUIET_MOOD: Mood = {
  oddPercent: 0,
  refusePercent: 0,
  oncePercent: 0,
  tooLatePercent: 0,
  brokenPercent: 0,
};

export function moodOf(choices: Choices): Mood {
  return {
    oddPercent: choices.of([0, 50, 100], [50, 35, 15]),
    refusePercent: choices.of([0, 40], [88, 12]),
    oncePercent: choices.of([0, 50], [85, 15]),
    tooLatePercent: choices.of([0, 60], [91, 9]),
    brokenPercent: choices.of([0, 50], [94, 6]),
  };
}

const REFUSALS = [
  'USER_BALANCE_NOT_ENOUGH',
  'EXPIRED_CODE',
  'INVALID_CODE',
  'PROCESS_FAIL',
  'RISK_REJECT',
  'REGULATION_RESTRICTION',
  'USER_PAYMENT_VERIFICATION_FAILED',
  'CURRENCY_NOT_SUPPORT',
  'ORDER_IS_CLOSED',
  'NEVER_HEARD_OF_THIS_CODE',
] as const;
/** Codes of Antom's own, beside those that it shares. Source: in-store dossier section 4. */
const ANTOM_REFUSALS = [
  ...REFUSALS,
  'INVALID_PAYMENT_CODE',
  'SYSTEM_ERROR',
  'ORDER_STATUS_INVALID',
  'PAYMENT_COUNT_EXCEED_LIMIT',
] as const;
const BROKEN_AFTER_MS = [800, 9000, 40_000, 100_000] as const;
const THEN_AFTER_MS = [800, 5000, 12_000, 30_000, 55_000, 90_000] as const;
/** Shorter than the till's wait for its re-check: later than that a broken word cannot be found by it. */
const LATE_AFTER_MS = [500, 4000, 12_000, 25_000] as const;

const SAYS = ['PAYMENT_IN_PROCESS', 'UNKNOWN_EXCEPTION'] as const;

/** What the wallet makes of a payment. */
export function payOutcome(choices: Choices, mood: Mood, isAntom: boolean): PayOutcome {
  const refusals = isAntom ? ANTOM_REFUSALS : REFUSALS;
  if (choices.chance(mood.brokenPercent)) {
    return { kind: 'refuse', code: choices.of(refusals), chargeAfterMs: choices.of(BROKEN_AFTER_MS) };
  }
  if (!choices.chance(mood.oddPercent)) return { kind: 'charge' };
  if (choices.chance(35)) return { kind: 'refuse', code: choices.of(refusals) };
  const then = choices.chance(40) ? choices.of(refusals) : 'SUCCESS';
  return { kind: 'undecided', says: choices.of(SAYS), until: until(choices), then };
}

function until(choices: Choices): Undecided['until'] {
  switch (choices.below(5)) {
    case 0:
      return { on: 'inquiry', count: 1 + choices.below(4) };
    case 1:
      return { on: 'time', afterMs: choices.of(THEN_AFTER_MS) };
    case 2:
      return { on: 'cancelled', afterMs: choices.of(LATE_AFTER_MS) };
    case 3:
      return { on: 'expiry' };
    default:
      return { on: 'never' };
  }
}
