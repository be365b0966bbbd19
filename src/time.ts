/** A time: milliseconds since 1970-01-01T00:00:00Z. */
export type Ms = number;

/** Making a formatter takes longer than all its uses of a day together; a till has one zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

/**
 * Writes a time as ISO 8601 with the offset of a zone: `2026-11-20T18:31:04+08:00`.
 *
 * Units: whole seconds, cut, never rounded up; `timeZone` is a name of the IANA list.
 * Source: dossier section 2, times.
 */
export function isoWithOffset(ms: Ms, timeZone: string): string {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(ms)) part[type] = value;
  const year = part.year?.padStart(4, '0');
  // UTC itself is written as GMT without digits.
  const offset = part.timeZoneName?.slice('GMT'.length) || '+00:00';
  return `${year ?? ''}-${part.month ?? ''}-${part.day ?? ''}T${part.hour ?? ''}:${part.minute ?? ''}:${part.second ?? ''}${offset}`;
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
