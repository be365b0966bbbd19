import type { Config } from '../config/config.ts';
import type { AcquirerTraits } from './kind.ts';
import { KINDS, traitsOf } from './kinds.ts';
import { headersOf, type ColumnHeaders, type SettlementColumns } from './report-columns.ts';

/** Whose reports a till compares with its journal, and how they are read. */
export interface ReportSource {
  /** The reports tell of the gateways of this kind. */
  readonly kind: string;
  readonly headers: ColumnHeaders;
  /** Of its other reports; null where it has none. */
  readonly settlement: SettlementColumns | null;
}

/** The reports of the first gateway whose kind has some; null where none has. */
export function reportSourceOf(
  { gateways, reports }: Pick<Config, 'gateways' | 'reports'>,
  kinds: readonly AcquirerTraits[] = KINDS,
): ReportSource | null {
  for (const { kind } of Object.values(gateways)) {
    const traits = traitsOf(kind, kinds);
    const columns = traits?.reportColumns ?? null;
    if (columns === null) continue;
    const { transactionItems = {}, ...flat } = reports?.columns ?? {};
    const headers = headersOf(columns, { ...flat, ...transactionItems });
    return { kind, headers, settlement: traits?.settlementColumns ?? null };
  }
  return null;
}
