import { parseIso } from '../../ground/time.ts';
import { idOfRef } from '../../payment/ids.ts';
import type { ReportForm } from '../report-form.ts';
import { TRUST_COLUMNS } from './report-columns.ts';

/**
 * A download of Trust Payments' transactions of a day, in the words of its query; the form of the file is assumed.
 *
 * Only what is settled (100) is money. Times are UTC without saying so. Source: dossier sections 3 to 5.
 */
export const TRUST_REPORT: ReportForm = {
  columns: TRUST_COLUMNS,
  names: {
    meant: /^transactions_/i,
    name: /^(?<head>transactions_(?<account>[^_]+)_(?<day>\d{8})_)(?<seq>\d{3})(?!\d).*$/i,
    say: 'transactions_<siteReference without _>_<day>_<seq>.csv',
  },
  hasSummary: false,
  endsWithMark: false,
  types: { AUTH: { is: 'PAYMENT' }, REFUND: { is: 'REFUND' } },
  doneStates: ['100'],
  amountUnit: 'minor',
  dayOffsetMs: 0,
  comes: 'download the transactions of the day in MyST, once the day is over',
  timeOf: (text) => parseIso(text.includes('T') ? text : `${text.replace(' ', 'T')}Z`),
  requestIdOf: (text) => idOfRef(text) ?? undefined,
};
