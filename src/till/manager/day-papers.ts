import { brandsOf } from '../../acquirers/brands.ts';
import type { Config } from '../../config/config.ts';
import { isCurrency } from '../../ground/money/currencies.ts';
import { allBrands } from '../../receipt/brand.ts';
import { dayReportOf, type Tally } from '../../receipt/day-report.ts';
import type { Receipt } from '../../receipt/document.ts';
import type { Unreal } from '../../receipt/unreal.ts';
import { writeCsv } from '../../ground/csv.ts';
import { invariant } from '../../ground/result.ts';
import type { Ms } from '../../ground/time.ts';
import type { ReportView } from '../../contract/manager-commands.ts';
import { viewOfReport } from './day.ts';
import type { DayReport } from '../../journal/day-closed.ts';

type Total = ReportView['totals'][number];

/**
 * A report as a paper: a part for each currency that moved, the till's own first (and always).
 *
 * Why one each: sums of two currencies must not stand under each other as if they could be added.
 */
export function paperOfReport(
  type: 'X' | 'Z',
  report: DayReport,
  {
    config,
    unreal,
    marked,
    clockOffMs,
  }: {
    readonly config: DayConfig;
    readonly unreal: Unreal | null;
    readonly marked: boolean;
    /** The till's clock less the acquirer's, where a paper of now is to name it; else null. */
    readonly clockOffMs: Ms | null;
  },
): Receipt {
  const { timeZone, currency: own, storeTerminalId, storeOperatorId, languages } = config.terminal;
  const view = viewOfReport(type, report, timeZone);
  const brands = allBrands(brandsOf(config));
  const isShared = new Set(view.acquirers.map(({ gateway }) => gateway)).size > 1;
  const currencies = [...new Set([own, ...view.totals.map(({ currency }) => currency)])];
  return currencies.flatMap((currency) => {
    invariant(isCurrency(currency), 'money moved in a currency of ISO 4217');
    const mine = view.totals.filter((total) => total.currency === currency);
    const common = {
      ...{ unreal, marked, clockOffMs, currency, storeTerminalId, storeOperatorId, timeZone, languages },
      merchant: config.merchant,
      brands,
      fromMs: report.fromMs ?? report.untilMs,
      untilMs: report.untilMs,
      sales: tally(mine, 'sale'),
      refunds: tally(mine, 'refund'),
      voids: tally(mine, 'void'),
      unresolved: report.unresolved,
      wallets: netsOf(view.wallets, currency, ({ wallet }) => wallet),
      acquirers: isShared ? netsOf(view.acquirers, currency, ({ gateway }) => gateway) : [],
      people: netsOf(view.byOperator, currency, ({ operatorId }) => operatorId),
      head: report.head,
    };
    return dayReportOf(type === 'X' ? { ...common, type } : { ...common, type, number: report.number });
  });
}

type DayConfig = Pick<Config, 'terminal' | 'merchant' | 'gateways'>;

function tally(totals: readonly Total[], type: Total['type']): Tally {
  const found = totals.filter((total) => total.type === type);
  return {
    count: found.reduce((sum, { count }) => sum + count, 0),
    valueMinor: found.reduce((sum, { value }) => sum + BigInt(value), 0n),
  };
}

/** What each came to, by its name: sales less what went back. */
function netsOf<T extends Total>(
  totals: readonly T[],
  currency: string,
  nameOf: (total: T) => string | null,
): { readonly name: string; readonly tally: Tally }[] {
  const mine = totals.filter((total) => total.currency === currency);
  return [...new Set(mine.map(nameOf))].map((name) => {
    const own = mine.filter((total) => nameOf(total) === name);
    const back = tally(own, 'refund').valueMinor + tally(own, 'void').valueMinor;
    const { count, valueMinor } = tally(own, 'sale');
    return { name: name ?? '—', tally: { count, valueMinor: valueMinor - back } };
  });
}

/** The report for a spreadsheet: one row for each sum; values in minor units, as everywhere on the wire. */
export function csvOfReport(view: ReportView): string {
  const row = (part: string, of: string, { type, currency, count, value }: Total): string[] => [
    ...[view.type, String(view.number), view.from ?? '', view.until, part, of],
    ...[type, currency, String(count), value],
  ];
  return writeCsv([
    ['report', 'number', 'from', 'until', 'part', 'of', 'type', 'currency', 'count', 'valueMinor'],
    ...view.totals.map((total) => row('total', '', total)),
    ...view.wallets.map((total) => row('wallet', total.wallet ?? '', total)),
    ...view.acquirers.map((total) => row('acquirer', total.gateway ?? '', total)),
    ...view.byOperator.map((total) => row('operator', total.operatorId ?? '', total)),
    ...view.hours.map((total) => row('hour', String(total.hour), total)),
    ...view.unresolved.map(({ referenceOrderId, amount, state }) => [
      ...[view.type, String(view.number), view.from ?? '', view.until, 'unresolved', referenceOrderId],
      ...[state, amount.currency, '1', amount.value],
    ]),
    [view.type, String(view.number), view.from ?? '', view.until, 'head', view.head, '', '', '', ''],
  ]);
}
