import { csvRecords, type CsvFault, type CsvRecord } from '../ground/csv.ts';

// What a spreadsheet does to a report that is opened and saved in it. Where nothing is lost, it is undone; where digits or
// letters are lost, nobody can bring them back, and the file is refused.

/** Digits that a spreadsheet keeps of a number. Source: Microsoft, Excel specifications and limits, number precision. */
const DIGITS_KEPT = 15;
/** So many zeros at the end of a long id are no chance. Ours: one id in ten thousand has them. */
const ZEROS_MIN = 4;

const SCIENTIFIC = /^[+-]?\d+([.,]\d+)?E[+-]?\d+$/i;
const LOST_DIGITS = new RegExp(`^[1-9]\\d{${DIGITS_KEPT - 1}}0{${ZEROS_MIN},}$`);
const LONG_DIGITS = new RegExp(`^\\d{${DIGITS_KEPT + ZEROS_MIN},}$`);

const AGAIN = 'fetch the file again, and open it in no spreadsheet before it is compared';

/** What a cell was before a formula or an apostrophe held it to be text: nothing of it is lost. */
export function unwrapped(cell: string): string {
  return /^="(.*)"$/.exec(cell)?.[1] ?? /^'(.*)$/.exec(cell)?.[1] ?? cell;
}

/** Why an id is not the acquirer's any more; null where it may be. `others`: the ids of its column. */
export function lostId(id: string, others: ColumnIds): string | null {
  if (SCIENTIFIC.test(id))
    return `is an id in scientific form: a spreadsheet has taken digits of it; ${AGAIN}`;
  if (/^#{2,}$/.test(id)) return `is what a spreadsheet shows in a narrow column; ${AGAIN}`;
  if (id.includes('\ufffd'))
    return 'has lost a letter: a program read the file in the wrong character set; fetch it again';
  if (LOST_DIGITS.test(id) && others.allEndInZeros) {
    return `ends in zeros, as every long id of its column: a spreadsheet has taken digits of it; ${AGAIN}`;
  }
  return null;
}

/** Why a number or a time is not as the acquirer wrote it; null where a spreadsheet is not to blame. */
export function rewritten(cell: string): string | null {
  if (SCIENTIFIC.test(cell)) return `a spreadsheet has written it in scientific form; ${AGAIN}`;
  if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}( \d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?)?$/i.test(cell)) {
    return `a spreadsheet has rewritten it, and its offset is lost; ${AGAIN}`;
  }
  return null;
}

/** What can be said of all ids of a column. */
export interface ColumnIds {
  /** There are long ones of digits alone, and each of them ends in zeros where a spreadsheet would put them. */
  readonly allEndInZeros: boolean;
}

/** Looks at the ids of one column, one after the other. */
export class IdsOfColumn implements ColumnIds {
  #long = 0;
  #lost = 0;

  see(id: string): void {
    if (!LONG_DIGITS.test(id)) return;
    this.#long += 1;
    if (LOST_DIGITS.test(id)) this.#lost += 1;
  }

  get allEndInZeros(): boolean {
    return this.#long > 0 && this.#lost === this.#long;
  }
}

/** A line that a spreadsheet tells another which separator it used. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

/**
 * What stands between the cells: a comma, or what a spreadsheet puts in its place where commas are for decimals.
 *
 * Shape: the one that stands most often outside quotes in the first lines.
 */
function separatorOf(text: string): string {
  const said = SEPARATOR_LINE.exec(text)?.[1];
  if (said !== undefined) return said;
  const heads = text.slice(0, HEADS_LOOKED_AT).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: heads.split(separator).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}

/** The summary and the headers of the details are in here. Ours. */
const HEADS_LOOKED_AT = 4096;

/** Ends the reports of several acquirers. Source: docs.antom.com, Transaction Items, Report fields. */
const END = '<END>';

/** Whether a record is the mark that ends a report, and no line of it. */
export function isEndMark({ cells }: CsvRecord): boolean {
  return cells[0]?.trim() === END;
}

/**
 * The lines of a report, one after the other; it ends with the fault, or with null.
 *
 * Lines that hold nothing are left out: a spreadsheet fills an empty one with separators.
 */
export function* reportLines(text: string): Generator<CsvRecord, CsvFault | null> {
  const records = csvRecords(text.replace(SEPARATOR_LINE, '\n'), separatorOf(text));
  for (;;) {
    const { done, value } = records.next();
    if (done === true) return value;
    if (value.cells.some((cell) => cell.trim() !== '')) yield value;
  }
}
