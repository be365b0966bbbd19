import { PLAIN_TYPES, type ReportForm } from '../report-form.ts';
import { ALIPAY_PLUS_COLUMNS } from './report-columns.ts';
import { ALIPAY_PLUS_DAY_OFFSET_MS } from './terms.ts';

/** The Transaction Detail Report. Source: dossier section 8. */
export const ALIPAY_PLUS_REPORT: ReportForm = {
  columns: ALIPAY_PLUS_COLUMNS,
  names: {
    meant: /^transactionItems_/i,
    name: /^(?<head>transactionItems_(?<account>[^_]+)_[A-Z]{3}_[^_]+_[^_]+_)(?<seq>\d{3})(?!\d).*$/i,
    say: 'transactionItems_<participantId>_<settlementCurrency>_<clearingBatchId>_<participantAgreementId>_<seq>.csv',
  },
  // Those of transactions, fees and sums in the first, those of what is paid in the second.
  folders: ['clearing', 'settlement'],
  hasSummary: true,
  endsWithMark: false,
  // Only what was done is in it, and nothing that was cancelled.
  types: PLAIN_TYPES,
  doneStates: [],
  amountUnit: 'minor',
  dayOffsetMs: ALIPAY_PLUS_DAY_OFFSET_MS,
  comes:
    'it comes at 08:00 (UTC+8) of the next day, in a folder named after that one. A day without transactions has one too',
};
