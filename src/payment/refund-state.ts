import type { Amount } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';
import type { PaymentLook, Reason, RefundAnswer, Settlement } from './answers.ts';
import type { Timing } from './policy.ts';
import type { RefundRepeat } from './terms.ts';
import type { Tally } from './events.ts';

/** The waits that a refund keeps to, as they were when it was approved. */
export type RefundTiming = Pick<Timing, 'retryMs' | 'backgroundRetryMs' | 'throttledMs'>;

/** One refund that a manager approved: what never changes of it. `refundRequestId` is made once. */
export interface RefundFacts {
  readonly refundRequestId: string;
  readonly paymentRequestId: string;
  readonly amount: Amount;
  readonly reason: string;
  /** The manager who approved exactly this: this payment, this amount. */
  readonly approverId: string;
  readonly approvedAtMs: Ms;
  /** Who was signed in then; absent where nobody has to. */
  readonly operatorId?: string | undefined;
  /** The caller's name for this request, so that a repeat of it is the same refund. */
  readonly idempotencyKey: string | null;
  readonly timing: RefundTiming;
  /** A technical refusal is tried again. False for those that were approved before that was so: it ended them. */
  readonly isRetried: boolean;
  readonly repeat: RefundRepeat;
}

/**
 * How a refund stands: owed and being delivered for as long as it takes; or given back; or surely not.
 *
 * `look`: it was refused while an earlier try is in doubt, and the acquirer's books are asked. `nextTryAtMs` is null
 * while it waits for an earlier refund of the same payment.
 */
export type RefundState =
  | {
      readonly kind: 'pending';
      readonly phase: 'refund' | 'look';
      readonly sinceMs: Ms;
      readonly tries: number;
      readonly inFlight: boolean;
      readonly nextTryAtMs: Ms | null;
      readonly doubted: boolean;
      readonly refusal: Reason | null;
      /** Why the acquirer did not take it for now: it is tried again, and a person may read the reason. */
      readonly heldBy: Reason | null;
      readonly lastAnswer: string | null;
    }
  | {
      readonly kind: 'refunded';
      readonly refundId?: string | undefined;
      readonly refundTime?: string | undefined;
      readonly settlement?: Settlement | undefined;
      readonly atMs: Ms;
    }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly atMs: Ms };

/** One refund, as it stands. */
export interface Refund {
  readonly facts: RefundFacts;
  readonly state: RefundState;
}

/** What happens to one refund. */
export type RefundEvent =
  | {
      readonly kind: 'refundAnswered';
      readonly answer: RefundAnswer;
      readonly clockOffsetMs?: number | undefined;
    }
  | { readonly kind: 'looked'; readonly look: PaymentLook; readonly clockOffsetMs?: number | undefined }
  | { readonly kind: 'woke' }
  /** How often it was tried since the last row; see `tally.ts`. */
  | { readonly kind: 'tallied'; readonly tally: Tally }
  | { readonly kind: 'hurried' }
  /**
   * The process started again. `looks`: it was never sent as far as the journal tells, and a repeat would be another
   * refund. A journal from a back-up may be older than what was sent: the books are asked before it is.
   */
  | { readonly kind: 'resumed'; readonly looks?: true | undefined };
