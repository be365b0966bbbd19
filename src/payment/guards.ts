import { refundableCharge, standingMinor } from './sale-refunds.ts';
import type { Payment, PaymentState, ReceiptJob, Sale } from './state.ts';
import { isBeingRechecked, isUnresolved } from './transition.ts';

// What the machine itself refuses, whoever asks. The callers ask before and word a refusal; a row that comes here all
// the same was never written by this program, or would break a rule about money.

/** A row that would break a rule about money; the sentence says which. */
export class MoneyRuleBroken extends Error {}

function rule(holds: boolean, wrong: string): asserts holds {
  if (!holds) throw new MoneyRuleBroken(wrong);
}

/** Whether an attempt may still charge, or has charged: while one does, its order takes no other. */
export function isStanding(payment: Payment): boolean {
  return payment.state.kind === 'paid' || isUnresolved(payment) || isBeingRechecked(payment);
}

/** No second attempt while another one of the sale may still charge, or has charged. */
export function guardAttempt({ referenceOrderId, payments }: Sale): void {
  const other = payments.find(isStanding);
  rule(
    other === undefined,
    `begins a payment of the order ${referenceOrderId} while ${other?.facts.paymentRequestId ?? ''} is ${other?.state.kind ?? ''}`,
  );
}

/** No refund beyond what was charged. Source: interface section 7, rule 5. */
export function guardRefunds(sale: Sale, paymentRequestId: string): void {
  const payment = sale.payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId);
  const chargedMinor = (payment === undefined ? null : refundableCharge(payment))?.valueMinor ?? 0;
  const sumMinor = standingMinor(sale, paymentRequestId);
  rule(
    sumMinor <= chargedMinor,
    `approves refunds of ${sumMinor} of ${paymentRequestId}, which is charged ${chargedMinor}`,
  );
}

/** No give-back of a charge that was given back. */
export function guardGiveBack(paymentRequestId: string, before: PaymentState, after: PaymentState): void {
  const isAgain =
    before.kind === 'cancelled' &&
    after.kind === 'cancelling' &&
    before.refundedPaymentId !== null &&
    after.charge?.paymentId === before.refundedPaymentId;
  rule(!isAgain, `gives the whole of ${paymentRequestId} back a second time`);
}

/** No second original: a copy goes to paper only while it waits, and what waits knows whether it is marked. */
export function guardPrint({ saleId, copies }: Sale, copy: string, job: ReceiptJob): void {
  // Rows from before copies were kept tell of a receipt only once it goes to paper.
  rule(
    copies === null || job.state.kind === 'waiting',
    `prints the ${copy} receipt of ${saleId} while it is ${job.state.kind}`,
  );
}
