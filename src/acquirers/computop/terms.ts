import type { TimingConfig } from '../../config/timing.ts';
import type { Timing } from '../../payment/policy.ts';
import type { PagePace, Terms } from '../../payment/terms.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a link that was opened may be paid. Source: dossier section 8, assumed. */
const CLOSE_AFTER_MS = 30 * MINUTE_MS;
/** A *no* counts when it was heard twice, so far apart. Source: dossier section 4.1, assumed. */
const TWICE_APART_MS = 5 * SECOND_MS;
/** When a credit or a reverse whose answer was lost is looked for. Source: dossier section 6, assumed. */
const CREDIT_REPEAT_MS = 10 * MINUTE_MS;

interface Waits {
  readonly timing: TimingConfig;
}

/** What may be done at Computop; `reverseUntil` as in the config. Source: dossier, the sections named. */
export function computopTerms({ timing, reverseUntil }: Waits & { readonly reverseUntil: string }): Terms {
  const { atMs, offsetMs } = timeOfDay(reverseUntil);
  return {
    // 9: nothing forbids polling.
    ask: 'freely',
    // 8: a second link may be a second payment.
    resend: 'never',
    // 5: a reverse undoes the last step, whatever it was: it is no cancel that may be sent blindly or again.
    undo: ['refund'],
    voidUntil: { kind: 'dayEnd', dayOffsetMs: offsetMs, graceMs: 0, marginMs: DAY_MS - atMs },
    // 6: in parts; a repeat may be a second credit.
    refund: {
      partial: true,
      repeat: { kind: 'lookFirst', afterMs: creditRepeatMs({ timing }) },
    },
  };
}

/** From a credit whose answer was lost to looking for it. */
export function creditRepeatMs({ timing }: Waits): number {
  return timing.creditRepeatMs ?? CREDIT_REPEAT_MS;
}

/** A time of day with its offset from UTC, such as `23:50+08:00`. */
function timeOfDay(text: string): { readonly atMs: number; readonly offsetMs: number } {
  const [hours = 0, minutes = 0, offsetHours = 0, offsetMinutes = 0] = text.split(/[:+-]/).map(Number);
  const offsetMs = (text.includes('+') ? 1 : -1) * (offsetHours * HOUR_MS + offsetMinutes * MINUTE_MS);
  return { atMs: hours * HOUR_MS + minutes * MINUTE_MS, offsetMs };
}

/** The waits of a link that nothing closes. Source: dossier sections 8 and 9. */
export function computopPace({ timing }: Waits): PagePace {
  return {
    firstInquiryMs: timing.firstInquiryMs ?? 10 * SECOND_MS,
    closingEveryMs: timing.closingEveryMs ?? 30 * SECOND_MS,
    watchEveryMs: timing.watchEveryMs ?? 15 * MINUTE_MS,
    watchForMs: timing.watchForMs ?? DAY_MS,
  };
}

/** How long after its begin an attempt can be paid: its link is shown to the end of the window, and may be opened then. */
export function payableForMs({ timing }: Waits): number {
  return timing.windowMs + (timing.closeAfterMs ?? CLOSE_AFTER_MS);
}

export function twiceApartMs({ timing }: Waits): number {
  return timing.twiceApartMs ?? TWICE_APART_MS;
}

/** Source: dossier sections 1, 8 and 9; interface section 2 for what they leave open. */
export const COMPUTOP_TIMING: Timing = {
  payTimeoutMs: 20 * SECOND_MS,
  inquiryTimeoutMs: 20 * SECOND_MS,
  cancelTimeoutMs: 20 * SECOND_MS,
  refundTimeoutMs: 20 * SECOND_MS,
  inquiryEveryMs: 4 * SECOND_MS,
  windowMs: 10 * MINUTE_MS,
  codeLifeMs: DAY_MS,
  resendUntilMs: 0,
  retryMs: [2000, 4000, 8000, 10_000],
  backgroundRetryMs: MINUTE_MS,
  recheckAfterCancelMs: 30 * SECOND_MS,
  throttledMs: 30 * SECOND_MS,
};
