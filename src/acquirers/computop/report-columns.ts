import type { ReportColumns } from '../report-columns.ts';

const WIRE =
  'Computop, answers of inquire, credit and reverse (dossier sections 4 to 6), by the names of their parameters';
const OURS = 'ours: no page names the header';

/**
 * The header names of an export of Computop's transactions, as data: no page of it was read, so the parameters of the wire
 * are assumed, and `reports.gateways.<name>.columns` in the config says otherwise.
 */
export const COMPUTOP_COLUMNS: ReportColumns = {
  transactionType: { headers: ['TransactionType', 'Type', 'Action'], certainty: 'assumed', source: OURS },
  transactionStatus: { headers: ['Status'], certainty: 'documentedElsewhere', source: WIRE },
  transactionTime: { headers: ['Date', 'DateTime'], certainty: 'assumed', source: OURS },
  transactionRequestId: { headers: ['TransID'], certainty: 'documentedElsewhere', source: WIRE },
  transactionId: {
    headers: ['XID'],
    certainty: 'documentedElsewhere',
    source: `${WIRE}: the id of this one step`,
  },
  originalTransactionId: {
    headers: ['PayID'],
    certainty: 'documentedElsewhere',
    source: `${WIRE}: the id of the payment, in every step`,
  },
  transactionAmountValue: { headers: ['Amount'], certainty: 'documentedElsewhere', source: WIRE },
  transactionCurrency: { headers: ['Currency'], certainty: 'documentedElsewhere', source: WIRE },
};
