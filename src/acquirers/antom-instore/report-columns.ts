import type { ReportColumns } from '../report-columns.ts';

const PAGE = 'docs.antom.com, ac/ams_upm/transactionitems';
const NEWER = 'docs.antom.com, ac/reconcile (transaction details): the same report of all products';

/**
 * The header names of Antom's Transaction Items, as data; read by name, since the columns of the newer set may be chosen.
 *
 * `reports.columns` in the config renames any of them. Source: dossier section 10.
 */
export const ANTOM_INSTORE_COLUMNS: ReportColumns = {
  totalCount: {
    headers: ['totalCount', 'count'],
    certainty: 'assumed',
    source: `${PAGE}: its files end with <END> and were seen without a count`,
  },
  transactionType: { headers: ['transactionType'], certainty: 'documented', source: PAGE },
  transactionTime: {
    headers: ['paymentTime', 'transactionCompletionTime', 'transactionTime'],
    certainty: 'documented',
    source: `${PAGE}; transactionCompletionTime in ${NEWER}`,
  },
  transactionRequestId: {
    headers: ['transactionRequestId'],
    certainty: 'documented',
    source: `${PAGE}: paymentRequestId or refundRequestId`,
  },
  transactionId: {
    headers: ['transactionId'],
    certainty: 'documented',
    source: `${PAGE}: paymentId or refundId`,
  },
  originalTransactionId: {
    headers: ['originalTransactionId'],
    certainty: 'documented',
    source: `${PAGE}: of a refund, the paymentId`,
  },
  transactionAmountValue: { headers: ['transactionAmountValue'], certainty: 'documented', source: PAGE },
  transactionCurrency: { headers: ['transactionCurrency'], certainty: 'documented', source: PAGE },
  settlementAmountValue: { headers: ['settlementAmountValue'], certainty: 'sibling', source: NEWER },
  referenceMerchantId: { headers: ['referenceMerchantId'], certainty: 'documented', source: PAGE },
  referenceStoreId: { headers: ['referenceStoreId'], certainty: 'documented', source: PAGE },
};
