import type { Ms } from './time.ts';

/**
 * A time as the shop's clock shows it, with its offset from UTC: `2026-03-02 10:31:05 +08:00`.
 *
 * Takes milliseconds or ISO 8601 text; a text that is no time is given back as it came, for it is the
 * acquirer's word. `timeZone` is a name of the IANA list.
 */
export function localTime(time: Ms | string, timeZone: string): string {
  const atMs = typeof time === 'number' ? time : Date.parse(time);
  if (Number.isNaN(atMs)) return String(time);
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const offset = part('timeZoneName').replace('GMT', '');
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return `${day} ${part('hour')}:${part('minute')}:${part('second')} ${offset === '' ? '+00:00' : offset}`;
}
