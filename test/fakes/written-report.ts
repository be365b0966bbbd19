import type { ReportForm } from '../../src/acquirers/report-form.ts';
import type { ColumnName } from '../../src/config/report-columns.ts';
import { plainAmount } from '../../src/ground/money/format.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import { cycleDayOf, cycleTime } from '../../src/reconcile/cycle.ts';

/** One line of an acquirer's books, in the acquirer's words. */
export interface BookLine {
  readonly type: string;
  readonly requestId?: string;
  readonly id: string;
  readonly originalId?: string;
  readonly state?: string;
  readonly minor: number;
  readonly currency: string;
  readonly atMs: number;
}

/** What is an acquirer's own about a file that is written for a test. */
export interface Writing {
  /** The name of the file of a day, such as `20261120`. */
  readonly nameOf: (day: string) => string;
  readonly timeOf?: (atMs: number) => string;
}

const NAMES = [
  ...(['transactionType', 'transactionStatus', 'transactionTime', 'transactionRequestId'] as const),
  ...(['transactionId', 'originalTransactionId', 'transactionAmountValue', 'transactionCurrency'] as const),
] satisfies readonly ColumnName[];

/** The file of each day that the lines are of, as the acquirer would write it. */
export function writtenReports(
  form: ReportForm,
  lines: readonly BookLine[],
  { nameOf, timeOf = (atMs) => cycleTime(atMs, form.dayOffsetMs) }: Writing,
): readonly { readonly day: string; readonly name: string; readonly text: string }[] {
  const days = [...new Set(lines.map(({ atMs }) => cycleDayOf(atMs, form.dayOffsetMs)))].sort();
  const names = NAMES.filter((name) => form.columns[name] !== undefined);
  return days.map((day) => {
    const own = lines.filter(({ atMs }) => cycleDayOf(atMs, form.dayOffsetMs) === day);
    const rows = own.map((line) => {
      const amount = { currency: line.currency as Currency, valueMinor: BigInt(line.minor) };
      const cells: Readonly<Record<(typeof NAMES)[number], string>> = {
        transactionType: line.type,
        transactionStatus: line.state ?? form.doneStates[0] ?? '',
        transactionTime: timeOf(line.atMs),
        transactionRequestId: line.requestId ?? '',
        transactionId: line.id,
        originalTransactionId: line.originalId ?? '',
        transactionAmountValue: form.amountUnit === 'minor' ? String(line.minor) : plainAmount(amount),
        transactionCurrency: line.currency,
      };
      return names.map((name) => cells[name]);
    });
    const heads = names.map((name) => form.columns[name]?.headers[0] ?? '');
    const summary = form.hasSummary
      ? [[form.columns.totalCount?.headers[0] ?? ''], [String(own.length)]]
      : [];
    const records = [...summary, heads, ...rows, ...(form.endsWithMark ? [['<END>']] : [])];
    const text = `${records.map((cells) => cells.join(',')).join('\n')}\n`;
    return { day, name: nameOf(day.replaceAll('-', '')), text };
  });
}
