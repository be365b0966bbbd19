import { err, ok, type Result } from '../ground/result.ts';
import type { ReportFault } from './report-fault.ts';

/** What a file begins with that is no report at all, and how it came there. */
const NO_REPORTS: readonly (readonly [RegExp, string])[] = [
  [/^\s*<(!doctype|html|\?xml)/i, 'it is a web page, such as one to sign in; fetch the report itself'],
  [/^%PDF-/, 'it is a PDF; fetch the CSV file'],
  [/^\{\\rtf/, 'it was saved by a word processor; fetch the report again'],
];

/**
 * The text of a report, from its bytes.
 *
 * Shape: UTF-8, or UTF-16 as spreadsheets save it, with a byte order mark or without; what stands behind the last line
 * (blanks, Ctrl-Z, zero bytes) is left out. Nothing is guessed, and no character is replaced.
 * Errors: the true cause, with the line where it can be named.
 */
export function reportTextOf(bytes: Uint8Array): Result<string, ReportFault> {
  if (bytes.length === 0) return fault(1, 'the file is empty; fetch it again');
  if (bytes.every((byte) => byte === 0)) {
    return fault(1, 'the file holds nothing but zero bytes: it was not written to the end; fetch it again');
  }
  const decoded = decodedText(bytes);
  if (!decoded.ok) return decoded;
  const text = withoutEnd(decoded.value);
  if (text === '') return fault(1, 'the file holds nothing but blanks; fetch it again');
  const other = NO_REPORTS.find(([begins]) => begins.test(text));
  if (other !== undefined) return fault(1, `the file is no report: ${other[1]}`);
  const zeroAt = text.indexOf('\0');
  if (zeroAt !== -1) {
    return fault(lineAt(text, zeroAt), 'zero bytes stand in the text: the file was damaged; fetch it again');
  }
  return ok(`${text}\n`);
}

/** Without blanks and control characters at the end: a disk's block is filled up with them, Ctrl-Z once ended a file. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= BLANK) end -= 1;
  return text.slice(0, end);
}

/** The blank; what stands below it in ASCII is a control character. */
const BLANK = 0x20;

function decodedText(bytes: Uint8Array): Result<string, ReportFault> {
  const encoding = encodingOf(bytes);
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    if (encoding !== 'utf-8') return fault(1, `the file is broken ${encoding.toUpperCase()}; fetch it again`);
    const say =
      'a letter is not UTF-8: the file was saved by a program that wrote it in another character set; fetch it again, in binary mode';
    return fault(brokenLine(bytes), say);
  }
}

/** By its mark or, without one, by the zero half of the first letter: the headers are ASCII. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}

/** The first line, counted from 1, whose bytes are not UTF-8; a line end is never a part of a letter. */
function brokenLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const until = end === -1 ? bytes.length : end;
    try {
      decoder.decode(bytes.subarray(from, until));
    } catch {
      return line;
    }
    from = until + 1;
  }
  return 1;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function fault(line: number, say: string): Result<never, ReportFault> {
  return err({ line, say });
}
