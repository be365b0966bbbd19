import { parseIso } from '../../ground/time.ts';
import { idOfRef } from '../../payment/ids.ts';
import type { ReportColumn } from '../report-columns.ts';
import type { ReportForm } from '../report-form.ts';

/** Field names of GetTransactions: the Backoffice's list is taken to call its columns so. */
const ofField = (...headers: readonly string[]): ReportColumn => ({
  headers,
  certainty: 'documentedElsewhere',
  source: 'Management API, GetTransactions (dossier section 5.4); the list of the Backoffice was not seen',
});

/**
 * The list of transactions of a day as a shop downloads it from the Backoffice: lines under their headers, no summary.
 *
 * Amounts have decimals; a time without a zone is taken for UTC. What a file is called is up to who saves it.
 * Source: dossier sections 5.4 and 11.
 */
export const SAFERPAY_REPORT: ReportForm = {
  columns: {
    transactionType: ofField('Type'),
    transactionStatus: ofField('State'),
    transactionTime: ofField('AuthorizationDate', 'LastActionDate'),
    transactionRequestId: ofField('OrderId'),
    transactionId: ofField('TransactionId'),
    transactionAmountValue: ofField('MerchantAmount'),
    transactionCurrency: ofField('MerchantCurrency'),
  },
  names: {
    meant: /^saferpay_/i,
    name: /^(?<head>saferpay_(?<day>\d{8})_?)(?<seq>\d{3})?(?!\d).*$/i,
    say: 'saferpay_<yyyymmdd>.csv',
  },
  hasSummary: false,
  endsWithMark: false,
  types: { PAYMENT: { is: 'PAYMENT' }, REFUND: { is: 'REFUND' } },
  doneStates: ['CAPTURED'],
  amountUnit: 'decimal',
  dayOffsetMs: 0,
  comes: 'it is downloaded from the Backoffice, and saved under this name',
  timeOf: (text) => parseIso(/\dZ?$/.test(text) && !/[+-]\d\d:\d\d$|Z$/.test(text) ? `${text}Z` : text),
  requestIdOf: (ref) => idOfRef(ref) ?? undefined,
};
