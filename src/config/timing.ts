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
}

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
    })
    .refine((t) => t.resendUntilMs <= t.codeLifeMs, {
      path: ['resendUntilMs'],
      message: 'must not be more than codeLifeMs: a dead code is not sent again',
    });
