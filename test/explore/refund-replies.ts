import {
  BACK_REFUSED,
  fault,
  netMinorOf,
  refundIdOf,
  reply,
  TECHNICAL,
  UNREAD,
  withAccount,
  type Account,
  type Books,
  type Reply,
} from './acquirer.ts';
import type { Answer, Request } from './world.ts';

/**
 * What becomes of a refund that arrives: of one that a manager approved, or of one by which the till gives back a charge.
 *
 * `isRepeatSafe`: the same id is the same refund. Elsewhere the same request once more is one more refund.
 */
export function refundReplies(
  books: Books,
  account: Account | undefined,
  { call, refundRequestId, amountMinor }: Request,
  isRepeatSafe: boolean,
): Reply[] {
  const named = (answer: Extract<Answer, { call: 'refund' }>['answer']): Answer =>
    call === 'giveBack' ? { call, answer } : { call: 'refund', answer };
  const refused = named({ kind: 'refused', reason: BACK_REFUSED });
  if (account === undefined || refundRequestId === null)
    return [reply(books, refused, 'it finds no payment, and refuses')];
  const done = named({ kind: 'refunded', refundId: refundIdOf({ refundRequestId }) });
  const known = account.refunds.find((entry) => entry.refundRequestId === refundRequestId);
  if (known !== undefined && isRepeatSafe) {
    const was = `it knows this refund: ${known.isDone ? 'made' : 'refused'}`;
    return [reply(books, known.isDone ? done : refused, was)];
  }
  if (account.state !== 'charged') return [reply(books, refused, 'nothing is charged, and it refuses')];
  const entered = (isDone: boolean, isNamed = true): Books =>
    withAccount(books, {
      ...account,
      refunds: [...account.refunds, { refundRequestId, amountMinor, isDone, isNamed, isOurs: true }],
    });
  if (account.refusesTills) return [reply(books, refused, 'it refunds this only in its portal, and refuses')];
  if (netMinorOf(account) < amountMinor)
    return [reply(entered(false), refused, 'there is not so much left to refund, and it refuses')];
  const shut = withAccount(books, { ...account, refusesTills: true });
  return [
    reply(entered(true), done, 'it refunds the money'),
    // Where books decide what becomes of a refund, they name it.
    ...(isRepeatSafe ? [fault(entered(true, false), done, UNNAMED)] : []),
    fault(entered(false), refused, 'it refuses to refund under this id, for good'),
    fault(shut, refused, 'it refuses to refund this payment, for good'),
    fault(books, named({ kind: 'refused', reason: TECHNICAL }), UNREAD),
    fault(books, named({ kind: 'throttled' }), 'it asks for patience and does not read it'),
  ];
}

const UNNAMED = 'it refunds the money, and its books do not name the refund';
