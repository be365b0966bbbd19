import { z } from 'zod';
import { parseIso } from '../ground/time.ts';
import { amount, none, time, when } from './parts.ts';
import { ROUTES } from './routes.ts';

/** One payment, refund or void: what moved, when the till learnt of it, and every id that leads to it. */
export const salesRowSchema = z.object({
  at: when,
  type: z.enum(['sale', 'refund', 'void']),
  saleId: z.string(),
  referenceOrderId: z.string(),
  paymentRequestId: z.string(),
  paymentId: z.string().nullable().describe("the acquirer's; null where none was told"),
  refundRequestId: z.string().nullable().describe('of a refund; null otherwise'),
  amount,
  decimal: z.string().describe('the same amount in major units, such as 45.50'),
  wallet: z.string().nullable(),
  gateway: z.string().nullable(),
  operatorId: z.string().nullable().describe('who was signed in; null where nobody was'),
  approver: z.string().nullable().describe('the manager who approved that it goes back'),
});
export type SalesRow = z.infer<typeof salesRowSchema>;

/** The formats of a list of rows; `csv` is for a spreadsheet. */
export const ROW_FORMATS = ['json', 'csv'] as const;

/** The row of `reports/sales`. A reply of rows is text in pieces: it may be longer than what fits into memory. */
export const READ_SALES_REPORT = {
  ...ROUTES.readSalesReport,
  say:
    'Lists every payment, refund and void of a span, oldest first, one a row; nothing of what failed. ' +
    'A value of the CSV that a spreadsheet would take for a formula has an apostrophe in front.',
  params: none,
  query: z
    .strictObject({
      from: time.describe('moved at or after'),
      to: time.describe('moved before'),
      format: z.enum(ROW_FORMATS).default('json').describe('`csv`: for a spreadsheet'),
    })
    .refine(({ from, to }) => (parseIso(from) ?? -Infinity) < (parseIso(to) ?? Infinity), {
      path: ['from'],
      message: 'must be before `to`',
    }),
  body: null,
  reply: { status: 200, type: 'rows', schema: z.custom<Iterable<string>>(), row: salesRowSchema },
  problems: [],
} as const;
