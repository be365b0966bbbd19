import type { Movement, Total } from './entry.ts';

/** A total as a closed day keeps it: a sum that a number cannot hold exactly is a string of digits. */
export type KeptTotal = Omit<Total, 'amountMinor'> & { readonly amountMinor: number | string };

/** Movements added up as the index does: by type, currency, wallet and quarter. */
export class Moved {
  readonly #totals = new Map<string, Total>();

  take(movements: readonly Movement[]): void {
    for (const movement of movements) {
      const key = keyOf(movement);
      const { count, amountMinor } = this.#totals.get(key) ?? { count: 0, amountMinor: 0n };
      this.#totals.set(key, {
        ...movement,
        count: count + 1,
        amountMinor: amountMinor + BigInt(movement.amountMinor),
      });
    }
  }

  totals(): readonly Total[] {
    return [...this.#totals.values()];
  }
}

/** Totals as a closed day keeps them. */
export function keptTotals(totals: readonly Total[]): KeptTotal[] {
  return totals.map(({ amountMinor, ...total }) => ({
    ...total,
    amountMinor: amountMinor <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(amountMinor) : String(amountMinor),
  }));
}

/** Kept totals as they are reckoned with. */
export function totalsKept(kept: readonly KeptTotal[]): Total[] {
  return kept.map((total) => ({ ...total, amountMinor: BigInt(total.amountMinor) }));
}

/**
 * Whether a closed day keeps these totals, in whatever order.
 *
 * Why a number is compared as a number: a row of an earlier version may hold a large sum rounded to the nearest one.
 */
export function keepsTotals(kept: readonly KeptTotal[], totals: readonly Total[]): boolean {
  const exact = new Map(totals.map((total) => [keyOf(total), total]));
  return (
    kept.length === totals.length &&
    new Set(kept.map(keyOf)).size === kept.length &&
    kept.every((total) => {
      const same = exact.get(keyOf(total));
      if (same === undefined || same.count !== total.count) return false;
      return typeof total.amountMinor === 'string'
        ? BigInt(total.amountMinor) === same.amountMinor
        : total.amountMinor === Number(same.amountMinor);
    })
  );
}

function keyOf({ type, currency, wallet, quarter }: Omit<Movement, 'amountMinor'>): string {
  return JSON.stringify([type, currency, wallet, quarter]);
}
