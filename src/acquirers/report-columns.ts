import {
  COLUMN_NAMES,
  type ColumnName,
  type RenamedColumns,
  type RequiredColumn,
} from '../config/report-columns.ts';
import type { SettlementKind } from '../config/settlement-columns.ts';

/**
 * How sure a header's name is.
 *
 * `documented` the acquirer names it in a page about this very report · `sibling` an official page of the same company
 * names it for the report of the same name of a sister product · `documentedElsewhere` the acquirer names it in another
 * report, or on the wallets' side · `assumed` by us, from the field's other names.
 */
export type Certainty = 'documented' | 'documentedElsewhere' | 'sibling' | 'assumed';

/** The headers under which one thing may stand in an acquirer's reports. */
export interface ReportColumn {
  /** The first that a file has counts; capitals don't matter. */
  readonly headers: readonly string[];
  readonly certainty: Certainty;
  readonly source: string;
}

/** The columns of an acquirer's reports. What reconciliation can do without may be left out. */
export type ReportColumns = Readonly<
  Record<RequiredColumn, ReportColumn> & Partial<Record<ColumnName, ReportColumn>>
>;

/** The columns of an acquirer's other reports, by kind. */
export type SettlementColumns = Readonly<Record<SettlementKind, Readonly<Record<string, ReportColumn>>>>;

/** The headers that each column is looked for under; none where the reports do not have it. */
export type ColumnHeaders = Readonly<Record<ColumnName, readonly string[]>>;

/** The headers of an acquirer's reports, with what a shop's config names otherwise. */
export function headersOf(columns: ReportColumns, renamed: RenamedColumns): ColumnHeaders {
  const headers = COLUMN_NAMES.map((name) => {
    const own = renamed[name];
    return [name, own === undefined ? (columns[name]?.headers ?? []) : [own]] as const;
  });
  // Every name of the type is there, once.
  return Object.fromEntries(headers) as Record<ColumnName, readonly string[]>;
}
