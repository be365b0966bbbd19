import type { Charge, InquiryAnswer, PaymentLook, Reason, ReasonClass } from '../../src/payment/answers.ts';
import { parseAmount, type Amount } from '../../src/money/amount.ts';
import type { Answer, Call, Request } from './world.ts';

/** A refund in the acquirer's books; `isDone` false is refused for good. */
export interface RefundEntry {
  readonly refundRequestId: string;
  readonly amountMinor: number;
  readonly isDone: boolean;
}

/** One payment in the acquirer's books. */
export interface Account {
  readonly paymentRequestId: string;
  readonly state: 'undecided' | 'charged' | 'failed' | 'closed';
  /** What the wallet was debited when it was charged; before that, what is asked. */
  readonly amountMinor: number;
  /** Whether the wallet was ever debited. */
  readonly wasCharged: boolean;
  /** Charged after a cancel of it was confirmed. */
  readonly isLate: boolean;
  /** Before when such a charge may come; null where none may. */
  readonly lateUntilAtMs: number | null;
  readonly refunds: readonly RefundEntry[];
  /** What another till or the acquirer's own page refunded. */
  readonly elsewhereMinor: number;
}

/** All that the acquirer knows of one order. */
export interface Books {
  readonly accounts: readonly Account[];
  /** The acquirer's day of the payment is over: it can no longer be cancelled. */
  readonly isDayOver: boolean;
}

/** What becomes of a request that arrives. */
export interface Reply {
  readonly books: Books;
  readonly answer: Answer;
  readonly say: string;
  readonly isFault: boolean;
}

/** Something that happens at the acquirer by itself. */
export interface Stir {
  readonly books: Books;
  readonly say: string;
  readonly isFault: boolean;
}

/** What the acquirer tells by itself of a payment. `isStale`: it was true once. */
export interface Notice {
  readonly paymentRequestId: string;
  readonly answer: Extract<InquiryAnswer, { kind: 'charged' | 'notCharged' }>;
  readonly isStale: boolean;
}

/** One kind of acquirer, as a pure function of its books. */
export interface AcquirerModel {
  replies(books: Books, request: Request, nowMs: number): readonly Reply[];
  stirs(books: Books, nowMs: number): readonly Stir[];
  /** Whether a request that nobody waits for can still change the books. */
  matters(books: Books, request: Request, nowMs: number): boolean;
  notices(books: Books): readonly Notice[];
}

export const NO_BOOKS: Books = { accounts: [], isDayOver: false };

/** How late after a confirmed cancel a broken word may come: later than that no re-check can find it. */
export const LATE_CHARGE_MS = 30_000;

/** Money of the one currency of the walk. */
export function money(valueMinor: number): Amount {
  const amount = parseAmount({ currency: 'JPY', value: String(valueMinor) });
  if (!amount.ok) throw new Error(amount.error.say);
  return amount.value;
}

export function accountOf(books: Books, paymentRequestId: string): Account | undefined {
  return books.accounts.find((account) => account.paymentRequestId === paymentRequestId);
}

/** What the wallet was debited and has not got back. */
export function netMinorOf(account: Account): number {
  return account.state === 'charged' ? account.amountMinor - refundedMinorOf(account) : 0;
}

function refundedMinorOf({ refunds, elsewhereMinor }: Account): number {
  return refunds.reduce((sum, refund) => sum + (refund.isDone ? refund.amountMinor : 0), elsewhereMinor);
}

/** The books with one account in place of how it stood. */
export function withAccount(books: Books, account: Account): Books {
  const others = books.accounts.filter((each) => each.paymentRequestId !== account.paymentRequestId);
  return { ...books, accounts: [...others, account] };
}

/** A reason of the acquirer for a refusal. */
export function reason(code: string, reasonClass: ReasonClass): Reason {
  return { code, class: reasonClass, say: '' };
}

/** The charge as the acquirer tells of it. */
export function chargeOf({ amountMinor, paymentRequestId }: Account): Charge {
  return { amount: money(amountMinor), paymentId: `P${paymentRequestId.slice(-2)}` };
}

/** The true answer to an inquiry. */
export function inquiryOf(account: Account | undefined): InquiryAnswer {
  if (account === undefined) return { kind: 'notFound' };
  switch (account.state) {
    case 'undecided':
      return { kind: 'confirming' };
    case 'charged':
      return netMinorOf(account) > 0
        ? { kind: 'charged', charge: chargeOf(account) }
        : { kind: 'notCharged', reason: GIVEN_BACK };
    case 'failed':
      return { kind: 'notCharged', reason: REFUSED };
    case 'closed':
      return { kind: 'notCharged', reason: CLOSED };
  }
}

/** The true answer to a look at everything that the books hold of a payment. */
export function lookOf(account: Account | undefined): PaymentLook {
  if (account === undefined) return { kind: 'notFound' };
  if (!account.wasCharged) {
    const told = inquiryOf(account);
    return told.kind === 'notCharged' ? told : { kind: 'unknown', why: 'undecided' };
  }
  const own = account.refunds.map(({ refundRequestId, amountMinor, isDone }) => ({
    refundRequestId,
    status: isDone ? ('done' as const) : ('failed' as const),
    amount: money(amountMinor),
  }));
  const elsewhere =
    account.elsewhereMinor > 0
      ? [{ refundRequestId: 'elsewhere', status: 'done' as const, amount: money(account.elsewhereMinor) }]
      : [];
  return {
    kind: 'seen',
    charge: chargeOf(account),
    reversed: account.state === 'closed',
    refunds: [...own, ...elsewhere],
  };
}

/** What the till takes note of where no answer comes, or one that says only "unknown". */
export function silence(call: Call): Answer {
  return { call, answer: { kind: 'unknown', why: 'silence' } };
}

export const REFUSED = reason('PROCESS_FAIL', 'user');
export const EXPIRED = reason('EXPIRED_CODE', 'rescan');
export const CLOSED = reason('ORDER_IS_CLOSED', 'closed');
export const GIVEN_BACK = reason('GIVEN_BACK', 'closed');
export const BACK_REFUSED = reason('PROCESS_FAIL', 'general');
export const TECHNICAL = reason('ACCESS_DENIED', 'technical');
