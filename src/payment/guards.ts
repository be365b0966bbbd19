import { mayHandOver } from './capture.ts';
import { isOutOfTheWay } from './freed.ts';
import { refundableCharge, standingMinor } from './sale-refunds.ts';
import type { TillEvent } from './events.ts';
import type { Payment, PaymentState, Sale } from './state.ts';
import { isBeingRechecked, isUnresolved } from './transition.ts';

// The last stop of the rules about money, whoever asks: the loop goes by them before it commits an event, and `verify`
// goes by them for every row. The callers ask before (`till/order.ts`, `till/manager/refund-desk.ts`, `till/press.ts`),
// and word a refusal. The guards stand beside the fold, so that rows of an older program can always be read.

/** A row that would break a rule about money; the sentence says which. */
export class MoneyRuleBroken extends Error {}

/** Whether an attempt may still charge, or has charged: while one does, its order takes no other. */
function isStanding(payment: Payment): boolean {
  if (isOutOfTheWay(payment)) return false;
  return payment.state.kind === 'paid' || isUnresolved(payment) || isBeingRechecked(payment);
}

/**
 * Holds one step of a sale against the rules about money.
 *
 * Errors: throws `MoneyRuleBroken` where the event breaks one.
 */
export function guardStep(before: Sale | null, after: Sale, event: TillEvent): void {
  switch (event.kind) {
    case 'paymentStarted':
    case 'pageStarted':
      if (before !== null) guardAttempt(before);
      return;
    case 'refundApproved':
      guardRefunds(after, event.paymentRequestId);
      return;
    case 'paymentChanged':
    case 'giveBackApproved':
      guardGiveBack(event.paymentRequestId, before, after);
      return;
    case 'receiptStarted':
      if (before !== null) guardPrint(before, event.copy);
      return;
    default:
      return;
  }
}

/**
 * Nothing that was paid goes back without a manager. Source: interface section 2.
 *
 * Why beside `guardStep`: rows of before version 2 hold voids that a cashier made alone.
 */
export function guardVoid(before: Sale | null, event: TillEvent): void {
  if (event.kind !== 'paymentChanged' || event.change.kind !== 'cancelRequested') return;
  if (stateIn(before, event.paymentRequestId)?.kind !== 'paid') return;
  throw new MoneyRuleBroken(`gives ${event.paymentRequestId} back, which is paid, without a manager`);
}

/**
 * What let goods go does not go back without a manager either.
 *
 * Why beside `guardVoid`: rows of version 2 hold such cancels that a cashier made alone.
 */
export function guardRelease(before: Sale | null, event: TillEvent): void {
  if (event.kind !== 'paymentChanged' || event.change.kind !== 'cancelRequested') return;
  const payment = before?.payments.find(({ facts }) => facts.paymentRequestId === event.paymentRequestId);
  if (payment === undefined || !mayHandOver(payment)) return;
  throw new MoneyRuleBroken(
    `gives ${event.paymentRequestId} back, for which goods may go, without a manager`,
  );
}

/** No second attempt while another one of the sale may still charge, or has charged. */
function guardAttempt({ referenceOrderId, payments }: Sale): void {
  const wrong = attemptBeside(referenceOrderId, payments);
  if (wrong !== null) throw new MoneyRuleBroken(wrong);
}

/** What is wrong with one more attempt of an order that has these; null where nothing is. */
export function attemptBeside(referenceOrderId: string, payments: readonly Payment[]): string | null {
  const standing = payments.find(isStanding);
  if (standing === undefined) return null;
  const { facts, state } = standing;
  return `begins a payment of the order ${referenceOrderId} while ${facts.paymentRequestId} is ${state.kind}`;
}

/** No refund beyond what was charged. Source: interface section 7, rule 5. */
function guardRefunds(sale: Sale, paymentRequestId: string): void {
  const payment = sale.payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId);
  const chargedMinor = (payment === undefined ? null : refundableCharge(payment))?.valueMinor ?? 0;
  const sumMinor = standingMinor(sale, paymentRequestId);
  if (sumMinor <= chargedMinor) return;
  throw new MoneyRuleBroken(
    `approves refunds of ${sumMinor} of ${paymentRequestId}, which is charged ${chargedMinor}`,
  );
}

/** No give-back of a charge that was given back. */
function guardGiveBack(paymentRequestId: string, before: Sale | null, after: Sale): void {
  const [was, is] = [stateIn(before, paymentRequestId), stateIn(after, paymentRequestId)];
  const isAgain =
    was?.kind === 'cancelled' &&
    is?.kind === 'cancelling' &&
    was.refundedPaymentId !== null &&
    is.charge?.paymentId === was.refundedPaymentId;
  if (isAgain) throw new MoneyRuleBroken(`gives the whole of ${paymentRequestId} back a second time`);
}

function stateIn(sale: Sale | null, paymentRequestId: string): PaymentState | undefined {
  return sale?.payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId)?.state;
}

/** No second original: a copy goes to paper only while it waits, and what waits knows whether it is marked. */
function guardPrint({ saleId, copies, receipts }: Sale, copy: string): void {
  const kind = receipts[copy]?.state.kind;
  // Rows from before copies were kept tell of a receipt only once it goes to paper.
  if (copies === null || kind === 'waiting') return;
  throw new MoneyRuleBroken(`prints the ${copy} receipt of ${saleId} while it is ${kind ?? 'not asked for'}`);
}
