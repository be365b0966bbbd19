import type { TimingConfig } from '../../config/timing.ts';
import { TIMING_DEFAULTS, type Timing } from '../../payment/policy.ts';
import type { PagePace, Terms } from '../../payment/terms.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** What may be done at Antom in a shop. Source: dossier, the sections named. */
export const ANTOM_INSTORE_TERMS: Terms = {
  // 3.4: no age limit, and nothing forbids it.
  ask: 'freely',
  // 5: a repeat with the same code is the same request.
  resend: 'same',
  // 3.5, 3.6.
  undo: ['cancel', 'refund'],
  voidUntil: {
    kind: 'dayEnd',
    dayOffsetMs: 8 * 60 * MINUTE_MS,
    // 3.5: until 00:15 UTC+8 of T+1.
    graceMs: 15 * MINUTE_MS,
    marginMs: 2 * MINUTE_MS,
  },
  // 3.6: in parts; the same id is the same refund.
  refund: { partial: true, repeat: { kind: 'sameIdIsSafe' } },
  // 6.3: what is paid after a confirmed cancel the acquirer gives back by itself; after half an hour a person looks.
  returnsLateWithinMs: 30 * MINUTE_MS,
  // 6.5: an order code that was shown before a start is not shown again.
  closesAfterStart: true,
};

/** How long an order code lives. Source: dossier section 6.2. */
const ORDER_CODE_LIFE_MS = 120 * SECOND_MS;
/** A success in the last second is looked for so long after its end. Source: dossier section 6.4. */
const AFTER_EXPIRY_MS = 30 * SECOND_MS;
/** The code is taken off the screen so much before its end. Source: dossier section 6.2. */
const HIDDEN_BEFORE_MS = 10 * SECOND_MS;

type Waits = Pick<TimingConfig, 'orderCodeLifeMs' | 'firstInquiryMs' | 'closingEveryMs' | 'watchEveryMs'>;

/** The life of an order code, and what follows from it: in a test all of it is shorter. */
export function orderCodeOf({ orderCodeLifeMs: lifeMs = ORDER_CODE_LIFE_MS }: Waits): {
  readonly lifeMs: number;
  readonly watchedAfterMs: number;
  readonly hiddenBeforeMs: number;
} {
  const share = Math.min(1, lifeMs / ORDER_CODE_LIFE_MS);
  return { lifeMs, watchedAfterMs: AFTER_EXPIRY_MS * share, hiddenBeforeMs: HIDDEN_BEFORE_MS * share };
}

/**
 * The waits of an order code. `isTold`: the acquirer knows an address for notices, and is asked later then.
 *
 * Source: dossier sections 6.1 and 6.2.
 */
export function orderCodePace(timing: Waits, isTold: boolean): PagePace {
  const { lifeMs, watchedAfterMs } = orderCodeOf(timing);
  return {
    firstInquiryMs: timing.firstInquiryMs ?? (isTold ? 15 : 5) * SECOND_MS,
    closingEveryMs: timing.closingEveryMs ?? 3 * SECOND_MS,
    watchEveryMs: timing.watchEveryMs ?? MINUTE_MS,
    watchForMs: lifeMs + watchedAfterMs,
  };
}

/** How long the customer of an order code is waited for: the expiry lies behind it. Source: dossier section 6.2, 100 of 120 s. */
export function orderCodeWindowMs(timing: Waits): number {
  return (orderCodeOf(timing).lifeMs * 5) / 6;
}

/**
 * As at Alipay+, but for a pay that stays silent: it is asked about five seconds after it was sent.
 *
 * Source: dossier section 6.2; best practice that the acquirer publishes, acceptance case AU-12.
 */
export const ANTOM_INSTORE_TIMING: Timing = { ...TIMING_DEFAULTS, payTimeoutMs: 5 * SECOND_MS };
