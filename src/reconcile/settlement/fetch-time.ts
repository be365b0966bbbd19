import type { Ms } from '../../ground/time.ts';
import { cycleDayOf, dayAfter, type CycleDay } from '../cycle.ts';
import { isWorkingDay } from './working-days.ts';

const MINUTE_MS = 60_000;
/** Reports come at 08:00, by the acquirer's clock; half an hour later they are there. Source: reports dossier section 5.3. */
const FETCHED_AT_MS = (8 * 60 + 30) * MINUTE_MS;

/** The days on which reports are fetched, and when they begin. */
export interface FetchDays {
  readonly dayOffsetMs: number;
  readonly holidays: readonly CycleDay[];
}

/** When reports are fetched next: half past eight of a working day that was not done yet. `done`: the last one that was. */
export function nextFetchAtMs(nowMs: Ms, done: CycleDay | null, { dayOffsetMs, holidays }: FetchDays): Ms {
  let day = cycleDayOf(nowMs, dayOffsetMs);
  while (!isWorkingDay(day, holidays) || (done !== null && day <= done)) day = dayAfter(day, 1);
  return Math.max(nowMs, Date.parse(`${day}T00:00:00Z`) - dayOffsetMs + FETCHED_AT_MS);
}
