import { z } from 'zod';
import type { CodeMark } from '../../ground/code-mark.ts';
import { isCurrency, type Currency } from '../../ground/money/currencies.ts';
import type { Minor } from '../../ground/money/amount.ts';
import type { MaskedCode } from '../../ground/payment-code.ts';

// What rows of version 0 are made of: see `version-0.ts`.

export const currency = z.custom<Currency>((value) => typeof value === 'string' && isCurrency(value));
const minor = z.custom<Minor>((value) => Number.isSafeInteger(value) && Number(value) >= 0);
/** First 6 and last 2 characters, or nothing at all: a code that is not hidden stands in no row. */
export const maskedCode = z.custom<MaskedCode>(
  (value) => typeof value === 'string' && /^(?:\*{0,8}|[^]{6}\*+[^]{2})$/.test(value),
);
export const codeMark = z.custom<CodeMark>(
  (value) => typeof value === 'string' && /^[0-9a-f]{4}$/.test(value),
);
/** A sum that a number cannot hold exactly is a string of digits; in early rows it is rounded to the nearest number. */
export const keptSum = z.custom<number | string>((value) =>
  typeof value === 'string' ? /^\d+$/.test(value) : Number.isInteger(value) && Number(value) >= 0,
);
export const paperName = z.custom<'customer' | 'merchant' | `refund-${string}`>(
  (value) =>
    value === 'customer' ||
    value === 'merchant' ||
    (typeof value === 'string' && value.startsWith('refund-')),
);

export const amount = z.object({ currency, valueMinor: minor });
export const copies = z.array(z.enum(['customer', 'merchant']));
export const acquirerFacts = z.record(z.string(), z.string());

/** Rows of before this was kept have none. */
const settlement = z.object({ amount, price: z.string().optional(), pair: z.string().optional() });

export const charge = z.object({
  amount,
  paymentId: z.string(),
  paymentTime: z.string().optional(),
  acquirerId: z.string().optional(),
  pspId: z.string().optional(),
  walletBrandName: z.string().optional(),
  mppPaymentId: z.string().optional(),
  settlement: settlement.optional(),
});

const reason = z.object({
  code: z.string(),
  class: z.enum([
    ...(['rescan', 'user', 'otherTender', 'risk', 'general', 'closed', 'setUp', 'technical'] as const),
    ...(['unreachable', 'contradiction'] as const),
  ]),
  say: z.string(),
});

export const unknown = z.object({
  kind: z.literal('unknown'),
  why: z.string(),
  code: z.string().optional(),
  alarm: z.boolean().optional(),
  contradicted: z.boolean().optional(),
  unreadable: z.boolean().optional(),
  againInMs: z.number().optional(),
});
export const throttled = z.object({ kind: z.literal('throttled') });
export const refused = z.object({ kind: z.literal('refused'), reason });
const notSent = z.object({ kind: z.literal('notSent'), why: z.string() });
const confirming = z.object({
  kind: z.literal('confirming'),
  againInMs: z.number().optional(),
  record: charge.optional(),
});
const notFound = z.object({ kind: z.literal('notFound') });
const charged = z.object({
  kind: z.literal('charged'),
  charge,
  facts: acquirerFacts.optional(),
  leftMinor: minor.optional(),
  settling: z.boolean().optional(),
});
const notCharged = z.object({ kind: z.literal('notCharged'), reason, refunded: z.boolean().optional() });

const openAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    payableForMs: z.number(),
    opensForMs: z.number().optional(),
    facts: acquirerFacts,
  }),
  refused,
  notSent,
  unknown,
]);
export const payAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('charged'), charge, facts: acquirerFacts.optional() }),
  confirming,
  refused,
  notSent,
  throttled,
  unknown,
]);
export const inquiryAnswer = z.discriminatedUnion('kind', [
  charged,
  confirming,
  notCharged,
  notFound,
  throttled,
  unknown,
]);
const cancelAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirmed') }),
  z.object({ kind: z.literal('tooLate') }),
  notFound,
  refused,
  throttled,
  unknown,
]);
const refundAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('refunded'),
    refundId: z.string().optional(),
    refundTime: z.string().optional(),
    settlement: settlement.optional(),
  }),
  refused,
  throttled,
  unknown,
]);
const paymentLook = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('seen'),
    charge,
    reversed: z.boolean(),
    refunds: z.array(
      z.object({
        refundRequestId: z.string().optional(),
        refundId: z.string().optional(),
        refundTime: z.string().optional(),
        status: z.enum(['done', 'failed', 'underWay']),
        amount,
      }),
    ),
  }),
  z.object({ kind: z.literal('notCharged'), reason }),
  notFound,
  throttled,
  unknown,
]);

export const tallied = z.object({
  kind: z.literal('tallied'),
  tally: z.object({
    phase: z.enum(['inquire', 'cancel', 'refund']).exactOptional(),
    sinceMs: z.number().exactOptional(),
    payInFlight: z.boolean().exactOptional(),
    codeDeadAtMs: z.number().exactOptional(),
    tries: z.int().exactOptional(),
    inFlight: z.boolean().exactOptional(),
    triedAtMs: z.number().exactOptional(),
    nextTryAtMs: z.number().exactOptional(),
    dueAtMs: z.number().exactOptional(),
    lookedAtMs: z.number().nullable().exactOptional(),
    lastAnswer: z.string().nullable().exactOptional(),
  }),
});
export const woke = z.object({ kind: z.literal('woke') });
export const hurried = z.object({ kind: z.literal('hurried') });
export const resumed = z.object({ kind: z.literal('resumed') });

/** What happens to a payment. */
export const paymentChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pageOpened'), answer: openAnswer, clockOffsetMs: z.number().optional() }),
  z.object({ kind: z.literal('payAnswered'), answer: payAnswer, clockOffsetMs: z.number().optional() }),
  z.object({
    kind: z.literal('inquiryAnswered'),
    answer: inquiryAnswer,
    ofQuestion: z.literal(true).optional(),
    clockOffsetMs: z.number().optional(),
  }),
  z.object({ kind: z.literal('cancelAnswered'), answer: cancelAnswer, clockOffsetMs: z.number().optional() }),
  z.object({
    kind: z.literal('giveBackAnswered'),
    answer: refundAnswer,
    clockOffsetMs: z.number().optional(),
  }),
  z.object({ kind: z.literal('notified'), answer: z.discriminatedUnion('kind', [charged, notCharged]) }),
  z.object({ kind: z.literal('hinted'), facts: acquirerFacts.optional() }),
  z.object({ kind: z.literal('questioned') }),
  z.object({
    kind: z.literal('cancelRequested'),
    approverId: z.string().optional(),
    reason: z.string().optional(),
  }),
  z.object({ kind: z.literal('accepted'), approverId: z.string(), reason: z.string() }),
  tallied,
  woke,
  hurried,
  resumed,
]);

/** What happens to a refund. */
export const refundChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refundAnswered'), answer: refundAnswer, clockOffsetMs: z.number().optional() }),
  z.object({ kind: z.literal('looked'), look: paymentLook, clockOffsetMs: z.number().optional() }),
  tallied,
  woke,
  hurried,
  resumed,
]);

export const printOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('printed') }),
  z.object({ kind: z.literal('notPrinted'), why: z.string(), again: z.boolean() }),
  z.object({ kind: z.literal('unknown'), why: z.string() }),
]);
