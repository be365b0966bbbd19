import type { SettlementColumns } from '../report-columns.ts';

const FEE = 'docs.alipayplus.com, Fee Report (integration_cashier_acq_older_edition/fee)';
const SUMMARY = 'docs.alipayplus.com, Transaction Summary Report (integration_cashier_mpp/trans_summary)';
const SETTLEMENT = 'docs.alipayplus.com, Settlement Report (reconcile_acq/settlement)';
const SISTER = 'docs.antom.com, ac/reconcile (settlement details)';
const OURS = 'ours: the page says what it tells, and its header was not seen';

/**
 * The headers of Alipay+'s other reports, as data: only what a page names is documented.
 *
 * `reports.columns.<kind>` in the config renames any of them. Source: reports dossier section 3.
 */
export const ALIPAY_PLUS_SETTLEMENT_COLUMNS: SettlementColumns = {
  feeItems: {
    totalCount: {
      headers: ['totalCount'],
      certainty: 'documentedElsewhere',
      source: `${FEE}: the summary counts the items; the header is that of the Transaction Detail Report`,
    },
    totalFeeAmountValue: {
      headers: ['totalFeeAmountValue', 'feeAmountValue'],
      certainty: 'assumed',
      source: OURS,
    },
    feeAmountValue: { headers: ['feeAmountValue'], certainty: 'sibling', source: SISTER },
    feeType: { headers: ['feeType'], certainty: 'assumed', source: OURS },
    feeCurrency: { headers: ['feeCurrency'], certainty: 'sibling', source: SISTER },
    transactionType: { headers: ['transactionType'], certainty: 'sibling', source: SISTER },
    transactionRequestId: { headers: ['transactionRequestId'], certainty: 'sibling', source: SISTER },
    transactionId: { headers: ['transactionId'], certainty: 'sibling', source: SISTER },
    counterParticipantId: {
      headers: ['counterParticipantId', 'pspId'],
      certainty: 'documentedElsewhere',
      source: 'docs.alipayplus.com, mpp_list/mpp_capabilities, of the Transaction Detail Report',
    },
    direction: { headers: ['direction'], certainty: 'assumed', source: OURS },
  },
  summary: {
    clearingBatchId: { headers: ['clearingBatchId'], certainty: 'documented', source: SUMMARY },
    totalCount: { headers: ['totalCount'], certainty: 'assumed', source: OURS },
    transactionNetAmountValue: {
      headers: ['transactionNetAmountValue'],
      certainty: 'assumed',
      source: OURS,
    },
    feeAmountValue: { headers: ['feeAmountValue'], certainty: 'assumed', source: OURS },
    netAmountValue: { headers: ['netAmountValue'], certainty: 'assumed', source: OURS },
    settlementCurrency: { headers: ['settlementCurrency'], certainty: 'sibling', source: SISTER },
    direction: { headers: ['direction'], certainty: 'assumed', source: OURS },
  },
  settlement: {
    settlementBatchId: { headers: ['settlementBatchId'], certainty: 'sibling', source: SISTER },
    settlementAmountValue: { headers: ['settlementAmountValue'], certainty: 'sibling', source: SISTER },
    settlementCurrency: { headers: ['settlementCurrency'], certainty: 'sibling', source: SISTER },
    valueDate: { headers: ['valueDate'], certainty: 'documented', source: SETTLEMENT },
    direction: { headers: ['direction'], certainty: 'assumed', source: OURS },
    clearingBatchId: {
      headers: ['clearingBatchId'],
      certainty: 'documentedElsewhere',
      source: `${SETTLEMENT}: the details list the clearing batches; the header is that of the summary report`,
    },
    netAmountValue: { headers: ['netAmountValue'], certainty: 'assumed', source: OURS },
  },
};
