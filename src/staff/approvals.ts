import type { Amount } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';

const MINUTE_MS = 60_000;

/** Wrong PINs in a row before the first lock-out. Source: interface section 3, `approver-locked`. */
const WRONG_PINS_MAX = 5;

/** How long an approver is locked out: after the fifth wrong PIN in a row, after the next one, and after every later one. Ours. */
const LOCK_OUTS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS] as const;

/** Why an approval was refused. */
export type ApprovalRefusal = 'pin' | 'locked' | 'limit' | 'amount' | 'payment';

/** An approval that was refused, as it is kept: who, for what, why; a given one is the record of what it allows. */
export interface ApprovalRefused {
  readonly kind: 'approvalRefused';
  readonly atMs: Ms;
  readonly approverId: string;
  readonly paymentRequestId: string;
  readonly amount: Amount;
  readonly why: ApprovalRefusal;
}

/** An approval that was given, as much of its own record as decides who may approve. */
export interface ApprovalGiven {
  readonly kind: 'refundApproved' | 'giveBackApproved';
  readonly atMs: Ms;
  readonly approverId: string;
  /** Null where it was not kept: then it counts for no limit. */
  readonly amount: Amount | null;
}

/** What was approved, and what was refused: all that decides who may approve. */
export type ApprovalRecord = ApprovalRefused | ApprovalGiven;

/** Records that count whatever their age, so that wrong PINs in a row are not forgotten over a closed day. Ours. */
const REMEMBERED_RECORDS = 200;

/** Older records can be of no day that is today anywhere. */
const REMEMBERED_MS = 48 * 60 * MINUTE_MS;

/** The records that can still matter, oldest first, of all records newest first: a start reads no more of them. */
export function remembered(newestFirst: Iterable<ApprovalRecord>, nowMs: Ms): ApprovalRecord[] {
  const records: ApprovalRecord[] = [];
  for (const record of newestFirst) {
    if (records.length >= REMEMBERED_RECORDS && record.atMs < nowMs - REMEMBERED_MS) break;
    records.push(record);
  }
  return records.reverse();
}

/** What is known of one approver: a fold of the records, never a second truth. */
interface ApproverTally {
  readonly wrongPins: number;
  readonly lockedFromMs: Ms;
  /** What was approved on `day`, refunds and give-backs together. */
  readonly day: string;
  readonly dayMinor: number;
}

const FRESH: ApproverTally = { wrongPins: 0, lockedFromMs: 0, day: '', dayMinor: 0 };

/** Who may approve now, after everything that happened before: lock-outs outlive a restart. */
export class Approvals {
  readonly #approvers = new Map<string, ApproverTally>();
  readonly #dayOf: (atMs: Ms) => string;

  /** `dayOf`: the calendar day at the till. */
  constructor(dayOf: (atMs: Ms) => string) {
    this.#dayOf = dayOf;
  }

  take(record: ApprovalRecord): void {
    if (record.kind === 'approvalRefused') this.#refused(record);
    else this.#approved(record);
  }

  /** Takes a refusal. A right PIN, whatever else was wrong, ends the row of wrong ones. */
  #refused({ approverId, why, atMs }: ApprovalRefused): void {
    const before = this.#approvers.get(approverId) ?? FRESH;
    if (why === 'pin') {
      this.#approvers.set(approverId, { ...before, wrongPins: before.wrongPins + 1, lockedFromMs: atMs });
    } else if (why !== 'locked') this.#approvers.set(approverId, { ...before, wrongPins: 0 });
  }

  /** Takes an approval: the PIN was right. What was approved counts, whatever became of it. */
  #approved({ approverId, amount, atMs }: ApprovalGiven): void {
    const day = this.#dayOf(atMs);
    const dayMinor = this.approvedMinor(approverId, atMs) + (amount?.valueMinor ?? 0);
    this.#approvers.set(approverId, { wrongPins: 0, lockedFromMs: 0, day, dayMinor });
  }

  /** What an approver has approved on the day of `atMs`, in minor units. */
  approvedMinor(approverId: string, atMs: Ms): number {
    const { day, dayMinor } = this.#approvers.get(approverId) ?? FRESH;
    return day === this.#dayOf(atMs) ? dayMinor : 0;
  }

  /** How much longer an approver is locked out; 0 where the next PIN is looked at. A clock that was set back stretches nothing. */
  lockedForMs(approverId: string, nowMs: Ms): number {
    const { wrongPins, lockedFromMs } = this.#approvers.get(approverId) ?? FRESH;
    const index = wrongPins - WRONG_PINS_MAX;
    if (index < 0) return 0;
    const lockMs = LOCK_OUTS_MS[Math.min(index, LOCK_OUTS_MS.length - 1)] ?? MINUTE_MS;
    return Math.max(0, Math.min(lockedFromMs, nowMs) + lockMs - nowMs);
  }
}
