import { useEffect, useState } from 'preact/hooks';

// The page's one door to time.

/** Milliseconds since 1970, by the machine that shows the page. */
export function nowMs(): number {
  return Date.now();
}

/** Does something once, later; returns how to call it off. */
export function after(waitMs: number, act: () => void): () => void {
  const timer = setTimeout(act, waitMs);
  return () => clearTimeout(timer);
}

/**
 * The time, renewed every `everyMs` until `untilMs`.
 *
 * Why it ends: nothing on the screen moves for ever.
 */
export function useNow(everyMs: number, untilMs = Infinity): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    setNow(nowMs());
    const timer = setInterval(() => {
      const next = nowMs();
      setNow(next);
      if (next >= untilMs) clearInterval(timer);
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, untilMs]);
  return now;
}

/** The date and time now, as digits that sort: `20261120-183104`. */
export function timeStamp(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${date}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}

/** `18:31` in the shop's zone, whatever the machine thinks where it stands. */
export function clockTime(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms);
}

/** `18:31` as it is written in an ISO time, which is the shop's own. */
export function shopTime(iso: string): string {
  return iso.slice(11, 16);
}

/** `18:31` of an ISO time of any zone, in the zone in which another ISO time is written. */
export function timeInZoneOf(iso: string, zoneOf: string): string {
  const zone = /([+-])(\d\d):(\d\d)$/.exec(zoneOf);
  const ms = Date.parse(iso);
  if (zone === null || Number.isNaN(ms)) return shopTime(iso);
  const minutes = Number(zone[2]) * 60 + Number(zone[3]);
  return shopTime(new Date(ms + (zone[1] === '-' ? -minutes : minutes) * 60_000).toISOString());
}

/** `2026-11-20` as it is written in an ISO time, which is the shop's own: the same on screen and paper. */
export function shopDate(iso: string): string {
  return iso.slice(0, 10);
}
