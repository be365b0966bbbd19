import { writeCsv } from '../ground/csv.ts';
import type { CaseRecord } from './record.ts';
import type { Build } from './run-lines.ts';
import type { CaseState, Standing } from './standing.ts';

/** Everything that a report says, before it has a form. */
export interface Report {
  readonly version: 1;
  readonly run: string;
  readonly at: string;
  readonly build: Build;
  readonly merchant: string;
  readonly store: string;
  readonly terminal: string;
  /** The account, its middle left out. */
  readonly account: string;
  readonly stage: string;
  /** Waits that differ from the published ones. */
  readonly shortened: readonly string[];
  /** Why something is not in the report that belongs into it, such as pictures without a browser. */
  readonly lacks: readonly string[];
  readonly cases: readonly ReportedCase[];
  /** The hash of the run's last line: whoever has it can tell whether a line before it was changed. */
  readonly head: string;
}

/** A case with what was seen of it. */
export interface ReportedCase {
  readonly standing: Standing;
  readonly record: CaseRecord | null;
}

/** How many cases stand in each state. */
export function countsOf(cases: readonly ReportedCase[]): ReadonlyMap<CaseState, number> {
  const counts = new Map<CaseState, number>();
  for (const { standing } of cases) counts.set(standing.state, (counts.get(standing.state) ?? 0) + 1);
  return counts;
}

/** The report as JSON: the same cases, without the pictures. */
export function reportJson(report: Report): string {
  const { cases, ...rest } = report;
  const written = cases.map(({ standing: { of, ...standing }, record }) => {
    const { script, ...published } = of;
    return { ...published, expected: script?.expect ?? [], ...standing, record };
  });
  return `${JSON.stringify({ ...rest, cases: written }, null, 2)}\n`;
}

const COLUMNS = [
  'case',
  'title',
  'state',
  'attempt',
  'referenceOrderId',
  'paymentRequestId',
  'call',
  'sentAtMs',
  'result',
];

/** The report as CSV: a row for each message, so that the acquirer can hold it against its own log. Ids stay texts. */
export function reportCsv({ cases }: Report): string {
  const rows = cases.flatMap(({ standing: { of, state, attempt }, record }) => {
    const head = [of.id, of.title, state, String(attempt)];
    if (record === null) return [[...head, '', '', '', '', '']];
    return record.exchanges.map(({ paymentRequestId, api, sentMs, resultCode }) => {
      const id = paymentRequestId ?? '';
      const order = record.sales.find(({ paymentRequestIds }) => paymentRequestIds.includes(id));
      return [...head, order?.referenceOrderId ?? '', id, api, String(sentMs), resultCode ?? ''];
    });
  });
  return writeCsv([COLUMNS, ...rows]);
}

/** The times that an acquirer publishes figures for, as they were measured. */
export interface Timing {
  readonly caseId: string;
  readonly sale: string;
  readonly firstInquiryMs: number | null;
  readonly gapsMs: readonly number[];
  readonly inquiries: number;
  readonly cancelMs: number | null;
}

/** The timing of every sale that was asked about. */
export function timingsOf(cases: readonly ReportedCase[]): readonly Timing[] {
  return cases.flatMap(({ record }) =>
    (record?.sales ?? []).flatMap(({ sale, paymentRequestIds }) => {
      const own = (api: string): readonly number[] =>
        (record?.exchanges ?? [])
          .filter(
            (call) =>
              call.by === 'till' &&
              call.api === api &&
              paymentRequestIds.includes(call.paymentRequestId ?? ''),
          )
          .map(({ sentMs }) => sentMs);
      const [paidAt] = own('pay');
      const asked = own('inquiryPayment');
      const [cancelledAt] = own('cancelPayment');
      if (paidAt === undefined || asked.length === 0) return [];
      return [
        {
          caseId: record?.caseId ?? '',
          sale,
          firstInquiryMs: (asked[0] ?? paidAt) - paidAt,
          gapsMs: asked.slice(1).map((at, index) => at - (asked[index] ?? at)),
          inquiries: asked.length,
          cancelMs: cancelledAt === undefined ? null : cancelledAt - paidAt,
        },
      ];
    }),
  );
}
