import type { Minor } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';
import type { Charge, InquiryAnswer } from './answers.ts';
import { hasCancel, patienceMs } from './occasion.ts';
import { NOT_RETURNING } from './returning.ts';
import type { Cancelling, GiveBack, GiveBackCause } from './state.ts';
import type { Situation } from './step.ts';

/** What a give-back begins with. */
export interface Beginning {
  readonly cause: GiveBackCause;
  readonly phase: GiveBack['phase'];
  readonly charge: Charge | null;
  readonly payInFlight: boolean;
  readonly codeDeadAtMs: number;
  readonly contradicted?: boolean;
  /** With the phase `refund`, or where the charge was just told of: what is left to be given back. */
  readonly refundMinor?: Minor;
  /** The books have just told of the charge: where they must not be asked freely, they are not asked once more. */
  readonly isToldNow?: boolean;
  /** False where nothing but time, or the answer to the last question, begins it. */
  readonly isOccasion?: boolean;
  /** The acquirer has asked for patience: nothing leaves before that. */
  readonly waitMs?: Ms;
}

/**
 * What the books have just told of a charge that goes back: what is left of it. A refund that is under way decides that
 * first, and this answer is no occasion to ask once more. Source: saferpay dossier, section 6.
 */
export function toldBy(
  at: Situation,
  { leftMinor, settling }: Extract<InquiryAnswer, { kind: 'charged' }>,
): Partial<Beginning> {
  if (settling === true) return { isOccasion: false, waitMs: patienceMs(at) };
  return { isToldNow: true, ...(leftMinor === undefined ? {} : { refundMinor: leftMinor }) };
}

/** A payment of which nothing may stay charged, before the first try. */
export function begun(
  at: Situation,
  { isToldNow = false, ...begin }: Omit<Beginning, 'isOccasion' | 'waitMs'>,
): Cancelling {
  const canCancel = hasCancel(at);
  const isKnown = isToldNow && begin.charge !== null && at.facts.terms.ask === 'onTriggers';
  const withoutCancel = isKnown ? 'refund' : 'inquire';
  const phase = begin.phase === 'cancel' && !canCancel ? withoutCancel : begin.phase;
  const whole = begin.charge?.amount.valueMinor ?? null;
  return {
    kind: 'cancelling',
    contradicted: false,
    ...begin,
    refundMinor: phase === 'refund' ? (begin.refundMinor ?? whole) : null,
    phase,
    sinceMs: at.nowMs,
    tries: 0,
    inFlight: false,
    triedAtMs: at.nowMs,
    nextTryAtMs: at.nowMs,
    cancelSent: begin.phase === 'refund',
    chargedAfterCancel: false,
    cancelSpent: begin.phase === 'refund' || !canCancel,
    ...NOT_RETURNING,
    refundSentAtMs: null,
    refusal: null,
    stuck: null,
    told: false,
    lastAnswer: null,
  };
}
