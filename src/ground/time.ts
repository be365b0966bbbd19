/** A time: milliseconds since 1970-01-01T00:00:00Z. */
export type Ms = number;

const MINUTE_MS = 60_000;

/** A zone changes its offset on a quarter of an hour, never within one. Source: IANA time zone database, since 1972. */
const QUARTER_MS = 15 * MINUTE_MS;

/** Ours: more quarters than the times of one screen or one paper fall into. */
const QUARTERS_MAX = 1000;

/** Per zone the formatter, and the offsets of the quarters that were asked for last: asking the platform is slow. */
const zones = new Map<
  string,
  { readonly formatter: Intl.DateTimeFormat; readonly offsets: Map<number, string> }
>();

/** Whether this platform knows a zone by that name. */
export function isTimeZone(name: string): boolean {
  // The list is at hand; a formatter knows older names too, and the first one takes some 10 ms.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The offset of a zone at a time, as it is written: `+08:00`. */
function offsetAt(ms: Ms, timeZone: string): string {
  let zone = zones.get(timeZone);
  if (zone === undefined) {
    zone = {
      formatter: new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }),
      offsets: new Map(),
    };
    zones.set(timeZone, zone);
  }
  const quarter = Math.floor(ms / QUARTER_MS);
  const known = zone.offsets.get(quarter);
  if (known !== undefined) return known;
  const name = zone.formatter.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? '';
  // UTC itself is written as GMT without digits.
  const offset = name.slice('GMT'.length) || '+00:00';
  if (zone.offsets.size >= QUARTERS_MAX) zone.offsets.clear();
  zone.offsets.set(quarter, offset);
  return offset;
}

/**
 * Writes a time as ISO 8601 with the offset of a zone: `2026-11-20T18:31:04+08:00`.
 *
 * Units: whole seconds, cut, never rounded up; `timeZone` is a name of the IANA list.
 * Source: dossier section 2, times.
 */
export function isoWithOffset(ms: Ms, timeZone: string): string {
  const offset = offsetAt(ms, timeZone);
  return (
    new Date(ms + (offsetMsOf(offset) ?? 0)).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length) + offset
  );
}

const ISO = /^([1-9]\d{3}-\d\d-\d\dT)(\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads a time of ISO 8601 with offset; a fraction of a second is kept to the millisecond.
 *
 * Errors: null for everything else, for a time without offset too, and for days that the calendar does not have.
 * Source: dossier section 2, times (`2019-05-28T12:12:12+08:00`, `2025-02-20T08:51:49.09Z`).
 */
export function parseIso(text: string): Ms | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, date = '', time = '', fraction = '', zone = ''] = match;
  const asUtc = Date.parse(`${date}${time}Z`);
  // The platform takes 30 February for 2 March: only a time that is written again the same way was one.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(date + time)) return null;
  const offsetMs = zone === 'Z' ? 0 : offsetMsOf(zone);
  if (offsetMs === null) return null;
  return asUtc + Math.floor(Number(`0${fraction || '.0'}`) * 1000) - offsetMs;
}

function offsetMsOf(zone: string): number | null {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
