import type { AtAccount } from '../ground/account.ts';
import type { OrderInChain } from './leave.ts';
import type { Amount, Minor } from '../ground/money/amount.ts';
import type { CodeFamily } from '../ground/code-families.ts';
import type { Copy } from '../ground/copies.ts';
import type { Charge, Reason } from './answers.ts';
import type { ReceiptJob } from './receipt-state.ts';
import type { Refund } from './refund-state.ts';
import type { Ms } from '../ground/time.ts';
import type { KeptRules } from './kept-rules.ts';
import type { MayReturn } from './may-return.ts';
import type { Timing } from './policy.ts';
import type { AcquirerFacts, PagePace, Terms } from './terms.ts';
import type { MaskedCode } from '../ground/payment-code.ts';
import type { Watched } from './watched.ts';

/**
 * One attempt to charge: what never changes of it, whatever the config says later. `startedAtMs` is taken just before the
 * first byte of pay. `clockOffsetMs` is the acquirer's clock less the till's, as known in the run that started it.
 */
export interface PaymentFacts extends AtAccount, KeptRules {
  readonly paymentRequestId: string;
  readonly number: number;
  readonly gateway: string;
  readonly way: Way;
  readonly amount: Amount;
  readonly startedAtMs: Ms;
  readonly clockOffsetMs: number | null;
  /** The till was started again since: its clock may be another one, and teaches no offset any more. */
  readonly restarted: boolean;
  readonly timing: Timing;
  /** How far off a charge of it may be dated; null for attempts from before this was kept, see `charge-doubt.ts`. */
  readonly toleranceMs: number | null;
  /** A manager freed its order: another attempt may stand beside it, and what it still brings goes back. */
  readonly freed: boolean;
  readonly terms: Terms;
  readonly acquirer: AcquirerFacts;
  /** How long after its begin the customer can pay it at the latest; null before that is known. */
  readonly payableForMs: number | null;
  /** How long after its begin the link opens; absent where that is as long as it can be paid. */
  readonly opensForMs?: Ms | undefined;
  /** How long after its begin what the acquirer holds for it can be captured; null where nothing was held. */
  readonly heldForMs: number | null;
}

/** How an attempt came about: by a code that was scanned, on a page or by an order code, or at another till. */
export type Way =
  | { readonly kind: 'code'; readonly family: CodeFamily; readonly code: MaskedCode }
  | {
      readonly kind: 'page';
      readonly tender: string;
      readonly pace: PagePace | null;
      readonly landing: Landing | null;
    }
  | { readonly kind: 'adopted' };

/** When the acquirer's page behind a landing page is made: with the sale, or when the customer presses its button. */
export type Landing = 'sale' | 'tap';

/** A payment whose outcome is being found out. */
export interface Pursuit {
  /** A landing page of ours is shown, and nobody has pressed its button: nobody has the acquirer's link. */
  readonly isUntapped: boolean;
  readonly payInFlight: boolean;
  readonly sends: 1 | 2;
  /** A pay was sent and no answer to it proves anything: a refusal of a later send proves nothing either. */
  readonly doubted: boolean;
  /** When the inquiry that is under way was started. */
  readonly askedAtMs: Ms | null;
  /** When the last inquiry was started, answered or not; null before the first. */
  readonly lastAskedAtMs: Ms | null;
  readonly nextAskAtMs: Ms;
  /** An inquiry started at or after this is the last one: without an outcome the cancel follows. */
  readonly windowEndsAtMs: Ms;
  /** From here on a pay that was lost on its way cannot charge any more: the wallet's code is dead. */
  readonly codeDeadAtMs: Ms;
  /** How many inquiries were started. */
  readonly tries: number;
  readonly cancelWanted: boolean;
  /** The acquirer holds this id with other details than ours: what it charges under it is not ours. */
  readonly contradicted: boolean;
  /** When a hint was last followed: more hints soon after it are the same question. */
  readonly hintedAtMs: Ms | null;
  /** Something was told after the inquiry that is under way was asked: its answer may be older. */
  readonly told: boolean;
  readonly lastAnswer: string | null;
}

/**
 * A question about a payment that had ended: it was told of by itself, and only an inquiry's answer settles it.
 *
 * Why: it is part of the state, so that no lost answer and no restart can forget it.
 */
export interface Question {
  readonly sinceMs: Ms;
  readonly tries: number;
  readonly inFlight: boolean;
  readonly nextTryAtMs: Ms;
  readonly lastAnswer: string | null;
  /** A charge was told of: where the books do not deny it, it is cancelled. */
  readonly toldCharged: boolean;
  /** Something was told while it was being asked: its answer may be older, and it is asked once more. */
  readonly told: boolean;
  /** How often in a row the books held no such payment, once nothing could bring it there any more: they may lag. */
  readonly misses: number;
}

/** What every ended payment keeps of questions about it. */
interface Questioned {
  readonly question: Question | null;
  /** When the last question was answered: a notice soon after it waits. */
  readonly lookedAtMs: Ms | null;
}

/**
 * Why money is given back: the window ended, the cashier gave up, a paid sale is voided, a charge came too late.
 * `otherAmount`: another amount or currency was charged than the one asked. `notCollected`: the money was held, and
 * could not be collected as asked. `elsewhere`: somebody else gave it back.
 */
export type GiveBackCause =
  'windowOver' | 'cashier' | 'void' | 'lateCharge' | 'otherAmount' | 'notCollected' | 'elsewhere';

/** Money that is held for us and is being collected. Nothing is paid before it is, and nothing else is sent for it. */
export interface Capture {
  /** What the acquirer holds. */
  readonly hold: Charge;
  /** What is tried: the capture; or first the question what became of it. */
  readonly asks: boolean;
  readonly sinceMs: Ms;
  readonly tries: number;
  readonly inFlight: boolean;
  readonly nextTryAtMs: Ms;
  readonly cancelWanted: boolean;
  /** The acquirer refused it for good; the books decide whether an earlier try of it was taken after all. */
  readonly refused: boolean;
  /** Something was told while it was being asked about: the answer may be older. */
  readonly told: boolean;
  readonly lastAnswer: string | null;
}

/** A payment that must end as "nothing charged, or given back". */
export interface GiveBack extends MayReturn {
  readonly cause: GiveBackCause;
  /** What is tried: find out what is charged; cancel; or, once that was refused, refund what is left. */
  readonly phase: 'inquire' | 'cancel' | 'refund';
  readonly sinceMs: Ms;
  readonly tries: number;
  readonly inFlight: boolean;
  readonly triedAtMs: Ms;
  readonly nextTryAtMs: Ms;
  readonly payInFlight: boolean;
  /** From here on a pay that was lost on its way cannot charge any more: the wallet's code is dead. */
  readonly codeDeadAtMs: Ms;
  /** The charge that is known of, if any. */
  readonly charge: Charge | null;
  /** A cancel was sent: what is charged from here on may not be covered by its confirmation. */
  readonly cancelSent: boolean;
  /** A charge was heard of after a cancel had been sent: that cancel's confirmation may not cover it. */
  readonly chargedAfterCancel: boolean;
  /** A cancel was answered and did not undo the charge: from here on only a refund gives it back. */
  readonly cancelSpent: boolean;
  /** The acquirer holds this id with other details than ours: nothing under it is cancelled without a person. */
  readonly contradicted: boolean;
  /** What the refund asks for, in minor units: what was left by the books; null before they were asked. */
  readonly refundMinor: Minor | null;
  /** When a refund that must not be repeated was sent: the books may not show it yet. Null where a repeat is safe. */
  readonly refundSentAtMs: Ms | null;
  /** Why the acquirer refused that refund for good; the books decide whether anything is left of it. */
  readonly refusal: Reason | null;
  /** The acquirer refused to give the money back: a manager must. The till keeps asking whether it is done. */
  readonly stuck: Reason | null;
  /** Something was told while an inquiry was under way: where time alone is no occasion to ask, this is one. */
  readonly told: boolean;
  readonly lastAnswer: string | null;
}

/** A look after a confirmed cancel, whether a charge came after all. */
export interface Recheck {
  readonly dueAtMs: Ms | null;
  readonly inFlight: boolean;
  readonly tries: number;
  readonly sinceMs: Ms;
  /** When the last look was answered: a notice soon after it waits. */
  readonly lookedAtMs: Ms | null;
  /** How often in a row the books held no such payment, although its cancel was confirmed: they may lag. */
  readonly misses: number;
  /** A look before this does not count as the last: a pay that was lost on its way could still arrive. */
  readonly codeDeadAtMs: Ms;
  /** The next start of the till looks once more. */
  readonly atNextStart: boolean;
  /** Something was told while a look was under way: its answer may be older, and it looks once more. */
  readonly told: boolean;
}

/**
 * What a payment is.
 *
 * ```
 *   submitting ──► customerConfirming ◄──► checking        pay U, silence, inquiry U
 *       │                  │                  │
 *       ├──────────────────┼──────────────────┤
 *       ▼                  ▼                  ▼
 *     paid · failed · attention        cancelling          window over, or the cashier gives up
 *       │       │         │                ▲  │
 *       └───────┴─────────┴────────────────┘  ▼            void, late charge, another amount
 *                                         cancelled ──► cancelling   a charge found by the re-check
 * ```
 *
 * Where the acquirer first holds the money, `capturing` stands between a pursued payment and `paid`; what cannot be
 * collected goes to `cancelling`, or ends as `failed`.
 *
 * `paid` is never reached from `cancelling` or `cancelled`. Source: dossier section 6.4.
 */
export type PaymentState =
  | ({ readonly kind: 'submitting' } & Pursuit)
  | ({ readonly kind: 'customerConfirming' } & Pursuit)
  | ({ readonly kind: 'checking' } & Pursuit)
  | ({ readonly kind: 'capturing' } & Capture)
  | ({ readonly kind: 'cancelling' } & GiveBack)
  /** `cancelWanted`: the cashier had given up, and the payment was made before the cancel was sent. */
  | ({
      readonly kind: 'paid';
      readonly charge: Charge;
      readonly cancelWanted: boolean;
      /** The acquirer says that all of it was refunded, here or elsewhere. */
      readonly refundedInFull: boolean;
    } & Questioned)
  | ({ readonly kind: 'failed'; readonly reason: Reason } & Questioned & Watched)
  | ({
      readonly kind: 'cancelled';
      readonly cause: GiveBackCause;
      readonly charge: Charge | null;
      /** The acquirer's id of the charge that was refunded in full: an inquiry may go on telling of it as paid. */
      readonly refundedPaymentId: string | null;
      /** What that refund gave back, in minor units: less than the charge where a part was refunded elsewhere. */
      readonly backMinor: Minor | null;
      /** The acquirer said that there is no such payment: a charge after the code's death is another till's. */
      readonly neverThere: boolean;
      /** Nobody ever had what it could be paid by: nothing can come of it, and there is nothing to ask. */
      readonly neverGiven?: true | undefined;
      readonly recheck: Recheck;
    } & Watched)
  /** A charge that cannot be taken for ours: it may be another till's. */
  | ({
      readonly kind: 'attention';
      readonly reason: Reason;
      readonly charge: Charge;
      /** A cancel of it was sent and may still arrive: it can only be given back. */
      readonly cancelSent: boolean;
    } & Questioned);

/** A payment of which nothing may stay charged. */
export type Cancelling = Extract<PaymentState, { kind: 'cancelling' }>;

/** One attempt to charge, as it stands. */
export interface Payment {
  readonly facts: PaymentFacts;
  readonly state: PaymentState;
}

/**
 * A charge or a hold of another amount than the one asked: it goes back, and a person must hear of it.
 * Why it stands in the sale: it is told over restarts, and a hold that was let go of stands in no payment any more.
 */
export interface OtherCharge {
  readonly paymentRequestId: string;
  readonly amount: Amount;
  readonly atMs: Ms;
  readonly seen: boolean;
}

/** One order at the till: what is asked, and every attempt to be paid for it. */
export interface Sale extends OrderInChain {
  readonly saleId: string;
  readonly referenceOrderId: string;
  readonly orderDescription: string;
  readonly amount: Amount;
  readonly openedAtMs: Ms;
  /** Who opened it; absent where nobody has to sign in. */
  readonly operatorId?: string | undefined;
  /** Who was signed in when a manager approved that it is voided; absent as above. */
  readonly voidedById?: string | undefined;
  /** Which copies go to paper by themselves once it is paid; null in rows from before that was kept. */
  readonly copies: readonly Copy[] | null;
  readonly payments: readonly Payment[];
  /** In the order of approval. */
  readonly refunds: readonly Refund[];
  /** Not sold at this till: its payment was found at the acquirer, for a refund. */
  readonly adopted: boolean;
  /** The cashier gave it up, or the next sale was opened over a failed one. */
  readonly closed: boolean;
  /** Somebody went on from it: no stage shows it, unless it is under way again or needs a person since. */
  readonly dismissed: boolean;
  /** Null where only what was asked was charged. */
  readonly otherCharge: OtherCharge | null;
  /** The number of attempts after which the cashier asked for another one. */
  readonly retriedAfter: number;
  /** By `PaperName`. */
  readonly receipts: Readonly<Record<string, ReceiptJob>>;
}
