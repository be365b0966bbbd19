import type { CsvRecord } from '../ground/csv.ts';

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

/** Looks at all ids of one column. */
export function idsOfColumn(ids: readonly string[]): ColumnIds {
  const long = ids.filter((id) => LONG_DIGITS.test(id));
  return { allEndInZeros: long.length > 0 && long.every((id) => LOST_DIGITS.test(id)) };
}

/** A line that a spreadsheet tells another which separator it used. */
export const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

/**
 * What stands between the cells: a comma, or what a spreadsheet puts in its place where commas are for decimals.
 *
 * Shape: the one that stands most often outside quotes in the first lines.
 */
export function separatorOf(text: string): string {
  const said = SEPARATOR_LINE.exec(text)?.[1];
  if (said !== undefined) return said;
  const heads = text.slice(0, HEADS_LOOKED_AT).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: heads.split(separator).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}

/** The summary and the headers of the details are in here. Ours. */
const HEADS_LOOKED_AT = 4096;

/** The records without lines that hold nothing: a spreadsheet fills an empty one with separators. */
export function withoutPadding(records: readonly CsvRecord[]): CsvRecord[] {
  return records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}
