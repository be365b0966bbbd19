import type { Post } from '../contract/posts.ts';
import type { Amount } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';
import { LOCK_OUTS_MS, TRIES_AN_HOUR, TRIES_COUNT_MS, WRONG_PINS_MAX } from './policy.ts';

/** Why an approval was refused; `locked` stands in rows of before: a locked call writes none. */
export type ApprovalRefusal = 'pin' | 'locked' | 'limit' | 'amount' | 'payment';

/** An approval that was refused, as it is kept: who, for what, why; a given one is the record of what it allows. */
export interface ApprovalRefused {
  readonly kind: 'approvalRefused';
  readonly atMs: Ms;
  readonly approverId: string;
  readonly paymentRequestId: string;
  readonly amount: Amount;
  readonly why: ApprovalRefusal;
  /** Wrong PINs of all people that count against the till's budget, this one with them; null in rows of before. */
  readonly triesCounted: number | null;
  readonly operatorId?: string | undefined;
}

/** An approval that was given, as much of its own record as decides who may approve. `accepted`: a doubted charge was; `freed`: an order was. */
export interface ApprovalGiven {
  readonly kind: 'refundApproved' | 'giveBackApproved' | 'officeApproved' | 'accepted' | 'freed';
  readonly atMs: Ms;
  readonly approverId: string;
  /** What goes back, and counts for the day; null where nothing does, or where it was not kept. */
  readonly amount: Amount | null;
}

/** The time of the till's budget is over: kept, so that no later start takes it for used up again. */
export interface TriesLapsed {
  readonly kind: 'triesLapsed';
  readonly atMs: Ms;
  readonly operatorId?: string | undefined;
}

interface OfPerson {
  readonly atMs: Ms;
  readonly personId: string;
  readonly post: Post;
  readonly operatorId?: string | undefined;
}

/** A person signed in, or did not. */
export type SignIn =
  ({ readonly kind: 'signedIn' } & OfPerson) | ({ readonly kind: 'signInRefused' } & OfPerson);

/** A person signed out; `idle`: nothing was done for a while. */
export type SignOut = { readonly kind: 'signedOut'; readonly why: 'asked' | 'idle' } & OfPerson;

/** All that decides who may approve or sign in. */
export type ApprovalRecord = ApprovalRefused | ApprovalGiven | TriesLapsed | SignIn;

/** The kinds of `ApprovalRecord`. */
export const APPROVAL_KINDS = [
  'approvalRefused',
  'refundApproved',
  'giveBackApproved',
  'officeApproved',
  'accepted',
  'freed',
  'triesLapsed',
  'signedIn',
  'signInRefused',
] as const satisfies readonly ApprovalRecord['kind'][];

/** Refusals that count whatever their age, so that wrong PINs in a row are not forgotten over a closed day. Ours. */
const REMEMBERED_REFUSALS = 200;

/** Nor over many that were not refused: people sign in every day. Ours; a start reads them in some 50 ms. */
const REMEMBERED_RECORDS = 5000;

/** Older records can be of no day that is today anywhere. */
const REMEMBERED_MS = 48 * 60 * 60_000;

/** The records that can still matter, oldest first, of all records newest first: a start reads no more of them. */
export function remembered(newestFirst: Iterable<ApprovalRecord>, nowMs: Ms): ApprovalRecord[] {
  const records: ApprovalRecord[] = [];
  let refused = 0;
  for (const record of newestFirst) {
    const isEnough = refused >= REMEMBERED_REFUSALS || records.length >= REMEMBERED_RECORDS;
    if (isEnough && record.atMs < nowMs - REMEMBERED_MS) break;
    if (record.kind === 'approvalRefused' || record.kind === 'signInRefused') refused += 1;
    records.push(record);
  }
  return records.reverse();
}

/** What is known of one person: a fold of the records, never a second truth. */
interface PersonTally {
  readonly wrongPins: number;
  readonly lockedFromMs: Ms;
  /** What was approved to go back on `day`, refunds and give-backs together. */
  readonly day: string;
  readonly dayMinor: number;
}

const FRESH: PersonTally = { wrongPins: 0, lockedFromMs: 0, day: '', dayMinor: 0 };

/**
 * Who may approve or sign in now, after everything that happened before.
 *
 * Two locks: a person is locked out after wrong PINs in a row, and everybody once the till's budget of wrong approvals
 * is used up. Source: interface section 11.
 * Why locks of before begin anew at a start: how long the till was off is told only by a clock that anybody may set.
 */
export class Approvals {
  readonly #people = new Map<string, PersonTally>();
  readonly #dayOf: (atMs: Ms) => string;
  /** When each wrong PIN of an approval was tried, as far as it counts against the budget. */
  #triedAtMs: readonly Ms[] = [];
  #wrongSinceGiven = 0;

  /** `dayOf`: the calendar day at the till. */
  constructor(dayOf: (atMs: Ms) => string) {
    this.#dayOf = dayOf;
  }

  /** Takes the records of earlier runs, oldest first. */
  remember(records: readonly ApprovalRecord[], nowMs: Ms): void {
    for (const record of records) this.take(record);
    for (const [id, tally] of this.#people) this.#people.set(id, { ...tally, lockedFromMs: nowMs });
    this.#triedAtMs = this.#triedAtMs.map(() => nowMs);
  }

  take(record: ApprovalRecord): void {
    switch (record.kind) {
      case 'approvalRefused':
        this.#refused(record);
        return;
      case 'refundApproved':
      case 'giveBackApproved':
      case 'officeApproved':
      case 'accepted':
      case 'freed':
        this.#approved(record);
        return;
      case 'triesLapsed':
        this.#triedAtMs = [];
        return;
      case 'signedIn':
        this.#rightPin(record.personId, record.atMs);
        return;
      case 'signInRefused':
        this.#wrongPin(record.personId, record.atMs);
        return;
    }
  }

  /** Takes a refusal. A right PIN, whatever else was wrong, ends the person's row of wrong ones, and nothing else. */
  #refused({ approverId, why, atMs, triesCounted }: ApprovalRefused): void {
    if (why === 'locked') return;
    if (why !== 'pin') return this.#rightPin(approverId, atMs);
    this.#wrongPin(approverId, atMs);
    this.#wrongSinceGiven += 1;
    const counted = [...this.#counted(atMs), atMs];
    // What the row tells is right: it was counted by a clock that nobody set.
    this.#triedAtMs =
      triesCounted === null || triesCounted === counted.length
        ? counted
        : Array.from({ length: triesCounted }, () => atMs);
  }

  /** Takes an approval: the PIN was right. What was approved counts, whatever became of it. */
  #approved({ approverId, amount, atMs }: ApprovalGiven): void {
    this.#rightPin(approverId, atMs);
    this.#wrongSinceGiven = 0;
    const before = this.#people.get(approverId) ?? FRESH;
    const dayMinor = this.approvedMinor(approverId, atMs) + (amount?.valueMinor ?? 0);
    this.#people.set(approverId, { ...before, day: this.#dayOf(atMs), dayMinor });
  }

  #wrongPin(id: string, atMs: Ms): void {
    const before = this.#people.get(id) ?? FRESH;
    this.#people.set(id, { ...before, wrongPins: before.wrongPins + 1, lockedFromMs: atMs });
  }

  /** A right PIN that was found before a lock-out began may be kept after it: it opens no lock-out. */
  #rightPin(id: string, atMs: Ms): void {
    const before = this.#people.get(id);
    if (before === undefined || this.lockedForMs(id, atMs) > 0) return;
    this.#people.set(id, { ...before, wrongPins: 0 });
  }

  /** What an approver has approved to go back on the day of `atMs`, in minor units. */
  approvedMinor(approverId: string, atMs: Ms): number {
    const { day, dayMinor } = this.#people.get(approverId) ?? FRESH;
    return day === this.#dayOf(atMs) ? dayMinor : 0;
  }

  /** Wrong PINs of all people since the last approval that was given: the next approver is told of them. */
  get wrongTriesBefore(): number {
    return this.#wrongSinceGiven;
  }

  /** Wrong PINs of approvals that count against the till's budget now. */
  triesCounted(nowMs: Ms): number {
    return this.#counted(nowMs).length;
  }

  #counted(nowMs: Ms): readonly Ms[] {
    return this.#triedAtMs.filter((atMs) => nowMs - atMs < TRIES_COUNT_MS);
  }

  /** How much longer a person is locked out; 0 where the next PIN is looked at. */
  lockedForMs(personId: string, nowMs: Ms): number {
    const { wrongPins, lockedFromMs } = this.#people.get(personId) ?? FRESH;
    const index = wrongPins - WRONG_PINS_MAX;
    if (index < 0) return 0;
    const lockMs = LOCK_OUTS_MS[Math.min(index, LOCK_OUTS_MS.length - 1)] ?? LOCK_OUTS_MS[0];
    return Math.max(0, Math.min(lockedFromMs, nowMs) + lockMs - nowMs);
  }

  /** How much longer nobody may approve, because the till's budget of wrong PINs is used up; else 0. */
  spentForMs(nowMs: Ms): number {
    const [oldest] = this.#counted(nowMs).slice(-TRIES_AN_HOUR);
    return oldest === undefined || this.triesCounted(nowMs) < TRIES_AN_HOUR
      ? 0
      : Math.min(oldest, nowMs) + TRIES_COUNT_MS - nowMs;
  }
}
