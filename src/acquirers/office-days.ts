import type { Ms } from '../ground/time.ts';

const DAY_MS = 24 * 60 * 60_000;

/** The acquirer's days begin at midnight of UTC+8. Source: Alipay+ dossier section 0.2. */
export const OFFICE_DAY_OFFSET_MS = 8 * 60 * 60_000;

/** How long a request for papers may be answered, in days. Source: office dossier section 3.1. */
export const RETRIEVAL_DAYS = 20;

/** With so many days left people are warned, once each; 0: the day is over. Source: office dossier section 3.6. */
export const WARN_DAYS: readonly number[] = [7, 3, 1, 0];

/**
 * Until when something is to be answered that may take `days` days: the last second of the day before the last one.
 *
 * Why a day less: nobody says whether the day itself counts, and early costs nothing. By UTC+8, whatever the shop's zone is.
 * Source: office dossier section 3.1; interface section 9.
 */
export function dueAtMs(occurredAtMs: Ms, days: number): Ms {
  const day = Math.floor((occurredAtMs + OFFICE_DAY_OFFSET_MS) / DAY_MS);
  return (day + days) * DAY_MS - OFFICE_DAY_OFFSET_MS - 1000;
}

/** Whole days that are left, counted up; 0 once the time is over. */
export function daysLeft(dueMs: Ms, nowMs: Ms): number {
  return nowMs > dueMs ? 0 : Math.ceil((dueMs - nowMs) / DAY_MS);
}

/**
 * The warning that is due now and was not given yet; null where none is. `given`: those that were.
 *
 * Why a tighter one that was given does not silence it: a clock that stood too far ahead for an hour gave them all, and
 * once it is set right each day is still to be told of.
 */
export function warningDue(dueMs: Ms, nowMs: Ms, given: readonly number[]): number | null {
  const left = daysLeft(dueMs, nowMs);
  const crossed = WARN_DAYS.filter((days) => left <= days);
  const tightest = Math.min(...crossed);
  return crossed.length === 0 || given.includes(tightest) ? null : tightest;
}

/** When the next warning comes; null where none is left. */
export function nextWarningAtMs(dueMs: Ms, nowMs: Ms): Ms | null {
  const times = WARN_DAYS.map((days) => (days === 0 ? dueMs + 1 : dueMs - days * DAY_MS));
  const coming = times.filter((atMs) => atMs > nowMs);
  return coming.length === 0 ? null : Math.min(...coming);
}
