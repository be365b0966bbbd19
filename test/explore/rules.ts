import type { Payment, Sale } from '../../src/payment/state.ts';
import { accountOf, netMinorOf, type Account, type Books } from './acquirer.ts';
import {
  isBeingRechecked,
  isQuestioned,
  isUnresolved,
  leadingPayment,
  paymentsOf,
  saleStateOf,
  showsCharge,
  wakesOf,
} from './till.ts';
import { mayOf, owedBy, waitsForPerson } from './till-people.ts';
import { viewsOf } from './two-tills.ts';
import type { World } from './world.ts';

/** No wait of the walk is as long: a page that is made after five minutes lives for one, and what is held for a half. */
const LONGEST_WAIT_MS = 450_000;

/** A rule that is broken. `kind` is the same for all worlds that break it in the same way. */
export interface Violation {
  readonly rule: string;
  readonly kind: string;
}

/**
 * The money rules, as `test/prove/rules.ts` has them, for one order at one instant.
 *
 * | rule | here |
 * |---|---|
 * | 1 | at most one payment has a net charge of this till that is neither unresolved nor awaited |
 * | 2 | a sale is `paid` only with a charge of its amount that stands, or is gone elsewhere without the till being told |
 * | 3 | a charge that is not shown as paid is unresolved with a next try, or awaited |
 * | 4 | a sale shown as `failed` or `cancelled` has no charge, but for an awaited one |
 * | 5 | refunds are never approved over the charge; one shown as refunded is in the books, one shown as failed is not |
 * | foreign | another till's charge is neither taken for paid nor given back, unless a manager has said so |
 * | freed | what is paid by the link of an order that a manager has freed is not kept: it goes back by itself |
 * | 8 | a charge of another amount than the asked one is given back by the till: it waits for no person |
 * | next | whatever is unresolved has a next try, an answer to come, or a person who may act; nothing waits longer than the longest wait |
 * | move | what a step must not do, whatever it leads to: a second attempt too early, or a request that is wrongly sent |
 * | end | from every state a quiet end is within reach, without a fault (`walk.ts`) |
 *
 * Awaited: charged after its confirmed cancel, and a re-check will find it; or charged after its refusal, and the till
 * was not told to ask. Another till's charge counts for none of 1, 3 and 4; one that is dated in the time of the
 * attempt, of whose pay a byte may have left, cannot be told from the till's own.
 */
export function violationOf(world: World): Violation | null {
  let charged = 0;
  for (const seen of viewsOf(world)) {
    // A till that is off shows nothing.
    if (seen.isOff) continue;
    const judged = judgedAt(seen);
    if (typeof judged !== 'number') return judged;
    charged += judged;
  }
  return charged > 1 ? { rule: '1', kind: 'the order is charged twice' } : null;
}

/** What is broken at one till, or how many charges of its own it keeps. */
function judgedAt(world: World): Violation | number {
  let charged = 0;
  for (const { sale, payment } of paymentsOf(world.till)) {
    const account = accountOf(world.books, payment.facts.paymentRequestId);
    const broken = nextMissing(world, sale, payment) ?? refundsWrong(sale, payment, account);
    if (broken !== null) return broken;
    if (payment.facts.freed && payment.state.kind === 'paid')
      return { rule: 'freed', kind: 'what is paid by the link of a freed order is kept' };
    if (account === undefined) continue;
    if (account.owner === 'other') {
      const isTaken = payment.state.kind === 'paid';
      const taken = foreignWrong(world, payment, account) ?? (isTaken ? untold(payment, account) : null);
      if (taken !== null) return taken;
      continue;
    }
    const forgotten = untold(payment, account);
    if (forgotten !== null) return forgotten;
    if (netMinorOf(account) === 0 || isAwaited(payment, account)) continue;
    if (isOtherKept(world, payment, account))
      return { rule: '8', kind: 'a charge of another amount waits for a person' };
    if (!isUnresolved(payment)) charged += 1;
    const wrong = chargeWrong(world, sale, payment);
    if (wrong !== null) return wrong;
  }
  return waitsTooLong(world) ?? paidWrongly(world) ?? charged;
}

/** A wait that is longer than any that the walk's timing has was reckoned by a clock that was set since. */
function waitsTooLong({ nowMs, till }: World): Violation | null {
  const isFar = (atMs: number): boolean => atMs - nowMs > LONGEST_WAIT_MS;
  const isPursued = paymentsOf(till).some(
    ({ payment: { state } }) => 'windowEndsAtMs' in state && isFar(state.windowEndsAtMs),
  );
  return isPursued || wakesOf(till).some(({ atMs }) => isFar(atMs))
    ? { rule: 'next', kind: 'a till waits longer than it ever has to' }
    : null;
}

function nextMissing(world: World, sale: Sale, payment: Payment): Violation | null {
  if (!isUnresolved(payment)) return null;
  const { facts, state } = payment;
  const isStuck = state.kind === 'cancelling' && state.stuck !== null;
  const isBeingRefunded = sale.refunds.some((refund) => refund.state.kind === 'pending');
  const isLeft = isStuck && leadingPayment(sale) === payment && !facts.freed && !isBeingRefunded;
  // A page that is still open after its end is nobody's to refund: its order is freed.
  const waysOut = isLeft ? mayOf(sale, true) : [];
  if (isLeft && !waysOut.includes('refund') && !waysOut.includes('free'))
    return { rule: 'next', kind: 'nobody may refund what the till is stuck with' };
  if (waitsForPerson(sale, payment)) return null;
  const { number, paymentRequestId } = facts;
  const isAsked = world.flights.some(({ request }) => request.paymentRequestId === paymentRequestId);
  if (isAsked || wakesOf(world.till).some(({ who }) => who === `attempt ${number}`)) return null;
  return { rule: 'next', kind: `nothing moves a payment that is ${state.kind}` };
}

/**
 * Another till's charge that is told from the till's own by its date, as no byte of the till's pay left, or by the
 * acquirer's word that the id belongs to other details. That word may come after a cancel has left, which no till can
 * prevent; what is sent after it is judged when it is sent.
 */
function foreignWrong({ other, till }: World, { facts, state }: Payment, account: Account): Violation | null {
  const isUnsent = state.kind === 'failed' && state.reason.class === 'unreachable';
  const isTellable = account.dated !== 'inTime' || isUnsent;
  const isDenied = till.denied.includes(facts.paymentRequestId);
  if (account.isReleased) return null;
  if (state.kind === 'paid' && (isTellable || isDenied))
    return { rule: 'foreign', kind: "another till's charge is shown as paid" };
  if (!isTellable) return null;
  // A cancel may have left before the other till of the shop was charged.
  const isClosed = other === null && account.state === 'closed' && account.wasCharged && !account.isGone;
  const isTouched = isClosed || account.refunds.some(({ isDone, isOurs }) => isDone && isOurs);
  return isTouched ? { rule: 'foreign', kind: "the till gave back another till's charge" } : null;
}

/** The till was told to ask, and rests with what is not true any more: the question is forgotten. */
function untold({ state }: Payment, account: Account): Violation | null {
  if (!account.isTold || (state.kind !== 'paid' && state.kind !== 'failed') || state.question !== null)
    return null;
  if (state.kind === 'failed')
    return netMinorOf(account) > 0
      ? { rule: '4', kind: 'a charge that the till was told of is forgotten' }
      : null;
  const isSeen = !account.isGone || (state.refundedInFull && account.state === 'charged');
  return isSeen ? null : { rule: '2', kind: 'that a charge is gone, the till was told, and it forgot' };
}

function chargeWrong(world: World, sale: Sale, payment: Payment): Violation | null {
  const state = saleStateOf(sale);
  if (state === 'failed' || state === 'cancelled')
    return {
      rule: '4',
      kind: `a sale is shown as ${state}, and its ${payment.state.kind} payment is charged`,
    };
  if (payment.state.kind === 'paid') return null;
  const { paymentRequestId } = payment.facts;
  const isOwed = (): boolean => owedBy(world.till).some((owed) => owed.paymentRequestId === paymentRequestId);
  if (isUnresolved(payment) && (payment.state.kind !== 'cancelling' || isOwed())) return null;
  return { rule: '3', kind: `a charge is forgotten: its payment is ${payment.state.kind}` };
}

/** Another amount, where neither its date nor the acquirer's word leaves a doubt of whose charge it is. */
function isOtherKept({ till }: World, { facts, state }: Payment, account: Account): boolean {
  const isOurs = account.dated === 'inTime' && !till.denied.includes(facts.paymentRequestId);
  return isOurs && state.kind === 'attention' && state.charge.amount.valueMinor !== facts.amount.valueMinor;
}

function isAwaited(payment: Payment, account: Account): boolean {
  return (
    account.isLate && (isBeingRechecked(payment) || (payment.state.kind === 'failed' && !account.isTold))
  );
}

function paidWrongly({ books, till }: World): Violation | null {
  for (const sale of till.sales) {
    const payment = leadingPayment(sale);
    if (payment?.state.kind !== 'paid') continue;
    const account = accountOf(books, payment.facts.paymentRequestId);
    const isGone = account?.isGone === true && account.wasCharged;
    if (account === undefined || (!isGone && !showsCharge(sale, payment, account)))
      return { rule: '2', kind: `a sale is shown as paid, and the books say ${account?.state ?? 'nothing'}` };
  }
  return null;
}

function refundsWrong(sale: Sale, payment: Payment, account: Account | undefined): Violation | null {
  const refunds = sale.refunds.filter(
    ({ facts }) => facts.paymentRequestId === payment.facts.paymentRequestId,
  );
  if (refunds.length === 0) return null;
  const entries = account?.refunds ?? [];
  let standingMinor = 0;
  for (const { facts, state } of refunds) {
    const isMade = entries.some((entry) => entry.isDone && entry.refundRequestId === facts.refundRequestId);
    if (state.kind !== 'failed') standingMinor += facts.amount.valueMinor;
    if (state.kind !== 'pending' && isMade !== (state.kind === 'refunded'))
      return { rule: '5', kind: `a refund is shown as ${state.kind}, wrongly` };
  }
  const isOver = standingMinor > (account?.amountMinor ?? 0);
  return isOver ? { rule: '5', kind: 'refunds are approved over the charge' } : null;
}

/** Whether all is over and right: nothing owed, nothing unresolved, and the books hold what the till shows as paid. */
export function isQuietEnd(world: World): boolean {
  return viewsOf(world).every(isQuietAt);
}

function isQuietAt({ books, flights, isOff, strays, till }: World): boolean {
  if (isOff || flights.length > 0 || strays.length > 0) return false;
  const payments = paymentsOf(till);
  if (payments.some(({ payment }) => isUnresolved(payment) || isBeingRechecked(payment))) return false;
  if (payments.some(({ payment }) => isQuestioned(payment))) return false;
  if (till.sales.some(({ refunds }) => refunds.some(({ state }) => state.kind === 'pending'))) return false;
  return till.sales.every((sale) => sale.payments.every((payment) => isRight(books, sale, payment)));
}

/** Of a paid payment the books hold what the till shows; what was refunded in part elsewhere it cannot know. Of others, nothing. */
function isRight(books: Books, sale: Sale, { facts, state }: Payment): boolean {
  const account = accountOf(books, facts.paymentRequestId);
  const netMinor = account === undefined ? 0 : netMinorOf(account);
  if (state.kind !== 'paid') return netMinor === 0 || account?.owner === 'other';
  if (account?.isGone === true) return state.refundedInFull && account.state === 'charged';
  const refundedMinor = sale.refunds
    .filter(
      (refund) =>
        refund.state.kind === 'refunded' && refund.facts.paymentRequestId === facts.paymentRequestId,
    )
    .reduce((sum, refund) => sum + refund.facts.amount.valueMinor, 0);
  const elsewhereMinor = account === undefined ? 0 : account.elsewhereMinor + othersMinorOf(account);
  return netMinor + elsewhereMinor === state.charge.amount.valueMinor - refundedMinor;
}

/** What the other till of the shop has refunded. */
function othersMinorOf({ refunds }: Account): number {
  return refunds.reduce((sum, each) => sum + (each.isDone && !each.isOurs ? each.amountMinor : 0), 0);
}
