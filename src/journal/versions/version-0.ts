import { z } from 'zod';
import {
  amount,
  charge,
  codeMark,
  copies,
  currency,
  keptSum,
  maskedCode,
  paperName,
  paymentChange,
  printOutcome,
  refundChange,
} from './version-0-parts.ts';

// Version 0 of a row: what the till wrote before rows carried a version. Never edited: such rows are read for ever. A
// later version takes from here what it has in common, and writes anew what it has not.

export const timing = z.object({
  payTimeoutMs: z.number(),
  inquiryTimeoutMs: z.number(),
  cancelTimeoutMs: z.number(),
  refundTimeoutMs: z.number(),
  inquiryEveryMs: z.number(),
  windowMs: z.number(),
  codeLifeMs: z.number(),
  resendUntilMs: z.number(),
  retryMs: z.array(z.number()),
  backgroundRetryMs: z.number(),
  recheckAfterCancelMs: z.number(),
  throttledMs: z.number(),
});

export const refundRepeat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sameIdIsSafe') }),
  z.object({ kind: z.literal('lookFirst'), afterMs: z.number() }),
]);
export const terms = z.object({
  ask: z.enum(['freely', 'onTriggers']),
  resend: z.enum(['same', 'never']),
  undo: z.array(z.enum(['cancel', 'refund'])),
  voidUntil: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('never') }),
    z.object({
      kind: z.literal('dayEnd'),
      dayOffsetMs: z.number(),
      graceMs: z.number(),
      marginMs: z.number(),
    }),
  ]),
  refund: z.object({ partial: z.boolean(), repeat: refundRepeat }),
});

/** Of every row of a sale. */
export const ofSale = { saleId: z.string(), atMs: z.number() };
export const saleOpened = z.object({
  ...ofSale,
  kind: z.literal('saleOpened'),
  referenceOrderId: z.string(),
  orderDescription: z.string(),
  amount,
});
const attemptBegun = {
  ...ofSale,
  paymentRequestId: z.string(),
  number: z.int(),
  gateway: z.string(),
  clockOffsetMs: z.number().nullable(),
};
export const paymentStarted = z.object({
  ...attemptBegun,
  kind: z.literal('paymentStarted'),
  family: z.enum([
    ...(['ALIPAY_PLUS', 'ALIPAY_PLUS_19', 'ALIPAY_LEGACY', 'ALIPAY_RESERVED'] as const),
    ...(['NOT_A_PAYMENT_CODE', 'WECHAT', 'UNIONPAY', 'EMV_CPM', 'UNKNOWN'] as const),
  ]),
  code: maskedCode,
});
export const pageStarted = z.object({
  ...attemptBegun,
  kind: z.literal('pageStarted'),
  tender: z.string(),
});
export const saleAdopted = z.object({
  ...ofSale,
  kind: z.literal('saleAdopted'),
  referenceOrderId: z.string(),
  paymentRequestId: z.string(),
  gateway: z.string(),
  charge,
  timing,
  copies,
});
export const refundApproved = z.object({
  ...ofSale,
  kind: z.literal('refundApproved'),
  refundRequestId: z.string(),
  paymentRequestId: z.string(),
  amount,
  reason: z.string(),
  approverId: z.string(),
  idempotencyKey: z.string().nullable(),
  timing: timing.pick({ retryMs: true, backgroundRetryMs: true, throttledMs: true }),
});
export const dayClosed = z.object({
  kind: z.literal('dayClosed'),
  atMs: z.number(),
  number: z.int(),
  fromMs: z.number().nullable(),
  untilMs: z.number(),
  totals: z.array(
    z.object({
      type: z.enum(['sale', 'void', 'refund']),
      currency,
      wallet: z.string().nullable(),
      quarter: z.int(),
      count: z.int(),
      amountMinor: keptSum,
    }),
  ),
  unresolved: z.array(
    z.object({ saleId: z.string(), referenceOrderId: z.string(), amount, state: z.string() }),
  ),
  head: z.string(),
});

export const paymentChanged = z.object({
  ...ofSale,
  kind: z.literal('paymentChanged'),
  paymentRequestId: z.string(),
  change: paymentChange,
});
export const refundChanged = z.object({
  ...ofSale,
  kind: z.literal('refundChanged'),
  refundRequestId: z.string(),
  change: refundChange,
});

export const receiptRequested = z.object({
  ...ofSale,
  kind: z.literal('receiptRequested'),
  copy: paperName,
});
export const receiptStarted = z.object({ ...ofSale, kind: z.literal('receiptStarted'), copy: paperName });

/** The rows that are the same in version 1. */
export const sameInVersion1 = [
  z.object({ ...ofSale, kind: z.literal('retryRequested') }),
  z.object({ ...ofSale, kind: z.literal('saleClosed') }),
  z.object({ ...ofSale, kind: z.literal('receiptEnded'), copy: paperName, outcome: printOutcome }),
] as const;
export const approvalRefused = z.object({
  kind: z.literal('approvalRefused'),
  atMs: z.number(),
  approverId: z.string(),
  paymentRequestId: z.string(),
  amount,
  why: z.enum(['pin', 'locked', 'limit', 'amount', 'payment']),
});

/** What of an attempt came to be kept while there was no version. */
const keptLater = { timing: timing.optional(), toleranceMs: z.number().optional(), terms: terms.optional() };

/** A row of version 0. */
export const rowOfVersion0 = z.discriminatedUnion('kind', [
  saleOpened.extend({ copies: copies.optional() }),
  paymentStarted.extend({ ...keptLater, codeMark: codeMark.optional() }),
  pageStarted.extend(keptLater),
  saleAdopted.extend({ terms: terms.optional() }),
  refundApproved.extend({ isRetried: z.boolean().optional(), repeat: refundRepeat.optional() }),
  dayClosed.extend({ idempotencyKey: z.string().optional() }),
  paymentChanged,
  refundChanged,
  approvalRefused,
  receiptRequested,
  receiptStarted,
  ...sameInVersion1,
]);
export type RowOfVersion0 = z.output<typeof rowOfVersion0>;
