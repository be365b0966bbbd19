import { dayAfter, type CycleDay } from '../cycle.ts';

/** Whether something is settled on a day: Monday to Friday, but for the shop's list. Source: reports dossier section 2. */
export function isWorkingDay(day: CycleDay, holidays: readonly CycleDay[]): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.includes(day);
}

/** The day so many working days later. */
export function workingDaysAfter(day: CycleDay, count: number, holidays: readonly CycleDay[]): CycleDay {
  let at = day;
  for (let left = count; left > 0;) {
    at = dayAfter(at, 1);
    if (isWorkingDay(at, holidays)) left -= 1;
  }
  return at;
}
