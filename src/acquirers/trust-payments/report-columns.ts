import type { ReportColumns } from '../report-columns.ts';

const QUERY = 'Trust Payments, TRANSACTIONQUERY (dossier section 5), by the names of its fields';

/**
 * The header names of a download of Trust Payments' transactions, as data: no page of it was read, so the fields of its
 * query are assumed, and `reports.gateways.<name>.columns` in the config says otherwise.
 */
export const TRUST_COLUMNS: ReportColumns = {
  transactionType: { headers: ['requesttypedescription'], certainty: 'documentedElsewhere', source: QUERY },
  transactionStatus: { headers: ['settlestatus'], certainty: 'documentedElsewhere', source: QUERY },
  transactionTime: {
    headers: ['transactionstartedtimestamp'],
    certainty: 'documentedElsewhere',
    source: `${QUERY}; its zone is not stated`,
  },
  transactionRequestId: { headers: ['orderreference'], certainty: 'documentedElsewhere', source: QUERY },
  transactionId: { headers: ['transactionreference'], certainty: 'documentedElsewhere', source: QUERY },
  originalTransactionId: {
    headers: ['parenttransactionreference'],
    certainty: 'documentedElsewhere',
    source: `${QUERY}: of a refund, the payment`,
  },
  transactionAmountValue: {
    headers: ['baseamount'],
    certainty: 'documentedElsewhere',
    source: `${QUERY}: the smallest unit`,
  },
  transactionCurrency: { headers: ['currencyiso3a'], certainty: 'documentedElsewhere', source: QUERY },
};
