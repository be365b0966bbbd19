import { idOfRef } from '../../payment/ids.ts';
import { PLAIN_TYPES, type ReportForm } from '../report-form.ts';
import { SAFERPAY_COLUMNS } from './report-columns.ts';

/**
 * An export of Saferpay's transactions of a day. Everything about it is assumed: no page of it was read.
 *
 * Why UTC: nobody says by whose clock a day begins; what is near midnight is told of as another day, and not as missing.
 */
export const SAFERPAY_REPORT: ReportForm = {
  columns: SAFERPAY_COLUMNS,
  names: {
    meant: /^transactions_/i,
    name: /^(?<head>transactions_(?<account>[^_]+)_(?<day>\d{8})_)(?<seq>\d{3})(?!\d).*$/i,
    say: 'transactions_<customerId>_<day>_<seq>.csv',
  },
  hasSummary: false,
  endsWithMark: false,
  types: PLAIN_TYPES,
  // What is only authorised, or was aborted, moved nothing.
  doneStates: ['CAPTURED'],
  amountUnit: 'minor',
  dayOffsetMs: 0,
  comes: 'export the transactions of the day in the Backoffice, once the day is over',
  requestIdOf: (text) => idOfRef(text) ?? undefined,
};
