import { err, ok, type Result } from './result.ts';

/** One record of a CSV text; `line` is where it begins, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFault {
  readonly line: number;
  readonly say: string;
}

const LINE_END = /\r\n|\n|\r/g;

/** Cuts a CSV text into records, all at once; see `csvRecords`. */
export function parseCsv(text: string, separator = ','): Result<readonly CsvRecord[], CsvFault> {
  const records: CsvRecord[] = [];
  const cut = csvRecords(text, separator);
  for (;;) {
    const { done, value } = cut.next();
    if (done !== true) records.push(value);
    else return value === null ? ok(records) : err(value);
  }
}

/**
 * Cuts a CSV text into records, one after the other; empty lines are left out. It ends with the fault, or with null.
 *
 * Shape: cells between commas, or another `separator` of one character; in double quotes they may hold commas, line ends and doubled quotes; lines end with CR
 * LF, LF or CR. Errors: a quote that is never closed, or that text follows; never a guess.
 * Why not a package: the exact line of every record is what a refusal has to name, and this is all there is to it.
 * Why one after the other: a report of a million lines, all cut at once, needs ten times its own size.
 * Source: RFC 4180, section 2.
 */
export function* csvRecords(text: string, separator = ','): Generator<CsvRecord, CsvFault | null> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const startedAt = line;
    const cells: string[] = [];
    for (let more = true; more;) {
      const cell = text[at] === '"' ? quotedCell(text, at, separator) : bareCell(text, at, separator);
      if (typeof cell === 'string') return { line, say: cell };
      cells.push(cell.value);
      line += cell.lines;
      at = cell.end;
      more = text[at] === separator;
      if (more) at += 1;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') yield { line: startedAt, cells };
  }
  return null;
}

interface Cell {
  readonly value: string;
  readonly end: number;
  readonly lines: number;
}

function bareCell(text: string, at: number, separator: string): Cell {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { value: text.slice(at, end), end, lines: 0 };
}

function quotedCell(text: string, at: number, separator: string): Cell | string {
  let close = at + 1;
  for (;;) {
    close = text.indexOf('"', close);
    if (close === -1) return 'a quote is opened and never closed';
    if (text[close + 1] !== '"') break;
    close += 2;
  }
  const end = close + 1;
  if (end < text.length && !`${separator}\r\n`.includes(text[end] ?? ''))
    return 'text follows a closing quote';
  const inside = text.slice(at + 1, close);
  return { value: inside.replaceAll('""', '"'), end, lines: inside.match(LINE_END)?.length ?? 0 };
}

/**
 * Writes rows as CSV, with the mark of UTF-8 in front, so that a spreadsheet reads every script.
 *
 * A cell that a spreadsheet would take for a formula gets an apostrophe in front: ids and names come from outside. The
 * wide forms of the signs begin a formula, too, where a spreadsheet speaks Chinese or Japanese. Source: OWASP, CSV Injection.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `${CSV_MARK}${writeCsvRows(rows)}`;
}

/** The mark of UTF-8, for a text that is written in pieces: once, in front of all. */
export const CSV_MARK = '\uFEFF';

/** Writes rows of a text that is written in pieces. */
export function writeCsvRows(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writtenCell).join(',')}\r\n`).join('');
}

function writtenCell(value: string): string {
  const safe = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
