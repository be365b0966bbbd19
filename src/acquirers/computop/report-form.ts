import { parseIso, type Ms } from '../../ground/time.ts';
import { idOfRef } from '../../payment/ids.ts';
import type { ReportColumn } from '../report-columns.ts';
import type { ReportForm } from '../report-form.ts';

/** Parameter names of Paygate: the list of Computop Analytics is taken to call its columns so. */
const ofField = (...headers: readonly string[]): ReportColumn => ({
  headers,
  certainty: 'assumed',
  source: 'parameters of Paygate (dossier sections 3 to 6); the list of Computop Analytics was not seen',
});

/**
 * The list of captures and credits of a day as a shop downloads it from Computop Analytics: lines under their headers, no
 * summary.
 *
 * Each step has an `XID` of its own, and the `PayID` of its payment: a refund is known by the one, a payment by the other.
 * Amounts are in the smallest unit, as in every parameter; a time without a zone is taken for UTC. What a file is called
 * is up to who saves it. `reports.columns` in the config renames any column.
 */
export const COMPUTOP_REPORT: ReportForm = {
  columns: {
    transactionType: ofField('Type', 'TransactionType'),
    transactionStatus: ofField('Status'),
    transactionTime: ofField('Date', 'TransactionDate'),
    transactionRequestId: ofField('TransID'),
    transactionId: ofField('XID'),
    originalTransactionId: ofField('PayID'),
    transactionAmountValue: ofField('Amount'),
    transactionCurrency: ofField('Currency'),
  },
  names: {
    meant: /^computop_/i,
    name: /^(?<head>computop_(?<day>\d{8})_?)(?<seq>\d{3})?(?!\d).*$/i,
    say: 'computop_<yyyymmdd>.csv',
  },
  hasSummary: false,
  endsWithMark: false,
  types: {
    CAPTURE: { is: 'PAYMENT', isOfOriginal: true },
    SALE: { is: 'PAYMENT', isOfOriginal: true },
    CREDIT: { is: 'REFUND' },
    REVERSE: { is: 'CANCEL' },
  },
  doneStates: ['OK'],
  amountUnit: 'minor',
  dayOffsetMs: 0,
  comes: 'it is downloaded from Computop Analytics, and saved under this name',
  timeOf: timeOfList,
  requestIdOf: (ref) => idOfRef(ref) ?? undefined,
};

function timeOfList(text: string): Ms | null {
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/.test(text)
    ? parseIso(`${text.replace(' ', 'T')}Z`)
    : parseIso(text);
}
