/**
 * The row of a table under a key from outside.
 *
 * Why: every object has `constructor` and its like, which nobody wrote into the table.
 */
export function ownRow<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
