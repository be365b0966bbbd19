import type { Movement, Total } from './entry.ts';

/** A total as a closed day keeps it: a sum that a number cannot hold exactly is a string of digits. */
export type KeptTotal = Omit<Total, 'amountMinor'> & { readonly amountMinor: number | string };

/** Movements added up as the index does: by all that a total is told apart by. */
export class Moved {
  readonly #totals = new Map<string, Total>();

  take(movements: readonly Movement[]): void {
    // Only what a total is told apart by: a movement may carry the ids of its sale, too.
    const totals = movements.map(({ type, currency, wallet, gateway, operatorId, quarter, amountMinor }) => ({
      ...{ type, currency, wallet, gateway, operatorId, quarter },
      count: 1,
      amountMinor: BigInt(amountMinor),
    }));
    this.add(totals);
  }

  add(totals: readonly Total[]): void {
    for (const total of totals) {
      const key = keyOf(total);
      const { count, amountMinor } = this.#totals.get(key) ?? { count: 0, amountMinor: 0n };
      this.#totals.set(key, {
        ...total,
        count: count + total.count,
        amountMinor: amountMinor + total.amountMinor,
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
  const isEarly = kept.every(({ gateway }) => gateway === null);
  const made = isEarly ? asKeptEarly(totals) : totals;
  const exact = new Map(made.map((total) => [keyOf(total), total]));
  return (
    kept.length === made.length &&
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

/** Totals as they were added up before gateways and people were kept apart. */
function asKeptEarly(totals: readonly Total[]): readonly Total[] {
  const moved = new Moved();
  moved.add(totals.map((total) => ({ ...total, gateway: null, operatorId: null })));
  return moved.totals();
}

type Key = Omit<Movement, 'amountMinor'>;

function keyOf({ type, currency, wallet, gateway, operatorId, quarter }: Key): string {
  return JSON.stringify([type, currency, wallet, gateway, operatorId, quarter]);
}
