import { parseIso, type Ms } from '../../ground/time.ts';
import { idOfRef } from '../../payment/ids.ts';
import type { ReportColumn } from '../report-columns.ts';
import type { ReportForm } from '../report-form.ts';

/** Field names of the Webservices API: the portal's list of transactions is taken to call its columns so. */
const ofField = (...headers: readonly string[]): ReportColumn => ({
  headers,
  certainty: 'documentedElsewhere',
  source: 'Webservices API, response fields (dossier sections 2, 3 and 6); the portal’s list was not seen',
});

/**
 * The list of transactions of a day as a shop downloads it from the portal: lines under their headers, no summary.
 *
 * Only `settlestatus` 100 is money; times have no zone and are taken for UTC. What a file is called is up to who saves it.
 * Source: dossier sections 3, 6 and 14, question 6.
 */
export const TRUST_PAYMENTS_REPORT: ReportForm = {
  columns: {
    transactionType: ofField('requesttypedescription'),
    transactionStatus: ofField('settlestatus'),
    transactionTime: ofField('transactionstartedtimestamp', 'timestamp'),
    transactionRequestId: ofField('orderreference'),
    transactionId: ofField('transactionreference'),
    originalTransactionId: ofField('parenttransactionreference'),
    transactionAmountValue: ofField('baseamount'),
    transactionCurrency: ofField('currencyiso3a'),
  },
  names: {
    meant: /^trustpayments_/i,
    name: /^(?<head>trustpayments_(?<day>\d{8})_?)(?<seq>\d{3})?(?!\d).*$/i,
    say: 'trustpayments_<yyyymmdd>.csv',
  },
  hasSummary: false,
  endsWithMark: false,
  types: { AUTH: { is: 'PAYMENT' }, REFUND: { is: 'REFUND' } },
  doneStates: ['100'],
  amountUnit: 'minor',
  dayOffsetMs: 0,
  comes: 'it is downloaded from the portal, and saved under this name',
  timeOf: timeOfList,
  requestIdOf: (ref) => idOfRef(ref) ?? undefined,
};

function timeOfList(text: string): Ms | null {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)
    ? parseIso(`${text.replace(' ', 'T')}Z`)
    : parseIso(text);
}
