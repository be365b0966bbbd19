import { foldOnto } from '../journal/fold.ts';
import { isOfSale, type JournalRecord } from '../journal/records.ts';
import type { Amount, Minor } from '../ground/money/amount.ts';
import type { Charge } from '../payment/answers.ts';
import { giveBackOf } from '../payment/give-back-refund.ts';
import type { Refund } from '../payment/refund-state.ts';
import { standingMinor } from '../payment/sale-refunds.ts';
import type { Payment, PaymentState, Sale } from '../payment/state.ts';
import { assertNever, invariant } from '../ground/result.ts';
import { parseIso, type Ms } from '../ground/time.ts';

/**
 * What the till says of one transaction at an acquirer.
 *
 * `says`: it surely happened and stays (`done`), it surely did not or was cancelled (`notDone`), or the till does not
 * know. `state` is the word of the API for it. `atMs` is by the acquirer's clock.
 */
export interface TillEntry {
  readonly type: 'PAYMENT' | 'REFUND';
  readonly gateway: string;
  readonly saleId: string;
  readonly referenceOrderId: string;
  readonly paymentRequestId: string;
  readonly paymentId?: string | undefined;
  readonly refundRequestId?: string | undefined;
  readonly refundId?: string | undefined;
  readonly amount: Amount;
  readonly atMs: Ms;
  readonly says: 'done' | 'notDone' | 'unresolved';
  readonly state: string;
  /** What it is settled with, as the acquirer told; absent where it was not told, or not kept then. */
  readonly settlement?: Amount | undefined;
  /** The wallet's company. */
  readonly pspId?: string | undefined;
}

/**
 * Folds a journal's records into what the till says, as the till itself does at its start.
 *
 * Errors: throws DamagedJournal where the records can't have happened in this order.
 */
export function entriesOf(records: Iterable<JournalRecord>): TillEntry[] {
  const sales = new Map<string, Sale>();
  for (const record of records) {
    if (isOfSale(record)) sales.set(record.saleId, foldOnto(sales.get(record.saleId) ?? null, record));
  }
  return [...sales.values()].flatMap(entriesOfSale);
}

/**
 * Every transaction that a sale tells of: one payment an attempt, and the refunds.
 *
 * A payment that another till made and this one refunded is the other one's entry: only the refund is told of here.
 */
export function entriesOfSale(sale: Sale): TillEntry[] {
  return [
    ...(sale.adopted ? [] : sale.payments.flatMap((payment) => entriesOfPayment(sale, payment))),
    ...sale.refunds.map((refund) => entryOfRefund(sale, refund)),
  ];
}

const REFUND_SAYS = { pending: 'unresolved', refunded: 'done', failed: 'notDone' } as const;

function entryOfRefund(sale: Sale, { facts, state }: Refund): TillEntry {
  const payment = sale.payments.find((each) => each.facts.paymentRequestId === facts.paymentRequestId);
  invariant(payment !== undefined, `the refund ${facts.refundRequestId} is of a payment of its sale`);
  const told = state.kind === 'refunded' ? state : undefined;
  const refundedAtMs = told?.refundTime === undefined ? null : parseIso(told.refundTime);
  return {
    type: 'REFUND',
    gateway: payment.facts.gateway,
    saleId: sale.saleId,
    referenceOrderId: sale.referenceOrderId,
    paymentRequestId: facts.paymentRequestId,
    paymentId: 'charge' in payment.state ? payment.state.charge?.paymentId : undefined,
    refundRequestId: facts.refundRequestId,
    refundId: told?.refundId,
    amount: facts.amount,
    atMs: refundedAtMs ?? byAcquirer(payment, 'atMs' in state ? state.atMs : facts.approvedAtMs),
    says: REFUND_SAYS[state.kind],
    state: state.kind,
    settlement: told?.settlement?.amount,
    pspId: 'charge' in payment.state ? payment.state.charge?.pspId : undefined,
  };
}

function entriesOfPayment(sale: Sale, payment: Payment): TillEntry[] {
  const { facts, state } = payment;
  const entry = (charge: Charge | null, says: TillEntry['says']): TillEntry => ({
    type: 'PAYMENT',
    gateway: facts.gateway,
    saleId: sale.saleId,
    referenceOrderId: sale.referenceOrderId,
    paymentRequestId: facts.paymentRequestId,
    paymentId: charge?.paymentId,
    amount: (charge ?? facts).amount,
    atMs: chargedAtMs(payment, charge),
    says,
    state: state.kind,
    settlement: charge?.settlement?.amount,
    pspId: charge?.pspId,
  });
  const givenBack = (
    back: Parameters<typeof giveBackOf>[1],
    says: TillEntry['says'],
    atMs: Ms,
  ): TillEntry => ({
    ...entry(back.charge, says),
    ...giveBackOf(facts, back),
    type: 'REFUND',
    settlement: undefined,
    atMs: byAcquirer(payment, atMs),
  });
  /** What the till gave back itself: what a manager refunded is a refund of its own, and what went back elsewhere is in other books. */
  const givenBackBy = (ended: Extract<PaymentState, { kind: 'cancelled' }>): TillEntry[] => {
    const { backMinor, cause, charge, recheck } = ended;
    const wholeMinor = (charge ?? facts).amount.valueMinor;
    const refundMinor = backMinor ?? wholeMinor - standingMinor(sale, facts.paymentRequestId);
    if (cause === 'elsewhere' || refundMinor <= 0) return [];
    return [givenBack({ charge, refundMinor: refundMinor as Minor }, 'done', recheck.sinceMs)];
  };
  switch (state.kind) {
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
    case 'capturing':
      return [entry(null, 'unresolved')];
    case 'attention':
      return [entry(state.charge, 'unresolved')];
    case 'paid':
      return [entry(state.charge, 'done')];
    case 'failed':
      return [entry(null, 'notDone')];
    case 'cancelling': {
      const refund = state.phase === 'refund' ? [givenBack(state, 'unresolved', state.triedAtMs)] : [];
      return [entry(state.charge, 'unresolved'), ...refund];
    }
    case 'cancelled':
      // A charge that was refunded stays in the acquirer's books, beside its refund; one that was cancelled does not.
      return state.refundedPaymentId === null
        ? [entry(state.charge, 'notDone')]
        : [entry(state.charge, 'done'), ...givenBackBy(state)];
    default:
      return assertNever(state);
  }
}

function chargedAtMs(payment: Payment, charge: Charge | null): Ms {
  const told = charge?.paymentTime === undefined ? null : parseIso(charge.paymentTime);
  return told ?? byAcquirer(payment, payment.facts.startedAtMs);
}

function byAcquirer({ facts }: Payment, atMs: Ms): Ms {
  return atMs + (facts.clockOffsetMs ?? 0);
}
