import type { DayTotals, IndexEntry, SaleEntry, SaleQuery } from './journal/entry.ts';
import type { JournalRecord, ShopRecord } from './journal/records.ts';
import type { ApprovalRecord } from './manager/approvals.ts';
import type { Amount } from './money/amount.ts';
import type {
  CancelAnswer,
  InquiryAnswer,
  PayAnswer,
  PaymentLook,
  PrintOutcome,
  RefundAnswer,
} from './payment/answers.ts';
import type { TillEvent } from './payment/events.ts';
import type { PaymentCode } from './scan/payment-code.ts';
import type { Ms } from './time.ts';

/**
 * Time for everything that waits.
 *
 * `nowMs` never runs backwards while the process lives, whatever is done to the machine's clock.
 */
export interface Clock {
  nowMs(): Ms;
  /** Runs `act` once after `waitMs`; the returned function calls it off. */
  after(waitMs: number, act: () => void): () => void;
}

/** Looks whether a PIN is the one that was hashed: slow on purpose, and as slow for a wrong one. */
export interface Pins {
  fits(pin: string, hash: string): Promise<boolean>;
}

/** New ids for what the till itself names. */
export interface Ids {
  saleId(): string;
  refundRequestId(): string;
}

/**
 * The durable list of what happened, with an index that follows from it.
 *
 * `append` returns after the record is on the disk, and the index with it; it throws where it can't be (the process
 * then stops: an effect without its record is what may never be). Every read throws where what it meets is damaged.
 */
export interface Journal {
  /** `entry` is `entryOf` the event; null with a record of no sale. */
  append(record: JournalRecord, entry: IndexEntry | null): void;
  /** The rows of all sales that are open, in the order in which they happened. */
  open(): Iterable<TillEvent>;
  /** The rows of a sale, in order; none where there is no such sale. */
  ofSale(saleId: string): Iterable<TillEvent>;
  /** Records that belong to no sale, newest first. */
  ofShop(): Iterable<ShopRecord>;
  /** What managers approved and what they were refused, newest first. */
  approvals(): Iterable<ApprovalRecord>;
  /** Sales, newest first. */
  find(query: SaleQuery): readonly SaleEntry[];
  /** The attempt that an acquirer's payment id belongs to, as far as the till has heard of it. */
  attemptOf(paymentId: string): string | null;
  /** What moved since the last close of a day. */
  totals(): DayTotals;
  /** The hash of the last row, 32 bytes; what the chain starts from where there is none. */
  head(): Uint8Array;
}

/** What can be asked of a journal without writing to it. */
export type JournalReads = Omit<Journal, 'append'>;

/** What is asked of an acquirer for one attempt to charge; everything but the code may be kept. */
export interface PayOrder {
  readonly paymentRequestId: string;
  readonly referenceOrderId: string;
  readonly orderDescription: string;
  readonly amount: Amount;
  readonly startedAtMs: Ms;
}

/** An answer with what it told of the acquirer's clock: acquirer's time less the till's, where it was signed. */
export type Timed<A> = { readonly answer: A; readonly clockOffsetMs?: number | undefined };

/** One acquirer. Every method resolves; a failure is an answer. The timeouts of config hold inside. */
export interface Gateway {
  pay(order: PayOrder, code: PaymentCode): Promise<Timed<PayAnswer>>;
  inquire(paymentRequestId: string): Promise<Timed<InquiryAnswer>>;
  cancel(paymentRequestId: string): Promise<Timed<CancelAnswer>>;
  refund(order: RefundOrder): Promise<Timed<RefundAnswer>>;
  /** Asks what the books hold of a payment, this till's or another's, with its refunds. */
  lookUp(paymentRequestId: string): Promise<Timed<PaymentLook>>;
}

/** What is asked of an acquirer to give back all or a part of a charge. */
export interface RefundOrder {
  readonly paymentRequestId: string;
  readonly refundRequestId: string;
  readonly amount: Amount;
  readonly reason?: string | undefined;
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

/** Sends bytes by POST and gives back what came; never throws. */
export interface HttpPost {
  post(call: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly timeoutMs: number;
  }): Promise<Exchange>;
}

/** State of a device or of the acquirer's line. */
export interface PartHealth {
  readonly status: 'ok' | 'down';
  /** In words, what is wrong and what to do; beside `ok` only what works and could be better. */
  readonly why?: string | undefined;
}

/** What a scanner read: text of a frame, or why the bytes were not one. */
export type Scan =
  | { readonly kind: 'frame'; readonly text: string; readonly aim?: string | undefined }
  | { readonly kind: 'refused'; readonly why: 'oversize' | 'unprintable' };

/** A scanner. It opens itself again after a loss, by itself, for as long as it is started. */
export interface Scanner {
  readonly name: string;
  start(sink: {
    /** `tookMs`: from the first byte or key to the end of the frame, where it is known. */
    scanned(scan: Scan, tookMs?: number): void;
    health(health: PartHealth): void;
  }): void;
  /** Drops the frame that is half read, with the rest of it: a sale begins to wait, and only what is scanned now is its. */
  startOver(): void;
  stop(): Promise<void>;
}

/** A printer. Jobs of one printer run one after the other. */
export interface Printer {
  readonly name: string;
  print(bytes: Uint8Array): Promise<PrintOutcome>;
  /** Says how the printer is, at once and at every change. */
  watch(sink: (health: PartHealth) => void): void;
  stop(): Promise<void>;
}

/** One line of what the program has to say of itself; never a secret, never a payment code. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}
