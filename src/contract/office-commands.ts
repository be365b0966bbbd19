import { z } from 'zod';
import { PAPER_BYTES_MAX } from '../ground/paper-limits.ts';
import { amount, approver, id, none, reason, time, when, words } from './parts.ts';
import { APPROVAL_PROBLEMS } from './manager-commands.ts';
import { ROUTES } from './routes.ts';
import { amountSchema } from './sale-view.ts';

/** What a paper of the shop's own may be. */
export const PAPER_CONTENT_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;

/** The answers to a request for papers, and to a dispute about money, by the acquirer's own words. */
export const RESPONSE_CODES = ['0001', '0002', '0003'] as const;
export const REFUND_TYPES = ['ACCEPT_REFUND', 'ACCEPT_PARTIAL_REFUND', 'REFUSE_REFUND'] as const;

const fact = z.record(z.string(), z.string());
const byHand = z.object({
  outcome: z.string(),
  reason: z.string(),
  at: when,
  approver: z.string().optional(),
});

/** A dispute as it is told. */
export const disputeSchema = z.object({
  disputeRequestId: z.string(),
  kind: z
    .enum(['papers', 'money', 'chargeback'])
    .describe('`papers`: a retrieval request; `money`: an escalation'),
  state: z.enum(['arrived', 'prepared', 'answering', 'refusedByAcquirer', 'answered', 'closed']),
  gateway: z.string(),
  payment: z.string().describe('the payment as the acquirer names it'),
  paymentRequestId: z.string().optional().describe('absent where this till has no such payment'),
  saleId: z.string().optional(),
  saleAmount: amountSchema.optional(),
  amount: amountSchema.optional().describe('what is asked back'),
  wants: z.array(z.string()).describe('which papers are asked for, in the acquirer’s words'),
  occurredAt: when,
  arrivedAt: when,
  late: z.boolean().describe('the message was older, or newer, than it should be'),
  byHand: z.boolean().describe('a person entered it'),
  dueAt: when.nullable(),
  daysLeft: z.int().nullable(),
  overdue: z.boolean(),
  mayAnswer: z
    .boolean()
    .describe('false where it was answered, and where the acquirer takes no answers from a till'),
  papers: z.array(
    z.object({
      name: z.string(),
      contentType: z.string(),
      own: z.boolean().describe('a person brought it'),
      bytes: z.int().optional(),
    }),
  ),
  answer: z
    .object({
      answer: z.string(),
      refundAmount: amountSchema.optional(),
      remarks: z.string().optional(),
      papers: z.array(z.string()),
      approver: z.string(),
      at: when,
      resultCode: z.string().optional().describe('the acquirer’s code once it is final'),
    })
    .optional(),
  givenBack: z
    .object({ before: amountSchema, promised: amountSchema.optional(), since: amountSchema.optional() })
    .optional()
    .describe('refunds before it came; what was promised, and what went back since'),
  told: z.array(z.object({ at: when, status: z.string(), facts: fact })),
  received: fact.describe('everything that the acquirer sent, by its names'),
  closed: byHand.optional(),
});
export type DisputeView = z.infer<typeof disputeSchema>;

const disputeParams = z.strictObject({ disputeRequestId: id.describe('the acquirer’s id of the dispute') });

/** Something that the office owes to an acquirer, or still asks it. */
export const officeOwedSchema = z.object({
  about: z.enum(['registration', 'dispute', 'declaration']),
  id: z.string(),
  what: z.enum(['send', 'ask']),
  since: when,
  tries: z.int(),
  nextTryAt: when,
  lastAnswer: z.string().optional(),
});

/** Something that a person has to do. */
export const officeTaskSchema = z.object({
  kind: z.enum([
    'answerDispute',
    'giveBack',
    'disputeRefused',
    'registerStore',
    'registrationRefused',
    'askAcquirer',
    'declarationRefused',
    'declarationLower',
    'customsSay',
  ]),
  id: z.string(),
  since: when,
  dueAt: when.optional(),
  daysLeft: z.int().optional(),
  amount: amountSchema.optional(),
  say: z.string().describe('in English'),
});
export type OfficeTask = z.infer<typeof officeTaskSchema>;

/** The commands of the office. */
export const OFFICE_COMMANDS = {
  readOffice: {
    ...ROUTES.readOffice,
    say: 'Tells what a person has to do in the office, and what is on its way to an acquirer.',
    params: none,
    query: none,
    body: null,
    reply: {
      status: 200,
      type: 'json',
      schema: z.object({
        tasks: z.array(officeTaskSchema),
        queue: z.array(officeOwedSchema),
        declares: z.boolean().describe('whether the shop declares to customs'),
      }),
    },
    problems: [],
  },
  tryOffice: {
    ...ROUTES.tryOffice,
    say: 'Tries at once what the office owes, or asks at once how it stands: all of it, or one matter.',
    params: none,
    query: none,
    body: z.strictObject({ id: id.optional().describe('one matter only') }).nullable(),
    reply: { status: 202, type: 'json', schema: z.array(officeOwedSchema) },
    problems: [],
  },
  listDisputes: {
    ...ROUTES.listDisputes,
    say: 'Lists disputes; those that have to be answered soonest come first.',
    params: none,
    query: z.strictObject({
      open: z
        .enum(['true', 'false'])
        .optional()
        .describe('`true`: those that are not closed; `false`: the others'),
      paymentRequestId: id.optional().describe('those about this payment'),
    }),
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(disputeSchema) },
    problems: [],
  },
  enterDispute: {
    ...ROUTES.enterDispute,
    say: 'Enters a dispute that was told in another way. A manager approves it.',
    params: none,
    query: none,
    body: z.strictObject({
      disputeRequestId: id.describe('the acquirer’s id of the dispute'),
      kind: z.enum(['papers', 'money']).describe('what is asked for'),
      paymentRequestId: id.describe('the payment, by our id or by the acquirer’s'),
      amount: amount.optional(),
      dueAt: time.optional().describe('until when it is to be answered'),
      approver: approver.optional(),
    }),
    reply: { status: 201, type: 'json', schema: disputeSchema },
    problems: ['dispute-known', 'amount-not-payable', ...APPROVAL_PROBLEMS],
  },
  readDispute: {
    ...ROUTES.readDispute,
    say: 'Reads one dispute.',
    params: disputeParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: disputeSchema },
    problems: ['not-found'],
  },
  addDisputePaper: {
    ...ROUTES.addDisputePaper,
    say: 'Lays a paper of the shop’s own beside a dispute. It is sent only with an answer that names it.',
    params: disputeParams,
    query: none,
    body: z.strictObject({
      name: id.describe('the name of the file'),
      contentType: z.enum(PAPER_CONTENT_TYPES).describe('what the file is'),
      content: z
        .string()
        .min(1)
        .max(Math.ceil(PAPER_BYTES_MAX / 3) * 4)
        .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be Base64')
        .describe('the file as Base64'),
    }),
    reply: { status: 201, type: 'json', schema: disputeSchema },
    problems: ['not-found', 'paper-refused'],
  },
  readDisputePaper: {
    ...ROUTES.readDisputePaper,
    say: 'Reads a paper of a dispute: one that the till makes, or one of the shop’s own.',
    params: disputeParams.extend({ paper: id.describe('its name in the dispute’s `papers`') }),
    query: none,
    body: null,
    reply: {
      status: 200,
      type: 'file',
      schema: z.object({
        contentType: z.string(),
        content: z.string().describe('a character each for its bytes'),
      }),
    },
    problems: ['not-found', 'not-printable'],
  },
  answerDispute: {
    ...ROUTES.answerDispute,
    say: 'Answers a dispute. A manager approves it; the same bytes are sent until the acquirer’s answer is final. Nothing is refunded by it.',
    params: disputeParams,
    query: none,
    body: z.strictObject({
      responseCode: z
        .enum(RESPONSE_CODES)
        .optional()
        .describe('to a request for papers: all, a part, nothing'),
      refundType: z.enum(REFUND_TYPES).optional().describe('to a dispute about money'),
      refundAmount: amount.optional().describe('with ACCEPT_PARTIAL_REFUND'),
      remarks: words.optional().describe('words for the acquirer'),
      papers: z.array(id).max(32).default([]).describe('names of the dispute’s `papers`'),
      confirm: z.boolean().optional().describe('said where the till asks twice'),
      approver: approver.optional(),
    }),
    reply: { status: 202, type: 'json', schema: disputeSchema },
    problems: [
      'not-found',
      'confirm-needed',
      'dispute-answered',
      'paper-refused',
      'amount-not-payable',
      'idempotency-mismatch',
      'not-available',
      ...APPROVAL_PROBLEMS,
    ],
    idempotent: true,
  },
  closeDispute: {
    ...ROUTES.closeDispute,
    say: 'Closes a dispute whose end was learnt in another way.',
    params: disputeParams,
    query: none,
    body: z.strictObject({
      outcome: z.enum(['won', 'lost', 'withdrawn', 'byHand']).describe('how it ended'),
      reason,
      approver: approver.optional(),
    }),
    reply: { status: 200, type: 'json', schema: disputeSchema },
    problems: ['not-found', 'dispute-closed', ...APPROVAL_PROBLEMS],
  },
} as const;

export type OfficeCommand = keyof typeof OFFICE_COMMANDS;
