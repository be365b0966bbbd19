import type { ReportColumns } from '../report-columns.ts';

const PAGE = 'docs.antom.com, ac/ams_upm/transactionitems';
const NEWER = 'docs.antom.com, ac/reconcile (transaction details): the same report of all products';

/**
 * The header names of Antom's Transaction Items, as data; read by name, since the columns of the newer set may be chosen.
 *
 * `reports.columns` in the config renames any of them. Source: in-store dossier section 10.
 */
export const ANTOM_COLUMNS: ReportColumns = {
  transactionType: { headers: ['transactionType'], certainty: 'documented', source: PAGE },
  transactionStatus: {
    headers: ['status', 'transactionStatus'],
    certainty: 'documentedElsewhere',
    source: `${NEWER}: it tells of the latest status of all transactions`,
  },
  transactionTime: {
    headers: ['paymentTime', 'transactionCompletionTime', 'transactionTime'],
    certainty: 'documented',
    source: `${PAGE}; transactionCompletionTime in ${NEWER}`,
  },
  transactionRequestId: {
    headers: ['transactionRequestId'],
    certainty: 'documented',
    source: `${PAGE}: paymentRequestId or refundRequestId; of a capture captureRequestId`,
  },
  transactionId: {
    headers: ['transactionId'],
    certainty: 'documented',
    source: `${PAGE}: paymentId or refundId; of a capture captureId`,
  },
  originalTransactionId: {
    headers: ['originalTransactionId'],
    certainty: 'documented',
    source: `${PAGE}: of a refund, the paymentId`,
  },
  originalTransactionRequestId: {
    headers: ['originalTransactionRequestId'],
    certainty: 'documentedElsewhere',
    source: NEWER,
  },
  transactionAmountValue: { headers: ['transactionAmountValue'], certainty: 'documented', source: PAGE },
  transactionCurrency: { headers: ['transactionCurrency'], certainty: 'documented', source: PAGE },
  settlementAmountValue: { headers: ['settlementAmountValue'], certainty: 'sibling', source: NEWER },
  settlementCurrency: { headers: ['settlementCurrency'], certainty: 'sibling', source: NEWER },
  counterParticipantId: {
    headers: ['pspName', 'wallet', 'PSP'],
    certainty: 'documented',
    source: `${PAGE}; wallet in ${NEWER}`,
  },
  referenceOrderId: { headers: ['referenceTransactionId'], certainty: 'documented', source: PAGE },
  referenceMerchantId: { headers: ['referenceMerchantId'], certainty: 'documented', source: PAGE },
  referenceStoreId: { headers: ['referenceStoreId'], certainty: 'documented', source: PAGE },
};
