import { accountOf, netMinorOf, newAccount, withAccount, type Account } from './acquirer.ts';
import { spent } from './network.ts';
import { paymentsOf, PRICE_MINOR } from './till.ts';
import type { Move, World } from './world.ts';
import type { Payment } from '../../src/payment/state.ts';

/**
 * What people elsewhere do: in the acquirer's portal, and at another till that charges the same order by mistake.
 *
 * All of it costs a fault, but for one: a person may always refund in the portal what the till is stuck with, as the
 * till itself asks them to.
 */
export function moveElsewhere(world: World): Move[] {
  return paymentsOf(world.till).flatMap(({ payment }) => {
    const account = accountOf(world.books, payment.facts.paymentRequestId);
    return account === undefined
      ? otherTill(world, payment)
      : account.state === 'charged'
        ? portal(world, payment, account)
        : [];
  });
}

function portal(world: World, { facts, state }: Payment, account: Account): Move[] {
  // A reverse undoes what is the last step when it arrives: what people do in that very moment is a limit of it.
  const isAsked = world.flights.some(({ request }) => request.paymentRequestId === facts.paymentRequestId);
  const isStuck = state.kind === 'cancelling' && state.stuck !== null;
  const isBeingGivenBack = state.kind === 'cancelling' && !isStuck;
  if ((isAsked || isBeingGivenBack) && isReversible(facts)) return [];
  const id = `attempt ${facts.number}`;
  const netMinor = netMinorOf(account);
  if (netMinor === 0) return [];
  const elsewhere = (minor: number): Partial<Account> => ({
    elsewhereMinor: account.elsewhereMinor + minor,
    isGone: minor === netMinor,
  });
  const all = becomes(world, account, elsewhere(netMinor), {
    say: `In the portal, ${netMinor} of ${id} are refunded, which is all that is left.`,
    isFault: !isStuck,
  });
  const partMinor = Math.ceil(account.amountMinor / 2);
  const isPart = account.elsewhereMinor === 0 && partMinor < netMinor;
  const part = isPart
    ? becomes(world, account, elsewhere(partMinor), {
        say: `In the portal, ${partMinor} of ${id} are refunded.`,
        isFault: true,
      })
    : [];
  const isWhole = netMinor === account.amountMinor && !world.books.isDayOver;
  const cancel = isWhole
    ? becomes(
        world,
        account,
        { state: 'closed', isGone: true },
        {
          say: `In the portal, ${id} is cancelled.`,
          isFault: true,
        },
      )
    : [];
  return [...all, ...part, ...cancel];
}

function isReversible({ terms }: Payment['facts']): boolean {
  return !terms.undo.includes('cancel') && terms.voidUntil.kind !== 'never';
}

/**
 * Another till is charged under the same id, hours after this one is done with it.
 *
 * It may be charged at the very time of this attempt only where no byte of this till's pay left: else nobody could
 * tell the two apart, and the till takes it for its own. That is a limit of the shared id.
 */
function otherTill(world: World, { facts, state }: Payment): Move[] {
  const { paymentRequestId, number, way } = facts;
  // Each page is a payment of its own at the acquirer: no other till's is known by the id of this one.
  if (way.kind !== 'code') return [];
  const isOnItsWay = [...world.flights.map(({ request }) => request), ...world.strays].some(
    (request) => request.paymentRequestId === paymentRequestId,
  );
  if (isOnItsWay || (state.kind !== 'failed' && state.kind !== 'cancelled')) return [];
  // The other till of the shop is walked over itself; there is no third one.
  if (world.other !== null) return [];
  const after = spent(world, true);
  if (after === null) return [];
  const isUnsent = state.kind === 'failed' && state.reason.class === 'unreachable';
  const dates = isUnsent ? (['late', 'inTime'] as const) : (['late'] as const);
  return dates.map((dated) => {
    const account = newAccount(paymentRequestId, 'charged', PRICE_MINOR);
    const books = withAccount(after.books, { ...account, owner: 'other', dated });
    const when = dated === 'late' ? ' hours later' : '';
    const say = `Another till is charged under the id of attempt ${number}${when}.`;
    return { say, isFree: false, world: { ...after, books }, broken: null };
  });
}

function becomes(
  world: World,
  account: Account,
  change: Partial<Account>,
  { say, isFault }: { readonly say: string; readonly isFault: boolean },
): Move[] {
  const after = spent(world, isFault);
  if (after === null) return [];
  const books = withAccount(after.books, { ...account, isTold: false, ...change });
  return [{ say, isFree: !isFault, world: { ...after, books }, broken: null }];
}
