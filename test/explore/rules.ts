import type { Payment, Sale } from '../../src/payment/state.ts';
import { accountOf, netMinorOf, type Account, type Books } from './acquirer.ts';
import {
  isBeingRechecked,
  isUnresolved,
  leadingPayment,
  owedBy,
  paymentsOf,
  saleStateOf,
  showsCharge,
  waitsForPerson,
  wakesOf,
} from './till.ts';
import type { World } from './world.ts';

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
 * | 1 | at most one payment has a net charge that is neither unresolved nor awaited by a re-check |
 * | 2 | a sale is `paid` only with a charge of its amount that stands, and with the refunds that it shows |
 * | 3 | a charge that is not shown as paid is unresolved with a next try, or awaited by a re-check |
 * | 4 | a sale shown as `failed` or `cancelled` has no charge, but for a late one that a re-check will find |
 * | 5 | refunds are never approved over the charge; one shown as refunded is in the books, one shown as failed is not |
 * | next | whatever is unresolved has a next try, an answer to come, or a person to act |
 */
export function violationOf(world: World): Violation | null {
  const charged: Payment[] = [];
  for (const { sale, payment } of paymentsOf(world.till)) {
    const account = accountOf(world.books, payment.facts.paymentRequestId);
    const broken = nextMissing(world, payment) ?? refundsWrong(sale, payment, account);
    if (broken !== null) return broken;
    if (account === undefined || netMinorOf(account) === 0) continue;
    if (!isUnresolved(payment) && !isAwaited(payment, account)) charged.push(payment);
    const forgotten = chargeWrong(world, sale, payment, account);
    if (forgotten !== null) return forgotten;
  }
  if (charged.length > 1) return { rule: '1', kind: 'the order is charged twice' };
  return paidWrongly(world);
}

function nextMissing(world: World, payment: Payment): Violation | null {
  if (!isUnresolved(payment) || waitsForPerson(payment)) return null;
  const { number, paymentRequestId } = payment.facts;
  const isAsked = world.flights.some(({ request }) => request.paymentRequestId === paymentRequestId);
  if (isAsked || wakesOf(world.till).some(({ who }) => who === `attempt ${number}`)) return null;
  return { rule: 'next', kind: `nothing moves a payment that is ${payment.state.kind}` };
}

function chargeWrong(world: World, sale: Sale, payment: Payment, account: Account): Violation | null {
  if (isAwaited(payment, account)) return null;
  const state = saleStateOf(sale);
  if (state === 'failed' || state === 'cancelled')
    return {
      rule: '4',
      kind: `a sale is shown as ${state}, and its ${payment.state.kind} payment is charged`,
    };
  if (payment.state.kind === 'paid' && leadingPayment(sale) === payment) return null;
  const { paymentRequestId } = payment.facts;
  const isOwed = (): boolean => owedBy(world.till).some((owed) => owed.paymentRequestId === paymentRequestId);
  if (isUnresolved(payment) && (payment.state.kind !== 'cancelling' || isOwed())) return null;
  return { rule: '3', kind: `a charge is forgotten: its payment is ${payment.state.kind}` };
}

/** Rule 4's parenthesis: charged after its confirmed cancel, and the look that will find it is still to come. */
function isAwaited(payment: Payment, account: Account): boolean {
  return account.isLate && isBeingRechecked(payment);
}

function paidWrongly({ books, till }: World): Violation | null {
  for (const sale of till.sales) {
    const payment = leadingPayment(sale);
    if (payment?.state.kind !== 'paid') continue;
    const account = accountOf(books, payment.facts.paymentRequestId);
    if (account === undefined || !showsCharge(sale, payment, account))
      return { rule: '2', kind: `a sale is shown as paid, and the books say ${account?.state ?? 'nothing'}` };
  }
  return null;
}

function refundsWrong(sale: Sale, payment: Payment, account: Account | undefined): Violation | null {
  const refunds = sale.refunds.filter(
    ({ facts }) => facts.paymentRequestId === payment.facts.paymentRequestId,
  );
  const entries = account?.refunds ?? [];
  let standingMinor = 0;
  for (const { facts, state } of refunds) {
    const isMade = entries.some((entry) => entry.isDone && entry.refundRequestId === facts.refundRequestId);
    if (state.kind !== 'failed') standingMinor += facts.amount.valueMinor;
    if (state.kind !== 'pending' && isMade !== (state.kind === 'refunded'))
      return { rule: '5', kind: `a refund is shown as ${state.kind}, wrongly` };
  }
  if (standingMinor > (account?.amountMinor ?? 0) && refunds.length > 0)
    return { rule: '5', kind: 'refunds are approved over the charge' };
  const isApproved = (id: string): boolean => refunds.some(({ facts }) => facts.refundRequestId === id);
  const giveBacks = entries.filter(({ refundRequestId }) => !isApproved(refundRequestId));
  return giveBacks.length > 1 ? { rule: '5', kind: 'one give-back has two ids' } : null;
}

/** Whether all is over and right: nothing owed, nothing unresolved, and the books hold what the till shows as paid. */
export function isQuietEnd(world: World): boolean {
  const { till, books } = world;
  if (world.flights.length > 0 || world.strays.length > 0) return false;
  const payments = paymentsOf(till);
  if (payments.some(({ payment }) => isUnresolved(payment) || isBeingRechecked(payment))) return false;
  if (till.sales.some(({ refunds }) => refunds.some(({ state }) => state.kind === 'pending'))) return false;
  return till.sales.every((sale) => sale.payments.every((payment) => isRight(books, sale, payment)));
}

/** Of a paid payment the books hold what the till shows; what was refunded elsewhere it cannot know. Of others, nothing. */
function isRight(books: Books, sale: Sale, { facts, state }: Payment): boolean {
  const account = accountOf(books, facts.paymentRequestId);
  const netMinor = account === undefined ? 0 : netMinorOf(account);
  if (state.kind !== 'paid') return netMinor === 0;
  const refundedMinor = sale.refunds
    .filter(
      (refund) =>
        refund.state.kind === 'refunded' && refund.facts.paymentRequestId === facts.paymentRequestId,
    )
    .reduce((sum, refund) => sum + refund.facts.amount.valueMinor, 0);
  return netMinor + (account?.elsewhereMinor ?? 0) === state.charge.amount.valueMinor - refundedMinor;
}
