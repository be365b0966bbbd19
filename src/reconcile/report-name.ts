import type { ReportNames } from '../acquirers/report-form.ts';
import type { CycleDay } from './cycle.ts';

/** What the name of a report tells. */
export interface ReportName {
  /** Whose it is at the acquirer; null where the name does not tell. */
  readonly account: string | null;
  /** What the files of one cycle have in common. */
  readonly head: string;
  /** 0 to 999. */
  readonly seq: number;
  /** Its cycle; null where the name does not tell. */
  readonly day: CycleDay | null;
}

/** What lies beside a report and is none: sums, signatures, the mark that a transfer has ended. */
const COMPANION = /\.(md5|sha\d*|asc|sig|pgp|ok|done)$/i;

/** A transfer into this file has not ended. */
const UNFINISHED = /\.(part|partial|filepart|crdownload|download|tmp)$/i;

/** Whether a file is meant to be a report of transactions; other reports lie in the same folder. */
export function isReportName(file: string, { meant }: ReportNames): boolean {
  return meant.test(baseOf(file)) && !COMPANION.test(file);
}

/** Whether a file is one whose transfer has not ended. */
export function isUnfinished(file: string): boolean {
  return UNFINISHED.test(file);
}

/**
 * Reads a report's name; null where it is not of the documented form. In front of it may stand the archive it lay in,
 * and behind its number whatever people's programs put there: ` (1).csv`, `.CSV`, `.csv.gz`, ` - Copy.csv`. What the
 * file is, its bytes tell.
 */
export function parseReportName(file: string, { name }: ReportNames): ReportName | null {
  const match = name.exec(baseOf(file));
  if (match === null) return null;
  const { account, day, head = '', seq } = match.groups ?? {};
  return {
    account: account ?? null,
    head,
    seq: Number(seq ?? 0),
    day: day === undefined ? null : day.replace(/^(\d{4})-?(\d\d)-?(\d\d)$/, '$1-$2-$3'),
  };
}

function baseOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

/** The name of the file of the same cycle with another number. */
export function nameWithSeq({ head }: ReportName, seq: number): string {
  return `${head}${String(seq).padStart(3, '0')}.csv`;
}

/** What the files of one cycle have in common, whatever their capitals. */
export function groupOf({ head }: ReportName): string {
  return head.toLowerCase();
}
