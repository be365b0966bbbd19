// Days of the shop, as `2026-11-20`; only what is shown of them follows a language.

const DAY_MS = 24 * 3600_000;
/** The day before the month, as it is written nearly everywhere that English is. */
const FORMS: Readonly<Record<string, string>> = { en: 'en-GB' };

/** The day in a zone at a time. */
export function dayAt(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(ms);
}

/** From when until when a day of the shop lasts, as ISO 8601 with the offset of its zone. */
export function dayInZone(day: string, timeZone: string): { readonly from: string; readonly until: string } {
  return { from: firstMoment(day, timeZone), until: firstMoment(dayPlus(day, 1), timeZone) };
}

/**
 * The first second at which the shop's clock shows the day.
 *
 * Why it is looked for: where clocks are set at midnight or soon after it, the day begins by another offset than it has
 * later, and may have no midnight at all.
 */
function firstMoment(day: string, timeZone: string): string {
  let before = Date.parse(day) / 1000 - DAY_MS / 1000;
  let at = before + (2 * DAY_MS) / 1000;
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (dayAt(middle * 1000, timeZone) < day) before = middle;
    else at = middle;
  }
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at * 1000)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const offset = zone?.replace('GMT', '') ?? '';
  const offsetMs =
    offset === '' ? 0 : Date.parse('1970-01-01T00:00Z') - Date.parse(`1970-01-01T00:00${offset}`);
  return `${new Date(at * 1000 + offsetMs).toISOString().slice(0, 19)}${offset === '' ? 'Z' : offset}`;
}

/** So many days later, or earlier. */
export function dayPlus(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY_MS);
}

/** The first day of a month so many months later, or earlier; `day` is any of its days. */
export function monthPlus(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return dayOf(Date.UTC(year, month - 1 + months, 1));
}

/** The days of the weeks that a month has a part of, from Monday on; those of other months are null. */
export function daysOfMonth(day: string): readonly (string | null)[] {
  const first = monthPlus(day, 0);
  const count = Math.round((Date.parse(monthPlus(day, 1)) - Date.parse(first)) / DAY_MS);
  const before = (new Date(Date.parse(first)).getUTCDay() + 6) % 7;
  return [
    ...new Array<null>(before).fill(null),
    ...Array.from({ length: count }, (_, index) => dayPlus(first, index)),
  ];
}

/** A day, or the day of an ISO time of the shop, as it is written in a language: `20 Nov 2026`, `20.11.2026`. */
export function dateText(iso: string, language: string): string {
  return written(iso, language, { dateStyle: 'medium' });
}

/** `November 2026`. */
export function monthText(day: string, language: string): string {
  return written(day, language, { month: 'long', year: 'numeric' });
}

/** The short names of the days of a week, from Monday on. */
export function weekdayTexts(language: string): readonly string[] {
  // 2026-11-16 is a Monday.
  return Array.from({ length: 7 }, (_, index) =>
    written(dayPlus('2026-11-16', index), language, { weekday: 'short' }),
  );
}

/** Years are counted as on the papers of the shop, in Thai too. */
function written(iso: string, language: string, form: Intl.DateTimeFormatOptions): string {
  const options = { ...form, timeZone: 'UTC', calendar: 'gregory' };
  return new Intl.DateTimeFormat(FORMS[language] ?? language, options).format(Date.parse(iso.slice(0, 10)));
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
