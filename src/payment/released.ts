import { sameAmount } from '../ground/money/amount.ts';
import type { Charge, InquiryAnswer } from './answers.ts';
import { closingPaceMs } from './occasion.ts';
import { PHONE_RETURNED } from './terms.ts';
import type { Capture, Pursuit } from './state.ts';
import type { Situation } from './step.ts';

/**
 * What the acquirer has on record of a payment whose goods may go although nobody knows whether it is paid; null where
 * they may not. Source: trust-payments dossier, section 4, releaseOn.
 */
export function releasedRecord(
  { facts }: Situation,
  { cancelWanted, contradicted }: Pick<Pursuit, 'cancelWanted' | 'contradicted'>,
  answer: InquiryAnswer,
): Charge | null {
  if (facts.terms.releasesReturned !== true || cancelWanted || contradicted) return null;
  const hasReturned = facts.acquirer['phoneReturned'] === PHONE_RETURNED['phoneReturned'];
  if (!hasReturned || answer.kind !== 'confirming' || answer.record === undefined) return null;
  return sameAmount(answer.record.amount, facts.amount) ? answer.record : null;
}

/** How long to wait before it is asked once more: closely as long as a customer is waited for, then as a closing is. */
export function releasedWaitMs(at: Situation, { sinceMs }: Pick<Capture, 'sinceMs'>): number {
  const { way, startedAtMs } = at.facts;
  // It was taken for handed over after its begin, but by a clock that was set back since.
  const forMs = at.nowMs - Math.min(startedAtMs, sinceMs);
  const { inquiryEveryMs, windowMs } = at.timing;
  if (forMs < windowMs || way.kind !== 'page' || way.pace === null) return inquiryEveryMs;
  return closingPaceMs(way.pace, forMs);
}
