import type { ReportForm } from '../report-form.ts';
import { antomReport } from '../antom/report-form.ts';
import { paymentOfCapture } from './outcome.ts';

/**
 * A card's payment is a capture: it has ids of its own, and names the authorisation as its original. Holds, what is let go
 * of, and what is added to a hold move no money. Source: card dossier section 4 (the words), in-store dossier section 10.
 */
export const ANTOM_CARD_REPORT: ReportForm = {
  ...antomReport({
    CAPTURE: { is: 'PAYMENT', isOfOriginal: true },
    AUTHORIZATION: { is: 'NO_MONEY' },
    VOID: { is: 'NO_MONEY' },
    INCREMENTAL: { is: 'NO_MONEY' },
  }),
  requestIdOf: (text) => paymentOfCapture(text) ?? text,
};
