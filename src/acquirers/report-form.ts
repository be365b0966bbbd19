import type { RenamedColumns } from '../config/report-columns.ts';
import { parseIso, type Ms } from '../ground/time.ts';
import { headersOf, type ColumnHeaders, type ReportColumns } from './report-columns.ts';

/** What a report counts money in: the smallest unit, or the currency with its decimals. */
export type AmountUnit = 'minor' | 'decimal';

/** What one word of `transactionType` stands for. */
export interface LineType {
  /** `CANCEL`: the payment that it names was taken back whole. `NO_MONEY`: it moves none, such as a hold. */
  readonly is: 'PAYMENT' | 'REFUND' | 'CANCEL' | 'NO_MONEY';
  /** Its ids are its own, and the payment is the one that it names as its original: a capture. */
  readonly isOfOriginal?: true;
}

/** How the files of a report are called. What stands in front of a file's name is no part of it. */
export interface ReportNames {
  /** A file that is meant to be one; other reports lie in the same folder. */
  readonly meant: RegExp;
  /**
   * The documented name. Its groups: `head`, what the files of one cycle share; `seq`, their number; `account`, whose
   * it is; `day`, the cycle as eight digits. Only `head` is needed.
   */
  readonly name: RegExp;
  /** The same for people. */
  readonly say: string;
}

/** The form of an acquirer's report of transactions: everything about it that is the acquirer's own. */
export interface ReportForm {
  readonly columns: ReportColumns;
  readonly names: ReportNames;
  /** Folders that the acquirer's server has below the one of its reports, or beside it: a kind in each. */
  readonly folders?: readonly string[];
  /** A section with totals stands before the lines. */
  readonly hasSummary: boolean;
  /** The last line is `<END>`: a file without it was not written to the end. */
  readonly endsWithMark: boolean;
  /** By its word in capitals; a word that is not here is shown to a person. */
  readonly types: Readonly<Record<string, LineType>>;
  /** The states of a line that count, in capitals, where the report has a column of states; all others are passed over. */
  readonly doneStates: readonly string[];
  /** As assumed; `reports` of the config wins. */
  readonly amountUnit: AmountUnit;
  /** When its day begins, from UTC. */
  readonly dayOffsetMs: number;
  /** When it comes, for people. */
  readonly comes: string;
  /** Reads a time; without it, ISO 8601 with an offset. */
  readonly timeOf?: (text: string) => Ms | null;
  /**
   * The till's own id of what the acquirer calls by another name; undefined where the name leads to none. Without it the
   * name is the till's id.
   */
  readonly requestIdOf?: (text: string) => string | undefined;
}

/** How one shop's reports are read: the acquirer's form, with what the shop's config says otherwise. */
export interface ReportReading {
  readonly form: ReportForm;
  readonly headers: ColumnHeaders;
  readonly amountUnit: AmountUnit;
  readonly timeOf: (text: string) => Ms | null;
}

/** The form with what a shop's config names otherwise. */
export function readingOf(form: ReportForm, renamed: RenamedColumns = {}, unit?: AmountUnit): ReportReading {
  return {
    form,
    headers: headersOf(form.columns, renamed),
    amountUnit: unit ?? form.amountUnit,
    timeOf: form.timeOf ?? parseIso,
  };
}

/** The words of most reports. */
export const PLAIN_TYPES: Readonly<Record<string, LineType>> = {
  PAYMENT: { is: 'PAYMENT' },
  REFUND: { is: 'REFUND' },
};
