import { z } from 'zod';
import {
  amount,
  codeText,
  id,
  minorUnits,
  none,
  paymentRequestId,
  referenceOrderId,
  saleParams,
  words,
} from './parts.ts';
import { CODE_FAMILIES } from '../ground/code-families.ts';
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
import { RECEIPT_COMMANDS } from './receipt-commands.ts';
import { OFFICE_COMMANDS, type OfficeCommand } from './office-commands.ts';
import { OFFICE_MATTER_COMMANDS, type OfficeMatterCommand } from './office-matters.ts';
import { ROUTES, type CommandName, type Route } from './routes.ts';
import { SETTLEMENT_COMMANDS, type SettlementCommand } from './settlement-commands.ts';
import { STAFF_COMMANDS, type StaffCommand } from './staff-commands.ts';
import { TENDER_COMMANDS, type TenderCommand } from './tender-commands.ts';
import { TECHNICIAN_COMMANDS, type TechnicianCommand } from './technician-commands.ts';
import { TILL_SETUP_COMMANDS, type TillSetUpCommand } from './till-setup.ts';
import { healthSchema, queueItemSchema } from './till-view.ts';
import { TRAINING_COMMANDS } from './training-commands.ts';

export { healthSchema, noticeSchema, queueItemSchema, viewSchema } from './till-view.ts';
export type { HealthView, View } from './till-view.ts';

const identifiedSchema = z.object({
  family: z.enum(CODE_FAMILIES),
  route: z.string().describe('the name of a gateway, `refuse` or `ask`'),
  ruleId: z.string(),
  rulesVersion: z.string(),
  masked: z.string(),
  say: z.string().optional(),
});

/** One row of the table of commands. */
export interface Command extends Route {
  readonly say: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** A nullable one may be left out. */
  readonly body: z.ZodObject | z.ZodNullable<z.ZodObject> | null;
  readonly reply: {
    readonly status: 200 | 201 | 202;
    /**
     * `receipt`, `paper`: text; in the other formats their bytes, a character each. `rows`: text in pieces, which goes
     * out over HTTP only; `row` is what one of them is in JSON. `link`: JSON, which over HTTP may be a picture too. `metrics`:
     * text of Prometheus. `file`: its bytes, a character each, with their type.
     */
    readonly type: 'json' | 'receipt' | 'paper' | 'rows' | 'link' | 'metrics' | 'file';
    readonly schema: z.ZodType;
    readonly row?: z.ZodType;
  };
  readonly problems: readonly ProblemSlug[];
  /** Takes the header `Idempotency-Key`: a repeat of a request with its key gets the first answer again. */
  readonly idempotent?: true;
}

/** A name that the caller gives a request. */
export const idempotencyKeySchema = id.optional();

/** Why a code is not used for the sale that waits for one. */
export const CODE_PROBLEMS = [
  'code-refused',
  'code-repeated',
  'order-already-paid',
  'order-unresolved',
  'order-elsewhere',
  'order-exhausted',
  'store-not-registered',
] as const;

/**
 * Every command of the till, written once: the local API, its checks, `openapi.json` and the messages between the
 * till's own processes derive from this table. A new command is its address in `routes.ts`, one row here and one handler.
 */
export const COMMANDS = {
  openSale: {
    ...ROUTES.openSale,
    say: 'Opens a sale. It cancels a failed sale that is still on the screen.',
    params: none,
    query: none,
    body: z.strictObject({
      referenceOrderId,
      orderDescription: words.describe('what is sold; the wallet and the receipt show it'),
      amount,
      homeTerminalId: id
        .optional()
        .describe(
          'in a chain: the till whose order it is, which goes on alone without the centre; default: this till',
        ),
    }),
    reply: { status: 201, type: 'json', schema: saleSchema },
    problems: [
      'amount-not-payable',
      'amount-over-limit',
      'till-busy',
      'order-already-paid',
      'order-unresolved',
    ],
  },
  listSales: {
    ...ROUTES.listSales,
    say: 'Lists sales, newest first.',
    params: none,
    query: z.strictObject({
      referenceOrderId: referenceOrderId.optional(),
      paymentRequestId: paymentRequestId.optional(),
      id: id.optional().describe('any id of a sale, an order, a payment or a refund'),
      value: minorUnits.optional().describe('the amount in minor units'),
      from: z.iso.datetime({ offset: true }).optional().describe('opened at or after'),
      until: z.iso.datetime({ offset: true }).optional().describe('opened before'),
      wallet: words.optional().describe('the name of the wallet'),
      state: z.enum(SALE_STATES).optional().describe('sales in this state only'),
      limit: z.coerce.number().int().min(1).max(1000).default(50).describe('how many at most'),
    }),
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(saleSchema) },
    problems: [],
  },
  readSale: {
    ...ROUTES.readSale,
    say: 'Reads one sale.',
    params: saleParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: saleSchema },
    problems: ['not-found'],
  },
  enterCode: {
    ...ROUTES.enterCode,
    say: "Takes a code that the register's own scanner read, or that was typed. It is handled like a scan.",
    params: saleParams,
    query: none,
    body: z.strictObject({ text: codeText }),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'not-awaiting-code', ...CODE_PROBLEMS],
  },
  chooseGateway: {
    ...ROUTES.chooseGateway,
    say: 'Chooses the gateway for the code that was just scanned, where its route is `ask`.',
    params: saleParams,
    query: none,
    body: z.strictObject({ gateway: id.describe('its name in the config') }),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'not-awaiting-code', ...CODE_PROBLEMS],
  },
  retrySale: {
    ...ROUTES.retrySale,
    say: 'Begins a new attempt on the same order after `failed`: the sale is `awaitingCode` again.',
    params: saleParams,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'retry-refused', 'till-busy'],
  },
  cancelSale: {
    ...ROUTES.cancelSale,
    say: 'Cancels a sale, or voids a paid one. With a manager it gives back a charge that may belong to another till.',
    params: saleParams,
    query: none,
    body: approvalSchema.partial().nullable(),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'cancel-refused', 'void-refused', ...APPROVAL_PROBLEMS],
  },
  dismissSale: {
    ...ROUTES.dismissSale,
    say: 'Goes on from a sale that is not under way: no screen shows it as the sale of now any more. It changes nothing else.',
    params: saleParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: saleSchema },
    problems: ['not-found', 'till-busy'],
  },
  seeNotice: {
    ...ROUTES.seeNotice,
    say: 'A person has seen that another amount was charged than the one asked: the notice of it ends.',
    params: saleParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: saleSchema },
    problems: ['not-found'],
  },
  ...TENDER_COMMANDS,
  ...MANAGER_COMMANDS,
  ...OFFICE_COMMANDS,
  ...OFFICE_MATTER_COMMANDS,
  ...SETTLEMENT_COMMANDS,
  identifyCode: {
    ...ROUTES.identifyCode,
    say: 'Identifies a code without using it.',
    params: none,
    query: none,
    body: z.strictObject({ text: codeText }),
    reply: { status: 200, type: 'json', schema: identifiedSchema },
    problems: [],
  },
  ...RECEIPT_COMMANDS,
  readHealth: {
    ...ROUTES.readHealth,
    say: 'Reads the state of gateway, journal, scanners, printers and queue: ok, or what is wrong and since when.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: healthSchema },
    problems: [],
  },
  readQueue: {
    ...ROUTES.readQueue,
    say: 'Lists what the till still owes to the gateway and to the printers.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(queueItemSchema) },
    problems: [],
  },
  tryNow: {
    ...ROUTES.tryNow,
    say: 'Tries at once everything that is owed to the gateway.',
    params: none,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: z.array(queueItemSchema) },
    problems: [],
  },
  ...TRAINING_COMMANDS,
  ...KEYS_COMMANDS,
  ...TECHNICIAN_COMMANDS,
  ...TILL_SETUP_COMMANDS,
  ...STAFF_COMMANDS,
} as const satisfies Record<CommandName, Command>;

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
export type TrainingCommand = 'listTrainingFaults' | 'setTrainingFault' | 'beginTrainingDispute';
/** The commands of the cashier's desk: all but practice, the manager's desk, the technician's page and the window's keys. */
export type DeskHandlers = Omit<
  Handlers,
  | TrainingCommand
  | TechnicianCommand
  | TillSetUpCommand
  | ManagerCommand
  | OfficeCommand
  | OfficeMatterCommand
  | SettlementCommand
  | StaffCommand
  | TenderCommand
  | keyof typeof KEYS_COMMANDS
>;

/**
 * The problems of a command: those of its row, `invalid-request` for what only its handler can check, and
 * `sign-in-required` where nobody stands at the till who may ask for it.
 */
export type ProblemOf<N extends CommandName> = Problem<
  Row<N>['problems'][number] | 'invalid-request' | 'sign-in-required'
>;
/** What a handler answers. */
export type AnswerOf<N extends CommandName> = Result<ReplyOf<N>, ProblemOf<N>>;

/** One handler for every command. A missing handler does not compile, nor a refusal that the row does not list. */
export type Handlers = {
  readonly [N in CommandName]: (input: InputOf<N>) => Promise<AnswerOf<N>>;
};
