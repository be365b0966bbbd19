import type { Amount } from '../ground/money/amount.ts';
import { invariant } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';
import type {
  DisputeArrived,
  OfficeAnswered,
  OfficeApproved,
  OfficeClosed,
  OfficePaperAdded,
  OfficeTold,
} from '../journal/office-records.ts';
import { allOf, lastOf, owedIn, type OfficeCase } from './book.ts';
import { warningDue } from '../acquirers/office-days.ts';

/**
 * How a dispute stands:
 *
 *   arrived → prepared → answering → answered → closed
 *                 ▲          │
 *                 └── refusedByAcquirer
 *
 * That its day is over is no state: it may still be answered.
 */
export const DISPUTE_STATES = [
  'arrived',
  'prepared',
  'answering',
  'refusedByAcquirer',
  'answered',
  'closed',
] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** The answers that give money back. */
export const GIVING_BACK: readonly string[] = ['ACCEPT_REFUND', 'ACCEPT_PARTIAL_REFUND'];

/** A dispute as it stands. */
export interface Dispute extends Pick<
  DisputeArrived,
  'id' | 'gateway' | 'asks' | 'payment' | 'paymentRequestId' | 'amount' | 'wants' | 'occurredAtMs' | 'isLate'
> {
  readonly arrivedAtMs: Ms;
  readonly dueAtMs: Ms | null;
  readonly body: DisputeArrived['body'];
  readonly enteredBy: string | null;
  readonly state: DisputeState;
  readonly papers: readonly OfficePaperAdded[];
  /** The answer that was approved last; null before. */
  readonly answer: OfficeApproved | null;
  readonly answered: OfficeAnswered | null;
  readonly told: readonly OfficeTold[];
  readonly closed: OfficeClosed | null;
  readonly warned: readonly number[];
}

/** A dispute from what is kept of it. */
export function disputeOf(matter: OfficeCase): Dispute {
  const arrived = lastOf(matter, 'disputeArrived');
  invariant(arrived !== undefined, 'a dispute begins with its arrival');
  const told = allOf(matter, 'officeTold');
  const { id, gateway, asks, payment, paymentRequestId, amount, wants, occurredAtMs, isLate } = arrived;
  return {
    ...{ id, gateway, asks, payment, paymentRequestId, amount, wants, occurredAtMs, isLate },
    // A message may come after a person has entered the dispute: it is as old as the first of both.
    arrivedAtMs: matter.openedAtMs,
    dueAtMs: told.findLast(({ dueAtMs }) => dueAtMs !== null)?.dueAtMs ?? arrived.dueAtMs,
    body: arrived.body,
    enteredBy: arrived.approverId,
    state: stateOf(matter),
    papers: allOf(matter, 'officePaperAdded'),
    answer: lastOf(matter, 'officeApproved') ?? null,
    answered: owedIn(matter) === null ? (lastOf(matter, 'officeAnswered') ?? null) : null,
    told,
    closed: lastOf(matter, 'officeClosed') ?? null,
    warned: allOf(matter, 'officeWarned').map(({ daysLeft }) => daysLeft),
  };
}

function stateOf(matter: OfficeCase): DisputeState {
  if (lastOf(matter, 'officeClosed') !== undefined) return 'closed';
  if (owedIn(matter) !== null) return 'answering';
  const answered = lastOf(matter, 'officeAnswered');
  if (answered?.outcome === 'accepted') return 'answered';
  if (answered !== undefined) return 'refusedByAcquirer';
  return lastOf(matter, 'officePaperAdded') === undefined ? 'arrived' : 'prepared';
}

/** Whether a bank wants the money of a payment back: nothing of it is refunded until that is decided. */
export function blocksRefunds({ asks, closed }: Pick<Dispute, 'asks' | 'closed'>): boolean {
  return asks === 'chargeback' && closed === null;
}

/** Whether a bank has taken the money of a payment, or may have: a refund of it could pay it twice. */
export function mayBeTaken({ asks, closed }: Pick<Dispute, 'asks' | 'closed'>): boolean {
  return asks === 'chargeback' && closed?.outcome === 'lost';
}

/** Whether a person has still to answer it. */
export function waitsForAnswer({ state }: Pick<Dispute, 'state'>): boolean {
  return state === 'arrived' || state === 'prepared' || state === 'refusedByAcquirer';
}

/** What the shop has promised to give back, once the acquirer has taken the answer; null where nothing is. */
export function promisedBack({
  state,
  answer,
}: Dispute): { readonly amount: Amount; readonly sinceMs: Ms } | null {
  if (state !== 'answered' || answer === null || answer.amount === null) return null;
  return { amount: answer.amount, sinceMs: answer.atMs };
}

/** The warning to give now; null where none is due. */
export function disputeWarning(dispute: Dispute, nowMs: Ms): number | null {
  if (dispute.dueAtMs === null || !waitsForAnswer(dispute)) return null;
  return warningDue(dispute.dueAtMs, nowMs, dispute.warned);
}

/**
 * Whether another answer may be approved: nothing was approved, or the acquirer said that it never took it.
 *
 * An answer is final: one that may have been taken is only ever repeated with the same bytes.
 */
export function mayAnswer(dispute: Dispute): boolean {
  if (dispute.state === 'refusedByAcquirer') return NEVER_TAKEN.includes(dispute.answered?.resultCode ?? '');
  return dispute.state === 'arrived' || dispute.state === 'prepared';
}

/** Refusals of an answer that say that nothing was taken. Source: office dossier sections 2.6 and 3.4. */
const NEVER_TAKEN: readonly string[] = [
  'PARAM_ILLEGAL',
  'ORDER_NOT_EXIST',
  'INVALID_CLIENT',
  'METHOD_NOT_SUPPORTED',
  'MEDIA_TYPE_NOT_ACCEPTABLE',
  'INVALID_SIGNATURE',
  'KEY_NOT_FOUND',
];
