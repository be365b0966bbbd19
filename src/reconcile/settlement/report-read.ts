import {
  SETTLEMENT_COLUMNS,
  type RenamedSettlementColumns,
  type SettlementKind,
} from '../../config/settlement-columns.ts';
import type { SettlementColumns } from '../../acquirers/report-columns.ts';
import type { CsvRecord } from '../../ground/csv.ts';
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
 * `keeps`: sees every line of the details, and says which are kept.
 * Source: reports dossier sections 1 and 3.
 */
export function readReport(
  kind: SettlementKind,
  bytes: Uint8Array,
  columns: SettlementColumns,
  renamed: RenamedSettlementColumns,
  keeps: (line: ReadLine) => boolean = () => true,
): Result<ReadReport, readonly ReportFault[]> {
  const text = reportTextOf(bytes);
  if (!text.ok) return err([text.error]);
  const { summary: ofSummary, details: ofDetails } = SETTLEMENT_COLUMNS[kind];
  const headersOf = (name: string): readonly string[] => {
    const own = renamed[kind]?.[name];
    return own === undefined ? (columns[kind][name]?.headers ?? []) : [own];
  };
  const faults: ReportFault[] = [];
  const parts = [ofSummary, ofDetails].flatMap((needs) =>
    needs === null ? [] : [new Section({ kind, needs, headersOf }, faults)],
  );
  const details: ReadLine[] = [];
  let summary: ReadLine | null = null;
  const lines = reportLines(text.value);
  for (;;) {
    const { done, value } = lines.next();
    if (done === true) {
      if (value !== null) return err([value]);
      break;
    }
    if (isEndMark(value)) continue;
    const line = parts[0]?.take(value) ?? null;
    if (line === null || faults.length >= FAULTS_MAX) continue;
    if (parts.length > 1) {
      summary = line;
      // A summary is its headers, then one line of values.
      parts.shift();
    } else if (keeps(line)) details.push(line);
  }
  if (faults.length > 0) return err(faults.slice(0, FAULTS_MAX));
  if (ofSummary !== null && summary === null)
    return err([{ line: 1, say: 'the values of the summary are missing; fetch the file again' }]);
  return ok({ summary, details });
}

interface SectionRules {
  readonly kind: SettlementKind;
  readonly needs: Readonly<Record<string, boolean>>;
  readonly headersOf: (name: string) => readonly string[];
}

/** Headers, and the lines below them. */
class Section {
  readonly #rules: SectionRules;
  readonly #faults: ReportFault[];
  readonly #places = new Map<string, number>();
  /** How many headers there are; null before they came. */
  #width: number | null = null;

  constructor(rules: SectionRules, faults: ReportFault[]) {
    this.#rules = rules;
    this.#faults = faults;
  }

  /** Takes the headers, then lines by them; null for the headers, and where they do not fit. */
  take({ line, cells }: CsvRecord): ReadLine | null {
    if (this.#width === null) {
      this.#width = cells.length;
      this.#findPlaces(line, cells);
      return null;
    }
    const named: Record<string, string> = {};
    for (const [name, index] of this.#places) {
      const cell = unwrapped((cells[index] ?? '').trim());
      if (cell === '') continue;
      if (WHOLE.includes(name) && !/^-?\d{1,18}$/.test(cell))
        this.#faults.push({
          line,
          column: name,
          say: `"${cell.slice(0, 40)}" is no whole number of minor units`,
        });
      named[name] = cell;
    }
    if (cells.length < this.#width)
      this.#faults.push({ line, say: 'the line has fewer cells than headers; fetch the file again' });
    return { line, cells: named };
  }

  #findPlaces(line: number, cells: readonly string[]): void {
    const { kind, needs, headersOf } = this.#rules;
    const written = cells.map((cell) => cell.trim().toLowerCase());
    for (const [name, isNeeded] of Object.entries(needs)) {
      const header = headersOf(name).find((each) => written.includes(each.toLowerCase()));
      if (header !== undefined) this.#places.set(name, written.indexOf(header.toLowerCase()));
      else if (isNeeded)
        this.#faults.push({
          line,
          column: headersOf(name).join(' or '),
          say: `the header is missing among ${written.join(', ')}; name it in reports.columns.${kind}.${name} of the config`,
        });
    }
  }
}

/** A signed number of a line; `direction` D turns it round. Null where the line has none. */
export function signedOf({ cells }: ReadLine, name: string): bigint | null {
  const cell = cells[name];
  if (cell === undefined) return null;
  const minor = BigInt(cell);
  // C: to the acquirer; D: from it. Source: reports dossier section 6, row 2.
  return cells['direction'] === 'D' && minor > 0n ? -minor : minor;
}
