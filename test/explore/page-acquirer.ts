import {
  accountOf,
  BACK_REFUSED,
  chargeOf,
  fault,
  LATE_CHARGE_MS,
  mayBeCharged,
  OTHER_MINOR,
  outcomeNotices,
  lookOf,
  netMinorOf,
  newAccount,
  REFUSED,
  reply,
  TECHNICAL,
  UNREAD,
  withAccount,
  type Account,
  type AcquirerModel,
  type Books,
  type Notice,
  type Reply,
  type Stir,
} from './acquirer.ts';
import { inquiries } from './page-inquiries.ts';
import { refundReplies } from './refund-replies.ts';
import type { Answer, Request } from './world.ts';

/** By what acquirers of pages and order codes differ from each other. */
export interface PageTraits {
  /** The money is held first, and a capture collects it. */
  readonly holds: boolean;
  /**
   * What a cancel does: it undoes whatever there is; or only what is not paid yet. A reverse undoes the last step, whatever
   * that was. Null where nothing of the kind is known.
   */
  readonly cancels: 'all' | 'unpaid' | 'lastStep' | null;
  /** A notice is signed and says what happened; or it says that there is something to ask about. */
  readonly tells: 'outcome' | 'hint';
  /** Notices come of the payment only: nothing is told of what people do in its portal. */
  readonly hidesPortal: boolean;
  /** A refund that is sent again under its id is the same refund. */
  readonly isRepeatSafe: boolean;
  /** It must not be asked by a timer; where it has not decided yet, it names a time for one question more. */
  readonly isAskedOnOccasion: boolean;
  /** What is paid after a confirmed cancel is given back by the acquirer itself. */
  readonly returnsLate: boolean;
}

/** How long an acquirer takes at the most to give back what was paid after a confirmed cancel. */
export const RETURNED_WITHIN_MS = 60_000;

/**
 * An acquirer whose page, or order code, the customer pays by.
 *
 * Faults of its own: a page that is not made, a charge or a hold of another amount, a payment after a refusal or after a
 * confirmed cancel, a capture that is refused or made by itself, a hold that ends, a cancel or a refund that is refused,
 * books that lag, and patience asked for.
 */
export function pageAcquirer(traits: PageTraits): AcquirerModel {
  return {
    replies: (books, request, nowMs) => replies(traits, books, request, nowMs),
    stirs: (books, nowMs) => books.accounts.flatMap((account) => stirsOf(traits, books, account, nowMs)),
    isAskedOnOccasion: traits.isAskedOnOccasion,
    isReversing: traits.cancels === 'lastStep',
    tellsPortal: !traits.hidesPortal,
    notices: (books) => books.accounts.flatMap((account) => noticesOf(traits, account)),
    matters: (books, request, nowMs) => matters(traits, books, request, nowMs),
  };
}

function replies(traits: PageTraits, books: Books, request: Request, nowMs: number): readonly Reply[] {
  const account = accountOf(books, request.paymentRequestId);
  switch (request.call) {
    case 'open':
      return opens(books, request);
    case 'inquire':
      return inquiries(traits, books, account);
    case 'capture':
      return captures(books, account, nowMs);
    case 'cancel':
      return cancels(traits, books, account, nowMs);
    case 'giveBack':
    case 'refund':
      return refundReplies(books, account, request, traits.isRepeatSafe);
    case 'lookUp':
      return [reply(books, { call: 'lookUp', answer: lookOf(account) }, 'it shows its books')];
    case 'pay':
      throw new Error('nothing is paid here by a code');
  }
}

function opens(books: Books, { amountMinor, page, paymentRequestId }: Request): Reply[] {
  const opened = newAccount(paymentRequestId, 'undecided', amountMinor);
  const { payableForMs, endsAtMs } = page ?? { payableForMs: 0, endsAtMs: 0 };
  const made = {
    ...{ isGiven: false, comesBack: false, comesBackByAtMs: 0, paidUntilAtMs: endsAtMs },
    ...{ heldUntilAtMs: endsAtMs + HOLD_MS, heldForMs: payableForMs + HOLD_MS },
  };
  const after = withAccount(books, { ...opened, page: made });
  const says = (answer: Extract<Answer, { call: 'open' }>['answer']): Answer => ({ call: 'open', answer });
  return [
    reply(after, says({ kind: 'opened', payableForMs, facts: {} }), 'it makes the page'),
    fault(books, says({ kind: 'refused', reason: REFUSED }), 'it makes no page'),
  ];
}

function captures(books: Books, account: Account | undefined, nowMs: number): Reply[] {
  const says = (answer: Extract<Answer, { call: 'capture' }>['answer']): Answer => ({
    call: 'capture',
    answer,
  });
  const refused = says({ kind: 'refused', reason: BACK_REFUSED });
  if (account?.state === 'charged')
    return [reply(books, says({ kind: 'captured', charge: chargeOf(account) }), 'it knows this capture')];
  const isHeld = account?.state === 'held' && nowMs < (account.page?.heldUntilAtMs ?? 0);
  if (account === undefined || !isHeld) return [reply(books, refused, 'nothing is held, and it refuses')];
  const charged: Account = { ...account, state: 'charged', wasCharged: true };
  return [
    reply(
      withAccount(books, charged),
      says({ kind: 'captured', charge: chargeOf(charged) }),
      'it collects the money',
    ),
    fault(books, refused, 'it refuses to collect'),
    fault(books, says({ kind: 'refused', reason: TECHNICAL }), UNREAD),
    fault(books, says({ kind: 'throttled' }), 'it asks for patience and does not read it'),
  ];
}

function cancels(traits: PageTraits, books: Books, account: Account | undefined, nowMs: number): Reply[] {
  const says = (answer: Extract<Answer, { call: 'cancel' }>['answer']): Answer => ({
    call: 'cancel',
    answer,
  });
  if (account === undefined) return [reply(books, says({ kind: 'notFound' }), 'it finds no payment')];
  const refused = says({ kind: 'refused', reason: BACK_REFUSED });
  if (traits.cancels === 'lastStep') return reverses(books, account, refused);
  if (account.state === 'closed' || account.state === 'failed') {
    const closed = withAccount(books, { ...account, state: 'closed', lateUntilAtMs: null });
    return [reply(closed, says({ kind: 'confirmed' }), 'nothing is charged, and it confirms')];
  }
  if (account.state === 'charged' && traits.cancels === 'unpaid')
    return [reply(books, says({ kind: 'tooLate' }), 'it is paid, and too late to cancel')];
  const closed: Account = { ...account, state: 'closed' };
  const late = { ...closed, lateUntilAtMs: nowMs + LATE_CHARGE_MS };
  const confirmed = says({ kind: 'confirmed' });
  const slips =
    account.state === 'undecided' && account.page?.isGiven === true
      ? [fault(withAccount(books, late), confirmed, 'it confirms, and somebody is still paying')]
      : [];
  return [
    reply(withAccount(books, closed), confirmed, 'it cancels the payment and confirms'),
    ...slips,
    fault(books, refused, 'it refuses to cancel'),
    fault(books, says({ kind: 'throttled' }), 'it asks for patience and does not read it'),
  ];
}

/** A reverse undoes the last step of a payment: also a refund of it. */
function reverses(books: Books, account: Account, refused: Answer): Reply[] {
  if (account.state !== 'charged') return [reply(books, refused, 'there is nothing to reverse')];
  const confirmed: Answer = { call: 'cancel', answer: { kind: 'confirmed' } };
  const isRefunded = account.refunds.some(({ isDone }) => isDone) || account.elsewhereMinor > 0;
  const undone: Account = isRefunded
    ? { ...account, refunds: account.refunds.slice(0, -1), elsewhereMinor: 0 }
    : { ...account, state: 'closed' };
  return [
    reply(withAccount(books, undone), confirmed, 'it undoes the last step'),
    fault(books, refused, 'it refuses to reverse'),
  ];
}

function matters(
  traits: PageTraits,
  books: Books,
  { call, deadAtMs, paymentRequestId, refundRequestId }: Request,
  nowMs: number,
): boolean {
  if (deadAtMs > 0 && nowMs >= deadAtMs) return false;
  const account = accountOf(books, paymentRequestId);
  switch (call) {
    case 'cancel':
      return account !== undefined && (mayBeCharged(account, nowMs) || traits.cancels === 'lastStep');
    case 'capture':
      return account?.state === 'held';
    case 'giveBack':
    case 'refund': {
      if (account?.state !== 'charged' || netMinorOf(account) === 0) return false;
      return (
        !traits.isRepeatSafe || account.refunds.every((each) => each.refundRequestId !== refundRequestId)
      );
    }
    // Nobody gets the link of a page whose answer was lost.
    case 'open':
    case 'pay':
    case 'inquire':
    case 'lookUp':
      return false;
  }
}

function stirsOf(traits: PageTraits, books: Books, account: Account, nowMs: number): Stir[] {
  const { page } = account;
  if (page === null) return [];
  const id = `attempt ${Number(account.paymentRequestId.slice(-2))}`;
  const becomes = (change: Partial<Account>, say: string, isFault = false): Stir => ({
    books: withAccount(books, { ...account, isTold: false, ...change }),
    say,
    isFault,
  });
  const paid: Partial<Account> = traits.holds
    ? { state: 'held', lateUntilAtMs: null }
    : { state: 'charged', wasCharged: true, lateUntilAtMs: null };
  const word = traits.holds ? 'held' : 'charged';
  switch (account.state) {
    case 'undecided': {
      if (nowMs >= page.paidUntilAtMs)
        return [becomes({ state: 'failed' }, `The page of ${id} ends, and nobody has paid.`)];
      if (!page.isGiven) return [];
      const more = { ...paid, amountMinor: account.amountMinor + OTHER_MINOR };
      return [
        becomes(paid, `The customer pays by the page of ${id}: it is ${word}.`),
        becomes({ state: 'failed' }, `The customer gives the page of ${id} up.`),
        becomes(more, `The customer pays by the page of ${id}: another amount is ${word}.`, true),
        becomes(
          { state: 'failed', lateUntilAtMs: page.paidUntilAtMs },
          `The payment by the page of ${id} is refused, and the page stays open.`,
          true,
        ),
      ];
    }
    case 'held':
      return [
        becomes({ state: 'charged', wasCharged: true }, `The acquirer collects ${id} by itself.`, true),
        ...(nowMs >= page.heldUntilAtMs
          ? [
              becomes(
                { state: 'failed' },
                `The acquirer lets go of what it held for ${id}.`,
                traits.cancels !== null,
              ),
            ]
          : []),
      ];
    case 'charged':
      return page.comesBack && netMinorOf(account) > 0
        ? [becomes({ state: 'closed' }, `The acquirer gives the late charge of ${id} back.`)]
        : [];
    case 'failed':
    case 'closed': {
      const comesBack = account.state === 'closed' && traits.returnsLate;
      if (account.lateUntilAtMs === null || nowMs >= account.lateUntilAtMs) return [];
      const how = account.state === 'failed' ? 'refused' : 'cancelled';
      return [
        becomes(
          {
            ...paid,
            isLate: true,
            page: { ...page, comesBack, comesBackByAtMs: comesBack ? nowMs + RETURNED_WITHIN_MS : 0 },
          },
          `${id} is ${word} after all, though it was ${how}.`,
        ),
        ...(account.state === 'failed'
          ? [becomes({ lateUntilAtMs: null }, `The page of ${id} is left.`)]
          : []),
      ];
    }
  }
}

function noticesOf({ hidesPortal, tells }: PageTraits, account: Account): Notice[] {
  const { isGone, paymentRequestId, state } = account;
  if (state === 'undecided' || (isGone && hidesPortal)) return [];
  if (tells === 'hint' || state === 'held') return [{ paymentRequestId, answer: null, isStale: false }];
  return outcomeNotices(account);
}

/** How much longer than its page can be paid what is held for it can be collected. */
const HOLD_MS = 30_000;
