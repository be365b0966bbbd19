import type { Amount, Sum } from '../ground/money/amount.ts';
import { plainAmount } from '../ground/money/format.ts';
import type { Currency } from '../ground/money/currencies.ts';
import { assertNever } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';
import { cycleTime, zoneWords } from './cycle.ts';
import type { TillEntry } from './entries.ts';
import { FINDING_KINDS, type Finding, type FindingKind } from './findings.ts';
import type { Reconciliation } from './match.ts';
import type { ReportRow } from './report.ts';
import type { Total } from './totals.ts';

/** How a time is written for the shop. */
export type WriteTime = (atMs: Ms) => string;

/** What each kind of finding is called, and what a manager does about it. */
const HEADS: Readonly<Record<FindingKind, readonly [string, string]>> = {
  unreadable: [
    'Reports that cannot be read',
    'Fetch them again, or do what is said beside them; then compare again.',
  ],
  otherParticipant: [
    'Reports of another participant',
    'They were left out. Check reports.participantId and the folder.',
  ],
  fileMissing: ['Files missing in the sequence', 'Fetch them; then compare again.'],
  amountUnitDiffers: [
    'Amounts in another unit',
    'Say "amountUnit" where the config names these reports, as it stands beside the file; then compare again.',
  ],
  summaryCountDiffers: [
    'Summaries whose count does not fit',
    'Fetch the file again; if it stays so, ask the acquirer.',
  ],
  summaryAmountDiffers: [
    'Summaries whose amount does not fit',
    'Fetch the file again; if it stays so, ask the acquirer.',
  ],
  missingInReport: [
    'Paid at the till, missing in the report',
    'Ask the acquirer: this money may not be settled.',
  ],
  missingInJournal: [
    'In the report, unknown to the till',
    'If the shop has other tills, give their journals too (--journal). Otherwise a journal was lost, or somebody else uses its ids.',
  ],
  amountDiffers: ['Another amount', 'Ask the acquirer which amount the customer was charged.'],
  currencyDiffers: ['Another currency', 'Ask the acquirer what the customer was charged.'],
  stateDiffers: [
    'Made by the report, not by the till',
    'The customer was charged (or refunded): look at the sale, and put it right with the acquirer.',
  ],
  cancelledInReport: [
    'Paid at the till, cancelled in the report',
    'Ask the acquirer: this money may not be settled, and the customer may have it back.',
  ],
  refundMissingInReport: [
    'Refunded at the till, missing in the report',
    'Ask the acquirer: the customer may not have the money.',
  ],
  refundMissingInJournal: [
    'Refunds in the report, unknown to the till',
    'If another till of the shop refunded it, give its journal too (--journal). Otherwise somebody gave money back past the tills: find out who.',
  ],
  refundAmountDiffers: ['Another refunded amount', 'Ask the acquirer which amount was given back.'],
  duplicateInReport: ['Twice in the report', 'Ask the acquirer: only one of them may be settled.'],
  idDiffers: [
    'Another id than the till was told',
    'Ask the acquirer whether both ids are the same transaction.',
  ],
  otherDay: [
    'Another day at the till than in the report',
    'Nothing to do, if it was near the acquirer’s midnight: it counts on the report’s day.',
  ],
  otherType: ['Neither payment nor refund', 'Look at the transaction in the acquirer’s portal.'],
  unresolved: [
    'Not known yet at the till',
    'The till goes on asking and cancelling. Keep it running, and look at the sale.',
  ],
};

/** Whose reports a result is of: the gateway, and when its reports come. */
export interface ToldOf {
  readonly name: string;
  readonly comes: string;
}

/** The whole result for a person: verdict, totals, then each kind of finding with what to do. */
export function reconciliationText(result: Reconciliation, told: ToldOf, time: WriteTime): string {
  const { day, dayOffsetMs, participantId } = result;
  const whose = participantId === null ? '' : `, participant ${participantId}`;
  const lines = [
    `Reconciliation of ${day} (${zoneWords(dayOffsetMs)}), ${told.name}${whose}`,
    '',
    verdictLine(result, told),
    ...result.files.map(({ file, rows }) => `  read: ${file}, ${rows} ${rows === 1 ? 'line' : 'lines'}`),
    '',
    ...result.totals.map(totalLine),
    `${result.matched} the same in till and report; not of this till: ${result.notOfThisTill}.`,
  ];
  for (const kind of FINDING_KINDS) {
    const findings = result.findings.filter((finding) => finding.kind === kind);
    if (findings.length === 0) continue;
    const [head, mend] = HEADS[kind];
    lines.push('', `${head}: ${findings.length}`, `  ${mend}`);
    lines.push(
      ...findings.flatMap((finding) => sentencesOf(finding, time, dayOffsetMs).map((say) => `  - ${say}`)),
    );
  }
  if (result.unlooked.length > 0) {
    lines.push(
      '',
      `Could not be looked for, because a report is missing or can't be read: ${result.unlooked.length}`,
    );
    lines.push(...result.unlooked.map((entry) => `  - ${entryWords(entry, time)}`));
  }
  return `${lines.join('\n')}\n`;
}

function verdictLine({ verdict, findings, day }: Reconciliation, { comes }: ToldOf): string {
  switch (verdict) {
    case 'match':
      return 'Everything matches.';
    case 'mismatch':
      return `${findings.length} ${findings.length === 1 ? 'thing does' : 'things do'} not match.`;
    case 'unreadable':
      return 'Not everything could be compared: a report cannot be read.';
    case 'noReport':
      return `No report of the transactions of ${day} is there: ${comes}.`;
    default:
      return assertNever(verdict);
  }
}

function totalLine({ type, currency, till, report }: Total): string {
  const money = ({ count, minor }: { count: number; minor: bigint }) =>
    `${count}, ${moneyWords({ currency: currency as Currency, valueMinor: minor })}`;
  const same = till.count === report.count && till.minor === report.minor ? '' : '   <- differs';
  return `${type === 'PAYMENT' ? 'Payments' : 'Refunds '}  till: ${money(till)}   report: ${money(report)}${same}`;
}

/** What one finding says, a sentence for each of its facts. */
export function sentencesOf(finding: Finding, time: WriteTime, dayOffsetMs: number): string[] {
  const rowWords = (row: ReportRow): string => lineWords(row, dayOffsetMs);
  switch (finding.kind) {
    case 'missingInReport':
    case 'refundMissingInReport':
    case 'unresolved':
      return [entryWords(finding.entry, time)];
    case 'missingInJournal':
    case 'refundMissingInJournal':
      return [rowWords(finding.row)];
    case 'amountDiffers':
    case 'refundAmountDiffers':
    case 'currencyDiffers':
    case 'stateDiffers':
    case 'idDiffers':
    case 'otherDay':
    case 'cancelledInReport':
      return [`${entryWords(finding.entry, time)}; the report: ${rowWords(finding.row)}`];
    case 'duplicateInReport':
      return [`${rowWords(finding.row)}; first at ${placeOf(finding.first)}`];
    case 'otherType':
      return [
        `${finding.entry === null ? '' : `${entryWords(finding.entry, time)}; the report: `}${rowWords(finding.row)}`,
      ];
    case 'summaryCountDiffers':
      return [`${finding.file}: the summary says ${finding.told}, the file has ${finding.counted} lines`];
    case 'summaryAmountDiffers':
      return [
        `${finding.file}: the summary says ${finding.told}, the lines come to ${finding.counted} (minor units)`,
      ];
    case 'amountUnitDiffers':
      return [
        `${finding.file}: its amounts are ${finding.isDecimal ? '"decimal": with decimals' : '"minor": in the smallest unit'}; the journal of the till shows it`,
      ];
    case 'fileMissing':
      return [finding.file];
    case 'otherParticipant':
      return [`${finding.file} is of ${finding.participantId}`];
    case 'unreadable':
      return finding.faults.map(
        ({ line, column, say }) =>
          `${finding.file}, line ${line}${column === undefined ? '' : `, column ${column}`}: ${say}`,
      );
    default:
      return assertNever(finding);
  }
}

function entryWords(entry: TillEntry, time: WriteTime): string {
  const what = entry.type === 'PAYMENT' ? 'payment' : `refund ${entry.refundRequestId ?? ''} of`;
  return `order ${entry.referenceOrderId}, ${what} ${entry.paymentRequestId}: ${moneyWords(entry.amount)}, ${entry.state} at the till, ${time(entry.atMs)}`;
}

function lineWords(row: ReportRow, dayOffsetMs: number): string {
  const id = row.transactionRequestId ?? row.transactionId ?? '';
  return `${row.type} ${id}: ${moneyWords(row.amount)}, ${cycleTime(row.atMs, dayOffsetMs)} (${placeOf(row)})`;
}

function placeOf({ file, line }: ReportRow): string {
  return `${file}, line ${line}`;
}

function moneyWords(amount: Amount | Sum): string {
  return `${amount.currency} ${plainAmount(amount)}`;
}

const CSV_HEADS = [
  'day',
  'kind',
  'type',
  'referenceOrderId',
  'paymentRequestId',
  'refundRequestId',
  'tillState',
  'tillAmountMinor',
  'tillCurrency',
  'tillTime',
  'reportTransactionRequestId',
  'reportTransactionId',
  'reportAmountMinor',
  'reportCurrency',
  'reportTime',
  'file',
  'line',
  'say',
  'gateway',
] as const;

/** The headers of the table of findings. */
export function reconciliationHeads(): string[] {
  return [...CSV_HEADS];
}

/** The findings as rows of a table; one row also for all that could not be looked for. `gateway`: whose they are. */
export function reconciliationRows(result: Reconciliation, gateway: string, time: WriteTime): string[][] {
  const cells = (kind: string, entry: TillEntry | null, row: ReportRow | null, file: string, say: string) => [
    result.day,
    kind,
    entry?.type ?? row?.type ?? '',
    entry?.referenceOrderId ?? '',
    entry?.paymentRequestId ?? '',
    entry?.refundRequestId ?? '',
    entry?.state ?? '',
    ...(entry === null
      ? ['', '', '']
      : [String(entry.amount.valueMinor), entry.amount.currency, time(entry.atMs)]),
    row?.transactionRequestId ?? '',
    row?.transactionId ?? '',
    ...(row === null
      ? ['', '', '']
      : [String(row.amount.valueMinor), row.amount.currency, cycleTime(row.atMs, result.dayOffsetMs)]),
    row?.file ?? file,
    row === null ? '' : String(row.line),
    say,
    gateway,
  ];
  const found = result.findings.map((finding) =>
    cells(
      finding.kind,
      'entry' in finding ? finding.entry : null,
      'row' in finding ? finding.row : null,
      'file' in finding ? finding.file : '',
      sentencesOf(finding, time, result.dayOffsetMs).join(' | '),
    ),
  );
  const unlooked = result.unlooked.map((entry) =>
    cells('unlooked', entry, null, '', entryWords(entry, time)),
  );
  return [...found, ...unlooked];
}
