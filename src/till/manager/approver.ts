import type { Config } from '../../config/config.ts';
import type { Manager } from '../../config/people-schema.ts';
import { refuse, type Problem, type Refused } from '../../contract/problems.ts';
import type { Amount } from '../../ground/money/amount.ts';
import type { Clock } from '../../ground/ports.ts';
import { ok, type Result } from '../../ground/result.ts';
import type { ApprovalRefusal } from '../../staff/approvals.ts';
import { TRIES_COUNT_MS } from '../../staff/policy.ts';
import { withLockOut } from '../staff/lock-out.ts';
import type { PinChecks } from '../staff/pin-checks.ts';
import type { Terminal } from '../terminal.ts';

export interface ApproverParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly pinChecks: PinChecks;
}

/** What a manager is asked to approve, with the manager's id and PIN. */
export interface ApprovalRequest {
  readonly approver: { readonly id: string; readonly pin: string };
  readonly paymentRequestId: string;
  readonly amount: Amount;
}

/** Why a manager does not approve something. */
export type NotApproved = Problem<'approver-refused' | 'approver-locked'>;

/** A manager whose PIN fitted. `wrongTriesBefore`: wrong PINs of all people since the last approval. */
export interface Identified {
  readonly manager: Manager;
  readonly wrongTriesBefore: number;
}

/**
 * Checks who approves, and what each manager may approve.
 *
 * Every wrong PIN and every refusal after a right one is journaled as `approvalRefused`, with the payment and the
 * amount that were asked for. A call that is locked out writes no row, nor does an id that nobody has.
 * Source: interface section 11.
 */
export class Approver {
  readonly #parts: ApproverParts;

  constructor(parts: ApproverParts) {
    this.#parts = parts;
  }

  /** The budget that an earlier run had used up ends an hour from now at the latest. */
  resume(): void {
    const { clock, terminal } = this.#parts;
    if (terminal.approvals.triesCounted(clock.nowMs()) > 0) this.#lapseLater();
  }

  /** Finds the manager whose PIN fits. Errors: `approver-locked`, `approver-refused`. */
  identify(request: ApprovalRequest): Promise<Result<Identified, NotApproved>> {
    const manager = this.#parts.config.managers.find(({ id }) => id === request.approver.id);
    return this.#parts.pinChecks.inTurn(manager, () => this.#identify(manager, request));
  }

  /** Refuses a manager who is locked out now, or may not approve this much. Call it in the step that approves. */
  refusalOf({ manager }: Identified, request: ApprovalRequest): Refused<NotApproved> | null {
    const locked = this.#lockedOut(manager);
    if (locked !== null) return locked;
    return this.#isOverLimit(manager, request.amount) ? this.refuse(request, 'limit', OVER_LIMIT) : null;
  }

  /** Refuses, and keeps the refusal in the journal. */
  refuse<P extends Problem>(
    { approver, paymentRequestId, amount }: ApprovalRequest,
    why: Exclude<ApprovalRefusal, 'locked'>,
    refused: Refused<P>,
  ): Refused<P> {
    const { clock, terminal } = this.#parts;
    const atMs = clock.nowMs();
    const triesCounted = terminal.approvals.triesCounted(atMs) + (why === 'pin' ? 1 : 0);
    const approverId = approver.id;
    terminal.note({ kind: 'approvalRefused', atMs, approverId, paymentRequestId, amount, why, triesCounted });
    if (why === 'pin') this.#lapseLater();
    return refused;
  }

  async #identify(
    manager: Manager | undefined,
    request: ApprovalRequest,
  ): Promise<Result<Identified, NotApproved>> {
    const locked = manager === undefined ? null : this.#lockedOut(manager);
    if (locked !== null) return locked;
    const found = await this.#parts.pinChecks.find(manager, 'manager', request.approver.pin);
    if (manager === undefined) return WRONG_PIN;
    if (found !== 'right') {
      const refused = this.refuse(request, 'pin', found === 'short' ? SHORT_PIN : WRONG_PIN);
      return withLockOut(refused, this.#lockedOut(manager));
    }
    return ok({ manager, wrongTriesBefore: this.#parts.terminal.approvals.wrongTriesBefore });
  }

  /** A manager who is locked out after wrong PINs in a row; or everybody, once the till's budget is used up. */
  #lockedOut({ id }: Manager): Refused<Problem<'approver-locked'>> | null {
    const { clock, terminal } = this.#parts;
    const nowMs = clock.nowMs();
    const ownMs = terminal.approvals.lockedForMs(id, nowMs);
    const lockedMs = Math.max(ownMs, terminal.approvals.spentForMs(nowMs));
    if (lockedMs === 0) return null;
    const retryAfterSeconds = Math.ceil(lockedMs / 1000);
    const who = ownMs === lockedMs ? 'This manager' : 'A manager of this till';
    const detail = `Too many wrong PINs. ${who} can approve again in ${retryAfterSeconds} seconds.`;
    return refuse({ slug: 'approver-locked', detail, retryAfterSeconds });
  }

  /** Keeps that the budget's hour is over, so that no later start begins it anew. */
  #lapseLater(): void {
    const { clock, terminal } = this.#parts;
    clock.after(TRIES_COUNT_MS + LAPSE_SLACK_MS, () => {
      const atMs = clock.nowMs();
      if (terminal.approvals.triesCounted(atMs) === 0) terminal.note({ kind: 'triesLapsed', atMs });
    });
  }

  #isOverLimit({ id, limits }: Manager, { currency, valueMinor }: Amount): boolean {
    const { clock, config, terminal } = this.#parts;
    if (limits.perRefund === undefined && limits.perDay === undefined) return false;
    const todayMinor = terminal.approvals.approvedMinor(id, clock.nowMs()) + valueMinor;
    return (
      currency !== config.terminal.currency ||
      valueMinor > Number(limits.perRefund ?? Infinity) ||
      todayMinor > Number(limits.perDay ?? Infinity)
    );
  }
}

/** A timer may fire a moment early: then the last try would count still. Ours. */
const LAPSE_SLACK_MS = 1000;

const WRONG_PIN = refuse({
  slug: 'approver-refused',
  detail: 'Wrong PIN, or no manager with this id.',
  why: 'pin',
});
const SHORT_PIN = refuse({
  slug: 'approver-refused',
  detail: 'This PIN is too short to approve with. Call the technician.',
  why: 'shortPin',
});
const OVER_LIMIT = refuse({
  slug: 'approver-refused',
  detail: 'This is over what this manager may approve. Ask another manager.',
  why: 'limit',
});
