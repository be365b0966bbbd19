import { z } from 'zod';
import {
  amount,
  approver,
  id,
  none,
  paymentRequestId,
  printedSchema,
  reason,
  saleParams,
  when,
} from './parts.ts';
import { ROUTES } from './routes.ts';
import { READ_SALES_REPORT } from './sales-report.ts';
import { refundSchema, saleSchema } from './sale-view.ts';

const count = z.int().min(0);
const sum = z.string().describe('minor units as a string of digits');

/** What can happen to a sale, as its story tells it. */
export const STORY_KINDS = [
  'opened',
  'adopted',
  'scanned',
  'charged',
  'confirming',
  'chosen',
  'linkMade',
  'linkOpened',
  'stillOpen',
  'held',
  'refused',
  'notSent',
  'backRefused',
  'unanswered',
  'asked',
  'cancelAsked',
  'cancelApproved',
  'accepted',
  'freed',
  'overridden',
  'cancelSent',
  'cancelled',
  'retried',
  'closed',
  'restarted',
  'refundApproved',
  'refundUnanswered',
  'refunded',
  'refundFailed',
  'printing',
  'printed',
  'notPrinted',
  'printUnknown',
] as const;

/** One dated sentence of a sale's story. */
export const storyLineSchema = z.object({
  at: when,
  kind: z.enum(STORY_KINDS),
  say: z.string().describe('the sentence in English'),
  facts: z
    .record(z.string(), z.string())
    .describe('values for the sentence that a page makes in its own language'),
});
export type StoryLine = z.infer<typeof storyLineSchema>;

const totalSchema = z.object({
  type: z.enum(['sale', 'void', 'refund']),
  currency: z.string(),
  count,
  value: sum,
});

/** X: what moved since the last close. Z: a closed day, immutable. */
export const reportSchema = z.object({
  type: z.enum(['X', 'Z']),
  number: z.int().min(1).describe('of the day: an X has the number of the next Z'),
  from: when.nullable().describe('null before the first sale'),
  until: when,
  totals: z.array(totalSchema),
  wallets: z.array(totalSchema.extend({ wallet: z.string().nullable() })),
  acquirers: z.array(totalSchema.extend({ gateway: z.string().nullable() })).describe('by gateway'),
  byOperator: z
    .array(totalSchema.extend({ operatorId: z.string().nullable() }))
    .describe('by who was signed in; empty where nobody was; null: what moved without'),
  hours: z
    .array(totalSchema.extend({ hour: z.int().min(0).max(23) }))
    .describe("by hour, in the till's time zone"),
  unresolved: z
    .array(z.object({ saleId: z.string(), referenceOrderId: z.string(), amount, state: z.string() }))
    .describe('sales with an unknown outcome or money still owed; they go over to the next day'),
  head: z.string().describe('the hash of the journal before the close, as hexadecimal'),
});
export type ReportView = z.infer<typeof reportSchema>;

/** The formats of a report; `csv` is for a spreadsheet. */
export const REPORT_FORMATS = ['text', 'png', 'pdf', 'escpos', 'csv'] as const;

/** How many days one answer may hold: more than two years. Ours. */
const DAYS_MAX = 1000;

const zParams = z.strictObject({
  number: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of a closed day')
    .describe('of the day'),
});
const paperQuery = z.strictObject({
  format: z.enum(REPORT_FORMATS).default('text').describe('`escpos`: the bytes of the printer'),
});

/** Who approves, and why. Source: interface section 3, cancel. */
export const approvalSchema = z.strictObject({ approver, reason });

/** Why an approval is refused. */
export const APPROVAL_PROBLEMS = ['approver-required', 'approver-refused', 'approver-locked'] as const;

/** The commands of the manager's desk: refunds, a sale's story, and the day's end. */
export const MANAGER_COMMANDS = {
  requestRefund: {
    ...ROUTES.requestRefund,
    say: 'Refunds a paid payment, in full or in part. A manager approves it; the till sends it until it is answered.',
    params: none,
    query: none,
    body: z.strictObject({
      ...{ paymentRequestId, amount, reason, approver },
      confirm: z
        .boolean()
        .optional()
        .describe(
          'said once more for a payment that a dispute was lost about: its money may be taken already',
        ),
    }),
    reply: { status: 202, type: 'json', schema: refundSchema },
    problems: [
      'amount-not-payable',
      'approver-refused',
      'not-found',
      'refund-exceeds-payment',
      'refund-refused',
      'disputed',
      'confirm-needed',
      'idempotency-mismatch',
      'approver-locked',
    ],
    idempotent: true,
  },
  acceptSale: {
    ...ROUTES.acceptSale,
    say: 'A manager accepts a doubtful charge as the payment of this sale.',
    params: saleParams,
    query: none,
    body: approvalSchema,
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'accept-refused', ...APPROVAL_PROBLEMS],
  },
  readRefund: {
    ...ROUTES.readRefund,
    say: 'Reads one refund.',
    params: z.strictObject({ refundRequestId: id.describe('the till’s id of the refund') }),
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: refundSchema },
    problems: ['not-found'],
  },
  readStory: {
    ...ROUTES.readStory,
    say: 'Tells the story of a sale: requests, answers and prints, with times and names.',
    params: saleParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(storyLineSchema) },
    problems: ['not-found'],
  },
  listManagers: {
    ...ROUTES.listManagers,
    say: 'Lists the managers who may approve: ids and names.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(z.object({ id: z.string(), name: z.string() })) },
    problems: [],
  },
  readX: {
    ...ROUTES.readX,
    say: 'Reads the running totals since the last close.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: reportSchema },
    problems: [],
  },
  readXPaper: {
    ...ROUTES.readXPaper,
    say: 'Reads the running totals as a paper.',
    params: none,
    query: paperQuery,
    body: null,
    reply: { status: 200, type: 'paper', schema: z.string() },
    problems: ['not-printable'],
  },
  printX: {
    ...ROUTES.printX,
    say: 'Prints the running totals and answers whether they were printed.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: printedSchema },
    problems: ['not-printable'],
  },
  closeDay: {
    ...ROUTES.closeDay,
    say:
      'Closes the day. Unresolved sales are listed and go over to the next day. A repeat with the same ' +
      'Idempotency-Key answers the same day. An empty day right after a close needs `again`.',
    params: none,
    query: none,
    body: z
      .strictObject({
        again: z.boolean().optional().describe('also closes an empty day right after a close'),
      })
      .nullable(),
    reply: { status: 201, type: 'json', schema: reportSchema },
    problems: ['day-just-closed'],
    idempotent: true,
  },
  listZ: {
    ...ROUTES.listZ,
    say: 'Lists the closed days, newest first. The days before the last one of an answer are asked for with `before`.',
    params: none,
    query: z.strictObject({
      before: z.coerce.number().int().min(1).optional().describe('days of a lower number only'),
      limit: z.coerce.number().int().min(1).max(DAYS_MAX).default(DAYS_MAX).describe('how many at most'),
    }),
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(reportSchema) },
    problems: [],
  },
  readSalesReport: READ_SALES_REPORT,
  readZ: {
    ...ROUTES.readZ,
    say: 'Reads a closed day. It never changes.',
    params: zParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: reportSchema },
    problems: ['not-found'],
  },
  readZPaper: {
    ...ROUTES.readZPaper,
    say: 'Reads a closed day as a paper or as CSV.',
    params: zParams,
    query: paperQuery,
    body: null,
    reply: { status: 200, type: 'paper', schema: z.string() },
    problems: ['not-found', 'not-printable'],
  },
  printZ: {
    ...ROUTES.printZ,
    say: 'Prints a closed day again, marked as a duplicate, and answers whether it was printed.',
    params: zParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: printedSchema },
    problems: ['not-found', 'not-printable'],
  },
} as const;

export type ManagerCommand = keyof typeof MANAGER_COMMANDS;
