import { nowMs, useNow } from '../page/clock.ts';
import type { Refusal } from '../till/till.ts';

/** Until when a refusal locks its person out, by this machine's clock; null where it does not. */
export function lockedUntilMs({ retryAfterSeconds }: Pick<Refusal, 'retryAfterSeconds'>): number | null {
  return retryAfterSeconds === undefined ? null : nowMs() + retryAfterSeconds * 1000;
}

/** What is left of a lock-out, counted down: `4:59`; null where it is over or there is none. */
export function useLockLeft(untilMs: number | null): string | null {
  const now = useNow(1000, untilMs ?? 0);
  const seconds = untilMs === null ? 0 : Math.max(0, Math.ceil((untilMs - now) / 1000));
  return seconds === 0 ? null : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
