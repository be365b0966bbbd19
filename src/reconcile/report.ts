import { nameTrouble } from '../ground/outside-text.ts';
import { parseAmount, type Amount } from '../ground/money/amount.ts';
import { err, ok, type Result } from '../ground/result.ts';
import { parseIso, type Ms } from '../ground/time.ts';
import type { ColumnHeaders } from '../acquirers/report-columns.ts';
import { COLUMN_NAMES, REPORT_COLUMNS, type ColumnName } from '../config/report-columns.ts';
import { parseCsv, type CsvRecord } from '../ground/csv.ts';
import type { ReportFault } from './report-fault.ts';
import { reportTextOf } from './report-text.ts';
import {
  idsOfColumn,
  lostId,
  rewritten,
  SEPARATOR_LINE,
  separatorOf,
  unwrapped,
  withoutPadding,
  type ColumnIds,
} from './spreadsheet.ts';

/** One transaction as a report tells it. Amounts of refunds are positive here, whatever their sign in the file. */
export interface ReportRow {
  readonly file: string;
  readonly line: number;
  /** `PAYMENT`, `REFUND`, or a word that the till does not know. */
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

/** What stands in one report. `netMinor`: what its summary says that all of it comes to, where it says so. */
export interface ReportContent {
  readonly totalCount: number;
  readonly netMinor: bigint | null;
  readonly rows: readonly ReportRow[];
}

const FAULTS_MAX = 10;

/** Ends the sister product's report of the same name. Source: docs.antom.com, Transaction Items, Report fields. */
const END = '<END>';

/**
 * Reads a Transaction Detail Report.
 *
 * Shape: a text (`reportTextOf`), a summary (headers, then one line of values), then the details (headers, then a line each, in any order
 * of columns); without transactions the details may be left out. Columns are found by name, others are passed over.
 * Headers: what the acquirer calls its columns (`headersOf` of its kind).
 * Errors: every fault up to ten, with line and column. One bad line refuses the file: what is not understood can't be
 * compared to the smallest unit.
 * Source: dossier section 8.
 */
export function parseReport(
  file: string,
  bytes: Uint8Array,
  headers: ColumnHeaders,
): Result<ReportContent, readonly ReportFault[]> {
  const text = reportTextOf(bytes);
  if (!text.ok) return err([text.error]);
  const read = parseCsv(text.value.replace(SEPARATOR_LINE, '\n'), separatorOf(text.value));
  if (!read.ok) return err([{ ...read.error, say: `${read.error.say}; fetch the file again` }]);
  const records = withoutPadding(read.value).filter(({ cells }) => cells[0]?.trim() !== END);
  return parseSections(file, records, headers);
}

function parseSections(
  file: string,
  [heads, values, detailHeads, ...details]: readonly CsvRecord[],
  headers: ColumnHeaders,
): Result<ReportContent, readonly ReportFault[]> {
  const faults: ReportFault[] = [];
  const summary = columnsOf(heads, ['totalCount', 'netTotalAmount'], headers, faults);
  if (values === undefined && faults.length === 0) {
    faults.push({
      line: heads?.line ?? 1,
      say: 'the values of the summary are missing; fetch the file again',
    });
  }
  if (summary === null || values === undefined) return err(faults);
  const cells = new Cells(values, summary, faults);
  const totalCount = cells.whole('totalCount');
  const net = cells.has('netTotalAmount') ? cells.whole('netTotalAmount') : null;
  const rows = detailHeads === undefined ? [] : parseDetails(file, detailHeads, details, headers, faults);
  if (faults.length > 0) return err(faults.slice(0, FAULTS_MAX));
  return ok({ totalCount: Number(totalCount), netMinor: net, rows });
}

function parseDetails(
  file: string,
  heads: CsvRecord,
  details: readonly CsvRecord[],
  headers: ColumnHeaders,
  faults: ReportFault[],
): ReportRow[] {
  const names = COLUMN_NAMES.filter((name) => name !== 'totalCount' && name !== 'netTotalAmount');
  const columns = columnsOf(heads, names, headers, faults);
  if (columns === null) return [];
  if (!columns.has('transactionRequestId') && !columns.has('transactionId')) {
    const say = `no column tells which transaction a line is of; name it in reports.columns.transactionRequestId of the config`;
    faults.push({ line: heads.line, say });
    return [];
  }
  const columnIds = idsOf(details, columns);
  const rows: ReportRow[] = [];
  for (const record of details) {
    if (faults.length >= FAULTS_MAX) break;
    if (!fits(record, heads)) {
      const say = `the line has ${record.cells.length} cells where its headers are ${heads.cells.length}; fetch the file again`;
      faults.push({ line: record.line, say });
      continue;
    }
    const cells = new Cells(record, columns, faults);
    const before = faults.length;
    for (const [name, ids] of columnIds) cells.checkId(name, ids);
    const row = faults.length > before ? null : parseRow(file, cells);
    if (row !== null) rows.push(row);
  }
  return rows;
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
  'referenceMerchantId',
  'referenceStoreId',
] as const;

/** What is to be said of the ids of each column that the file has. */
function idsOf(
  details: readonly CsvRecord[],
  columns: Columns,
): readonly (readonly [ColumnName, ColumnIds])[] {
  return ID_COLUMNS.flatMap((name) => {
    const column = columns.get(name);
    if (column === undefined) return [];
    const ids = details.map(({ cells }) => unwrapped((cells[column.index] ?? '').trim()));
    return [[name, idsOfColumn(ids)] as const];
  });
}

function parseRow(file: string, cells: Cells): ReportRow | null {
  const type =
    cells.text('transactionType') ?? cells.fault('transactionType', 'is empty', 'fetch the file again');
  const atMs = parseIso(cells.text('transactionTime') ?? '');
  if (atMs === null) {
    cells.fault(
      'transactionTime',
      'is no time of ISO 8601 with an offset',
      'such as 2026-11-20T10:31:04+08:00',
    );
  }
  const value = cells.text('transactionAmountValue') ?? '';
  const amount = parseAmount({
    currency: cells.text('transactionCurrency') ?? '',
    value: type === 'PAYMENT' ? value : value.replace(/^-/, ''),
  });
  if (!amount.ok) {
    const column = amount.error.kind === 'unknownCurrency' ? 'transactionCurrency' : 'transactionAmountValue';
    const mend =
      column === 'transactionCurrency'
        ? 'a code of ISO 4217 is needed'
        : 'minor units without decimals are needed';
    cells.fault(column, 'is not understood', mend);
  }
  for (const name of IDS) {
    const trouble = nameTrouble(cells.text(name) ?? 'none');
    if (trouble !== null) cells.fault(name, trouble, 'fetch the file again');
  }
  const settlement =
    cells.text('settlementAmountValue') === undefined ? undefined : cells.whole('settlementAmountValue');
  if (type === undefined || atMs === null || !amount.ok) return null;
  return {
    file,
    line: cells.line,
    type,
    atMs,
    amount: amount.value,
    transactionRequestId: cells.text('transactionRequestId'),
    transactionId: cells.text('transactionId'),
    originalTransactionId: cells.text('originalTransactionId'),
    settlementMinor: settlement,
    settlementCurrency: cells.text('settlementCurrency'),
    counterParticipantId: cells.text('counterParticipantId'),
    referenceMerchantId: cells.text('referenceMerchantId'),
    referenceStoreId: cells.text('referenceStoreId'),
  };
}

/** Cells that are compared with the journal letter by letter. */
const IDS = ['transactionRequestId', 'transactionId', 'originalTransactionId'] as const;

type Columns = ReadonlyMap<ColumnName, { readonly index: number; readonly header: string }>;

/** Finds columns by their headers; null, and faults, where a required one is not there or stands there twice. */
function columnsOf(
  heads: CsvRecord | undefined,
  names: readonly ColumnName[],
  headers: ColumnHeaders,
  faults: ReportFault[],
): Columns | null {
  const written = (heads?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const line = heads?.line ?? 1;
  const columns = new Map<ColumnName, { index: number; header: string }>();
  const before = faults.length;
  for (const name of names) {
    const header = headers[name].find((each) => written.includes(each.toLowerCase()));
    if (header === undefined) {
      if (!REPORT_COLUMNS[name].required) continue;
      const say = `the header is missing; if the report calls it otherwise, name that in reports.columns.${name} of the config`;
      faults.push({ line, column: headers[name].join(' or '), say });
      continue;
    }
    const index = written.indexOf(header.toLowerCase());
    if (written.lastIndexOf(header.toLowerCase()) !== index) {
      faults.push({
        line,
        column: header,
        say: 'the header stands there twice; ask the acquirer which one counts',
      });
    }
    columns.set(name, { index, header });
  }
  return faults.length > before ? null : columns;
}

/** The cells of one line, asked for by column; what is not understood becomes a fault. */
class Cells {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #columns: Columns;
  readonly #faults: ReportFault[];

  constructor(record: CsvRecord, columns: Columns, faults: ReportFault[]) {
    this.line = record.line;
    this.#cells = record.cells;
    this.#columns = columns;
    this.#faults = faults;
  }

  has(name: ColumnName): boolean {
    return this.#columns.has(name);
  }

  /** Undefined where the column is not there, or empty. */
  text(name: ColumnName): string | undefined {
    const column = this.#columns.get(name);
    const cell = column === undefined ? '' : unwrapped((this.#cells[column.index] ?? '').trim());
    return cell === '' ? undefined : cell;
  }

  /** A whole number, with or without a sign. */
  whole(name: ColumnName): bigint {
    const cell = this.text(name) ?? '';
    if (/^-?\d{1,18}$/.test(cell)) return BigInt(cell);
    this.fault(name, 'is no whole number', 'minor units and counts have no decimals and no marks');
    return 0n;
  }

  /** An id that is not the acquirer's any more is found with nothing, and would be called missing. */
  checkId(name: ColumnName, ids: ColumnIds): void {
    const id = this.text(name);
    const lost = id === undefined ? null : lostId(id, ids);
    if (lost !== null) this.#say(name, lost);
  }

  fault(name: ColumnName, what: string, mend: string): undefined {
    this.#say(name, `${what}; ${rewritten(this.text(name) ?? '') ?? mend}`);
  }

  #say(name: ColumnName, what: string): void {
    const cell = (this.text(name) ?? '').slice(0, 40);
    const column = this.#columns.get(name)?.header ?? name;
    this.#faults.push({ line: this.line, column, say: `"${cell}" ${what}` });
  }
}
