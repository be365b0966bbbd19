import { antomReport } from '../antom/report-form.ts';

/** A wallet's payment is one step: no other words. */
export const ANTOM_INSTORE_REPORT = antomReport({});
