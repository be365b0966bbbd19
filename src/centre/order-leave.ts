import { assertNever, err, ok, type Result } from '../ground/result.ts';
import type { Leave } from '../payment/leave.ts';
import type { LeaseAnswer } from './wire.ts';

/** How long a sale waits for the centre's leave at most. Source: chain, section 2. */
export const LEAVE_WAIT_MS = 300;

/** Why an order is not begun at this till. */
export type NoLeave =
  { readonly kind: 'held' | 'paid'; readonly holder: string } | { readonly kind: 'fenced' | 'silent' };

/**
 * Whether a till may begin to charge an order, and under what.
 *
 * `answer` null: the centre did not answer in time. Then the order's home goes on alone, and every other till needs a manager.
 * Why the home goes on: a shop sells when its line is down. Two homes there cannot be, and the acquirer knows a payment's id.
 * A paid order is closed for good: no manager opens it.
 */
export function leaveOf(
  answer: LeaseAnswer | null,
  isHome: boolean,
  overriddenBy: string | null,
): Result<Leave, NoLeave> {
  const refusal = refusalOf(answer, isHome);
  if (answer?.outcome === 'granted') return ok({ by: 'centre', token: answer.token });
  if (refusal === null) return ok({ by: 'home' });
  return overriddenBy === null || refusal.kind === 'paid'
    ? err(refusal)
    : ok({ by: 'override', approverId: overriddenBy });
}

function refusalOf(answer: LeaseAnswer | null, isHome: boolean): NoLeave | null {
  if (answer === null) return isHome ? null : { kind: 'silent' };
  switch (answer.outcome) {
    case 'granted':
      return null;
    case 'held':
    case 'paid':
      return { kind: answer.outcome, holder: answer.holder };
    case 'fenced':
    case 'revoked':
      return { kind: 'fenced' };
    default:
      return assertNever(answer.outcome);
  }
}
