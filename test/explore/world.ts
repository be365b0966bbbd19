import type {
  CancelAnswer,
  CaptureAnswer,
  InquiryAnswer,
  OpenAnswer,
  PayAnswer,
  PaymentLook,
  RefundAnswer,
} from '../../src/payment/answers.ts';
import type { Books } from './acquirer.ts';
import type { Till } from './till.ts';

/** How much may happen in one walk: every number bounds how often it happens on one path. */
export interface Bounds {
  readonly attempts: number;
  readonly refunds: number;
  readonly voids: number;
  readonly faults: number;
  readonly restarts: number;
  readonly tills: number;
}

export type Call = 'open' | 'capture' | 'pay' | 'inquire' | 'cancel' | 'giveBack' | 'refund' | 'lookUp';

/** What the till asks of the acquirer. `number` is the attempt's, for the story. */
export interface Request {
  readonly call: Call;
  readonly paymentRequestId: string;
  readonly number: number;
  readonly refundRequestId: string | null;
  readonly amountMinor: number;
  readonly sentAtMs: number;
  /** From here on it changes nothing: the wallet's code is dead, or it is lost for good. 0 where it may always arrive. */
  readonly deadAtMs: number;
  /** With `open`: when the page ends, and how long after the attempt's begin that is. */
  readonly page?: { readonly endsAtMs: number; readonly payableForMs: number };
  /** An inquiry for a question about an ended payment. */
  readonly ofQuestion?: true;
}

/** What the acquirer says to a request. */
export type Answer =
  | { readonly call: 'open'; readonly answer: OpenAnswer }
  | { readonly call: 'capture'; readonly answer: CaptureAnswer }
  | { readonly call: 'pay'; readonly answer: PayAnswer }
  | { readonly call: 'inquire'; readonly answer: InquiryAnswer }
  | { readonly call: 'cancel'; readonly answer: CancelAnswer }
  | { readonly call: 'giveBack'; readonly answer: RefundAnswer }
  | { readonly call: 'refund'; readonly answer: RefundAnswer }
  | { readonly call: 'lookUp'; readonly answer: PaymentLook };

/**
 * A request that the till waits for; `answer` is null until it has reached the acquirer.
 *
 * `isWaiting`: an inquiry that leaves once the one before it is answered, if it is still wanted then.
 */
export interface Flight {
  readonly request: Request;
  readonly answer: Answer | null;
  readonly isWaiting?: true;
}

/** A request that the till no longer waits for; it does not matter any more when it was sent. */
export function strayOf(request: Request): Request {
  return { ...request, sentAtMs: 0 };
}

/** One till, and what is on its way between it and the acquirer. */
export interface Seat {
  readonly till: Till;
  /** It is stopped, beside another till that goes on. */
  readonly isOff: boolean;
  readonly flights: readonly Flight[];
  /** Requests that the till no longer waits for; each may still arrive. */
  readonly strays: readonly Request[];
}

/**
 * Everything at one instant: the till, the acquirer, what is between them, and what may still happen.
 *
 * `other`: the second till of the shop, which was given the same order; null where there is one till. The books are told
 * as the first till sees them; `turned` tells them as the other one does (`two-tills.ts`).
 */
export interface World extends Seat {
  readonly nowMs: number;
  readonly books: Books;
  readonly other: Seat | null;
  readonly faultsLeft: number;
  readonly restartsLeft: number;
  readonly voidsLeft: number;
}

/**
 * One step from a world to the next.
 *
 * `isFree`: it happens without a fault and without a restart, so a quiet end may be reached by it.
 * `broken`: a rule that the step itself breaks, whatever world it leads to.
 */
export interface Move {
  readonly say: string;
  readonly isFree: boolean;
  readonly world: World;
  readonly broken: string | null;
}
