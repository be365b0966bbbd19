/** The kinds of an acquirer's reports beside that of its transactions. */
export const SETTLEMENT_KINDS = ['feeItems', 'summary', 'settlement'] as const;
export type SettlementKind = (typeof SETTLEMENT_KINDS)[number];

/** What each kind is read for, in its summary and in each line of its details, and whether it can do without. */
export const SETTLEMENT_COLUMNS = {
  feeItems: {
    summary: { totalCount: true, totalFeeAmountValue: false },
    details: {
      feeAmountValue: true,
      feeType: false,
      feeCurrency: false,
      transactionType: false,
      transactionRequestId: false,
      transactionId: false,
      counterParticipantId: false,
      direction: false,
    },
  },
  summary: {
    summary: null,
    details: {
      clearingBatchId: true,
      totalCount: false,
      transactionNetAmountValue: false,
      feeAmountValue: false,
      netAmountValue: false,
      settlementCurrency: false,
      direction: false,
    },
  },
  settlement: {
    summary: {
      settlementBatchId: false,
      settlementAmountValue: true,
      settlementCurrency: false,
      valueDate: false,
      direction: false,
    },
    details: { clearingBatchId: true, netAmountValue: false, settlementCurrency: false, direction: false },
  },
} as const;

/** The names of the columns of each kind: `reports.columns` in the config goes by them. */
export const SETTLEMENT_COLUMN_NAMES = {
  feeItems: [
    ...(['totalCount', 'totalFeeAmountValue', 'feeAmountValue', 'feeType', 'feeCurrency'] as const),
    ...(['transactionType', 'transactionRequestId', 'transactionId'] as const),
    ...(['counterParticipantId', 'direction'] as const),
  ],
  summary: [
    ...(['clearingBatchId', 'totalCount', 'transactionNetAmountValue', 'feeAmountValue'] as const),
    ...(['netAmountValue', 'settlementCurrency', 'direction'] as const),
  ],
  settlement: [
    ...(['settlementBatchId', 'settlementAmountValue', 'settlementCurrency', 'valueDate'] as const),
    ...(['direction', 'clearingBatchId', 'netAmountValue'] as const),
  ],
} as const;

/** Headers that a shop's config names in place of its acquirer's. */
export type RenamedSettlementColumns = {
  readonly [K in SettlementKind]?: Readonly<Record<string, string | undefined>> | undefined;
};
