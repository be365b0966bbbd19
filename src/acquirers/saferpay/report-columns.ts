import type { ReportColumns } from '../report-columns.ts';

const LIST =
  'Saferpay Management API, the list of transactions (dossier section 5.4), by the names of its fields';
const WIRE = 'Saferpay JSON API, Transaction (dossier section 4), by the names of its fields';

/**
 * The header names of an export of Saferpay's transactions, as data: no page names them, so the fields of the wire are
 * assumed, and `reports.gateways.<name>.columns` in the config says otherwise.
 */
export const SAFERPAY_COLUMNS: ReportColumns = {
  transactionType: { headers: ['Type', 'TransactionType'], certainty: 'assumed', source: WIRE },
  transactionStatus: { headers: ['Status', 'State'], certainty: 'assumed', source: WIRE },
  transactionTime: { headers: ['Date', 'TransactionDate'], certainty: 'assumed', source: WIRE },
  transactionRequestId: { headers: ['OrderId'], certainty: 'documentedElsewhere', source: LIST },
  transactionId: { headers: ['TransactionId', 'Id'], certainty: 'documentedElsewhere', source: LIST },
  originalTransactionId: {
    headers: ['OriginalTransactionId'],
    certainty: 'assumed',
    source: 'ours: of a refund, the transaction that was paid',
  },
  transactionAmountValue: { headers: ['AmountValue', 'Value', 'Amount'], certainty: 'assumed', source: WIRE },
  transactionCurrency: { headers: ['CurrencyCode', 'Currency'], certainty: 'assumed', source: WIRE },
};
