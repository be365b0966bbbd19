import type { PageTimes } from '../../drivers/sandbox/pages/times.ts';

/** Waits of a test's sandbox of pages: the real plan, in a second or two; the till's window is `QUICK_TIMING`'s. */
export const QUICK_TIMES: PageTimes = {
  soonMs: 20,
  lateMs: 600,
  tillWindowMs: 4000,
  afterMs: 300,
  callLateMs: 3500,
  noticeLateMs: 1000,
  settleLateMs: 1200,
  minuteMs: 100,
};
