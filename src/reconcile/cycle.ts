import { ALIPAY_PLUS_DAY_OFFSET_MS } from '../acquirers/alipay-plus/terms.ts';
import { parseIso, type Ms } from '../ground/time.ts';

const DAY_MS = 86_400_000;

/** A calendar day at UTC+8, `2026-11-20`: one clearing cycle, 00:00:00 to 23:59:59. Source: dossier section 8. */
export type CycleDay = string;

/** The cycle that a time falls into. */
export function cycleDayOf(atMs: Ms): CycleDay {
  return cycleTime(atMs).slice(0, 'yyyy-mm-dd'.length);
}

/** A time as cycles are counted, `2026-11-20T10:31:04+08:00`; written by hand, since every line of a report needs it. */
export function cycleTime(atMs: Ms): string {
  const at = new Date(atMs + ALIPAY_PLUS_DAY_OFFSET_MS);
  return `${at.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}+08:00`;
}

/** The day `days` later, or earlier if negative. */
export function dayAfter(day: CycleDay, days: number): CycleDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

/** Whether a text is a day of the calendar, `2026-11-20`. */
export function isDay(text: string): boolean {
  return parseIso(`${text}T00:00:00Z`) !== null;
}

/** A day as the folders of reports are named, `20261120`. */
export function folderOfDay(day: CycleDay): string {
  return day.replaceAll('-', '');
}
