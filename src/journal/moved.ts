import type { Movement, Total } from './entry.ts';

/** Movements added up as the index does: by type, currency, wallet and quarter. */
export class Moved {
  readonly #totals = new Map<string, Total>();

  take(movements: readonly Movement[]): void {
    for (const movement of movements) {
      const key = keyOf(movement);
      const { count, amountMinor } = this.#totals.get(key) ?? { count: 0, amountMinor: 0 };
      this.#totals.set(key, {
        ...movement,
        count: count + 1,
        amountMinor: amountMinor + movement.amountMinor,
      });
    }
  }

  totals(): readonly Total[] {
    return [...this.#totals.values()];
  }
}

/** Whether two lists of totals say the same, in whatever order. */
export function sameTotals(a: readonly Total[], b: readonly Total[]): boolean {
  const written = (totals: readonly Total[]): string =>
    totals
      .map((total) => `${keyOf(total)} ${total.count} ${total.amountMinor}`)
      .sort()
      .join('\n');
  return written(a) === written(b);
}

function keyOf({ type, currency, wallet, quarter }: Movement): string {
  return JSON.stringify([type, currency, wallet, quarter]);
}
