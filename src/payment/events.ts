import type { AtAccount } from '../ground/account.ts';
import type { Amount } from '../ground/money/amount.ts';
import type { CodeFamily } from '../ground/code-families.ts';
import type { Copy } from '../ground/copies.ts';
import type {
  CancelAnswer,
  CaptureAnswer,
  Charge,
  InquiryAnswer,
  OpenAnswer,
  PayAnswer,
  PrintOutcome,
  RefundAnswer,
} from './answers.ts';
import type { KeptRules } from './kept-rules.ts';
import type { RefundEvent, RefundFacts } from './refund-state.ts';
import type { Ms } from '../ground/time.ts';
import type { Timing } from './policy.ts';
import type { AcquirerFacts, PagePace, Terms } from './terms.ts';
import type { CodeMark } from '../ground/code-mark.ts';
import type { Leave } from './leave.ts';
import type { MaskedCode } from '../ground/payment-code.ts';
import type { PaperName, PrintedOn } from './receipt-state.ts';
import type { GiveBack, Landing } from './state.ts';

/** What happens to one payment. */
export type PaymentEvent =
  | { readonly kind: 'pageOpened'; readonly answer: OpenAnswer; readonly clockOffsetMs?: number | undefined }
  /** The customer pressed the button of the landing page: from now on the phone has the acquirer's link. */
  | { readonly kind: 'tapped' }
  | {
      readonly kind: 'payAnswered';
      readonly answer: PayAnswer;
      readonly clockOffsetMs?: number | undefined;
    }
  | {
      readonly kind: 'inquiryAnswered';
      readonly answer: InquiryAnswer;
      /** It answers a question about an ended payment; without it, an inquiry that left before the end. */
      readonly ofQuestion?: true | undefined;
      readonly clockOffsetMs?: number | undefined;
    }
  | {
      readonly kind: 'captureAnswered';
      readonly answer: CaptureAnswer;
      readonly clockOffsetMs?: number | undefined;
    }
  | {
      readonly kind: 'cancelAnswered';
      readonly answer: CancelAnswer;
      readonly clockOffsetMs?: number | undefined;
    }
  | {
      readonly kind: 'giveBackAnswered';
      readonly answer: RefundAnswer;
      readonly clockOffsetMs?: number | undefined;
    }
  /** The acquirer told by itself; signature, time and form are checked. */
  | {
      readonly kind: 'notified';
      readonly answer: Extract<InquiryAnswer, { kind: 'charged' | 'notCharged' }>;
    }
  /** Something is an occasion to ask about what is under way, and about nothing else. `facts`: what it tells beside. */
  | { readonly kind: 'hinted'; readonly facts?: AcquirerFacts | undefined }
  /**
   * Something was told by itself that is not enough to believe: ask, until it is answered. `facts`: what it brought that
   * later calls need.
   */
  | { readonly kind: 'questioned'; readonly facts?: AcquirerFacts | undefined }
  /** The cashier gives up, or a manager has given back what was charged. */
  | { readonly kind: 'cancelRequested' }
  /** A manager takes a doubted charge for this sale's own. */
  | { readonly kind: 'accepted'; readonly approverId: string; readonly reason: string }
  /** A manager freed its order: it is unwanted for ever, and another attempt may begin although it may still be paid. */
  | { readonly kind: 'freed'; readonly approverId: string; readonly reason: string }
  /** How often something owed was tried since the last row, and when; see `tally.ts`. */
  | { readonly kind: 'tallied'; readonly tally: Tally }
  /** The time that the state waits for has come. */
  | { readonly kind: 'woke' }
  /** A person asks that what is owed be tried at once. */
  | { readonly kind: 'hurried' }
  /** The process started again; whatever was under way is lost. */
  | { readonly kind: 'resumed' };

type Answer = Extract<PaymentEvent, { readonly answer: unknown }>['answer'];

/** The charge that an answer tells of, or null. Money that is only held is no charge. */
export function chargeIn(answer: Answer): Charge | null {
  return answer.kind === 'charged' || answer.kind === 'captured' ? answer.charge : null;
}

/** The charge that an event tells of, or null. */
export function chargeTold(event: PaymentEvent): Charge | null {
  return 'answer' in event ? chargeIn(event.answer) : null;
}

/** How often something owed was tried, when, and when next; which of them there are depends on what is owed. */
export interface Tally {
  readonly phase?: GiveBack['phase'];
  readonly asks?: boolean;
  readonly sinceMs?: Ms;
  readonly payInFlight?: boolean;
  readonly codeDeadAtMs?: Ms;
  readonly tries?: number;
  readonly inFlight?: boolean;
  readonly triedAtMs?: Ms;
  readonly nextTryAtMs?: Ms;
  readonly dueAtMs?: Ms;
  readonly lookedAtMs?: Ms | null;
  readonly lastAnswer?: string | null;
}

/** What a step of a payment makes the till do, after the event is committed. */
export type PaymentEffect =
  | { readonly kind: 'submitPayment' }
  /** Makes the page or the order code; what it is paid by is shown once the answer is committed. */
  | { readonly kind: 'openPage' }
  /** `ofQuestion`: for a question about an ended payment. Only its own answer settles it. */
  | { readonly kind: 'inquirePayment'; readonly ofQuestion?: true }
  /** Collects the money that is held: all of it, under one id for ever. */
  | { readonly kind: 'capturePayment' }
  | { readonly kind: 'cancelPayment' }
  | {
      readonly kind: 'refundPayment';
      readonly refundRequestId: string;
      readonly amount: Amount;
      /** It was sent before, and may have been made: the acquirer can tell it from a new one, or refuse it. */
      readonly isAgain: boolean;
    };

/** What is kept of every attempt when it begins. */
export interface AttemptBegun extends AtAccount, KeptRules {
  readonly paymentRequestId: string;
  readonly number: number;
  readonly gateway: string;
  readonly clockOffsetMs: number | null;
  readonly timing: Timing;
  /** How far off a charge of it may be dated; null in rows from before it was kept. */
  readonly toleranceMs: number | null;
  readonly terms: Terms;
  /** Absent where the till belongs to no chain, and in rows from before it was kept. */
  readonly leave?: Leave | undefined;
}

/** Everything that happens at the till and is kept. `atMs` is the till's time, `operatorId` who was signed in then. */
export type TillEvent = {
  readonly saleId: string;
  readonly atMs: Ms;
  readonly operatorId?: string | undefined;
} & (
  | {
      readonly kind: 'saleOpened';
      readonly referenceOrderId: string;
      readonly orderDescription: string;
      readonly amount: Amount;
      /** Null in rows from before it was kept: then a receipt is known of from when it goes to paper. */
      readonly copies: readonly Copy[] | null;
      /** The till whose order it is, where that is another one; it matters in a chain only. */
      readonly homeTerminalId?: string | undefined;
    }
  /** A manager has the order taken although another till may hold it. */
  | { readonly kind: 'orderOverridden'; readonly approverId: string; readonly reason: string }
  /** A code was accepted and pay is about to leave; the code itself is nowhere in here. */
  | (AttemptBegun & {
      readonly kind: 'paymentStarted';
      readonly family: CodeFamily;
      readonly code: MaskedCode;
      /** By what the code is known again after a restart. Null in rows from before it was kept: by nothing. */
      readonly codeMark: CodeMark | null;
    })
  /** A way to pay was chosen that needs no scan: a page or an order code is about to be made. */
  | (AttemptBegun & {
      readonly kind: 'pageStarted';
      readonly tender: string;
      /** Null in rows from before it was kept. */
      readonly pace: PagePace | null;
      /** Null where the acquirer's own link is shown, and in rows from before it was kept. */
      readonly landing: Landing | null;
    })
  | { readonly kind: 'retryRequested' }
  | { readonly kind: 'saleClosed' }
  /** Somebody went on from what the stage shows of it. */
  | { readonly kind: 'saleDismissed' }
  /** A person has seen that another amount was charged than the one asked. */
  | { readonly kind: 'noticeSeen' }
  | { readonly kind: 'paymentChanged'; readonly paymentRequestId: string; readonly change: PaymentEvent }
  /** A payment that another till made is taken in, with what the acquirer says of it, so that it can be refunded. */
  | (AtAccount & {
      readonly kind: 'saleAdopted';
      readonly referenceOrderId: string;
      readonly paymentRequestId: string;
      readonly gateway: string;
      readonly charge: Charge;
      readonly timing: Timing;
      readonly terms: Terms;
      readonly copies: readonly Copy[];
    })
  /** A manager approved it; it is sent only after this is on the disk. */
  | ({ readonly kind: 'refundApproved' } & Omit<RefundFacts, 'approvedAtMs' | 'operatorId'>)
  /** A manager approved that all of a charge goes back: a void, or the end of a doubt. */
  | {
      readonly kind: 'giveBackApproved';
      readonly paymentRequestId: string;
      /** What was charged; null in rows from before it was kept. */
      readonly amount: Amount | null;
      readonly approverId: string;
      readonly reason: string;
    }
  | { readonly kind: 'refundChanged'; readonly refundRequestId: string; readonly change: RefundEvent }
  | {
      readonly kind: 'receiptRequested';
      readonly copy: PaperName;
      /** The printer that a person chose; absent where it goes where such copies go. */
      readonly printer?: string | undefined;
    }
  /** `on` is absent in rows from before it was kept. */
  | { readonly kind: 'receiptStarted'; readonly copy: PaperName; readonly on?: PrintedOn | undefined }
  | { readonly kind: 'receiptEnded'; readonly copy: PaperName; readonly outcome: PrintOutcome }
);

/** What a step makes the till do, after the event is committed. */
export type TillEffect =
  | {
      readonly kind: 'payment';
      readonly saleId: string;
      readonly paymentRequestId: string;
      readonly effect: PaymentEffect;
    }
  | {
      readonly kind: 'refund';
      readonly saleId: string;
      readonly refundRequestId: string;
      readonly effect: 'sendRefund' | 'lookUp';
    }
  | {
      readonly kind: 'printReceipt';
      readonly saleId: string;
      readonly copy: PaperName;
      /** The printer that a person chose; null where it goes where such copies go. */
      readonly printer: string | null;
    };
