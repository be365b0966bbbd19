import type { Reason } from './answers.ts';

/**
 * Every wait of the flow of one payment, in milliseconds.
 *
 * Source: interface section 2, table `timing`; dossier section 6.2 says where each number comes from (assumed,
 * after the Auto Debit page: every 3 s for 60 s, then cancel until it is confirmed).
 */
export interface Timing {
  readonly payTimeoutMs: number;
  readonly inquiryTimeoutMs: number;
  readonly cancelTimeoutMs: number;
  readonly refundTimeoutMs: number;
  readonly inquiryEveryMs: number;
  /** From the first byte of pay: how long it is inquired; then one last inquiry, and the cancel. */
  readonly windowMs: number;
  /** How long a wallet's code lives. */
  readonly codeLifeMs: number;
  /** From the first byte of pay: until when the one re-send of it may begin. */
  readonly resendUntilMs: number;
  /** Waits between tries of cancel and refund; the last one repeats for the first minute. */
  readonly retryMs: readonly number[];
  /** The wait between tries after that minute, for ever. */
  readonly backgroundRetryMs: number;
  readonly recheckAfterCancelMs: number;
  readonly throttledMs: number;
}

export const TIMING_DEFAULTS: Timing = {
  payTimeoutMs: 8000,
  inquiryTimeoutMs: 5000,
  cancelTimeoutMs: 8000,
  refundTimeoutMs: 8000,
  inquiryEveryMs: 3000,
  windowMs: 60_000,
  codeLifeMs: 60_000,
  resendUntilMs: 45_000,
  retryMs: [2000, 4000, 8000, 10_000],
  backgroundRetryMs: 30_000,
  recheckAfterCancelMs: 30_000,
  throttledMs: 2000,
};

/** The waits that an attempt keeps: of an acquirer's config only what is here, since nothing else stands in the journal. */
export function keptTiming(timing: Timing): Timing {
  return {
    payTimeoutMs: timing.payTimeoutMs,
    inquiryTimeoutMs: timing.inquiryTimeoutMs,
    cancelTimeoutMs: timing.cancelTimeoutMs,
    refundTimeoutMs: timing.refundTimeoutMs,
    inquiryEveryMs: timing.inquiryEveryMs,
    windowMs: timing.windowMs,
    codeLifeMs: timing.codeLifeMs,
    resendUntilMs: timing.resendUntilMs,
    retryMs: timing.retryMs,
    backgroundRetryMs: timing.backgroundRetryMs,
    recheckAfterCancelMs: timing.recheckAfterCancelMs,
    throttledMs: timing.throttledMs,
  };
}

/** How long tries go on at the foreground pace before the background pace. Source: dossier section 6.2, "at least 60 s". */
export const FOREGROUND_RETRY_MS = 60_000;

/** Attempts of one order; the attempt's number has two digits in the paymentRequestId. Ours. */
export const ATTEMPTS_MAX = 99;

/** The wait before try number `tries + 1` of a cancel or refund that has been owed since `sinceMs`. */
export function retryWaitMs(
  timing: Pick<Timing, 'retryMs' | 'backgroundRetryMs'>,
  tries: number,
  sinceMs: number,
  nowMs: number,
): number {
  if (nowMs - sinceMs >= FOREGROUND_RETRY_MS) return timing.backgroundRetryMs;
  const index = Math.min(Math.max(tries - 1, 0), timing.retryMs.length - 1);
  return timing.retryMs[index] ?? timing.backgroundRetryMs;
}

/** Whether a refusal leaves the sale open for another scan of a fresh code. Source: interface section 3. */
export function asksForRescan(reason: Reason): boolean {
  return reason.class === 'rescan';
}

/** Whether a refusal forbids another attempt. Source: interface section 3, `retry-refused`. */
export function forbidsRetry(reason: Reason): boolean {
  return reason.class === 'risk';
}

/**
 * How far a charge may be dated before its attempt or after its code's death, and still be taken for it.
 * Assumed: the time is the wallet's, and nobody compares a wallet's clock with the acquirer's; minutes are common.
 */
export const CHARGE_TIME_TOLERANCE_MS = 5 * 60_000;

/** How far clocks that were compared may still differ. Assumed: whole seconds on the wire and half a round trip. */
export const CLOCK_TOLERANCE_MS = 10_000;

/**
 * How many calls for what is owed are under way at one acquirer at a time. Ours: enough to deliver a hundred owed
 * items in some minutes after an outage, and few enough that the sale at the counter has the line for itself.
 */
export const OWED_CALLS_MAX = 2;

/**
 * How much earlier than its approval a refund in the acquirer's books may be dated and still be taken for ours.
 * Assumed: the clocks of a till and of an acquirer may be minutes apart. More would take in refunds of the same amount
 * that another till made before.
 */
export const REFUND_SEEN_TOLERANCE_MS = 5 * 60_000;

/** How long something may be owed before a person must look at it. Assumed: longer than a restart of a shop's router. */
export const OWED_TOO_LONG_MS = 15 * 60_000;
