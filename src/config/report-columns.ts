/**
 * What reconciliation reads from a report, whatever an acquirer calls it, and whether it can do without.
 *
 * The first two stand in the summary, where a report has one, the others in each line. `reports.columns` in the config goes by
 * these names.
 */
export const REPORT_COLUMNS = {
  /** How many transactions the report says that it has. */
  totalCount: { required: true },
  /** What the report says that they come to. */
  netTotalAmount: { required: false },
  /** A payment or a refund. */
  transactionType: { required: true },
  /** How it stands, where the report tells of what was not done too. */
  transactionStatus: { required: false },
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

/** The columns of the summary. */
export const SUMMARY_COLUMNS = ['totalCount', 'netTotalAmount'] as const satisfies readonly ColumnName[];

/** What no report may be without; only one with a summary needs the count in it. */
export type RequiredColumn = Exclude<
  {
    [N in ColumnName]: (typeof REPORT_COLUMNS)[N]['required'] extends true ? N : never;
  }[ColumnName],
  (typeof SUMMARY_COLUMNS)[number]
>;

/** Headers that a shop's config names in place of its acquirer's. */
export type RenamedColumns = Readonly<Partial<Record<ColumnName, string | undefined>>>;
