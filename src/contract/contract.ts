import { z } from 'zod';
import { amount, id, minorUnits, none } from './parts.ts';
import { CODE_FAMILIES } from '../ground/code-families.ts';
import { COPIES } from '../ground/copies.ts';
import {
  APPROVAL_PROBLEMS,
  approvalSchema,
  MANAGER_COMMANDS,
  type ManagerCommand,
} from './manager-commands.ts';
import { SALE_STATES } from '../ground/sale-states.ts';
import { saleSchema } from './sale-view.ts';
import type { Problem, ProblemSlug } from './problems.ts';
import type { Result } from '../ground/result.ts';
import { KEYS_COMMANDS } from './keys-commands.ts';
import { TECHNICIAN_COMMANDS, type TechnicianCommand } from './technician-commands.ts';
import { healthSchema, queueItemSchema } from './till-view.ts';
import { TRAINING_COMMANDS } from './training-commands.ts';

export { healthSchema, noticeSchema, queueItemSchema, viewSchema } from './till-view.ts';
export type { HealthView, View } from './till-view.ts';

/** `customer`, `merchant`, the slip of one refund, or the one for an unknown outcome. */
const copy = z.union([
  z.enum(COPIES),
  z.literal('pending').describe('while it is not known whether the sale is paid: a slip that says so'),
  z
    .templateLiteral(['refund-', z.string().min(1).max(64)])
    .describe('the slip of a refund: refund-<refundRequestId>'),
]);

const identifiedSchema = z.object({
  family: z.enum(CODE_FAMILIES),
  route: z.string().describe('a gateway by name, `refuse` or `ask`'),
  ruleId: z.string(),
  rulesVersion: z.string(),
  masked: z.string(),
  say: z.string().optional(),
});

/** One row of the table of commands. */
export interface Command {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly say: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** A nullable one may be left out. */
  readonly body: z.ZodObject | z.ZodNullable<z.ZodObject> | null;
  readonly reply: {
    readonly status: 200 | 201 | 202;
    /** `receipt`, `paper`: text; in the other formats their bytes, a character each. */
    readonly type: 'json' | 'receipt' | 'paper';
    readonly schema: z.ZodType;
  };
  readonly problems: readonly ProblemSlug[];
  /** Takes the header `Idempotency-Key`: a repeat of the same request with the same key is answered as the first was. */
  readonly idempotent?: true;
}

/** A name that the caller gives a request: printable, so that it can be found in a log. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 printable characters')
  .optional();

const saleParams = z.strictObject({ saleId: id });
const receiptParams = z.strictObject({ saleId: id, copy });

/** Why a code is not used for the sale that waits for one. */
const CODE_PROBLEMS = [
  'code-refused',
  'code-repeated',
  'order-already-paid',
  'order-unresolved',
  'order-exhausted',
] as const;

/**
 * Every command of the till, written once: the local API, its checks, `openapi.json` and the messages between the
 * till's own processes derive from this table. A new command is one row here and one handler.
 */
export const COMMANDS = {
  openSale: {
    method: 'POST',
    path: '/v1/sales',
    say: 'Opens a sale. A failed one that still stands on the screen is cancelled by it.',
    params: none,
    query: none,
    body: z.strictObject({ referenceOrderId: id, orderDescription: z.string().min(1).max(256), amount }),
    reply: { status: 201, type: 'json', schema: saleSchema },
    problems: ['amount-not-payable', 'till-busy', 'order-already-paid', 'order-unresolved'],
  },
  listSales: {
    method: 'GET',
    path: '/v1/sales',
    say: 'Sales, newest first.',
    params: none,
    query: z.strictObject({
      referenceOrderId: id.optional(),
      paymentRequestId: id.optional(),
      id: z.string().min(1).max(64).optional().describe('any id that leads to a sale'),
      value: minorUnits.optional().describe('the amount in minor units'),
      from: z.iso.datetime({ offset: true }).optional().describe('opened at or after'),
      until: z.iso.datetime({ offset: true }).optional().describe('opened before'),
      wallet: z.string().min(1).max(256).optional(),
      state: z.enum(SALE_STATES).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(50),
    }),
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(saleSchema) },
    problems: [],
  },
  readSale: {
    method: 'GET',
    path: '/v1/sales/{saleId}',
    say: 'One sale.',
    params: saleParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: saleSchema },
    problems: ['not-found'],
  },
  enterCode: {
    method: 'POST',
    path: '/v1/sales/{saleId}/code',
    say: "A code read by the register's own scanner, or typed. Same path as a scan.",
    params: saleParams,
    query: none,
    body: z.strictObject({ text: z.string().min(1).max(4096) }),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'not-awaiting-code', ...CODE_PROBLEMS],
  },
  chooseGateway: {
    method: 'POST',
    path: '/v1/sales/{saleId}/gateway',
    say: 'For a code whose route is `ask`: where the code that was just scanned goes.',
    params: saleParams,
    query: none,
    body: z.strictObject({ gateway: id }),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'not-awaiting-code', ...CODE_PROBLEMS],
  },
  retrySale: {
    method: 'POST',
    path: '/v1/sales/{saleId}/retry',
    say: 'After `failed`: back to `awaitingCode`, a new attempt on the same order.',
    params: saleParams,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'retry-refused', 'till-busy'],
  },
  cancelSale: {
    method: 'POST',
    path: '/v1/sales/{saleId}/cancel',
    say: 'The cashier gives up, or voids a paid sale. A manager has a charge given back that may be of another till.',
    params: saleParams,
    query: none,
    body: approvalSchema.partial().nullable(),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'cancel-refused', 'void-refused', ...APPROVAL_PROBLEMS],
  },
  ...MANAGER_COMMANDS,
  identifyCode: {
    method: 'POST',
    path: '/v1/codes/identify',
    say: 'What a code would be taken for, without using it.',
    params: none,
    query: none,
    body: z.strictObject({ text: z.string().min(1).max(4096) }),
    reply: { status: 200, type: 'json', schema: identifiedSchema },
    problems: [],
  },
  readReceipt: {
    method: 'GET',
    path: '/v1/sales/{saleId}/receipts/{copy}',
    say: 'The receipt of a paid sale, or of its void, or a slip: text, the bytes of a printer, or a picture of what they print.',
    params: receiptParams,
    query: z.strictObject({ format: z.enum(['text', 'png', 'pdf', 'escpos']).default('text') }),
    body: null,
    reply: { status: 200, type: 'receipt', schema: z.string() },
    problems: ['not-found', 'not-printable', 'not-available'],
  },
  printReceipt: {
    method: 'POST',
    path: '/v1/sales/{saleId}/receipts/{copy}/print',
    say: 'Prints the receipt again, marked as a copy. `pending` prints the slip for an unknown outcome; it is no receipt and stands in no `receipts`.',
    params: receiptParams,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'not-printable'],
  },
  readHealth: {
    method: 'GET',
    path: '/v1/health',
    say: 'Gateway, journal, each scanner and printer, queue: ok, or what is wrong since when.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: healthSchema },
    problems: [],
  },
  readQueue: {
    method: 'GET',
    path: '/v1/queue',
    say: 'What is still owed to the gateway and to paper.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(queueItemSchema) },
    problems: [],
  },
  tryNow: {
    method: 'POST',
    path: '/v1/queue/try-now',
    say: 'Tries everything that is owed at once instead of at its time.',
    params: none,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: z.array(queueItemSchema) },
    problems: [],
  },
  ...TRAINING_COMMANDS,
  ...KEYS_COMMANDS,
  ...TECHNICIAN_COMMANDS,
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;
type Row<N extends CommandName> = (typeof COMMANDS)[N];
type BodyOf<N extends CommandName> = Row<N>['body'] extends z.ZodType<infer B> ? B : null;

/** What a handler is given: everything checked against the row's schemas. */
export interface InputOf<N extends CommandName> {
  readonly params: z.infer<Row<N>['params']>;
  readonly query: z.infer<Row<N>['query']>;
  readonly body: BodyOf<N>;
  /** Only where the row is idempotent, and the caller gave one. */
  readonly idempotencyKey?: string | undefined;
}
export type ReplyOf<N extends CommandName> = z.infer<Row<N>['reply']['schema']>;

/** Commands that belong to practice alone. */
export type TrainingCommand = 'listTrainingFaults' | 'setTrainingFault';
/** What the desk itself answers: all but practice, the manager's desk, the technician's page and the keys of the window. */
export type DeskHandlers = Omit<
  Handlers,
  TrainingCommand | TechnicianCommand | ManagerCommand | keyof typeof KEYS_COMMANDS
>;

/** One handler for every command; a missing one does not compile. */
export type Handlers = {
  readonly [N in CommandName]: (input: InputOf<N>) => Promise<Result<ReplyOf<N>, Problem>>;
};

/** The event stream: `view` with the whole view at once and at every change. */
export const EVENTS_PATH = '/v1/events';
/** The same for the customer's display, with nothing in it that a customer may not see. */
export const CUSTOMER_EVENTS_PATH = '/v1/customer/events';
export const OPENAPI_PATH = '/v1/openapi.json';
