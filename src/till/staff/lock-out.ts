import type { Problem, Refused } from '../../contract/problems.ts';

/** A PIN that was wrong: what a sign-in and an approval answer. */
type WrongPin = Problem<'sign-in-refused' | 'approver-refused'>;
type LockedOut = Problem<'sign-in-locked' | 'approver-locked'>;

/** The try that begins a lock-out says so at once: nobody must find out at the next one. `locked`: how it is after the try. */
export function withLockOut<P extends WrongPin>(
  refused: Refused<P>,
  locked: Refused<LockedOut> | null,
): Refused<P> {
  if (locked === null) return refused;
  const { retryAfterSeconds } = locked.error;
  return { ok: false, error: { ...refused.error, retryAfterSeconds } };
}
