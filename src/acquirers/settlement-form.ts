import type { SettlementColumns } from './report-columns.ts';

/** What the name of a report tells, of any kind. */
export interface SettlementName {
  readonly kind: 'transactionItems' | 'feeItems' | 'summary' | 'settlement';
  /** Whose it is at the acquirer; null where the name does not tell. */
  readonly participantId: string | null;
  readonly settlementCurrency: string;
  /** A clearing batch; of a settlement report, the settlement batch. */
  readonly batchId: string;
  /** What the acquirer keeps apart within a batch, such as an agreement or a wallet; empty where there is nothing. */
  readonly participantAgreementId: string;
  readonly seq: number;
}

/** The form of an acquirer's reports of its settlements: everything about them that is the acquirer's own. */
export interface SettlementForm {
  /** Reads a report's name without its folder; null where it is of no kind. */
  readonly nameOf: (name: string) => SettlementName | null;
  readonly columns: SettlementColumns;
  /** A batch of lines is a settlement itself: no other report says which settlement pays it. */
  readonly paysByBatch?: true;
}
