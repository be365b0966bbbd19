import type { LineType, ReportReading } from '../acquirers/report-form.ts';
import { COLUMN_NAMES, SUMMARY_COLUMNS, type ColumnName } from '../config/report-columns.ts';
import type { CsvRecord } from '../ground/csv.ts';
import type { Amount } from '../ground/money/amount.ts';
import { nameTrouble } from '../ground/outside-text.ts';
import { err, ok, type Result } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';
import { amountOf, settlementOf } from './report-amounts.ts';
import { Cells, columnsOf, type Columns } from './report-cells.ts';
import type { ReportFault } from './report-fault.ts';
import { reportTextOf } from './report-text.ts';
import { IdsOfColumn, isEndMark, reportLines, unwrapped } from './spreadsheet.ts';

/** One transaction as a report tells it. Amounts of refunds are positive here, whatever their sign in the file. */
export interface ReportRow {
  readonly file: string;
  readonly line: number;
  /** `PAYMENT`, `REFUND`, `CANCEL`, or a word that the till does not know. */
  readonly type: string;
  readonly atMs: Ms;
  readonly amount: Amount;
  readonly transactionRequestId?: string | undefined;
  readonly transactionId?: string | undefined;
  readonly originalTransactionId?: string | undefined;
  readonly settlementMinor?: bigint | undefined;
  readonly settlementCurrency?: string | undefined;
  readonly counterParticipantId?: string | undefined;
  readonly referenceMerchantId?: string | undefined;
  readonly referenceStoreId?: string | undefined;
}

/**
 * What stands in one report.
 *
 * `totalCount`, `netMinor`: how many lines its summary says that it has, and what they come to; null where it says
 * nothing. `passedOver`: lines that move no money, or of what was not done.
 */
export interface ReportContent {
  readonly totalCount: number | null;
  readonly netMinor: bigint | null;
  readonly passedOver: number;
  readonly rows: readonly ReportRow[];
}

const FAULTS_MAX = 10;

/**
 * Reads a report of transactions.
 *
 * Shape: a text (`reportTextOf`); where the form has one, a summary (headers, then one line of values); then the details
 * (headers, then a line each, in any order of columns), which may be left out below a summary. Columns are found by name,
 * others are passed over.
 * Errors: every fault up to ten, with line and column. One bad line refuses the file: what is not understood can't be
 * compared to the smallest unit.
 * `keeps`: sees every line, and says which are kept; a file may have a million of others.
 * Source: dossier section 8.
 */
export function parseReport(
  file: string,
  bytes: Uint8Array,
  reading: ReportReading,
  keeps: (row: ReportRow) => boolean = () => true,
): Result<ReportContent, readonly ReportFault[]> {
  const text = reportTextOf(bytes);
  if (!text.ok) return err([text.error]);
  const seen = survey(text.value, reading);
  if (!seen.ok) return seen;
  const faults: ReportFault[] = [];
  const { hasSummary } = reading.form;
  const told = hasSummary ? parseSummary(seen.value.summary, reading, faults) : NO_SUMMARY;
  if (told === null) return err(faults);
  const { heads } = seen.value;
  if (heads === undefined && !hasSummary)
    return err([{ line: 1, say: 'the headers are missing; fetch the file again' }]);
  const rows: ReportRow[] = [];
  let passedOver = 0;
  if (heads !== undefined)
    for (const line of parseDetails({ file, text: text.value, heads, ids: seen.value.ids }, reading, faults))
      if (line === 'passedOver') passedOver += 1;
      else if (keeps(line)) rows.push(line);
  return faults.length > 0 ? err(faults.slice(0, FAULTS_MAX)) : ok({ ...told, passedOver, rows });
}

/** What a first look at a report tells. */
interface Survey {
  /** The headers and the values of the summary, where the form has one. */
  readonly summary: readonly CsvRecord[];
  readonly heads: CsvRecord | undefined;
  /** What is to be said of the ids of each column. */
  readonly ids: ReadonlyMap<ColumnName, IdsOfColumn>;
}

/** Looks at every line once: whether the file is whole, and what its ids have in common. Keeps no line. */
function survey(text: string, reading: ReportReading): Result<Survey, readonly ReportFault[]> {
  const { hasSummary, endsWithMark } = reading.form;
  const summary: CsvRecord[] = [];
  const ids = new Map<ColumnName, IdsOfColumn>();
  let heads: CsvRecord | undefined;
  let columns: Columns | null = null;
  let hasMark = false;
  let last = 1;
  const lines = reportLines(text);
  for (;;) {
    const { done, value } = lines.next();
    if (done === true) {
      if (value !== null) return err([{ ...value, say: `${value.say}; fetch the file again` }]);
      break;
    }
    last = value.line;
    if (isEndMark(value)) hasMark = true;
    else if (hasSummary && summary.length < SUMMARY_LINES) summary.push(value);
    else if (heads === undefined) {
      heads = value;
      columns = columnsOf(heads, DETAIL_COLUMNS, reading.headers, []);
      for (const name of ID_COLUMNS) if (columns?.has(name) === true) ids.set(name, new IdsOfColumn());
    } else {
      for (const [name, seen] of ids)
        seen.see(unwrapped((value.cells[columns?.get(name)?.index ?? 0] ?? '').trim()));
    }
  }
  const say = 'the file does not end with <END>: it was not written to the end; fetch it again';
  return endsWithMark && !hasMark ? err([{ line: last, say }]) : ok({ summary, heads, ids });
}

/** A summary is its headers, then one line of values. */
const SUMMARY_LINES = 2;

const NO_SUMMARY = { totalCount: null, netMinor: null };

function parseSummary(
  [heads, values]: readonly CsvRecord[],
  { headers }: ReportReading,
  faults: ReportFault[],
): Pick<ReportContent, 'totalCount' | 'netMinor'> | null {
  const summary = columnsOf(heads, SUMMARY_COLUMNS, headers, faults);
  if (values === undefined && faults.length === 0) {
    faults.push({
      line: heads?.line ?? 1,
      say: 'the values of the summary are missing; fetch the file again',
    });
  }
  if (summary === null || values === undefined) return null;
  const cells = new Cells(values, summary, faults);
  const totalCount = Number(cells.whole('totalCount'));
  return { totalCount, netMinor: cells.has('netTotalAmount') ? cells.whole('netTotalAmount') : null };
}

const DETAIL_COLUMNS = COLUMN_NAMES.filter((name) => name !== 'totalCount' && name !== 'netTotalAmount');

interface Details extends Pick<Survey, 'ids'> {
  readonly file: string;
  readonly text: string;
  readonly heads: CsvRecord;
}

function* parseDetails(
  { file, text, heads, ids: columnIds }: Details,
  reading: ReportReading,
  faults: ReportFault[],
): Generator<ReportRow | 'passedOver'> {
  const columns = columnsOf(heads, DETAIL_COLUMNS, reading.headers, faults);
  if (columns === null) return;
  if (!columns.has('transactionRequestId') && !columns.has('transactionId')) {
    const say = `no column tells which transaction a line is of; name it in reports.columns.transactionRequestId of the config`;
    faults.push({ line: heads.line, say });
    return;
  }
  for (const record of reportLines(text)) {
    if (record.line <= heads.line || isEndMark(record)) continue;
    if (faults.length >= FAULTS_MAX) break;
    if (!fits(record, heads)) {
      const say = `the line has ${record.cells.length} cells where its headers are ${heads.cells.length}; fetch the file again`;
      faults.push({ line: record.line, say });
      continue;
    }
    const cells = new Cells(record, columns, faults);
    const before = faults.length;
    for (const [name, ids] of columnIds) cells.checkId(name, ids);
    const row = faults.length > before ? null : parseLine(file, cells, reading);
    if (row !== null) yield row;
  }
}

/** A spreadsheet fills its lines up with empty cells; what is cut off has too few. */
function fits({ cells }: CsvRecord, heads: CsvRecord): boolean {
  const more = cells.slice(heads.cells.length);
  return cells.length >= heads.cells.length && more.every((cell) => cell.trim() === '');
}

const ID_COLUMNS = [
  'transactionRequestId',
  'transactionId',
  'originalTransactionId',
  'originalTransactionRequestId',
  'referenceMerchantId',
  'referenceStoreId',
] as const;

/** One line; a word that the form does not know stays as it is, for a person to look at. */
function parseLine(file: string, cells: Cells, reading: ReportReading): ReportRow | 'passedOver' | null {
  const { doneStates, types } = reading.form;
  const word =
    cells.text('transactionType') ?? cells.fault('transactionType', 'is empty', 'fetch the file again');
  const known = word === undefined ? undefined : lineTypeOf(types, word);
  const state = cells.text('transactionStatus')?.toUpperCase();
  const isDone = doneStates.length === 0 || state === undefined || doneStates.includes(state);
  if (known?.is === 'NO_MONEY' || !isDone) return 'passedOver';
  const atMs = reading.timeOf(cells.text('transactionTime') ?? '');
  if (atMs === null) cells.fault('transactionTime', ...noTime(reading));
  const isSigned = known?.is !== 'PAYMENT';
  const amount = amountOf(
    cells,
    'transactionAmountValue',
    cells.text('transactionCurrency'),
    isSigned,
    reading,
  );
  for (const name of IDS) {
    const trouble = nameTrouble(cells.text(name) ?? 'none');
    if (trouble !== null) cells.fault(name, trouble, 'fetch the file again');
  }
  const settlement = settlementOf(cells, isSigned, reading);
  if (word === undefined || atMs === null || amount === null) return null;
  return {
    ...{ file, line: cells.line, type: known?.is ?? word, atMs, amount },
    ...idsOfLine(cells, reading, known),
    settlementMinor: settlement,
    settlementCurrency: cells.text('settlementCurrency'),
    counterParticipantId: cells.text('counterParticipantId'),
    referenceMerchantId: cells.text('referenceMerchantId'),
    referenceStoreId: cells.text('referenceStoreId'),
  };
}

function lineTypeOf(types: Readonly<Record<string, LineType>>, word: string): LineType | undefined {
  return Object.hasOwn(types, word.toUpperCase()) ? types[word.toUpperCase()] : undefined;
}

function noTime({ form }: ReportReading): [string, string] {
  return form.timeOf === undefined
    ? ['is no time of ISO 8601 with an offset', 'such as 2026-11-20T10:31:04+08:00']
    : ['is no time as this acquirer writes it', 'fetch the file again'];
}

/** Whose line it is. A line that names its payment as its original is told by that one. */
function idsOfLine(
  cells: Cells,
  { form }: ReportReading,
  known: LineType | undefined,
): Pick<ReportRow, 'transactionRequestId' | 'transactionId' | 'originalTransactionId'> {
  const ourIdOf = (name: ColumnName): string | undefined => {
    const text = cells.text(name);
    return text === undefined || form.requestIdOf === undefined ? text : form.requestIdOf(text);
  };
  const ids = {
    transactionRequestId: ourIdOf('transactionRequestId'),
    transactionId: cells.text('transactionId'),
    originalTransactionId: cells.text('originalTransactionId'),
  };
  const original = ourIdOf('originalTransactionRequestId');
  if (known?.is === 'CANCEL') return { ...ids, transactionRequestId: original ?? ids.transactionRequestId };
  if (known?.isOfOriginal !== true) return ids;
  return {
    transactionRequestId: original ?? ids.transactionRequestId,
    transactionId: ids.originalTransactionId,
  };
}

/** Cells that are compared with the journal letter by letter. */
const IDS = ['transactionRequestId', 'transactionId', 'originalTransactionId'] as const;
