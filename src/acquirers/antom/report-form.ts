import type { LineType, ReportForm } from '../report-form.ts';
import { ANTOM_COLUMNS } from './report-columns.ts';

const HOUR_MS = 3_600_000;

/**
 * Antom's Transaction Items, the same for all its products.
 *
 * Shape: `/v1/settlements/<customerId>/<transactionDate>/transactionItems_<transactionDate>_<seq>.csv`, lines under their
 * headers without a summary, `<END>` as the last one; made on the day after. A payment that was cancelled may stand there
 * beside its cancel. Not seen for certain: the unit of amounts, and whose midnight ends the day (UTC+8 is assumed).
 * Source: in-store dossier section 10.
 *
 * `types`: the words that a product has beside those of all.
 */
export function antomReport(types: Readonly<Record<string, LineType>>): ReportForm {
  return {
    columns: ANTOM_COLUMNS,
    names: {
      meant: /^transactionItems_/i,
      name: /^(?<head>transactionItems_(?<day>\d{8})_)(?<seq>\d{3})(?!\d).*$/i,
      say: 'transactionItems_<transactionDate>_<seq>.csv',
    },
    hasSummary: false,
    endsWithMark: true,
    types: { PAYMENT: { is: 'PAYMENT' }, REFUND: { is: 'REFUND' }, CANCEL: { is: 'CANCEL' }, ...types },
    doneStates: ['SUCCESS', 'SUCCESSFUL'],
    amountUnit: 'minor',
    dayOffsetMs: 8 * HOUR_MS,
    comes: 'it is made on the day after, in a folder named after the day itself',
  };
}
