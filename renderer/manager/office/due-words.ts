import { dateText } from '../../page/days.ts';
import type { OfficeWords } from '../../strings/office/office-words.ts';

/** How much time is left, and until when; null where nothing says. */
export function dueWords(
  { dueAt, daysLeft }: { readonly dueAt: string | null; readonly daysLeft: number | null },
  words: OfficeWords,
  language: string,
): string | null {
  if (dueAt === null || daysLeft === null) return null;
  if (daysLeft === 0) return words.over;
  return `${words.days(daysLeft)} · ${words.due(dateText(dueAt, language))}`;
}
