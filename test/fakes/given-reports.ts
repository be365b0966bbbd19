import { ALIPAY_PLUS_REPORT } from '../../src/acquirers/alipay-plus/report-form.ts';
import { readingOf } from '../../src/acquirers/report-form.ts';
import { dayAfter } from '../../src/reconcile/cycle.ts';
import type { TillEntry } from '../../src/reconcile/entries.ts';
import { readSheet, type ReportFile, type Sheet } from '../../src/reconcile/sheets.ts';
import { isoWithOffset, type Ms } from '../../src/ground/time.ts';
import { DAY } from './given-day.ts';

export const PARTICIPANT = '1022188000000000001';

/** One transaction in the acquirer's books. */
export interface GivenLine {
  readonly type: string;
  readonly requestId: string;
  readonly transactionId: string;
  readonly originalTransactionId?: string | undefined;
  readonly minor: number;
  readonly currency: string;
  readonly atMs: Ms;
  readonly merchant?: string | undefined;
  readonly store?: string | undefined;
}

/** The books of an acquirer that agrees with the till. */
export function linesOf(entries: readonly TillEntry[]): GivenLine[] {
  return entries
    .filter(({ says }) => says === 'done')
    .map((entry) => ({
      type: entry.type,
      requestId: (entry.type === 'PAYMENT' ? entry.paymentRequestId : entry.refundRequestId) ?? '',
      transactionId:
        (entry.type === 'PAYMENT' ? entry.paymentId : (entry.refundId ?? `R-${entry.referenceOrderId}`)) ??
        '',
      originalTransactionId: entry.type === 'REFUND' ? entry.paymentId : undefined,
      minor: entry.amount.valueMinor,
      currency: entry.amount.currency,
      atMs: entry.atMs,
    }));
}

/** A line of somebody else who is settled with the same participant. */
export function lineOfOthers(number: number, atMs: Ms): GivenLine {
  const requestId = `SHOP-2-${number}`;
  return { type: 'PAYMENT', requestId, transactionId: `T-${requestId}`, minor: 100, currency: 'JPY', atMs };
}

/** How a report is written, where it is not as usual. */
export interface ReportForm {
  readonly seq?: number;
  readonly day?: string;
  readonly participantId?: string;
  readonly currency?: string;
  readonly totalCount?: number;
  readonly net?: number;
}

/** How the acquirer's reports are read. */
export const READING = readingOf(ALIPAY_PLUS_REPORT);

const HEADS = [
  'customerId',
  'referenceMerchantId',
  'referenceStoreId',
  'transactionId',
  'originalTransactionId',
  'transactionRequestId',
  'orderDescription',
  'pspName',
  'transactionType',
  'transactionTime',
  'transactionAmountValue',
  'transactionCurrency',
  'settlementAmountValue',
] as const;

/** The text of a report with these lines. */
export function reportText(lines: readonly GivenLine[], form: ReportForm = {}): string {
  const net = lines.reduce((sum, { type, minor }) => sum + (type === 'PAYMENT' ? minor : -minor), 0);
  const summary = [
    ['totalCount', 'netTotalAmount'],
    [String(form.totalCount ?? lines.length), String(form.net ?? net)],
  ];
  const rows = lines.map((line) => [
    PARTICIPANT,
    line.merchant ?? '',
    line.store ?? '',
    line.transactionId,
    line.originalTransactionId ?? '',
    line.requestId,
    'コーヒー "L", 二つ',
    'TNG eWallet',
    line.type,
    isoWithOffset(line.atMs, 'Asia/Singapore'),
    String(line.minor),
    line.currency,
    String(line.minor),
  ]);
  const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const records = [...summary, [''], [...HEADS], ...rows];
  return `\uFEFF${records.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** A report as it would be fetched. */
export function reportFile(lines: readonly GivenLine[], form: ReportForm = {}): ReportFile {
  const { seq = 0, day = DAY, participantId = PARTICIPANT, currency = 'USD' } = form;
  const batch = `${day.replaceAll('-', '')}11021040123`;
  return {
    file: `transactionItems_${participantId}_${currency}_${batch}_A0001_${String(seq).padStart(3, '0')}.csv`,
    generatedOn: dayAfter(day, 1),
    bytes: new TextEncoder().encode(reportText(lines, form)),
  };
}

export function sheetOf(lines: readonly GivenLine[], form: ReportForm = {}): Sheet {
  return readSheet(reportFile(lines, form), READING);
}
