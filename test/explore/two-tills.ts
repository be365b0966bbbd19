import {
  accountOf,
  netMinorOf,
  UNHEARD,
  type Account,
  type Books,
  type Heard,
  type RefundEntry,
} from './acquirer.ts';
import { Memo } from './memo.ts';
import { paymentsOf } from './till.ts';
import type { Move, World } from './world.ts';

// Two tills of one shop that were given the same order: every move is written for one till, and is made at either.

/**
 * The same world, looked at from the other till.
 *
 * A shop of one till looks the same from everywhere.
 */
export function turned(world: World): World {
  const { books, flights, isOff, other, strays, till } = world;
  if (other === null) return world;
  return { ...world, ...other, books: turnedBooks(books), other: { till, isOff, flights, strays } };
}

/** The world as each till of the shop sees it, the first one first. */
export function viewsOf(world: World): readonly World[] {
  return world.other === null ? [world] : [world, turned(world)];
}

/** What may happen at each till, told with the till's name where there are two. */
export function atEachTill(world: World, movesAt: (seen: World) => Move[]): Move[] {
  if (world.other === null) return movesAt(world);
  return viewsOf(world).flatMap((seen, index) =>
    movesAt(seen).map((move) => {
      const after = knownToOther(seen, move.world);
      return {
        ...move,
        say: `Till ${seen.till.name}: ${move.say}`,
        world: index === 0 ? after : turned(after),
      };
    }),
  );
}

/** The world after a move at one till, with what the other till does not know of it. */
export function knownToOther(before: World, after: World): World {
  if (after.other === null || after.books === before.books) return after;
  const accounts = after.books.accounts.map((account) => {
    const was = accountOf(before.books, account.paymentRequestId);
    return was === undefined || was === account ? account : { ...account, atOther: heardOf(was, account) };
  });
  return { ...after, books: { ...after.books, accounts } };
}

/** What was taken back without the other till is gone for it; of what changed without it, it was not told yet. */
function heardOf(was: Account, is: Account): Heard {
  const isTakenBack = netMinorOf(was) > 0 && netMinorOf(is) === 0;
  const isChanged = isTakenBack || was.state !== is.state || was.elsewhereMinor !== is.elsewhereMinor;
  if (!isChanged) return is.atOther;
  return { ...is.atOther, isGone: is.atOther.isGone || isTakenBack, isTold: false };
}

/**
 * The world without what a till has heard of a payment that it cancels and that the books have closed for good.
 *
 * Why: nothing is charged under that id any more, so none of it decides anything.
 */
export function forgetful(world: World): World {
  const here = forgetfulHere(world);
  const there = turned(here);
  const after = forgetfulHere(there);
  return after === there ? here : turned(after);
}

function forgetfulHere(world: World): World {
  const { books, till } = world;
  const over = paymentsOf(till)
    .filter(({ payment: { state } }) => state.kind === 'cancelled' || state.kind === 'cancelling')
    .map(({ payment }) => payment.facts.paymentRequestId);
  if (over.length === 0) return world;
  const denied = till.denied.filter((id) => !over.includes(id));
  const isHeard = books.accounts.map((each) => over.includes(each.paymentRequestId) && hasHeard(each));
  if (denied.length === till.denied.length && !isHeard.includes(true)) return world;
  const accounts = books.accounts.map((each, at) => (isHeard[at] === true ? { ...each, ...UNHEARD } : each));
  return { ...world, till: { ...till, denied }, books: { ...books, accounts } };
}

function hasHeard({ isGone, isReleased, isTold, lateUntilAtMs, state }: Account): boolean {
  const isClosed = (state === 'closed' || state === 'failed') && lateUntilAtMs === null;
  return isClosed && (isGone || isReleased || isTold);
}

const BOOKS = new Memo<Books, Books>();
const ACCOUNTS = new Memo<Account, Account>();

function turnedBooks(books: Books): Books {
  return bothWays(BOOKS, books, () => ({ ...books, accounts: books.accounts.map(turnedAccount) }));
}

function turnedAccount(account: Account): Account {
  const { atOther, isGone, isReleased, isTold, owner, refunds } = account;
  return bothWays(ACCOUNTS, account, () => ({
    ...account,
    ...atOther,
    atOther: { isGone, isTold, isReleased },
    owner: owner === 'own' ? 'other' : 'own',
    refunds: refunds.map(turnedRefund),
  }));
}

/** What is turned twice is the same object again, so that a look at what has changed costs nothing. */
function bothWays<T extends object>(known: Memo<T, T>, value: T, turn: () => T): T {
  return known.of(value, () => {
    const there = turn();
    known.keep(there, value);
    return there;
  });
}

const OTHERS = "the other till's ";

/** Each till names its refunds from the first on; the refund by which a charge is given back bears one name at both. */
function turnedRefund(entry: RefundEntry): RefundEntry {
  const { isOurs, refundRequestId: id } = entry;
  const named = id.startsWith(OTHERS) ? id.slice(OTHERS.length) : `${OTHERS}${id}`;
  return { ...entry, isOurs: !isOurs, refundRequestId: id.includes('-back') ? id : named };
}
