let count = 0;

/** A code that the sandbox takes and that was not used before; `suffix` chooses a fault of its menu. */
export function newCode(suffix = '0000'): string {
  count += 1;
  return `28100102${String(count).padStart(12, '0')}${suffix}`;
}
