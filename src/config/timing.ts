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
}

/** Links are watched for days. Source: hosted payments, section 7, rule 4. */
const longMs = z
  .int()
  .min(1)
  .max(30 * 86_400_000);

/** Every kind takes every key, and ignores those that it does not use. Source: interface section 8. */
const PAGE_KEYS = {
  firstInquiryMs: ms.optional(),
  closingEveryMs: ms.optional(),
  watchEveryMs: ms.optional(),
  watchForMs: longMs.optional(),
  twiceApartMs: ms.optional(),
  captureTimeoutMs: ms.optional(),
  creditRepeatMs: ms.optional(),
  orderCodeLifeMs: ms.optional(),
  orderCodeWindowMs: ms.optional(),
  closeAfterMs: longMs.optional(),
  leastLifeMs: ms.optional(),
  askGapMs: ms.optional(),
  askLockMs: ms.optional(),
  pendingAskMs: ms.optional(),
  notStartedAskMs: ms.optional(),
  expirationGraceMs: ms.optional(),
  lookUpMs: z.array(ms).nonempty().optional(),
} as const;

/** The key `timing` of a gateway, each wait with the default of its acquirer. Source: interface section 2. */
export const timingSchema = (defaults: TimingConfig) =>
  z
    .strictObject({
      payTimeoutMs: ms.default(defaults.payTimeoutMs),
      inquiryTimeoutMs: ms.default(defaults.inquiryTimeoutMs),
      cancelTimeoutMs: ms.default(defaults.cancelTimeoutMs),
      refundTimeoutMs: ms.default(defaults.refundTimeoutMs),
      inquiryEveryMs: ms.default(defaults.inquiryEveryMs),
      windowMs: ms.default(defaults.windowMs),
      codeLifeMs: ms.default(defaults.codeLifeMs),
      resendUntilMs: z.int().min(0).default(defaults.resendUntilMs),
      retryMs: z
        .array(ms)
        .nonempty()
        .default(() => [...defaults.retryMs]),
      backgroundRetryMs: ms.default(defaults.backgroundRetryMs),
      recheckAfterCancelMs: ms.default(defaults.recheckAfterCancelMs),
      throttledMs: ms.default(defaults.throttledMs),
      ...PAGE_KEYS,
    })
    .refine((t) => t.resendUntilMs <= t.codeLifeMs, {
      path: ['resendUntilMs'],
      message: 'must not be more than codeLifeMs: a dead code is not sent again',
    });
