import type { ReportView } from '../../src/contract/manager-commands.ts';
import type { Year } from './year.ts';

type Total = ReportView['totals'][number];

/** What the closed days of a year hold together: kept in minor units, and how many sales. */
export function sumsOf(zs: readonly ReportView[]): { readonly keptMinor: number; readonly sales: number } {
  const all = zs.flatMap(({ totals }) => totals);
  return {
    keptMinor: keptMinor(all),
    sales: all.filter(({ type }) => type === 'sale').reduce((sum, { count }) => sum + count, 0),
  };
}

/** Sentences of what does not add up in a year; none where all is well. */
export function faultsOf({ zs, keptMinor: kept, charged }: Year): string[] {
  const sums = sumsOf(zs);
  return [
    ...(sums.keptMinor === kept
      ? []
      : [`the acquirer has kept ${kept}, the closed days say ${sums.keptMinor}`]),
    ...(sums.sales === charged
      ? []
      : [`${charged} payments were charged, the closed days have ${sums.sales} sales`]),
    ...zs.flatMap((z, index) => faultsOfDay(z, index, zs[index - 1])),
  ];
}

function faultsOfDay(z: ReportView, index: number, before: ReportView | undefined): string[] {
  const parts = { wallets: z.wallets, acquirers: z.acquirers, hours: z.hours };
  const isFrom = before === undefined || (z.from !== null && Date.parse(z.from) === Date.parse(before.until));
  return [
    ...(z.number === index + 1 ? [] : [`the day after ${index} has the number ${z.number}`]),
    ...(isFrom ? [] : [`day ${z.number} begins at ${z.from}, the one before ended at ${before.until}`]),
    ...Object.entries(parts).flatMap(([name, totals]) =>
      keptMinor(totals) === keptMinor(z.totals)
        ? []
        : [`day ${z.number}: ${name} do not add up to the totals`],
    ),
  ];
}

function keptMinor(totals: readonly Total[]): number {
  return totals.reduce((sum, { type, value }) => sum + Number(value) * (type === 'sale' ? 1 : -1), 0);
}
