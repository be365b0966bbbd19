/**
 * What reconciliation reads from a report, whatever an acquirer calls it, and whether it can do without.
 *
 * The first two stand in the summary, the others in each line of the details. `reports.columns` in the config goes by
 * these names. Amounts are minor units.
 */
export const REPORT_COLUMNS = {
  /** How many transactions the report says that it has. */
  totalCount: { required: true },
  /** What the report says that they come to. */
  netTotalAmount: { required: false },
  /** A payment or a refund. */
  transactionType: { required: true },
  /** When it was completed. */
  transactionTime: { required: true },
  /** The till's own id of it. One of this and the next is needed to find it in the journal. */
  transactionRequestId: { required: false },
  /** The acquirer's id of it. */
  transactionId: { required: false },
  /** Of a refund, the acquirer's id of the payment. */
  originalTransactionId: { required: false },
  transactionAmountValue: { required: true },
  transactionCurrency: { required: true },
  /** What it came to in the currency that the shop is paid in. */
  settlementAmountValue: { required: false },
  settlementCurrency: { required: false },
  /** The wallet's company, as charges name it. */
  counterParticipantId: { required: false },
  originalTransactionRequestId: { required: false },
  clearingBatchId: { required: false },
  referenceOrderId: { required: false },
  referenceMerchantId: { required: false },
  referenceStoreId: { required: false },
} as const satisfies Readonly<Record<string, { readonly required: boolean }>>;

export type ColumnName = keyof typeof REPORT_COLUMNS;
export const COLUMN_NAMES = Object.keys(REPORT_COLUMNS) as ColumnName[];

/** What no report may be without. */
export type RequiredColumn = {
  [N in ColumnName]: (typeof REPORT_COLUMNS)[N]['required'] extends true ? N : never;
}[ColumnName];

/** Headers that a shop's config names in place of its acquirer's. */
export type RenamedColumns = Readonly<Partial<Record<ColumnName, string | undefined>>>;
