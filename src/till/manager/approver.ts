import type { Config } from '../../config/config.ts';
import type { Amount } from '../../ground/money/amount.ts';
import type { Clock } from '../../ground/ports.ts';
import type { Pins } from '../../staff/pin.ts';
import { refuse, type Problem, type Refused } from '../../contract/problems.ts';
import { ok, type Result } from '../../ground/result.ts';
import type { Terminal } from '../terminal.ts';
import type { ApprovalRefusal } from '../../staff/approvals.ts';
import type { Manager } from '../../config/managers-schema.ts';
import { NO_PIN } from '../../staff/pin.ts';

export interface ApproverParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly pins: Pins;
}

/** What a manager is asked to approve, with the manager's id and PIN. */
export interface ApprovalRequest {
  readonly approver: { readonly id: string; readonly pin: string };
  readonly paymentRequestId: string;
  readonly amount: Amount;
}

/** Why a manager does not approve something. */
export type NotApproved = Problem<'approver-refused' | 'approver-locked'>;

/**
 * Checks who approves, and what each manager may approve.
 *
 * Every refusal is journaled as `approvalRefused`, with the payment and the amount that were asked for.
 * Why one object for the whole till: its PIN checks run one after the other, so that nobody tries PINs side by side.
 * Nothing else waits in that turn.
 */
export class Approver {
  readonly #parts: ApproverParts;
  #before: Promise<unknown> = Promise.resolve();

  constructor(parts: ApproverParts) {
    this.#parts = parts;
  }

  /** Finds the manager whose PIN fits. Errors: `approver-locked`, `approver-refused`. */
  identify(request: ApprovalRequest): Promise<Result<Manager, NotApproved>> {
    const turn = this.#before.then(() => this.#identify(request));
    this.#before = turn.catch(() => undefined);
    return turn;
  }

  /** Refuses a manager who is locked out now, or may not approve this much. Call it in the step that approves. */
  refusalOf(manager: Manager, request: ApprovalRequest): Refused<NotApproved> | null {
    const locked = this.#lockedOut(request);
    if (locked !== null) return locked;
    return this.#isOverLimit(manager, request.amount) ? this.refuse(request, 'limit', OVER_LIMIT) : null;
  }

  /** Refuses, and keeps the refusal in the journal. */
  refuse<P extends Problem>(
    { approver, paymentRequestId, amount }: ApprovalRequest,
    why: ApprovalRefusal,
    refused: Refused<P>,
  ): Refused<P> {
    const { clock, terminal } = this.#parts;
    const atMs = clock.nowMs();
    terminal.note({ kind: 'approvalRefused', atMs, approverId: approver.id, paymentRequestId, amount, why });
    return refused;
  }

  /** An unknown manager takes as long as a wrong PIN, and is refused in the same words. */
  async #identify(request: ApprovalRequest): Promise<Result<Manager, NotApproved>> {
    const locked = this.#lockedOut(request);
    if (locked !== null) return locked;
    const { id, pin } = request.approver;
    const manager = this.#parts.config.managers.find((each) => each.id === id);
    const fits = await this.#parts.pins.fits(pin, manager?.pin ?? NO_PIN);
    if (manager !== undefined && fits) return ok(manager);
    return this.refuse(request, 'pin', WRONG_PIN);
  }

  #lockedOut(request: ApprovalRequest): Refused<NotApproved> | null {
    const { clock, terminal } = this.#parts;
    const lockedMs = terminal.approvals.lockedForMs(request.approver.id, clock.nowMs());
    if (lockedMs === 0) return null;
    const retryAfterSeconds = Math.ceil(lockedMs / 1000);
    const detail = `Too many wrong PINs. This manager can approve again in ${retryAfterSeconds} seconds.`;
    return this.refuse(request, 'locked', refuse({ slug: 'approver-locked', detail, retryAfterSeconds }));
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

const WRONG_PIN = refuse({
  slug: 'approver-refused',
  detail: 'This manager and PIN do not fit together.',
  why: 'pin',
});
const OVER_LIMIT = refuse({
  slug: 'approver-refused',
  detail: 'This is over what this manager may approve. Ask another manager.',
  why: 'limit',
});
