import type { Currency } from '../ground/money/currencies.ts';
import { isOpen } from '../payment/sale.ts';
import { leadingPayment, saleStateOf } from '../payment/sale.ts';
import type { Charge } from '../payment/answers.ts';
import type { Payment, Sale } from '../payment/state.ts';
import type { SaleState } from '../ground/sale-states.ts';
import { chargeTold, type TillEvent } from '../payment/events.ts';
import type { Amount, Minor } from '../ground/money/amount.ts';
import { standingMinor } from '../payment/sale-refunds.ts';
import type { Ms } from '../ground/time.ts';

/** What the index holds of a sale, as it stands now. */
export interface SaleEntry {
  readonly saleId: string;
  readonly referenceOrderId: string;
  /** Something may still happen to it by itself: it is replayed at the start. */
  readonly open: boolean;
  readonly state: SaleState;
  readonly amount: Amount;
  readonly openedAtMs: Ms;
  /** The wallet that paid, as the acquirer names it; null before that is known. */
  readonly wallet: string | null;
}

/** An id that leads to a sale, and to which of its attempts. */
export interface KnownId {
  readonly kind: 'paymentRequestId' | 'paymentId' | 'refundRequestId' | 'refundId' | 'idempotencyKey';
  readonly id: string;
  readonly paymentRequestId: string;
}

/** Money that one event moved. `sale` came in; `void` and `refund` went back. `quarter`: see `quarterOf`. */
export interface Movement {
  readonly type: 'sale' | 'void' | 'refund';
  readonly currency: Currency;
  readonly wallet: string | null;
  /** The gateway of the payment; null only in days that were closed before it was kept. */
  readonly gateway: string | null;
  /** Who was signed in when it was sold, or given back; null where nobody was. */
  readonly operatorId: string | null;
  readonly quarter: number;
  readonly amountMinor: number;
}

/** One movement of money with its ids. `atMs` is when the till learnt of it. */
export interface MoneyMoved extends Movement {
  readonly atMs: Ms;
  readonly paymentRequestId: string;
  /** The acquirer's id of the charge; null where none was told. */
  readonly paymentId: string | null;
  /** Of a refund; null otherwise. */
  readonly refundRequestId: string | null;
  /** Who approved a refund; null otherwise. Who approved a void stands in the sale's rows. */
  readonly approverId: string | null;
}

/** A movement of money with the sale that it belongs to. */
export interface MoneyRow extends MoneyMoved {
  readonly saleId: string;
  readonly referenceOrderId: string;
}

/** From a time on, and before another. */
export interface Span {
  readonly fromMs: Ms;
  readonly untilMs: Ms;
}

/** How often money moved in one way, and how much together. Why bigint: a sum may be more than one amount can be. */
export interface Total extends Omit<Movement, 'amountMinor'> {
  readonly count: number;
  readonly amountMinor: bigint;
}

/** What moved since the last close of a day. `sinceMs` is that close, or the first row; null in an empty journal. */
export interface DayTotals {
  readonly day: number;
  readonly sinceMs: Ms | null;
  readonly totals: readonly Total[];
}

/** Which sales are looked for: all that is named must fit. `id` is any id that leads to a sale; not a caller's key. */
export interface SaleQuery {
  readonly id?: string | undefined;
  readonly referenceOrderId?: string | undefined;
  readonly paymentRequestId?: string | undefined;
  readonly refundRequestId?: string | undefined;
  /** How the caller named the request of a refund. */
  readonly idempotencyKey?: string | undefined;
  readonly amountMinor?: number | undefined;
  /** Opened at or after. */
  readonly fromMs?: Ms | undefined;
  /** Opened before. */
  readonly untilMs?: Ms | undefined;
  /** Changed since this day of the till began, by the order of the rows and not by the clock. */
  readonly sinceDay?: number | undefined;
  readonly wallet?: string | undefined;
  readonly state?: SaleState | undefined;
  readonly limit: number;
}

/** All that the index takes note of with one event: the sale after it, and what this event added. */
export interface IndexEntry {
  /** Whether this is the first event of the sale. */
  readonly isNew: boolean;
  readonly sale: SaleEntry;
  readonly ids: readonly KnownId[];
  readonly movements: readonly MoneyMoved[];
}

const QUARTER_MS = 15 * 60_000;
const QUARTERS_A_DAY = 96;

/**
 * The quarter of the day at UTC, 0 to 95.
 *
 * Why: the offset of every zone is whole quarters, so the hours of any zone can be made of them, and the index
 * depends on no config.
 */
export function quarterOf(atMs: Ms): number {
  return Math.floor(atMs / QUARTER_MS) % QUARTERS_A_DAY;
}

/** What the index takes note of when `event` has made `after` of `before`; it follows from the events alone. */
export function entryOf(before: Sale | null, after: Sale, event: TillEvent): IndexEntry {
  return {
    isNew: before === null,
    sale: {
      saleId: after.saleId,
      referenceOrderId: after.referenceOrderId,
      open: isOpen(after),
      state: saleStateOf(after),
      amount: after.amount,
      openedAtMs: after.openedAtMs,
      wallet: walletOf(leadingPayment(after)),
    },
    ids: [...idsIn(event), ...refundIdsIn(before, after)],
    movements: [...paymentsMoved(before, after, event), ...refundsMoved(before, after, event)],
  };
}

/** From the event and not from the state, since a charge that is heard of too late changes no state. */
function idsIn(event: TillEvent): KnownId[] {
  switch (event.kind) {
    case 'paymentStarted':
    case 'pageStarted': {
      const { paymentRequestId } = event;
      return [{ kind: 'paymentRequestId', id: paymentRequestId, paymentRequestId }];
    }
    case 'saleAdopted': {
      const { charge, paymentRequestId } = event;
      return [
        { kind: 'paymentRequestId', id: paymentRequestId, paymentRequestId },
        { kind: 'paymentId', id: charge.paymentId, paymentRequestId },
      ];
    }
    case 'paymentChanged': {
      const charge = chargeTold(event.change);
      return charge === null
        ? []
        : [{ kind: 'paymentId', id: charge.paymentId, paymentRequestId: event.paymentRequestId }];
    }
    case 'refundApproved': {
      const { idempotencyKey: key, paymentRequestId, refundRequestId } = event;
      const named: KnownId[] = key === null ? [] : [{ kind: 'idempotencyKey', id: key, paymentRequestId }];
      return [{ kind: 'refundRequestId', id: refundRequestId, paymentRequestId }, ...named];
    }
    default:
      return [];
  }
}

/** The acquirer's ids of refunds that were just made. */
function refundIdsIn(before: Sale | null, after: Sale): KnownId[] {
  return after.refunds.flatMap(({ facts, state }, index): KnownId[] => {
    if (state.kind !== 'refunded' || before?.refunds[index]?.state.kind === 'refunded') return [];
    const { paymentRequestId } = facts;
    return state.refundId === undefined ? [] : [{ kind: 'refundId', id: state.refundId, paymentRequestId }];
  });
}

/** A sale moves money once it is paid here, and back once its void is confirmed; a charge that never was a sale, never. */
function paymentsMoved(before: Sale | null, after: Sale, { atMs }: TillEvent): MoneyMoved[] {
  return after.payments.flatMap((payment, index): MoneyMoved[] => {
    const { facts, state } = payment;
    if (before?.payments[index]?.state.kind === state.kind) return [];
    if (state.kind === 'paid') {
      const by = after.operatorId ?? null;
      return after.adopted ? [] : [{ type: 'sale', ...movedOf(facts.amount, payment, atMs, by) }];
    }
    const back = voidedOf(after, payment, before?.payments[index]?.state.kind === 'paid');
    return back === null ? [] : [{ type: 'void', ...movedOf(back, payment, atMs, after.voidedById ?? null) }];
  });
}

/** Whether a payment is given back as a whole, so that a refund of it that failed had been counted instead. */
function isVoided(sale: Sale, payment: Payment | undefined): boolean {
  const state = payment?.state;
  return !sale.adopted && state?.kind === 'cancelled' && state.cause === 'void' && state.backMinor === null;
}

/** What a void gave back, beside the manager's refunds of it; null where there was none. */
function voidedOf(sale: Sale, { facts, state }: Payment, wasPaid: boolean): Amount | null {
  if (state.kind !== 'cancelled' || sale.adopted) return null;
  if (state.cause !== 'void' && !(state.cause === 'elsewhere' && wasPaid)) return null;
  const { amount, paymentRequestId } = facts;
  // A refund that is still owed counts as one: should it fail, what it stood for was given back by the void.
  const wholeMinor = state.backMinor ?? amount.valueMinor - standingMinor(sale, paymentRequestId);
  return wholeMinor <= 0 ? null : { ...amount, valueMinor: wholeMinor as Minor };
}

/** A refund moves money once the acquirer says that it is made. */
function refundsMoved(before: Sale | null, after: Sale, { atMs }: TillEvent): MoneyMoved[] {
  return after.refunds.flatMap(({ facts, state }, index): MoneyMoved[] => {
    if (state.kind === 'pending' || before?.refunds[index]?.state.kind === state.kind) return [];
    const payment = after.payments.find((p) => p.facts.paymentRequestId === facts.paymentRequestId);
    const type = state.kind === 'refunded' ? 'refund' : 'void';
    if (type === 'void' && !isVoided(after, payment)) return [];
    const { amount, paymentRequestId, refundRequestId, approverId } = facts;
    const moved = { ...movedOf(amount, payment, atMs, facts.operatorId ?? null), paymentRequestId };
    // Where the void gave it back, the refund itself failed: it is none of the void's ids.
    return [type === 'void' ? { type, ...moved } : { type, ...moved, refundRequestId, approverId }];
  });
}

function movedOf(
  amount: Amount,
  payment: Payment | undefined,
  atMs: Ms,
  operatorId: string | null,
): Omit<MoneyMoved, 'type'> {
  const { currency, valueMinor: amountMinor } = amount;
  const gateway = payment?.facts.gateway ?? null;
  return {
    ...{ currency, gateway, operatorId, amountMinor, atMs, quarter: quarterOf(atMs) },
    wallet: walletOf(payment),
    paymentRequestId: payment?.facts.paymentRequestId ?? '',
    paymentId: chargeOf(payment)?.paymentId ?? null,
    refundRequestId: null,
    approverId: null,
  };
}

function walletOf(payment: Payment | undefined): string | null {
  return chargeOf(payment)?.walletBrandName ?? null;
}

function chargeOf(payment: Payment | undefined): Charge | null {
  return payment !== undefined && 'charge' in payment.state ? payment.state.charge : null;
}
