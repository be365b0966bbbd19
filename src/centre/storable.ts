/** The largest whole number of a column. Source: PostgreSQL, integer. */
const NUMBER_MAX = 2 ** 31 - 1;

/** Whether a column of whole numbers holds it. */
export function isColumnNumber(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= NUMBER_MAX;
}

/** Whether the centre's database can hold all that stands in a value: no text of PostgreSQL holds a NUL. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0');
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isStorable);
  return true;
}
