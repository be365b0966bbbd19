import {
  accountOf,
  BACK_REFUSED,
  chargeOf,
  CLOSED,
  EXPIRED,
  fault,
  LATE_CHARGE_MS,
  mayBeCharged,
  OTHER_MINOR,
  patience,
  outcomeNotices,
  lookOf,
  newAccount,
  REFUSED,
  reply,
  TECHNICAL,
  toldTruly,
  UNREAD,
  withAccount,
  type Account,
  type AcquirerModel,
  type Books,
  type Notice,
  type Reply,
  type Stir,
} from './acquirer.ts';
import { refundReplies } from './refund-replies.ts';
import type { Answer, Request } from './world.ts';

/**
 * An acquirer that is paid with the code of a wallet, as the sandbox's ledger is one.
 *
 * Faults of its own: throttled, refused as not to be read, refused once or for good, books that lag or do not name a
 * refund, a charge of another amount or date, a charge after a confirmed cancel or after a refusal, a charge of another
 * till under the same id, and the end of its day.
 */
export const walletAcquirer: AcquirerModel = {
  ...{ replies, stirs, notices, matters },
  isAskedOnOccasion: false,
  isReversing: false,
  tellsPortal: true,
};

function replies(books: Books, request: Request, nowMs: number): readonly Reply[] {
  const account = accountOf(books, request.paymentRequestId);
  switch (request.call) {
    case 'pay':
      return account === undefined
        ? firstPay(books, request, nowMs)
        : [reply(books, repeatOf(account), 'it knows this payment already')];
    case 'inquire':
      return inquiries(books, account);
    case 'cancel':
      return cancels(books, account, nowMs);
    case 'giveBack':
    case 'refund':
      return refundReplies(books, account, request, true);
    // A code is paid at once: there is no page, and nothing is held.
    case 'open':
    case 'capture':
      throw new Error('a code has no page, and nothing is held');
    case 'lookUp':
      return [reply(books, { call: 'lookUp', answer: lookOf(account) }, 'it shows its books')];
  }
}

function firstPay(books: Books, request: Request, nowMs: number): Reply[] {
  const { amountMinor, paymentRequestId } = request;
  const at = (state: Account['state'], more: Partial<Account> = {}): Books =>
    withAccount(books, { ...newAccount(paymentRequestId, state, amountMinor), ...more });
  if (nowMs >= request.deadAtMs) {
    const answer: Answer = { call: 'pay', answer: { kind: 'refused', reason: EXPIRED } };
    return [reply(at('failed'), answer, 'the code is dead, and the wallet is not charged')];
  }
  const charged = (after: Books): Answer => ({ call: 'pay', answer: told(after, paymentRequestId) });
  const [whole, other] = [at('charged'), at('charged', { amountMinor: amountMinor + OTHER_MINOR })];
  const misdated = at('charged', { dated: 'early' });
  const odd = at('charged', { dated: 'early', amountMinor: amountMinor + OTHER_MINOR });
  const others = at('charged', { owner: 'other' });
  const lateUntilAtMs = nowMs + LATE_CHARGE_MS;
  return [
    reply(whole, charged(whole), 'the wallet is charged'),
    reply(at('undecided'), { call: 'pay', answer: { kind: 'confirming' } }, 'the wallet asks its user'),
    reply(at('failed'), { call: 'pay', answer: { kind: 'refused', reason: REFUSED } }, 'the wallet refuses'),
    fault(other, charged(other), 'the wallet is charged another amount'),
    fault(misdated, charged(misdated), 'the wallet is charged, and it is dated hours before'),
    fault(odd, charged(odd), 'the wallet is charged another amount, dated hours before'),
    fault(others, CONTRADICTED, 'another till has just been charged under this id'),
    fault(
      at('failed', { lateUntilAtMs }),
      { call: 'pay', answer: { kind: 'refused', reason: REFUSED } },
      'the wallet refuses, and is still at it',
    ),
    fault(books, { call: 'pay', answer: { kind: 'throttled' } }, 'it asks for patience and does not read it'),
    fault(books, { call: 'pay', answer: { kind: 'refused', reason: TECHNICAL } }, UNREAD),
  ];
}

function repeatOf(account: Account): Answer {
  return account.owner === 'other' ? CONTRADICTED : { call: 'pay', answer: paidAlready(account) };
}

function paidAlready(account: Account): Extract<Answer, { call: 'pay' }>['answer'] {
  switch (account.state) {
    case 'charged':
      return { kind: 'charged', charge: chargeOf(account) };
    // Nothing is held here.
    case 'held':
    case 'undecided':
      return { kind: 'confirming' };
    case 'failed':
      return { kind: 'refused', reason: REFUSED };
    case 'closed':
      return { kind: 'refused', reason: CLOSED };
  }
}

function told(books: Books, paymentRequestId: string): Extract<Answer, { call: 'pay' }>['answer'] {
  const account = accountOf(books, paymentRequestId);
  return account === undefined ? { kind: 'unknown', why: 'no account' } : paidAlready(account);
}

function inquiries(books: Books, account: Account | undefined): Reply[] {
  const truth = toldTruly(books, account);
  // Books do not lag behind what another till was charged hours ago.
  if (account === undefined || (account.owner === 'other' && account.dated !== 'inTime')) return [truth];
  const lagging: Answer = { call: 'inquire', answer: { kind: 'notFound' } };
  return [truth, fault(books, lagging, 'its books lag, and it finds no payment'), patience(books)];
}

function cancels(books: Books, account: Account | undefined, nowMs: number): Reply[] {
  const says = (answer: Extract<Answer, { call: 'cancel' }>['answer']): Answer => ({
    call: 'cancel',
    answer,
  });
  if (account === undefined) return [reply(books, says({ kind: 'notFound' }), 'it finds no payment')];
  if (account.state === 'closed' || account.state === 'failed')
    return [reply(books, says({ kind: 'confirmed' }), 'nothing is charged, and it confirms')];
  const refused = says({ kind: 'refused', reason: BACK_REFUSED });
  if (books.isDayOver) return [reply(books, says({ kind: 'tooLate' }), 'its day is over, it is too late')];
  if (account.refunds.some(({ isDone }) => isDone) || account.elsewhereMinor > 0)
    return [reply(books, refused, 'a part is refunded already, and it refuses')];
  const lateUntilAtMs = account.state === 'undecided' ? nowMs + LATE_CHARGE_MS : null;
  const closed = withAccount(books, { ...account, state: 'closed', lateUntilAtMs });
  return [
    reply(closed, says({ kind: 'confirmed' }), 'it cancels the payment and confirms'),
    fault(books, says({ kind: 'throttled' }), 'it asks for patience and does not read it'),
    fault(books, refused, 'it refuses to cancel'),
  ];
}

function matters(
  books: Books,
  { call, deadAtMs, paymentRequestId, refundRequestId }: Request,
  nowMs: number,
): boolean {
  const account = accountOf(books, paymentRequestId);
  switch (call) {
    case 'pay':
      return account === undefined && nowMs < deadAtMs;
    case 'cancel':
      return account === undefined || mayBeCharged(account, nowMs);
    case 'giveBack':
    case 'refund':
      return account?.refunds.every((entry) => entry.refundRequestId !== refundRequestId) ?? true;
    case 'open':
    case 'capture':
    case 'inquire':
    case 'lookUp':
      return false;
  }
}

function stirs(books: Books, nowMs: number): Stir[] {
  const ofAccounts = books.accounts.flatMap((account) => stirsOf(books, account, nowMs));
  const isDayLeft = !books.isDayOver && books.accounts.some(({ state }) => state === 'charged');
  const dayOver = { books: { ...books, isDayOver: true }, say: "The acquirer's day ends.", isFault: true };
  return isDayLeft ? [...ofAccounts, dayOver] : ofAccounts;
}

function stirsOf(books: Books, account: Account, nowMs: number): Stir[] {
  const id = `attempt ${Number(account.paymentRequestId.slice(-2))}`;
  const becomes = (change: Partial<Account>, say: string, isFault: boolean): Stir => ({
    books: withAccount(books, { ...account, isTold: false, ...change }),
    say,
    isFault,
  });
  const charged = { state: 'charged', wasCharged: true, lateUntilAtMs: null } as const;
  if (account.state === 'undecided') {
    const lateUntilAtMs = nowMs + LATE_CHARGE_MS;
    return [
      becomes(charged, `The customer confirms ${id} in the wallet.`, false),
      becomes({ state: 'failed' }, `The customer declines ${id} in the wallet.`, false),
      becomes({ state: 'failed', lateUntilAtMs }, `The wallet gives ${id} up, and is still at it.`, true),
    ];
  }
  if (account.lateUntilAtMs === null || nowMs >= account.lateUntilAtMs) return [];
  const how = account.state === 'failed' ? 'refused' : 'cancelled';
  const say = `The acquirer charges ${id} after all, though it was ${how}.`;
  // That the refusal is none was the fault already.
  return [becomes({ ...charged, isLate: true }, say, account.state !== 'failed')];
}

function notices(books: Books): Notice[] {
  // The acquirer tells each till of its own pays only.
  return books.accounts.flatMap((account) =>
    account.state === 'undecided' || account.owner === 'other' ? [] : outcomeNotices(account),
  );
}

const CONTRADICTED: Answer = {
  call: 'pay',
  answer: { kind: 'unknown', why: 'another till', code: 'REPEAT_REQ_INCONSISTENT', contradicted: true },
};
