import type { TimingConfig } from '../../config/timing.ts';
import type { Timing } from '../../payment/policy.ts';
import type { PagePace, Terms } from '../../payment/terms.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** When the books are asked for a refund whose answer was lost. Source: dossier section 10: 5, 10 and 30 min. */
export const LOOK_UP_MS: readonly number[] = [5 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];

/** What may be done at Saferpay. Source: dossier, the sections named. */
export function saferpayTerms(
  lookUpMs: readonly number[] = LOOK_UP_MS,
  product: 'paymentPage' | 'spgLink' = 'paymentPage',
): Terms {
  return {
    // 6: Assert must not be polled; the operator may block the account.
    ask: 'onTriggers',
    // 2: a second Initialize may be a second link.
    resend: 'never',
    // 5.2: nothing cancels an Alipay+ payment; 8: a link of the variant is withdrawn.
    undo: product === 'spgLink' ? ['cancel', 'refund'] : ['refund'],
    voidUntil: { kind: 'never' },
    // 10: in parts; not idempotent.
    refund: { partial: true, repeat: { kind: 'lookFirst', afterMs: Math.max(...lookUpMs) } },
  };
}

/** How long the acquirer tells of a late success. Source: dossier section 3: 120 h while pending. */
const WATCH_MS = 120 * HOUR_MS;

/**
 * No timer asks before the link's end; after it, questions that settle nothing are far apart, so that a payment is asked
 * about 8 times at most, and then the list of the day decides. Source: dossier section 6.
 */
const SAFERPAY_PACE: PagePace = {
  firstInquiryMs: MINUTE_MS,
  closingEveryMs: 6 * HOUR_MS,
  watchEveryMs: 6 * HOUR_MS,
  watchForMs: WATCH_MS,
};

/** Questions are so far apart at the least. Source: dossier section 6. */
const ASK_GAP_MS = 10 * SECOND_MS;

/** The waits of an attempt, as far as a shop sets them. */
export function saferpayPace(timing: Partial<Pick<TimingConfig, keyof PagePace>>): PagePace {
  const { firstInquiryMs, closingEveryMs, watchEveryMs, watchForMs } = timing;
  return {
    firstInquiryMs: firstInquiryMs ?? SAFERPAY_PACE.firstInquiryMs,
    closingEveryMs: closingEveryMs ?? SAFERPAY_PACE.closingEveryMs,
    watchEveryMs: watchEveryMs ?? SAFERPAY_PACE.watchEveryMs,
    watchForMs: watchForMs ?? SAFERPAY_PACE.watchForMs,
  };
}

/** Source: dossier sections 1, 6, 7 and 10; a call may take 100 s. */
export const SAFERPAY_TIMING: Timing = {
  payTimeoutMs: 100 * SECOND_MS,
  inquiryTimeoutMs: 100 * SECOND_MS,
  cancelTimeoutMs: 100 * SECOND_MS,
  refundTimeoutMs: 100 * SECOND_MS,
  // 6: questions are at least 10 s apart.
  inquiryEveryMs: ASK_GAP_MS,
  windowMs: 5 * MINUTE_MS,
  codeLifeMs: HOUR_MS,
  resendUntilMs: 0,
  retryMs: [10 * SECOND_MS, MINUTE_MS],
  // 10: a refund that the day's takings do not cover yet is tried again later today.
  backgroundRetryMs: 15 * MINUTE_MS,
  recheckAfterCancelMs: MINUTE_MS,
  throttledMs: 10 * SECOND_MS,
};

/** Shortest life of a link that is worth showing. Source: dossier section 2, assumed. */
export const LEAST_LIFE_MS = MINUTE_MS;
/** How long a page that was opened may be paid after `Expiration`. Source: dossier section 7.2, assumed. */
export const SESSION_GRACE_MS = HOUR_MS;
/** From a question that was answered PENDING to the next. Source: dossier section 4. */
export const PENDING_ASK_MS = MINUTE_MS;
/** From a question that followed a notice of success, and was answered that nobody has paid yet, to the next. Source: 6. */
export const NOT_STARTED_ASK_MS = 30 * SECOND_MS;
/** From `Expiration` to a question that asks whether the link was paid at its end. Source: dossier section 6. */
export const EXPIRATION_GRACE_MS = 30 * SECOND_MS;
/** From a question that a person asked to the next one of a person. Source: dossier section 6. */
export const ASK_LOCK_MS = 15 * SECOND_MS;
