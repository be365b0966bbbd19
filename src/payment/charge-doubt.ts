import { parseIso } from '../ground/time.ts';
import type { Charge, InquiryAnswer, Reason } from './answers.ts';
import { CLOCK_TOLERANCE_MS } from './policy.ts';
import { UNQUESTIONED } from './question.ts';
import type { PaymentState } from './state.ts';
import { lifeMs, type Situation } from './step.ts';

/**
 * Whether a charge that is told under this attempt's id may be another till's.
 *
 * Why: the id follows from the order, so another till that charges the same order by mistake shares it. A charge is
 * another till's where the acquirer refused our details under this id, or where it is dated when our code could not
 * be charged. Where its time cannot be read or no clock was learnt, it is taken for ours.
 */
export function isDoubtful(at: Situation, charge: Charge, contradicted: boolean): boolean {
  return contradicted || isOutOfTime(at, charge);
}

/** Whether a charge is dated after the death of our code, by clocks that agree: nothing of ours could be charged then. */
export function isAfterCodeDeath(at: Situation, charge: Charge): boolean {
  const paidAtMs = timeOf(charge);
  const { clockOffsetMs, startedAtMs } = at.facts;
  if (paidAtMs === null || clockOffsetMs === null) return false;
  return paidAtMs > startedAtMs + lifeMs(at) + clockOffsetMs + CLOCK_TOLERANCE_MS;
}

/**
 * Whether a charge is dated before our attempt or after the death of our code, by both clocks.
 *
 * Attempts from before the tolerance was kept are held to the rule of then: it knew only charges dated too early.
 */
function isOutOfTime(at: Situation, charge: Charge): boolean {
  const paidAtMs = timeOf(charge);
  const { clockOffsetMs, startedAtMs } = at.facts;
  if (paidAtMs === null || clockOffsetMs === null) return false;
  if (at.facts.toleranceMs === null) return isEarlyByFormerRule(at, paidAtMs, clockOffsetMs);
  const { toleranceMs } = at.facts;
  const isWithin = (offsetMs: number): boolean =>
    paidAtMs >= startedAtMs + offsetMs - toleranceMs &&
    paidAtMs <= startedAtMs + lifeMs(at) + offsetMs + toleranceMs;
  // What the acquirer's clock was learnt from may itself be off: a time that the till's own clock explains is ours.
  return !isWithin(clockOffsetMs) && !isWithin(0);
}

function isEarlyByFormerRule({ facts, nowMs }: Situation, paidAtMs: number, clockOffsetMs: number): boolean {
  const fromMs = facts.startedAtMs - CLOCK_TOLERANCE_MS;
  return paidAtMs < fromMs + clockOffsetMs && !(paidAtMs >= fromMs && paidAtMs <= nowMs + CLOCK_TOLERANCE_MS);
}

function timeOf(charge: Charge): number | null {
  return charge.paymentTime === undefined ? null : parseIso(charge.paymentTime);
}

/** Whether the books of a page's acquirer hold money under this attempt's name that they say is another payment's. */
export function isAnothers({ facts: { way } }: Situation, answer: InquiryAnswer): boolean {
  return way.kind === 'page' && answer.kind === 'unknown' && answer.contradicted === true;
}

/** A charge that a person decides on. */
export function doubted(charge: Charge, cancelSent: boolean): Extract<PaymentState, { kind: 'attention' }> {
  return { kind: 'attention', reason: FOREIGN_CHARGE, charge, cancelSent, ...UNQUESTIONED };
}

/** What is said of a doubted charge. The code is ours. */
const FOREIGN_CHARGE: Reason = {
  code: 'FOREIGN_CHARGE',
  class: 'contradiction',
  say: 'This order is charged, but perhaps by another till. Keep the goods. A manager looks for the sale at the other tills, then takes the charge for this sale or gives it back.',
};

/** The code is ours. */
export const UNREADABLE_CHARGE: Reason = {
  code: 'UNREADABLE_CHARGE',
  class: 'contradiction',
  say: 'The payment service says that this was charged, and its words on the amount cannot be read.',
};

/** The code is ours. */
export const OTHER_RECORD: Reason = {
  code: 'OTHER_RECORD',
  class: 'contradiction',
  say: "The payment service holds money under this payment's name that it says is another payment's.",
};
