import type { Ms } from '../ground/time.ts';
import type { Cancelling, GiveBack } from './state.ts';
import type { InquiryAnswer } from './answers.ts';
import { allowedWaitMs, type Situation } from './step.ts';
import type { PagePace } from './terms.ts';
import { voidUntilMs } from './void.ts';

// What the terms of an attempt allow a give-back, and when.

/** Whether a charge can be undone whatever it is, before it is known of. */
export function hasCancel({ facts }: Situation): boolean {
  return facts.terms.undo.includes('cancel');
}

/**
 * Whether a charge may be reversed: undone in one step, as long as it may be voided, by an acquirer that has no cancel.
 *
 * Why so narrow: a reverse undoes the last step of a payment, whatever that was. So it is sent once, and only for a charge
 * that was asked about just now and of which nothing was sent back.
 */
export function mayReverse(at: Situation, state: Cancelling): boolean {
  const { facts, nowMs } = at;
  const wasTouched =
    state.cancelSent || state.refundSentAtMs !== null || state.refusal !== null || state.stuck !== null;
  if (hasCancel(at) || wasTouched) return false;
  const untilMs = voidUntilMs(facts.terms.voidUntil, facts.startedAtMs);
  return untilMs !== null && nowMs + (facts.clockOffsetMs ?? 0) < untilMs;
}

/** When what undoes a charge and must not be repeated was sent; a cancel may be. */
export function undoSentAtMs(at: Situation, { refundSentAtMs }: Cancelling): Ms | null {
  return hasCancel(at) ? refundSentAtMs : at.nowMs;
}

/** Whether the very same refund may be sent again without asking what became of the last one. */
export function isRepeatable({ facts }: Situation): boolean {
  return facts.terms.refund.repeat.kind === 'sameIdIsSafe';
}

/** Whether a refund was sent so lately that the books may not show it yet. */
export function isTooSoon({ facts, nowMs }: Situation, { refundSentAtMs }: Cancelling): boolean {
  const { repeat } = facts.terms.refund;
  return repeat.kind === 'lookFirst' && refundSentAtMs !== null && nowMs < refundSentAtMs + repeat.afterMs;
}

/**
 * When a question that is due may be asked: then; or, where time alone is no occasion, not before what can be paid has
 * ended at `deadAtMs`.
 */
export function askAtMs({ facts }: Situation, dueAtMs: Ms, deadAtMs: Ms): Ms {
  return facts.terms.ask === 'freely' ? dueAtMs : Math.max(dueAtMs, deadAtMs);
}

/**
 * How long to wait at the least before the books are asked once more, although they answered and nothing changed.
 *
 * Why: where time alone is no occasion to ask, a question that is repeated closely is what the acquirer forbids.
 */
export function patienceMs({ facts: { terms, way } }: Situation): Ms {
  const pace = way.kind === 'page' ? way.pace : null;
  return terms.ask === 'freely' || pace === null ? 0 : pace.watchEveryMs;
}

/** How long an answer lets nothing leave, as the acquirer asks for patience. An attempt from before keeps its own pace. */
export function busyMs({ facts, timing }: Situation, { kind }: { readonly kind: string }): Ms {
  return kind === 'throttled' && facts.asksAtEnd === true ? timing.throttledMs : 0;
}

/** How many answers of the acquirer may bring another question forward by themselves, in what is not wanted any more. */
const FOLLOWED_MAX = 3;

/** After how long an answer allows one more question about what is not wanted any more; null where it allows none. */
export function followUpMs({ facts }: Situation, tries: number, answer: InquiryAnswer): Ms | null {
  const waitMs = allowedWaitMs(answer);
  const isAllowed = facts.terms.ask === 'onTriggers' && waitMs !== Infinity && tries <= FOLLOWED_MAX;
  return isAllowed ? waitMs : null;
}

/** When a try of a give-back that is due at `dueAtMs` may be made. */
export function tryAtMs(at: Situation, state: Cancelling, phase: GiveBack['phase'], dueAtMs: Ms): Ms {
  if (phase !== 'inquire') return dueAtMs;
  const { repeat } = at.facts.terms.refund;
  // A refund that was sent is an occasion to look for it.
  return repeat.kind === 'lookFirst' && state.refundSentAtMs !== null
    ? Math.max(dueAtMs, state.refundSentAtMs + repeat.afterMs)
    : endOrDueMs(at, dueAtMs, state.codeDeadAtMs);
}

/**
 * Where time alone is no occasion to ask, two ends are: of opening the link, and of paying it; after them it is asked
 * when it is due. Source: saferpay dossier, section 6.
 */
function endOrDueMs({ facts, nowMs }: Situation, dueAtMs: Ms, deadAtMs: Ms): Ms {
  if (facts.terms.ask === 'freely') return dueAtMs;
  const { startedAtMs, opensForMs } = facts;
  const opensUntilMs = opensForMs === undefined ? deadAtMs : startedAtMs + opensForMs;
  // After the last end; a clock that was set back may still have the first one before it.
  if (deadAtMs <= nowMs) return dueAtMs;
  return opensUntilMs > nowMs ? Math.min(opensUntilMs, deadAtMs) : deadAtMs;
}

/**
 * How long to wait before a link is asked about once more that nobody wants paid and that nothing closes; null where
 * something else is owed, and where only the link's end is an occasion to ask.
 */
export function closingWaitMs(
  { facts: { terms, way }, nowMs }: Situation,
  { charge, sinceMs }: Cancelling,
): Ms | null {
  if (terms.ask === 'onTriggers') return null;
  if (way.kind !== 'page' || way.pace === null || charge !== null) return null;
  return closingPaceMs(way.pace, nowMs - sinceMs);
}

/** How often a link is asked about that nothing closes, once it was waited for so long. */
export function closingPaceMs({ closingEveryMs, watchEveryMs }: PagePace, forMs: Ms): Ms {
  if (forMs < CLOSING_CLOSELY_MS) return closingEveryMs;
  return forMs < CLOSING_DAY_MS ? watchEveryMs : SELDOM * watchEveryMs;
}

/** How long the end of a link is watched closely. Source: trust-payments dossier, section 7. */
const CLOSING_CLOSELY_MS = 30 * 60_000;

/** After a day an end is watched more seldom: every hour instead of every 15 minutes. Source: the same. */
const CLOSING_DAY_MS = 24 * 60 * 60_000;
const SELDOM = 4;
