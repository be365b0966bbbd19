import type { Amount, Minor } from '../ground/money/amount.ts';
import type { PaymentCode } from '../ground/payment-code.ts';
import type { PaymentLink } from '../ground/payment-link.ts';
import type { PhoneSystem } from '../ground/phone-system.ts';
import type { Ms } from '../ground/time.ts';
import type {
  CancelAnswer,
  CaptureAnswer,
  Charge,
  InquiryAnswer,
  OpenAnswer,
  PayAnswer,
  PaymentLook,
  RefundAnswer,
  Unknown,
} from '../payment/answers.ts';
import type { AcquirerFacts, PagePace, Terms } from '../payment/terms.ts';

/** What is asked of an acquirer for one attempt to charge; everything but the code may be kept. */
export interface PayOrder {
  readonly paymentRequestId: string;
  readonly referenceOrderId: string;
  readonly orderDescription: string;
  readonly amount: Amount;
  readonly startedAtMs: Ms;
  /** Who sells; undefined where nobody signs in. */
  readonly operatorId?: string | undefined;
}

/** What is asked of an acquirer to be paid on a page of its own. */
export interface PageOrder extends PayOrder {
  /** Where the customer's phone comes back to; null where phones do not reach this till. */
  readonly backUrl: string | null;
  /** The phone that pressed the button of the landing page; absent where nobody did, or it is no phone. */
  readonly phone?: PhoneSystem | undefined;
}

/** An answer with what it told of the acquirer's clock: acquirer's time less the till's, where it was signed. */
export type Timed<A> = {
  readonly answer: A;
  readonly clockOffsetMs?: number | undefined;
  /** What somebody should look into, although the answer counts; `unknown` has its own. */
  readonly alarm?: string | undefined;
};

/** An attempt as later calls name it: our id, and what the acquirer keeps of it. */
export interface AttemptName {
  readonly paymentRequestId: string;
  readonly facts: AcquirerFacts;
}

/** The charge of an attempt as the till knows it: one that was made at another till has no facts here. */
interface ChargeName {
  /** The acquirer's id of the charge; absent where none is known of. */
  readonly paymentId?: string | undefined;
}

/** An attempt whose books are asked for, with the refunds that are looked for where books know them by number only. */
export interface LookName extends AttemptName, ChargeName {
  readonly refundNumbers?: readonly number[] | undefined;
  /** How much each of those asks for, in minor units, as far as that is known. */
  readonly refundsMinor?: ReadonlyMap<number, Minor> | undefined;
}

/** An attempt whose outcome is asked for, with the refunds of it that may have been made. */
export interface InquiryName extends LookName {
  /** The acquirer itself told of a success since it was asked last; that proves nothing. */
  readonly isToldPaid?: boolean | undefined;
}

/** One acquirer. Every method resolves; a failure is an answer. The timeouts of config hold inside. */
export interface Acquirer {
  /** What may be done with its attempts; each keeps them when it begins. */
  readonly terms: Terms;
  /** Its wallets may want the store registered before they pay. */
  readonly wantsStore?: boolean;
  inquire(attempt: InquiryName): Promise<Timed<InquiryAnswer>>;
  /** Collects all that is held, under one id for ever. An acquirer has it that answers `authorised`. */
  capture?(order: CaptureOrder): Promise<Timed<CaptureAnswer>>;
  /**
   * Undoes whatever is held or charged. An acquirer has it where its terms have `cancel`, or let a known charge be
   * reversed: then it is asked once, after an inquiry that showed the charge whole.
   */
  cancel?(attempt: AttemptName): Promise<Timed<CancelAnswer>>;
  refund(order: RefundOrder): Promise<Timed<RefundAnswer>>;
  /** Asks what the books hold of a payment, this till's or another's, with its refunds. */
  lookUp(attempt: LookName): Promise<Timed<PaymentLook | SummedLook>>;
}

/** What books hold of a payment that tell as one sum what was given back; in minor units, 0 where nothing was. */
export interface SummedLook {
  readonly kind: 'summed';
  readonly charge: Charge;
  readonly backMinor: number;
}

/** An acquirer that charges by a code that the customer shows. */
export interface CodeAcquirer extends Acquirer {
  pay(order: PayOrder, code: PaymentCode): Promise<Timed<PayAnswer>>;
  /**
   * Learns the acquirer's clock before a pay whose times must be right; the clock less ours, undefined where it could
   * not be learnt in time. Absent where the acquirer tells no time that can be believed.
   */
  learnClock?(): Promise<number | undefined>;
  /** The machine slept, or its clock was set: what was learnt is proven no longer. */
  forgetClock?(): void;
  /** Asks whether the acquirer is there, by something cheap that changes nothing. */
  checkLine?(): Promise<Timed<LineAnswer>>;
}

/** Whether an acquirer answers in a way that can be believed, whatever it says. */
export type LineAnswer = { readonly kind: 'there' } | Unknown;

/** An acquirer that is paid on a page of its own: it makes a link, and somebody else pays. */
export interface PageAcquirer extends Acquirer {
  /** Its waits; each attempt keeps them when it begins. */
  readonly pace: PagePace;
  /** How long its customer is waited for, where that is not `windowMs` of the config: it is paid by scans too. */
  readonly windowMs?: Ms;
  /** Its link can be opened once only. */
  readonly opensOnce?: boolean;
  /** Nobody has the link before the answer is committed; a link that comes after a loss is thrown away. */
  open(order: PageOrder): Promise<Timed<OpenAnswer> & { readonly link?: PaymentLink | undefined }>;
}

export type Gateway = CodeAcquirer | PageAcquirer;

/** What is asked of an acquirer to collect what it holds. */
export interface CaptureOrder extends AttemptName {
  readonly amount: Amount;
}

/** What is asked of an acquirer to give back all or a part of a charge. */
export interface RefundOrder extends AttemptName, ChargeName {
  readonly refundRequestId: string;
  /** Tells the refunds of the payment apart that managers approved; null where the till gives back by itself. */
  readonly number: number | null;
  readonly amount: Amount;
  readonly reason?: string | undefined;
  /** It was sent before, and may have been made. */
  readonly isAgain?: boolean | undefined;
}

/** What one HTTP exchange came to. `body` is the exact bytes received. */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly kind: 'notSent'; readonly why: string }
  | { readonly kind: 'silent'; readonly why: string };

/**
 * One HTTP call. `body` is null where the method has none; without an `Accept`, JSON is asked for.
 *
 * `answerBytesMax`: a longer answer is not read to its end, and counts as none; the line has a limit of its own above it.
 */
export interface HttpCall {
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly timeoutMs: number;
  readonly answerBytesMax?: number;
}

/** Sends bytes and gives back what came; never throws. */
export interface Http {
  send(call: HttpCall): Promise<Exchange>;
}

/**
 * What an acquirer told by itself of a payment. A hint is not enough to believe, and enough to ask; its facts are proven
 * to be the acquirer's, and later calls need them.
 *
 * `saysPaid`: it claims a success, which an acquirer may answer otherwise for a moment.
 */
export type NoticeContent =
  | Extract<InquiryAnswer, { kind: 'charged' | 'notCharged' }>
  | {
      readonly kind: 'hint';
      readonly facts?: AcquirerFacts | undefined;
      readonly saysPaid?: boolean | undefined;
    };
