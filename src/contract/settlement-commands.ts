import { z } from 'zod';
import { amount, id, none } from './parts.ts';
import { ROUTES } from './routes.ts';
import { amountSchema } from './sale-view.ts';

// What an acquirer settles, level by level: lines, rates, fees, cycles, payments, the bank. Source: reports dossier section 5.

/** How large a file of the bank's credits may be. */
export const CREDITS_CHARACTERS_MAX = 48_000;

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-11-24');

/** An amount that may be nothing, or less: a settlement may go the other way. */
const moneySchema = z.object({
  currency: z.string(),
  value: z.string().describe('minor units, with a minus where it goes back'),
});

const findingSchema = z.object({
  kind: z.string(),
  of: z.string().describe('where it is: an id, a batch, a file'),
  expected: moneySchema.optional(),
  found: moneySchema.optional(),
  isMismatch: z.boolean().describe('whether it is more than a note'),
  say: z.string().describe('in English'),
  advice: z.string().describe('what a person does about it, in English'),
});

const standing = z.enum(['matched', 'waiting', 'finding']);

/** One clearing cycle: a day at UTC+8 of one agreement and currency. */
export const cycleSchema = z.object({
  clearingBatchId: z.string(),
  participantAgreementId: z.string(),
  currency: z.string(),
  state: standing.describe('`waiting`: nothing has paid it yet'),
  lines: z.int(),
  net: moneySchema.optional().describe('of all lines; absent where that cannot be told'),
  fees: moneySchema.optional().describe('absent where no report of fees was read'),
  toSettle: moneySchema.optional(),
  own: z
    .object({ lines: z.int(), net: moneySchema.optional(), fees: moneySchema.optional() })
    .describe('this shop’s share'),
  settlementBatchId: z.string().optional().describe('what paid it'),
});

/** One payment of the acquirer. */
export const settlementSchema = z.object({
  settlementBatchId: z.string(),
  state: standing.describe('`waiting`: the bank has not told of it'),
  amount: moneySchema,
  valueDate: z.string().optional().describe('until when it is paid'),
  cycles: z.array(cycleSchema),
  credit: z.object({ amount: moneySchema, charges: moneySchema }).optional().describe('what the bank booked'),
  findings: z.array(findingSchema),
});
export type SettlementView = z.infer<typeof settlementSchema>;
export type CycleView = z.infer<typeof cycleSchema>;
export type SettlementFindingView = z.infer<typeof findingSchema>;

/** What the bank booked. */
export const creditSchema = z.object({
  bookedOn: z.string(),
  amount: amountSchema,
  reference: z.string(),
  charges: amountSchema,
});

/** The commands of settlements. */
export const SETTLEMENT_COMMANDS = {
  listSettlements: {
    ...ROUTES.listSettlements,
    say: 'Follows the money from the journal to the bank: every payment of the acquirer and every cycle, each level against the next. It changes nothing.',
    params: none,
    query: z.strictObject({
      from: day.optional().describe('batches of this day and later; without it, of the last 45 days'),
    }),
    body: null,
    reply: {
      status: 200,
      type: 'json',
      schema: z.object({
        verdict: z.enum(['match', 'mismatch', 'unreadable', 'noReport']),
        view: z.enum(['ownShare', 'participant']),
        settlements: z.array(settlementSchema).describe('newest first'),
        cycles: z.array(cycleSchema).describe('all of them, newest first'),
        findings: z.array(findingSchema).describe('all of them, the gravest first'),
        leftOut: z
          .array(z.string())
          .describe('files that are too large for this: `npm run settle` reads them'),
      }),
    },
    problems: ['reports-unreadable'],
  },
  readSettlement: {
    ...ROUTES.readSettlement,
    say: 'Reads one payment of the acquirer with its cycles and what was found.',
    params: z.strictObject({ settlementBatchId: id.describe('the acquirer’s id of the payment') }),
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: settlementSchema },
    problems: ['not-found', 'reports-unreadable'],
  },
  listCredits: {
    ...ROUTES.listCredits,
    say: 'Lists what the bank booked, as people entered it, newest first.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(creditSchema) },
    problems: ['reports-unreadable'],
  },
  bookCredit: {
    ...ROUTES.bookCredit,
    say: 'Enters what the bank booked. The same credit again changes nothing.',
    params: none,
    query: none,
    body: z.strictObject({
      bookedOn: day.describe('the day on which the bank booked it'),
      amount: amount.describe('what came'),
      reference: z.string().min(1).max(140).describe('the bank’s words, which may name the payment'),
      charges: amount.optional().describe('what the bank took from it, in the same currency'),
    }),
    reply: { status: 201, type: 'json', schema: creditSchema },
    problems: ['not-available', 'reports-unreadable'],
  },
  importCredits: {
    ...ROUTES.importCredits,
    say: 'Enters the bank’s credits of a file: `bookedOn,amountValue,currency,reference,chargesValue`. Those that are known change nothing.',
    params: none,
    query: none,
    body: z.strictObject({
      csv: z.string().min(1).max(CREDITS_CHARACTERS_MAX).describe('the file’s text'),
    }),
    reply: { status: 201, type: 'json', schema: z.array(creditSchema) },
    problems: ['not-available', 'reports-unreadable'],
  },
} as const;

export type SettlementCommand = keyof typeof SETTLEMENT_COMMANDS;
