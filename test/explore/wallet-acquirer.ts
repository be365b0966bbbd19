import {
  accountOf,
  BACK_REFUSED,
  chargeOf,
  CLOSED,
  EXPIRED,
  inquiryOf,
  LATE_CHARGE_MS,
  lookOf,
  netMinorOf,
  REFUSED,
  TECHNICAL,
  withAccount,
  type Account,
  type AcquirerModel,
  type Books,
  type Notice,
  type Reply,
  type Stir,
} from './acquirer.ts';
import type { Answer, Request } from './world.ts';

/**
 * An acquirer that is paid with the code of a wallet, as the sandbox's ledger is one.
 *
 * Faults of its own: throttled, refused as not to be read, refused for good, books that lag, a charge of another
 * amount, a charge after a confirmed cancel, a refund made elsewhere, and the end of its day.
 */
export const walletAcquirer: AcquirerModel = { replies, stirs, notices, matters };

function replies(books: Books, request: Request, nowMs: number): readonly Reply[] {
  const account = accountOf(books, request.paymentRequestId);
  switch (request.call) {
    case 'pay':
      return account === undefined
        ? firstPay(books, request, nowMs)
        : [reply(books, { call: 'pay', answer: paidAlready(account) }, 'it knows this payment already')];
    case 'inquire':
      return inquiries(books, account);
    case 'cancel':
      return cancels(books, account, nowMs);
    case 'giveBack':
    case 'refund':
      return refunds(books, account, request, request.call);
    case 'lookUp':
      return [reply(books, { call: 'lookUp', answer: lookOf(account) }, 'it shows its books')];
  }
}

function firstPay(books: Books, request: Request, nowMs: number): Reply[] {
  const { amountMinor, paymentRequestId } = request;
  const at = (state: Account['state'], minor = amountMinor): Books =>
    withAccount(books, {
      paymentRequestId,
      state,
      amountMinor: minor,
      wasCharged: state === 'charged',
      isLate: false,
      lateUntilAtMs: null,
      refunds: [],
      elsewhereMinor: 0,
    });
  if (nowMs >= request.codeDeadAtMs) {
    const answer: Answer = { call: 'pay', answer: { kind: 'refused', reason: EXPIRED } };
    return [reply(at('failed'), answer, 'the code is dead, and the wallet is not charged')];
  }
  const charged = (after: Books): Answer => ({ call: 'pay', answer: told(after, paymentRequestId) });
  const [whole, other] = [at('charged'), at('charged', amountMinor + OTHER_MINOR)];
  return [
    reply(whole, charged(whole), 'the wallet is charged'),
    reply(at('undecided'), { call: 'pay', answer: { kind: 'confirming' } }, 'the wallet asks its user'),
    reply(at('failed'), { call: 'pay', answer: { kind: 'refused', reason: REFUSED } }, 'the wallet refuses'),
    fault(other, charged(other), 'the wallet is charged another amount'),
    fault(books, { call: 'pay', answer: { kind: 'throttled' } }, 'it asks for patience and does not read it'),
    fault(books, { call: 'pay', answer: { kind: 'refused', reason: TECHNICAL } }, UNREAD),
  ];
}

function paidAlready(account: Account): Extract<Answer, { call: 'pay' }>['answer'] {
  switch (account.state) {
    case 'charged':
      return { kind: 'charged', charge: chargeOf(account) };
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
  const answer = inquiryOf(account);
  const truth = reply(books, { call: 'inquire', answer }, `it says ${WORDS[answer.kind]}`);
  if (account === undefined) return [truth];
  const lagging: Answer = { call: 'inquire', answer: { kind: 'notFound' } };
  return [truth, fault(books, lagging, 'its books lag, and it finds no payment')];
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

function refunds(
  books: Books,
  account: Account | undefined,
  { refundRequestId, amountMinor }: Request,
  call: 'giveBack' | 'refund',
): Reply[] {
  const done: Answer = { call, answer: { kind: 'refunded' } };
  const refused: Answer = { call, answer: { kind: 'refused', reason: BACK_REFUSED } };
  if (account === undefined || refundRequestId === null)
    return [reply(books, refused, 'it finds no payment, and refuses')];
  const known = account.refunds.find((entry) => entry.refundRequestId === refundRequestId);
  if (known !== undefined)
    return [
      reply(
        books,
        known.isDone ? done : refused,
        `it knows this refund: ${known.isDone ? 'made' : 'refused'}`,
      ),
    ];
  const entered = (isDone: boolean): Books =>
    withAccount(books, {
      ...account,
      refunds: [...account.refunds, { refundRequestId, amountMinor, isDone }],
    });
  if (netMinorOf(account) < amountMinor)
    return [reply(entered(false), refused, 'there is not so much left to refund, and it refuses')];
  return [
    reply(entered(true), done, 'it refunds the money'),
    fault(entered(false), refused, 'it refuses to refund, for good'),
    fault(books, { call, answer: { kind: 'refused', reason: TECHNICAL } }, UNREAD),
    fault(books, { call, answer: { kind: 'throttled' } }, 'it asks for patience and does not read it'),
  ];
}

function matters(
  books: Books,
  { call, codeDeadAtMs, paymentRequestId, refundRequestId }: Request,
  nowMs: number,
): boolean {
  const account = accountOf(books, paymentRequestId);
  switch (call) {
    case 'pay':
      return account === undefined && nowMs < codeDeadAtMs;
    case 'cancel':
      return account === undefined || mayBeCharged(account, nowMs);
    case 'giveBack':
    case 'refund':
      return account?.refunds.every((entry) => entry.refundRequestId !== refundRequestId) ?? true;
    case 'inquire':
    case 'lookUp':
      return false;
  }
}

function mayBeCharged({ lateUntilAtMs, state }: Account, nowMs: number): boolean {
  return state === 'undecided' || state === 'charged' || (lateUntilAtMs ?? 0) > nowMs;
}

function stirs(books: Books, nowMs: number): Stir[] {
  const ofAccounts = books.accounts.flatMap((account): Stir[] => {
    const id = `attempt ${Number(account.paymentRequestId.slice(-2))}`;
    const charged = { ...account, state: 'charged' as const, wasCharged: true, lateUntilAtMs: null };
    if (account.state === 'undecided') {
      const failed = { ...account, state: 'failed' as const };
      return [
        {
          books: withAccount(books, charged),
          say: `The customer confirms ${id} in the wallet.`,
          isFault: false,
        },
        {
          books: withAccount(books, failed),
          say: `The customer declines ${id} in the wallet.`,
          isFault: false,
        },
      ];
    }
    if (account.lateUntilAtMs !== null && nowMs < account.lateUntilAtMs) {
      const late = withAccount(books, { ...charged, isLate: true });
      return [
        { books: late, say: `The acquirer charges ${id} after all, though it was cancelled.`, isFault: true },
      ];
    }
    const partMinor = Math.ceil(account.amountMinor / 2);
    if (account.state === 'charged' && account.elsewhereMinor === 0 && netMinorOf(account) >= partMinor) {
      const refunded = withAccount(books, { ...account, elsewhereMinor: partMinor });
      return [{ books: refunded, say: `Another till refunds half of ${id}.`, isFault: true }];
    }
    return [];
  });
  const isDayLeft = !books.isDayOver && books.accounts.some(({ state }) => state === 'charged');
  const dayOver = { books: { ...books, isDayOver: true }, say: "The acquirer's day ends.", isFault: true };
  return isDayLeft ? [...ofAccounts, dayOver] : ofAccounts;
}

function notices(books: Books): Notice[] {
  return books.accounts.flatMap((account): Notice[] => {
    const { paymentRequestId, state } = account;
    if (state === 'undecided') return [];
    const charged = { kind: 'charged' as const, charge: chargeOf(account) };
    if (state === 'charged') return [{ paymentRequestId, answer: charged, isStale: false }];
    const reason = state === 'failed' ? REFUSED : CLOSED;
    return [
      { paymentRequestId, answer: { kind: 'notCharged', reason }, isStale: false },
      ...(account.wasCharged ? [{ paymentRequestId, answer: charged, isStale: true }] : []),
    ];
  });
}

function reply(books: Books, answer: Answer, say: string): Reply {
  return { books, answer, say, isFault: false };
}

function fault(books: Books, answer: Answer, say: string): Reply {
  return { books, answer, say, isFault: true };
}

const OTHER_MINOR = 100;
const UNREAD = 'it refuses it as not to be read';
const WORDS = {
  charged: 'charged',
  confirming: 'not decided yet',
  notCharged: 'not charged',
  notFound: 'that it finds no payment',
  throttled: 'to be patient',
  unknown: 'nothing sure',
};
