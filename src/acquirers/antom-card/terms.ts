import type { TimingConfig } from '../../config/timing.ts';
import type { Timing } from '../../payment/policy.ts';
import type { PagePace, Terms } from '../../payment/terms.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What may be done with a card payment at Antom. Source: dossier, the sections named. */
export const ANTOM_CARD_TERMS: Terms = {
  // 11: asking beside the notices is recommended.
  ask: 'freely',
  // 3: a new try is a new id.
  resend: 'never',
  // 6, 7: a cancel lets go of what is held; what is captured is refunded.
  undo: ['cancel', 'refund'],
  // 6: what is paid is captured, and a capture is not cancelled.
  voidUntil: { kind: 'never' },
  // 7: in parts; the same id is the same refund.
  refund: { partial: true, repeat: { kind: 'sameIdIsSafe' } },
};

/** The same where the shop lets goods go once the money is held. Source: dossier section 5.2, releaseOn. */
export function antomCardTerms({ releaseOn }: { readonly releaseOn: 'captured' | 'authorised' }): Terms {
  return releaseOn === 'authorised' ? { ...ANTOM_CARD_TERMS, releasesHeld: true } : ANTOM_CARD_TERMS;
}

/** A hold lasts so long where the acquirer names no end. Source: dossier section 5.2. */
export const HOLD_MS = 7 * DAY_MS;
/** From this part of its life on a hold that is not collected alarms: of the usual 7 days, day 5. Source: dossier 5.2. */
export const HOLD_ALARM_SHARE = 5 / 7;
/** A page is looked at so long after its end. Source: hosted payments section 7. */
export const AFTER_EXPIRY_MS = 30 * SECOND_MS;

type Waits = Pick<TimingConfig, 'firstInquiryMs' | 'closingEveryMs' | 'watchEveryMs' | 'watchForMs'>;

/** The waits of a page. Source: dossier section 11. */
export function antomCardPace(timing: Waits, expiryMs: number): PagePace {
  return {
    firstInquiryMs: timing.firstInquiryMs ?? 4 * SECOND_MS,
    closingEveryMs: timing.closingEveryMs ?? 10 * SECOND_MS,
    watchEveryMs: timing.watchEveryMs ?? 30 * SECOND_MS,
    watchForMs: timing.watchForMs ?? expiryMs + AFTER_EXPIRY_MS,
  };
}

/** Source: dossier sections 1, 5.2, 6 and 11. */
export const ANTOM_CARD_TIMING: Timing = {
  payTimeoutMs: 15 * SECOND_MS,
  inquiryTimeoutMs: 8 * SECOND_MS,
  cancelTimeoutMs: 15 * SECOND_MS,
  refundTimeoutMs: 15 * SECOND_MS,
  inquiryEveryMs: 4 * SECOND_MS,
  windowMs: 5 * MINUTE_MS,
  codeLifeMs: 10 * MINUTE_MS,
  resendUntilMs: 0,
  retryMs: [2000, 4000, 8000, 16_000],
  backgroundRetryMs: MINUTE_MS,
  recheckAfterCancelMs: 30 * SECOND_MS,
  throttledMs: 2 * SECOND_MS,
};
/** One capture. Source: dossier section 1. */
export const CAPTURE_TIMEOUT_MS = 15 * SECOND_MS;
/** How often it is asked whether cards can be taken. Source: dossier section 2. */
export const CONSULT_EVERY_MS = 4 * 60 * MINUTE_MS;
