import { z } from 'zod';
import { copy, none, saleParams } from './parts.ts';
import { ROUTES } from './routes.ts';
import { saleSchema } from './sale-view.ts';

const receiptParams = saleParams.extend({ copy });

/** The commands of a sale's papers. */
export const RECEIPT_COMMANDS = {
  readReceipt: {
    ...ROUTES.readReceipt,
    say: 'Reads the receipt of a paid sale, of its void or of a refund, or the slip for an unknown outcome: as text, as printer bytes, or as a picture; as `phone`, the text of a customer’s receipt for a QR code.',
    params: receiptParams,
    query: z.strictObject({
      format: z
        .enum(['text', 'png', 'pdf', 'escpos', 'phone'])
        .default('text')
        .describe('`escpos`: the bytes of the printer'),
    }),
    body: null,
    reply: { status: 200, type: 'receipt', schema: z.string() },
    problems: ['not-found', 'not-printable', 'not-available'],
  },
  printReceipt: {
    ...ROUTES.printReceipt,
    say: 'Prints the receipt again, at any time; with `printer`, on the one that health calls so. One that waits can be sent to another printer. It is marked as a duplicate where an earlier print is, or may be, on paper. `pending` prints the slip for an unknown outcome; it is no receipt and stands in no `receipts`.',
    params: receiptParams,
    query: none,
    body: z
      .strictObject({ printer: z.string().min(1).max(1100).optional().describe('as health calls it') })
      .nullable(),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'not-printable'],
  },
  skipReceipt: {
    ...ROUTES.skipReceipt,
    say: 'Gives up a receipt that waits for a printer: it does not come out later, after a restart neither. One that does not wait stays as it is.',
    params: receiptParams,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'not-printable'],
  },
} as const;
