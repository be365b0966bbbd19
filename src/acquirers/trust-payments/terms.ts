import type { PagePace, Terms } from '../../payment/terms.ts';
import type { Timing } from '../../payment/policy.ts';

/** Currencies that the acquirer takes, where the account does not say otherwise. Source: dossier section 9. */
export const TRUST_CURRENCIES = [
  ...(['AUD', 'CAD', 'CHF', 'DKK', 'EUR', 'GBP', 'HKD', 'JPY'] as const),
  ...(['KRW', 'NOK', 'NZD', 'SEK', 'SGD', 'THB', 'USD'] as const),
];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long the books may not show a refund yet whose answer was lost. Source: dossier section 6: 10 s, 60 s, 10 min. */
export const LOOK_UP_MS: readonly number[] = [10_000, MINUTE_MS, 10 * MINUTE_MS];

/** What may be done at Trust Payments. Source: dossier, the sections named. */
export function trustPaymentsTerms(
  releaseOn: 'settled' | 'return' = 'settled',
  lookUpMs: readonly number[] = LOOK_UP_MS,
): Terms {
  return {
    // 11: a query is harmless.
    ask: 'freely',
    // 11: AUTH twice makes two links.
    resend: 'never',
    // 5: a waiting payment cannot be cancelled, and nothing reverses a settled one.
    undo: ['refund'],
    voidUntil: { kind: 'never' },
    // 6: in parts; a repeat is a second refund.
    refund: { partial: true, repeat: { kind: 'lookFirst', afterMs: Math.max(...lookUpMs) } },
    // 4: the merchant's risk.
    ...(releaseOn === 'return' ? { releasesReturned: true } : {}),
  };
}

/** The waits of a link that nothing closes. Source: dossier sections 7 and 11. */
export const TRUST_PAYMENTS_PACE: PagePace = {
  firstInquiryMs: 5000,
  closingEveryMs: MINUTE_MS,
  watchEveryMs: 15 * MINUTE_MS,
  watchForMs: 7 * DAY_MS,
};

/** Source: dossier sections 1, 7 and 11; interface section 2 for what they leave open. */
export const TRUST_PAYMENTS_TIMING: Timing = {
  payTimeoutMs: 60_000,
  inquiryTimeoutMs: 10_000,
  cancelTimeoutMs: 10_000,
  refundTimeoutMs: 60_000,
  inquiryEveryMs: 5000,
  windowMs: 5 * MINUTE_MS,
  codeLifeMs: DAY_MS,
  resendUntilMs: 0,
  retryMs: [2000, 4000, 8000, 10_000],
  backgroundRetryMs: MINUTE_MS,
  recheckAfterCancelMs: 30_000,
  throttledMs: 30_000,
};
