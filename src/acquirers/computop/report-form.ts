import { idOfRef } from '../../payment/ids.ts';
import type { ReportForm } from '../report-form.ts';
import { COMPUTOP_COLUMNS } from './report-columns.ts';

const HOUR_MS = 3_600_000;

/**
 * An export of Computop's transactions of a day; the form of the file is assumed.
 *
 * Each step has an XID of its own and the payment's PayID. A reverse stands beside the payment that it undid. The day is
 * that of Alipay's reconciliation. Source of words and ids: dossier sections 4 to 6; of the day: section 16, row 7.
 */
export const COMPUTOP_REPORT: ReportForm = {
  columns: COMPUTOP_COLUMNS,
  names: {
    meant: /^transactions_/i,
    name: /^(?<head>transactions_(?<account>[^_]+)_(?<day>\d{8})_)(?<seq>\d{3})(?!\d).*$/i,
    say: 'transactions_<merchantId without _>_<day>_<seq>.csv',
  },
  hasSummary: false,
  endsWithMark: false,
  types: {
    SALE: { is: 'PAYMENT', isOfOriginal: true },
    CAPTURE: { is: 'PAYMENT', isOfOriginal: true },
    CREDIT: { is: 'REFUND' },
    REVERSE: { is: 'CANCEL' },
  },
  doneStates: ['OK'],
  amountUnit: 'minor',
  dayOffsetMs: 8 * HOUR_MS,
  comes: 'export the transactions of the day in Computop Analytics, once the day is over',
  requestIdOf: (text) => idOfRef(text) ?? undefined,
};
