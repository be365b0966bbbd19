import type { ReasonClass } from '../../src/ground/reason-classes.ts';
import type { Charge, InquiryAnswer, PaymentLook, Reason } from '../../src/payment/answers.ts';
import { parseAmount, type Amount } from '../../src/ground/money/amount.ts';
import type { Answer, Call, Request } from './world.ts';

/** A refund in the acquirer's books; `isDone` false is refused for good. `isNamed`: the books tell it with our id. */
export interface RefundEntry {
  readonly refundRequestId: string;
  readonly amountMinor: number;
  readonly isDone: boolean;
  readonly isNamed: boolean;
  /** The till that is looked from has sent it. */
  readonly isOurs: boolean;
}

/** What one till has heard of a payment, and what became of the payment without that till. */
export interface Heard {
  /** The charge was cancelled, or all of it was refunded, in the acquirer's portal or by another till. */
  readonly isGone: boolean;
  /** The till was told to ask about it since the acquirer last changed it by itself. */
  readonly isTold: boolean;
  /** A manager had it given back, after a look at the other tills. */
  readonly isReleased: boolean;
}

/** One payment in the acquirer's books, as one till sees it. */
export interface Account extends Heard {
  readonly paymentRequestId: string;
  readonly state: 'undecided' | 'held' | 'charged' | 'failed' | 'closed';
  /** What the wallet was debited when it was charged; before that, what is asked. */
  readonly amountMinor: number;
  /** Whether the wallet was ever debited. */
  readonly wasCharged: boolean;
  /** Charged after a cancel of it was confirmed, or after it was refused. */
  readonly isLate: boolean;
  /** Before when such a charge may come; null where none may. */
  readonly lateUntilAtMs: number | null;
  readonly refunds: readonly RefundEntry[];
  /** What the acquirer's portal refunded. */
  readonly elsewhereMinor: number;
  /** Whose pay it was: that of the till that is looked from, or that of another one under the shared id. */
  readonly owner: 'own' | 'other';
  /** When the acquirer says that it was charged: around the attempt, or hours before or after it. */
  readonly dated: 'inTime' | 'early' | 'late';
  /** What the other till of the shop has heard of it. */
  readonly atOther: Heard;
  /** Every refund of it is refused that comes from a till. */
  readonly refusesTills: boolean;
  /** What is known of a page; null for what is paid by a code. */
  readonly page: PageOfAccount | null;
}

/** A page, or an order code, by which a payment is made. */
export interface PageOfAccount {
  /** Somebody may have its link. */
  readonly isGiven: boolean;
  /** It was paid after a confirmed cancel, and the acquirer gives it back by itself. */
  readonly comesBack: boolean;
  /** Until when it has time for that, by the till's clock; 0 where it gives nothing back, or where that clock was set since. */
  readonly comesBackByAtMs: number;
  /** Until when it can be paid. */
  readonly paidUntilAtMs: number;
  /** Until when money that is held for it can be collected, by the acquirer's clock, and from the attempt's begin. */
  readonly heldUntilAtMs: number;
  readonly heldForMs: number;
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

/**
 * What the acquirer tells by itself of a payment. `isStale`: it was true once. `answer` is null where it only says that
 * there is something to ask about.
 */
export interface Notice {
  readonly paymentRequestId: string;
  readonly answer: Extract<InquiryAnswer, { kind: 'charged' | 'notCharged' }> | null;
  readonly isStale: boolean;
}

/** One kind of acquirer, as a pure function of its books. */
export interface AcquirerModel {
  replies(books: Books, request: Request, nowMs: number): readonly Reply[];
  stirs(books: Books, nowMs: number): readonly Stir[];
  /** Whether a request that nobody waits for can still change the books. */
  matters(books: Books, request: Request, nowMs: number): boolean;
  notices(books: Books): readonly Notice[];
  /** It must not be asked by a timer, but only where something gives the occasion (`occasions.ts`). */
  readonly isAskedOnOccasion: boolean;
  /** A cancel undoes the last step of a payment, whatever that was. */
  readonly isReversing: boolean;
  /** Whether the till can be told of what people do in the acquirer's portal. */
  readonly tellsPortal: boolean;
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

/** An account before anything happened to it. */
export function newAccount(paymentRequestId: string, state: Account['state'], amountMinor: number): Account {
  return {
    ...{ paymentRequestId, state, amountMinor },
    wasCharged: state === 'charged',
    ...{ isLate: false, lateUntilAtMs: null, refunds: [], elsewhereMinor: 0 },
    ...{ owner: 'own', dated: 'inTime' },
    ...{ ...UNHEARD, atOther: UNHEARD, refusesTills: false, page: null },
  };
}

/** Nothing was heard. */
export const UNHEARD: Heard = { isGone: false, isTold: false, isReleased: false };

/** The charge as the acquirer tells of it. One in time bears no date: the till takes it for its own either way. */
export function chargeOf({ amountMinor, dated, paymentRequestId }: Account): Charge {
  const charge = { amount: money(amountMinor), paymentId: `P${paymentRequestId.slice(-2)}` };
  return dated === 'inTime' ? charge : { ...charge, paymentTime: DATES[dated] };
}

/** The true answer to an inquiry. */
export function inquiryOf(account: Account | undefined): InquiryAnswer {
  if (account === undefined) return { kind: 'notFound' };
  switch (account.state) {
    case 'undecided':
      return { kind: 'confirming' };
    case 'charged': {
      const leftMinor = netMinorOf(account);
      if (leftMinor === 0) return { kind: 'notCharged', reason: GIVEN_BACK, refunded: true };
      const charge = chargeOf(account);
      if (leftMinor === account.amountMinor) return { kind: 'charged', charge };
      return { kind: 'charged', charge, leftMinor: money(leftMinor).valueMinor };
    }
    case 'held':
      return { kind: 'authorised', hold: chargeOf(account), heldForMs: account.page?.heldForMs ?? 0 };
    case 'failed':
      return { kind: 'notCharged', reason: REFUSED };
    case 'closed':
      return { kind: 'notCharged', reason: CLOSED };
  }
}

/** The true answer to an inquiry, as it goes out. */
export function toldTruly(books: Books, account: Account | undefined): Reply {
  const answer = inquiryOf(account);
  return reply(books, { call: 'inquire', answer }, `it says ${WORDS[answer.kind]}`);
}

/** The true answer to a look at everything that the books hold of a payment. */
export function lookOf(account: Account | undefined): PaymentLook {
  if (account === undefined) return { kind: 'notFound' };
  if (!account.wasCharged) {
    const told = inquiryOf(account);
    return told.kind === 'notCharged' ? told : { kind: 'unknown', why: 'undecided' };
  }
  const own = account.refunds.map((entry) => ({
    ...(entry.isNamed ? { refundRequestId: entry.refundRequestId } : {}),
    refundId: refundIdOf(entry),
    refundTime: DATES.late,
    status: entry.isDone ? ('done' as const) : ('failed' as const),
    amount: money(entry.amountMinor),
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

/** The acquirer's own id of a refund. */
export function refundIdOf({ refundRequestId }: Pick<RefundEntry, 'refundRequestId'>): string {
  return `B${refundRequestId}`;
}

/** What the till takes note of where no answer comes, or one that says only "unknown". */
export function silence(call: Call): Answer {
  return { call, answer: { kind: 'unknown', why: 'silence' } };
}

/** Whether money may still come, or stands. */
export function mayBeCharged({ lateUntilAtMs, state }: Account, nowMs: number): boolean {
  return state === 'undecided' || state === 'held' || state === 'charged' || (lateUntilAtMs ?? 0) > nowMs;
}

/** What a signed notice says of an account that is decided, and what an older one said of it. */
export function outcomeNotices(account: Account): Notice[] {
  const { paymentRequestId, state } = account;
  const charged = { kind: 'charged' as const, charge: chargeOf(account) };
  if (netMinorOf(account) > 0) return [{ paymentRequestId, answer: charged, isStale: false }];
  const reason = state === 'failed' ? REFUSED : state === 'closed' ? CLOSED : GIVEN_BACK;
  return [
    { paymentRequestId, answer: { kind: 'notCharged', reason }, isStale: false },
    ...(account.wasCharged ? [{ paymentRequestId, answer: charged, isStale: true }] : []),
  ];
}

/** What the acquirer does with a request that arrives, where nothing goes wrong. */
export function reply(books: Books, answer: Answer, say: string): Reply {
  return { books, answer, say, isFault: false };
}

/** What it does where something goes wrong. */
export function fault(books: Books, answer: Answer, say: string): Reply {
  return { books, answer, say, isFault: true };
}

/** An inquiry comes too soon for it. */
export function patience(books: Books): Reply {
  return fault(books, { call: 'inquire', answer: { kind: 'throttled' } }, 'it asks for patience');
}

/** Far from every attempt of the walk, so that they are the same in every world. */
const DATES = { early: '2001-01-01T00:00:00+08:00', late: '2099-01-01T00:00:00+08:00' };

export const REFUSED = reason('PROCESS_FAIL', 'user');
export const EXPIRED = reason('EXPIRED_CODE', 'rescan');
export const CLOSED = reason('ORDER_IS_CLOSED', 'closed');
export const GIVEN_BACK = reason('GIVEN_BACK', 'closed');
export const BACK_REFUSED = reason('PROCESS_FAIL', 'general');
export const TECHNICAL = reason('ACCESS_DENIED', 'technical');
/** By how much a charge of another amount is off, in minor units. */
export const OTHER_MINOR = 100;
export const UNREAD = 'it refuses it as not to be read';

const WORDS = {
  charged: 'charged',
  authorised: 'held',
  confirming: 'not decided yet',
  notCharged: 'not charged',
  notFound: 'that it finds no payment',
  throttled: 'to be patient',
  unknown: 'nothing sure',
};
