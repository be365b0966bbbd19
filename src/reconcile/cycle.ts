import { parseIso, type Ms } from '../ground/time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A day as the acquirer counts it, `2026-11-20`: one clearing cycle, 00:00:00 to 23:59:59. */
export type CycleDay = string;

/** The cycle that a time falls into, where days begin `dayOffsetMs` from UTC. */
export function cycleDayOf(atMs: Ms, dayOffsetMs: number): CycleDay {
  return new Date(atMs + dayOffsetMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

/** A time as cycles are counted, `2026-11-20T10:31:04+08:00`; written by hand, since every line of a report needs it. */
export function cycleTime(atMs: Ms, dayOffsetMs: number): string {
  const at = new Date(atMs + dayOffsetMs);
  return `${at.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}${offsetText(dayOffsetMs)}`;
}

function offsetText(dayOffsetMs: number): string {
  const minutes = Math.abs(dayOffsetMs) / MINUTE_MS;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dayOffsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Whose midnight ends a day, for people: `UTC+8`. */
export function zoneWords(dayOffsetMs: number): string {
  if (dayOffsetMs === 0) return 'UTC';
  const text = offsetText(dayOffsetMs);
  const hours = Number(text.slice(1, 3));
  return `UTC${text.slice(0, 1)}${hours}${text.endsWith(':00') ? '' : text.slice(3)}`;
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
