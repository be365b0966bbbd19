import {
  SETTLEMENT_COLUMNS,
  type RenamedSettlementColumns,
  type SettlementKind,
} from '../../config/settlement-columns.ts';
import type { SettlementColumns } from '../../acquirers/report-columns.ts';
import type { CsvFault, CsvRecord } from '../../ground/csv.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import type { ReportFault } from '../report-fault.ts';
import { reportTextOf } from '../report-text.ts';
import { isEndMark, reportLines, unwrapped } from '../spreadsheet.ts';

/** One line by the till's names for its columns; what the report does not have is absent. */
export interface ReadLine {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A report of a kind, as far as its columns are known. */
export interface ReadReport {
  readonly summary: ReadLine | null;
  readonly details: readonly ReadLine[];
}

const FAULTS_MAX = 10;

/** Cells that are minor units or counts. */
const WHOLE: readonly string[] = [
  ...['totalCount', 'totalFeeAmountValue', 'feeAmountValue', 'transactionNetAmountValue'],
  ...['netAmountValue', 'settlementAmountValue'],
];

/**
 * Reads a report by the names of its columns, in whatever order they stand.
 *
 * Errors: every fault up to ten, with its line; one bad line refuses the file. Amounts have no decimals and no marks.
 * Source: reports dossier sections 1 and 3.
 */
export function readReport(
  kind: SettlementKind,
  bytes: Uint8Array,
  columns: SettlementColumns,
  renamed: RenamedSettlementColumns,
): Result<ReadReport, readonly ReportFault[]> {
  const text = reportTextOf(bytes);
  if (!text.ok) return err([text.error]);
  const read = linesOf(text.value);
  if (!read.ok) return err([read.error]);
  const records = read.value;
  const { summary: ofSummary, details: ofDetails } = SETTLEMENT_COLUMNS[kind];
  const headersOf = (name: string): readonly string[] => {
    const own = renamed[kind]?.[name];
    return own === undefined ? (columns[kind][name]?.headers ?? []) : [own];
  };
  const faults: ReportFault[] = [];
  const summary =
    ofSummary === null ? null : section(records.slice(0, 2), { kind, needs: ofSummary, headersOf }, faults);
  const rest = ofSummary === null ? records : records.slice(2);
  const details = rest.length === 0 ? [] : section(rest, { kind, needs: ofDetails, headersOf }, faults);
  if (faults.length > 0) return err(faults.slice(0, FAULTS_MAX));
  const [first] = summary ?? [];
  if (ofSummary !== null && first === undefined)
    return err([{ line: 1, say: 'the values of the summary are missing; fetch the file again' }]);
  return ok({ summary: first ?? null, details });
}

function linesOf(text: string): Result<readonly CsvRecord[], CsvFault> {
  const records: CsvRecord[] = [];
  const lines = reportLines(text);
  for (;;) {
    const { done, value } = lines.next();
    if (done === true) return value === null ? ok(records) : err(value);
    if (!isEndMark(value)) records.push(value);
  }
}

interface SectionRules {
  readonly kind: SettlementKind;
  readonly needs: Readonly<Record<string, boolean>>;
  readonly headersOf: (name: string) => readonly string[];
}

function section(
  [heads, ...lines]: readonly CsvRecord[],
  { kind, needs, headersOf }: SectionRules,
  faults: ReportFault[],
): ReadLine[] {
  const written = (heads?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const places = new Map<string, number>();
  for (const [name, isNeeded] of Object.entries(needs)) {
    const header = headersOf(name).find((each) => written.includes(each.toLowerCase()));
    if (header !== undefined) places.set(name, written.indexOf(header.toLowerCase()));
    else if (isNeeded)
      faults.push({
        line: heads?.line ?? 1,
        column: headersOf(name).join(' or '),
        say: `the header is missing among ${written.join(', ')}; name it in reports.columns.${kind}.${name} of the config`,
      });
  }
  if (faults.length > 0) return [];
  return lines.map(({ line, cells }) => {
    const named: Record<string, string> = {};
    for (const [name, index] of places) {
      const cell = unwrapped((cells[index] ?? '').trim());
      if (cell === '') continue;
      if (WHOLE.includes(name) && !/^-?\d{1,18}$/.test(cell))
        faults.push({ line, column: name, say: `"${cell.slice(0, 40)}" is no whole number of minor units` });
      named[name] = cell;
    }
    if (cells.length < written.length)
      faults.push({ line, say: 'the line has fewer cells than headers; fetch the file again' });
    return { line, cells: named };
  });
}

/** A signed number of a line; `direction` D turns it round. Null where the line has none. */
export function signedOf({ cells }: ReadLine, name: string): bigint | null {
  const cell = cells[name];
  if (cell === undefined) return null;
  const minor = BigInt(cell);
  // C: to the acquirer; D: from it. Source: reports dossier section 6, row 2.
  return cells['direction'] === 'D' && minor > 0n ? -minor : minor;
}
