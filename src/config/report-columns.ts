/**
 * How sure a header's name is.
 *
 * `documented` Alipay+ names it in a page about this very report · `sibling` an official page of the same company
 * names it for the report of the same name of a sister product · `assumed` by us, from the field's other names.
 */
export type Certainty = 'documented' | 'sibling' | 'assumed';

/** One thing that the till reads from a report, and the headers under which it may stand. */
export interface Column {
  /** The first that a file has counts; capitals don't matter. */
  readonly headers: readonly string[];
  readonly required: boolean;
  readonly certainty: Certainty;
  readonly source: string;
}

const ALIPAY_PLUS = 'docs.alipayplus.com, Transaction Detail Report';
const SISTER = 'docs.antom.com, ac/ams_upm/transactionitems, sample of transactionItems_20181225_000.csv';

/**
 * The header names of the Transaction Detail Report, as data.
 *
 * Only the beginning of the report's official pages could be read: what they say of totalCount, transactionTime,
 * settlementAmountValue is documented, the rest is carried over. `reports.columns` in the config renames any of them
 * without a new version of the till.
 */
export const COLUMNS = {
  totalCount: {
    headers: ['totalCount'],
    required: true,
    certainty: 'documented',
    source: `${ALIPAY_PLUS} (reconcile_mpp, version 1.0.0), Summary section, field 1`,
  },
  netTotalAmount: {
    headers: ['netTotalAmount', 'totalAmount', 'netSettlementAmountValue'],
    required: false,
    certainty: 'assumed',
    source: `${ALIPAY_PLUS} (reconcile_mpp, version 1.0.0): the summary tells "net total amount"; its header was not seen`,
  },
  transactionType: { headers: ['transactionType'], required: true, certainty: 'sibling', source: SISTER },
  transactionTime: {
    headers: ['transactionTime', 'paymentTime'],
    required: true,
    certainty: 'documented',
    source: `${ALIPAY_PLUS} (reconcile_acq), Overview: the completion time; paymentTime in the sister report`,
  },
  transactionRequestId: {
    headers: ['transactionRequestId'],
    required: false,
    certainty: 'sibling',
    source: `${SISTER}: the id of the request, paymentRequestId or refundRequestId`,
  },
  transactionId: {
    headers: ['transactionId'],
    required: false,
    certainty: 'sibling',
    source: `${SISTER}: paymentId or refundId`,
  },
  originalTransactionId: {
    headers: ['originalTransactionId'],
    required: false,
    certainty: 'sibling',
    source: `${SISTER}: of a refund, the paymentId`,
  },
  transactionAmountValue: {
    headers: ['transactionAmountValue'],
    required: true,
    certainty: 'sibling',
    source: `${SISTER}; minor units by the Alipay+ release note 1.3.3 (2023-10-31)`,
  },
  transactionCurrency: {
    headers: ['transactionCurrency', 'transactionAmountCurrency'],
    required: true,
    certainty: 'sibling',
    source: SISTER,
  },
  settlementAmountValue: {
    headers: ['settlementAmountValue'],
    required: false,
    certainty: 'documented',
    source: 'docs.alipayplus.com, release_mpp, version 1.5.5 (2024-10-31), names it for this report',
  },
  referenceMerchantId: {
    headers: ['referenceMerchantId'],
    required: false,
    certainty: 'sibling',
    source: SISTER,
  },
  referenceStoreId: { headers: ['referenceStoreId'], required: false, certainty: 'sibling', source: SISTER },
} as const satisfies Readonly<Record<string, Column>>;

export type ColumnName = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];

/** Headers that a shop's config names in place of the ones above. */
export type RenamedColumns = Readonly<Partial<Record<ColumnName, string | undefined>>>;

/** The headers under which a column may stand, by the config or by the table. */
export function headersOf(name: ColumnName, renamed: RenamedColumns): readonly string[] {
  const own = renamed[name];
  return own === undefined ? COLUMNS[name].headers : [own];
}
