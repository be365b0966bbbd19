import type { ReportColumns } from '../report-columns.ts';

const OWN = 'docs.alipayplus.com, Transaction Detail Report';
const SISTER = 'docs.antom.com, ac/ams_upm/transactionitems, sample of transactionItems_20181225_000.csv';

/**
 * The header names of the Transaction Detail Report, as data.
 *
 * Only the beginning of the report's official pages could be read: what they say of totalCount, transactionTime,
 * settlementAmountValue is documented, the rest is carried over. `reports.columns` in the config renames any of them
 * without a new version of the till.
 */
export const ALIPAY_PLUS_COLUMNS: ReportColumns = {
  totalCount: {
    headers: ['totalCount'],
    certainty: 'documented',
    source: `${OWN} (reconcile_mpp, version 1.0.0), Summary section, field 1`,
  },
  netTotalAmount: {
    headers: ['netTotalAmount', 'netSettlementAmountValue', 'netSettlementAmount', 'totalAmount'],
    certainty: 'assumed',
    source: `${OWN} (how_to_reconcile): the summary tells the net settlement amount; the meaning is documented, its header was not seen`,
  },
  transactionType: { headers: ['transactionType'], certainty: 'sibling', source: SISTER },
  transactionTime: {
    headers: ['transactionTime', 'paymentTime'],
    certainty: 'documented',
    source: `${OWN} (reconcile_acq), Overview: the completion time; paymentTime in the sister report`,
  },
  transactionRequestId: {
    headers: ['transactionRequestId'],
    certainty: 'sibling',
    source: `${SISTER}: the id of the request, paymentRequestId or refundRequestId`,
  },
  transactionId: {
    headers: ['transactionId'],
    certainty: 'sibling',
    source: `${SISTER}: paymentId or refundId`,
  },
  originalTransactionId: {
    headers: ['originalTransactionId'],
    certainty: 'sibling',
    source: `${SISTER}: of a refund, the paymentId`,
  },
  transactionAmountValue: {
    headers: ['transactionAmountValue'],
    certainty: 'sibling',
    source: `${SISTER}; minor units by the Alipay+ release note 1.3.3 (2023-10-31)`,
  },
  transactionCurrency: {
    headers: ['transactionCurrency', 'transactionAmountCurrency'],
    certainty: 'sibling',
    source: SISTER,
  },
  settlementAmountValue: {
    headers: ['settlementAmountValue'],
    certainty: 'documentedElsewhere',
    source: 'docs.alipayplus.com, release_mpp, version 1.5.5 (2024-10-31), names it for this report',
  },
  settlementCurrency: {
    headers: ['settlementCurrency', 'settlementAmountCurrency'],
    certainty: 'sibling',
    source: SISTER,
  },
  counterParticipantId: {
    headers: ['counterParticipantId', 'pspId'],
    certainty: 'documented',
    source: 'docs.alipayplus.com, mpp_list/mpp_capabilities: it equals the pspId of the wallet',
  },
  originalTransactionRequestId: {
    headers: ['originalTransactionRequestId'],
    certainty: 'sibling',
    source: SISTER,
  },
  clearingBatchId: {
    headers: ['clearingBatchId'],
    certainty: 'documentedElsewhere',
    source: 'docs.alipayplus.com, Transaction Summary Report, field 1',
  },
  referenceOrderId: {
    headers: ['referenceTransactionId', 'referenceOrderId'],
    certainty: 'sibling',
    source: SISTER,
  },
  referenceMerchantId: {
    headers: ['referenceMerchantId'],
    certainty: 'sibling',
    source: SISTER,
  },
  referenceStoreId: { headers: ['referenceStoreId'], certainty: 'sibling', source: SISTER },
};
