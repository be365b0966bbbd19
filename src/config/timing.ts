import { z } from 'zod';

/** One wait in a config: milliseconds, at most a day. */
const ms = z.int().min(1).max(86_400_000);

/** The waits of one acquirer, in milliseconds; `Timing` of `payment/policy.ts` says what each is. */
export interface TimingConfig {
  readonly payTimeoutMs: number;
  readonly inquiryTimeoutMs: number;
  readonly cancelTimeoutMs: number;
  readonly refundTimeoutMs: number;
  readonly inquiryEveryMs: number;
  readonly windowMs: number;
  readonly codeLifeMs: number;
  readonly resendUntilMs: number;
  readonly retryMs: readonly number[];
  readonly backgroundRetryMs: number;
  readonly recheckAfterCancelMs: number;
  readonly throttledMs: number;
  /** From here on: waits of kinds that are paid on a page, or by an order code; absent, the kind's own default holds. */
  readonly firstInquiryMs?: number | undefined;
  readonly closingEveryMs?: number | undefined;
  readonly watchEveryMs?: number | undefined;
  readonly watchForMs?: number | undefined;
  readonly twiceApartMs?: number | undefined;
  readonly captureTimeoutMs?: number | undefined;
  readonly creditRepeatMs?: number | undefined;
  readonly orderCodeLifeMs?: number | undefined;
  readonly orderCodeWindowMs?: number | undefined;
  readonly closeAfterMs?: number | undefined;
  readonly leastLifeMs?: number | undefined;
  readonly askGapMs?: number | undefined;
  readonly askLockMs?: number | undefined;
  readonly pendingAskMs?: number | undefined;
  readonly notStartedAskMs?: number | undefined;
  readonly expirationGraceMs?: number | undefined;
  readonly lookUpMs?: readonly number[] | undefined;
  /** From here on: waits of the office, which is no part of a payment. */
  readonly officeTimeoutMs?: number | undefined;
  readonly officeRetryMs?: readonly number[] | undefined;
  readonly officeBackgroundRetryMs?: number | undefined;
  readonly officeAskMs?: readonly number[] | undefined;
}

/** Links are watched for days. Source: hosted payments, section 7, rule 4. */
const longMs = z
  .int()
  .min(1)
  .max(30 * 86_400_000);

/** Every kind takes every key, and ignores those that it does not use. Source: interface section 8. */
const PAGE_KEYS = {
  firstInquiryMs: ms.optional().describe('after the link was given away, until the first ask'),
  closingEveryMs: ms.optional().describe('from ask to ask while an unwanted link may still be paid'),
  watchEveryMs: ms.optional().describe('from ask to ask for a late charge afterwards'),
  watchForMs: longMs.optional().describe('how long a late charge is looked for'),
  twiceApartMs: ms
    .optional()
    .describe('Computop, Antom cards: a no counts when it was heard twice, so far apart'),
  captureTimeoutMs: ms.optional().describe('one capture'),
  creditRepeatMs: ms
    .optional()
    .describe('Computop: before a credit whose answer was lost is looked for again'),
  orderCodeLifeMs: ms.optional().describe('Antom: the life of an order code'),
  orderCodeWindowMs: ms.optional().describe('Antom: how long the customer is waited for with an order code'),
  closeAfterMs: longMs.optional().describe('Computop: the life of a link that was opened'),
  leastLifeMs: ms.optional().describe('Saferpay: the shortest life of a link that is worth showing'),
  askGapMs: ms.optional().describe('Saferpay: the least gap between two asks'),
  askLockMs: ms.optional().describe('Saferpay: the pause after too many asks'),
  pendingAskMs: ms.optional().describe('Saferpay: from ask to ask while it is pending'),
  notStartedAskMs: ms.optional().describe('Saferpay: from ask to ask while nobody has opened the link'),
  expirationGraceMs: ms.optional().describe('Saferpay: the grace after the link’s end'),
  lookUpMs: z
    .array(ms)
    .nonempty()
    .optional()
    .describe('Saferpay, Trust Payments: the waits before a refund whose answer was lost is looked for'),
} as const;

/** Waits of the office. Source: interface section 9. */
const OFFICE_KEYS = {
  officeTimeoutMs: ms.optional().describe('the office: one call'),
  officeRetryMs: z
    .array(ms)
    .nonempty()
    .optional()
    .describe('the office: the first waits between tries of what is owed'),
  officeBackgroundRetryMs: ms.optional().describe('the office: the wait between tries after those, for ever'),
  officeAskMs: z
    .array(ms)
    .nonempty()
    .optional()
    .describe('the office: the waits before a result that is not final is asked for; the last one repeats'),
} as const;

/** The key `timing` of a gateway, each wait with the default of its acquirer. Source: interface section 2. */
export const timingSchema = (defaults: TimingConfig) =>
  z
    .strictObject({
      payTimeoutMs: ms.default(defaults.payTimeoutMs).describe('one call to pay'),
      inquiryTimeoutMs: ms.default(defaults.inquiryTimeoutMs).describe('one inquiry'),
      cancelTimeoutMs: ms.default(defaults.cancelTimeoutMs).describe('one cancel'),
      refundTimeoutMs: ms.default(defaults.refundTimeoutMs).describe('one refund'),
      inquiryEveryMs: ms.default(defaults.inquiryEveryMs).describe('from one inquiry to the next'),
      windowMs: ms
        .default(defaults.windowMs)
        .describe('from the first byte of the payment to the last inquiry and the cancel'),
      codeLifeMs: ms.default(defaults.codeLifeMs).describe('how long a code can be charged'),
      resendUntilMs: z
        .int()
        .min(0)
        .default(defaults.resendUntilMs)
        .describe('until when the one re-send may begin; at most `codeLifeMs`'),
      retryMs: z
        .array(ms)
        .nonempty()
        .default(() => [...defaults.retryMs])
        .describe('the waits between tries of cancel and refund; the last one repeats for the first minute'),
      backgroundRetryMs: ms
        .default(defaults.backgroundRetryMs)
        .describe('the wait between tries after the first minute, for ever'),
      recheckAfterCancelMs: ms
        .default(defaults.recheckAfterCancelMs)
        .describe('one more inquiry after a confirmed cancel'),
      throttledMs: ms
        .default(defaults.throttledMs)
        .describe('the wait after the acquirer asked for patience'),
      ...PAGE_KEYS,
      ...OFFICE_KEYS,
    })
    .refine((t) => t.resendUntilMs <= t.codeLifeMs, {
      path: ['resendUntilMs'],
      message: 'must not be more than codeLifeMs: a dead code is not sent again',
    });
