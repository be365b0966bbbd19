import type { TillEntry } from './entries.ts';
import type { ReportRow } from './report.ts';

/** How many transactions of a type and currency, and what they come to in minor units, by till and by report. */
export interface Total {
  readonly type: 'PAYMENT' | 'REFUND';
  readonly currency: string;
  readonly till: { readonly count: number; readonly minor: bigint };
  readonly report: { readonly count: number; readonly minor: bigint };
}

/** Adds up both sides, a row for each type and currency that either has. */
export function totalsOf(entries: readonly TillEntry[], rows: readonly ReportRow[]): Total[] {
  return (['PAYMENT', 'REFUND'] as const).flatMap((type) => {
    const here = entries.filter((entry) => entry.type === type);
    const there = rows.filter((row) => row.type === type);
    const currencies = new Set([...here, ...there].map(({ amount }) => amount.currency));
    return [...currencies].sort().map((currency) => ({
      type,
      currency,
      till: sum(here, currency),
      report: sum(there, currency),
    }));
  });
}

function sum(
  items: readonly { readonly amount: { readonly currency: string; readonly valueMinor: number } }[],
  currency: string,
): { count: number; minor: bigint } {
  const counted = items.filter(({ amount }) => amount.currency === currency);
  return {
    count: counted.length,
    minor: counted.reduce((total, { amount }) => total + BigInt(amount.valueMinor), 0n),
  };
}
