import type { Amount, Minor } from '../ground/money/amount.ts';
import type { ReasonClass } from '../ground/reason-classes.ts';
import type { Ms } from '../ground/time.ts';
import type { AcquirerFacts } from './terms.ts';

/** Why something was refused: the acquirer's result code (or ours), its class, and the sentence for the cashier. */
export interface Reason {
  readonly code: string;
  readonly class: ReasonClass;
  readonly say: string;
}

/** What an acquirer says of a charge that was made. Times as received, ISO 8601 with offset. */
export interface Charge {
  readonly amount: Amount;
  readonly paymentId: string;
  readonly paymentTime?: string | undefined;
  readonly acquirerId?: string | undefined;
  readonly pspId?: string | undefined;
  readonly walletBrandName?: string | undefined;
  readonly mppPaymentId?: string | undefined;
  /** What it is settled with, where the acquirer tells; its rate stands in no report. */
  readonly settlement?: Settlement | undefined;
}

/** What a charge or a refund comes to in the currency that the shop is paid in, and by which rate. */
export interface Settlement {
  readonly amount: Amount;
  /** How many units of the one currency stand for one of the other, as received: `4.5` for `USD/MYR`. */
  readonly price?: string | undefined;
  readonly pair?: string | undefined;
}

/** Why an outcome is not known: in words for log and queue, with the acquirer's result code where there is one. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
  readonly code?: string | undefined;
  /** Somebody should look at it: wrong signature, rejected request, contradiction. */
  readonly alarm?: boolean | undefined;
  /** The acquirer holds this id with other details than the ones that were sent, or money under it that is another's. */
  readonly contradicted?: boolean | undefined;
  /** It succeeded, and what was charged cannot be read. */
  readonly unreadable?: boolean | undefined;
  /** The acquirer allows one more question after so long, where time alone is no occasion for one. */
  readonly againInMs?: Ms | undefined;
}

/** The acquirer asks for patience; nothing was learnt. */
export interface Throttled {
  readonly kind: 'throttled';
}

/** What became of making a page or an order code. The link itself is in no answer that is kept. */
export type OpenAnswer =
  /** `payableForMs`: how long after the attempt's begin the customer can pay at the latest. */
  | {
      readonly kind: 'opened';
      readonly payableForMs: Ms;
      /** How long after that begin the link opens, where a page that is open may be paid for longer. */
      readonly opensForMs?: Ms | undefined;
      readonly facts: AcquirerFacts;
    }
  | { readonly kind: 'refused'; readonly reason: Reason }
  /** Surely no byte left the till. */
  | { readonly kind: 'notSent'; readonly why: string }
  | Unknown;

export type PayAnswer =
  | { readonly kind: 'charged'; readonly charge: Charge; readonly facts?: AcquirerFacts | undefined }
  | Authorised
  /** The wallet asks its user. */
  | { readonly kind: 'confirming' }
  | { readonly kind: 'refused'; readonly reason: Reason }
  /** Surely no byte left the till. */
  | { readonly kind: 'notSent'; readonly why: string }
  | Throttled
  | Unknown;

/**
 * The acquirer holds the money for us, and nothing is paid before it is captured.
 *
 * `heldForMs`: how long after the attempt's begin it can be captured at the latest; then the hold ends by itself.
 */
export interface Authorised {
  readonly kind: 'authorised';
  readonly hold: Charge;
  readonly heldForMs: Ms;
  readonly facts?: AcquirerFacts | undefined;
}

/** What became of collecting money that is held. */
export type CaptureAnswer =
  | { readonly kind: 'captured'; readonly charge: Charge; readonly facts?: AcquirerFacts | undefined }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | Throttled
  | Unknown;

export type InquiryAnswer =
  | {
      readonly kind: 'charged';
      readonly charge: Charge;
      readonly facts?: AcquirerFacts | undefined;
      /** What refunds have left of it, in minor units; absent where nothing was refunded. */
      readonly leftMinor?: Minor | undefined;
      /** A refund is under way: what is left is not known yet. */
      readonly settling?: boolean | undefined;
    }
  | Authorised
  /**
   * `againInMs`: the acquirer allows one more question after so long, where time alone is no occasion for one. `record`:
   * what it has on record, paid or not; told only where the terms go by it.
   */
  | {
      readonly kind: 'confirming';
      readonly againInMs?: Ms | undefined;
      readonly record?: Charge | undefined;
    }
  /** Surely not charged, or charged and given back in full. `refunded`: by refunds, not by a cancel. */
  | { readonly kind: 'notCharged'; readonly reason: Reason; readonly refunded?: boolean | undefined }
  /** The acquirer has no such payment (yet). */
  | { readonly kind: 'notFound' }
  | Throttled
  | Unknown;

export type CancelAnswer =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'tooLate' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | Throttled
  | Unknown;

export type RefundAnswer =
  | {
      readonly kind: 'refunded';
      readonly refundId?: string | undefined;
      readonly refundTime?: string | undefined;
      readonly settlement?: Settlement | undefined;
    }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | Throttled
  | Unknown;

/** A refund of a payment as the acquirer's books have it. */
export interface RefundSeen {
  readonly refundRequestId?: string | undefined;
  /** Where the books name it by our number instead: which refund of its payment, from 1; 0 is the till's own give-back. */
  readonly number?: number | undefined;
  readonly refundId?: string | undefined;
  readonly refundTime?: string | undefined;
  readonly status: 'done' | 'failed' | 'underWay';
  readonly amount: Amount;
}

/** What the acquirer's books hold of a payment, whoever made it. `reversed`: it was cancelled after it was charged. */
export type PaymentLook =
  | {
      readonly kind: 'seen';
      readonly charge: Charge;
      readonly reversed: boolean;
      readonly refunds: readonly RefundSeen[];
    }
  | { readonly kind: 'notCharged'; readonly reason: Reason }
  | { readonly kind: 'notFound' }
  | Throttled
  | Unknown;

/** What became of a print job: `unknown` is "may or may not be on paper". */
export type PrintOutcome =
  | { readonly kind: 'printed' }
  /** Surely nothing of it was printed. `again`: worth trying the same job again later. */
  | { readonly kind: 'notPrinted'; readonly why: string; readonly again: boolean }
  | { readonly kind: 'unknown'; readonly why: string };
