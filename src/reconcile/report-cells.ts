import type { ColumnHeaders } from '../acquirers/report-columns.ts';
import { REPORT_COLUMNS, type ColumnName } from '../config/report-columns.ts';
import type { CsvRecord } from '../ground/csv.ts';
import type { ReportFault } from './report-fault.ts';
import { lostId, rewritten, unwrapped, type ColumnIds } from './spreadsheet.ts';

/** Where each column stands. */
export type Columns = ReadonlyMap<ColumnName, { readonly index: number; readonly header: string }>;

/** Finds columns by their headers; null, and faults, where a required one is not there or stands there twice. */
export function columnsOf(
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
export class Cells {
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
