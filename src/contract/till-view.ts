import { z } from 'zod';
import { CODE_FAMILIES } from '../ground/code-families.ts';
import { HEALTH_REASONS } from '../ground/health-reasons.ts';
import { AMOUNT_ENTRIES } from '../ground/money/amount-entry.ts';
import { minorUnits, when } from './parts.ts';
import { amountSchema, saleSchema } from './sale-view.ts';
import { staffSchema } from './staff-commands.ts';

const partSchema = z.object({
  status: z.enum(['ok', 'down']),
  since: when,
  name: z.string().optional(),
  reason: z.enum(HEALTH_REASONS).optional().describe('what is wrong, or could be better'),
  why: z.string().optional().describe('the reason as a sentence'),
  standIn: z
    .string()
    .optional()
    .describe('of a printer that is down: the name of the one that prints instead'),
});

/** The health of the till, part by part. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  training: z.boolean().describe('a till for practice: nothing is real'),
  test: z.boolean().describe('a gateway is a system for tests: its money is not real'),
  gateway: partSchema,
  journal: partSchema,
  scanners: z.array(partSchema),
  printers: z.array(partSchema),
  queue: partSchema,
  marks: partSchema.optional().describe('the brand marks: `ok` with a `why` where one is a placeholder'),
  letters: partSchema
    .optional()
    .describe('there only where a name of the shop has signs that no font has: paper shows boxes for them'),
  centre: partSchema
    .optional()
    .describe(
      'there only where the till belongs to a chain: how its way to the centre is. Sales go on without it',
    ),
});
export type HealthView = z.infer<typeof healthSchema>;

/** Why a code is refused: its family, a choice that the cashier has to make, or how it was read. */
export const WHY_REFUSED = [
  ...CODE_FAMILIES,
  'choose',
  'oversize',
  'unprintable',
  'misread',
  'misfit',
  'tooOld',
  'noGateway',
] as const;
export type WhyRefused = (typeof WHY_REFUSED)[number];

export const noticeSchema = z.object({
  kind: z.string(),
  say: z.string(),
  at: when,
  why: z
    .enum(WHY_REFUSED)
    .optional()
    .describe("with the kind `code-refused`: the reason; absent where `say` is the shop's own sentence"),
  choices: z
    .array(z.string())
    .optional()
    .describe('gateways to choose from, for a code whose route is `ask`'),
  paymentRequestId: z
    .string()
    .optional()
    .describe("with the kind `receipt-scanned`: the id in the receipt's bar code"),
});

const otherChargeSchema = z.object({
  saleId: z.string(),
  at: when,
  asked: amountSchema,
  charged: amountSchema,
});

/** The office in a few numbers: what more there is, the desk asks for. */
const officeSchema = z.object({
  disputes: z.int().describe('disputes that are not closed'),
  toAnswer: z.int().describe('disputes that a person has to answer'),
  toGiveBack: z.int().describe('promised money that is not back yet'),
  dueAt: when.optional().describe('until when the next answer is due'),
  daysLeft: z.int().optional().describe('0: that time is over'),
  changes: z.int().describe('rises with every change of the office'),
  isOffered: z
    .boolean()
    .describe('whether the window leads there: the shop registers or declares, or a matter is there'),
});

/** Everything that a screen shows. It is pushed whole at every change. */
export const viewSchema = z.object({
  sale: saleSchema
    .nullable()
    .describe('the sale on the stage: the newest one, until somebody goes on from it'),
  isEarlier: z.boolean().describe('whether that sale had ended before this start of the till'),
  otherCharges: z
    .array(otherChargeSchema)
    .describe('charges of another amount than asked, each until a person has seen it'),
  recent: z.array(saleSchema),
  notice: noticeSchema.nullable(),
  queue: z.int(),
  office: officeSchema,
  customerReceipt: z
    .string()
    .optional()
    .describe("the text of a paid sale's customer copy, where the config wants it on the customer's screen"),
  health: healthSchema,
  staff: staffSchema,
  terminal: z.object({
    storeTerminalId: z.string(),
    storeName: z.string(),
    currency: z.string(),
    languages: z.array(z.string()),
    timeZone: z.string(),
    ground: z.enum(['day', 'night']).describe('light or dark, by the config'),
    amountEntry: z.enum(AMOUNT_ENTRIES).describe('how the pad of amounts fills, by the config'),
    amountMax: minorUnits.optional().describe('a larger sale is refused'),
    amountAsked: minorUnits
      .optional()
      .describe('the pad asks about a larger sale: it is unusual at this shop'),
    tenders: z
      .array(
        z.object({
          id: z.string(),
          say: z.record(z.string(), z.string()).describe('what the button says, by language'),
          isDown: z.boolean().describe('whether its gateway does not answer now'),
        }),
      )
      .describe('what may be chosen instead of a scan'),
    refundsFromTakings: z
      .array(z.string())
      .describe("the gateways that pay refunds from the day's takings: a refund over them has to wait"),
    setUp: z
      .literal(true)
      .optional()
      .describe('this till has no config yet: its set-up has the place of the sales'),
    keyPace: z
      .object({ keyMsMax: z.number(), keysMin: z.int(), heldMsMax: z.number(), pauseMs: z.number() })
      .describe("for the till's window: so many keys at this mean pace are a scanner's"),
    keyScanner: z
      .boolean()
      .describe('whether the till takes the keys of a scanner that types into its window'),
  }),
});
export type View = z.infer<typeof viewSchema>;

export const queueItemSchema = z.object({
  kind: z.enum(['capture', 'cancel', 'refund', 'inquiry', 'receipt']),
  saleId: z.string(),
  paymentRequestId: z.string().optional(),
  refundRequestId: z.string().optional(),
  since: when,
  tries: z.int(),
  nextTryAt: when,
  lastAnswer: z.string().optional(),
});
