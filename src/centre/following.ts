import { entryOf, type MoneyMoved, type SaleEntry } from '../journal/entry.ts';
import { decodeRow, isOfSale } from '../journal/records.ts';
import type { TillEvent } from '../payment/events.ts';
import { isOutOfTheWay } from '../payment/freed.ts';
import type { Leave } from '../payment/leave.ts';
import { saleTransition } from '../payment/sale.ts';
import type { Payment, Sale } from '../payment/state.ts';
import { isBeingRechecked, isUnresolved } from '../payment/transition.ts';
import type { CaseFound } from './cases.ts';
import { isColumnNumber, isStorable } from './storable.ts';

/** A row as the centre keeps it. */
export interface KeptRow {
  readonly epoch: number;
  readonly seq: number;
  readonly body: string;
}

/** An attempt as the rows tell of it. `open`: it may still charge. `charged`: it has, whatever was given back since. */
export interface AttemptTold {
  readonly paymentRequestId: string;
  readonly number: number;
  readonly leave: Leave | null;
  readonly begunAtMs: number;
  readonly state: 'open' | 'charged' | 'over';
}

export interface RefundTold {
  readonly refundRequestId: string;
  readonly paymentRequestId: string;
  readonly approverId: string;
  readonly approvedAtMs: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: 'reserved' | 'made' | 'failed';
}

/** Money that a row moved, with the place of the row. */
export interface MovementTold extends MoneyMoved {
  readonly epoch: number;
  readonly seq: number;
  readonly place: number;
}

/** A payment that was paid once, whatever was given back since. */
export interface Charged {
  readonly paymentRequestId: string;
  readonly currency: string;
  readonly chargedMinor: number;
}

/** All that new rows of one sale tell the office. */
export interface SaleTold {
  readonly sale: SaleEntry;
  readonly ids: readonly { readonly id: string; readonly kind: string }[];
  readonly movements: readonly MovementTold[];
  readonly attempts: readonly AttemptTold[];
  readonly charges: readonly Charged[];
  readonly refunds: readonly RefundTold[];
  readonly cases: readonly CaseFound[];
}

/**
 * What new rows of a sale tell, after those that were followed before.
 *
 * It is the till's own fold: what the office shows is what the till showed. Null where the rows are of a newer till, do not
 * fit each other, or tell what no table holds; they are kept, and a person is told.
 */
export function followed(before: readonly KeptRow[], rows: readonly KeptRow[]): SaleTold | null {
  try {
    const told = follow(before, rows);
    return told !== null && fits(told) ? told : null;
  } catch {
    return null;
  }
}

function follow(before: readonly KeptRow[], rows: readonly KeptRow[]): SaleTold | null {
  let sale: Sale | null = null;
  // What was paid once: rows may come together in which it was paid and given back.
  const charges = new Map<string, Charged>();
  const leaves = new Map<string, Leave>();
  const ids = new Map<string, { id: string; kind: string }>();
  const movements: MovementTold[] = [];
  const overrides: CaseFound[] = [];
  let lastEvent: TillEvent | null = null;
  for (const [at, row] of [...before, ...rows].entries()) {
    const event = eventOf(row);
    const after: Sale = saleTransition(sale, event).sale;
    if ((event.kind === 'paymentStarted' || event.kind === 'pageStarted') && event.leave !== undefined)
      leaves.set(event.paymentRequestId, event.leave);
    for (const each of chargesOf(after)) charges.set(each.paymentRequestId, each);
    if (at >= before.length) {
      const entry = entryOf(sale, after, event);
      for (const each of entry.ids)
        if (each.kind !== 'idempotencyKey') ids.set(`${each.kind} ${each.id}`, each);
      movements.push(
        ...entry.movements.map((moved, place) => ({ ...moved, epoch: row.epoch, seq: row.seq, place })),
      );
      if (event.kind === 'orderOverridden')
        overrides.push({
          kind: 'override',
          subject: `${after.saleId} ${row.epoch} ${row.seq}`,
          orderId: after.referenceOrderId,
          facts: { approver: event.approverId, reason: event.reason },
          isOver: false,
        });
      lastEvent = event;
    }
    sale = after;
  }
  if (sale === null || lastEvent === null) return null;
  const now = sale;
  return {
    sale: entryOf(now, now, lastEvent).sale,
    ids: [...ids.values()],
    movements,
    attempts: now.adopted ? [] : now.payments.map((payment) => attemptOf(payment, leaves, charges)),
    charges: [...charges.values()],
    refunds: now.refunds.map(({ facts, state }) => ({
      refundRequestId: facts.refundRequestId,
      paymentRequestId: facts.paymentRequestId,
      approverId: facts.approverId,
      approvedAtMs: facts.approvedAtMs,
      amountMinor: facts.amount.valueMinor,
      currency: facts.amount.currency,
      state: state.kind === 'refunded' ? 'made' : state.kind === 'failed' ? 'failed' : 'reserved',
    })),
    cases: [...overrides, ...personCases(now)],
  };
}

/** A row that no table takes would keep all rows of its till behind it from being followed. */
function fits(told: SaleTold): boolean {
  return isStorable(told) && told.attempts.every(({ number }) => isColumnNumber(number));
}

function eventOf({ body }: KeptRow): TillEvent {
  const row = decodeRow(body);
  if (!row.ok) throw new Error(row.error.say);
  if (!isOfSale(row.value.record)) throw new Error('belongs to no sale');
  return row.value.record;
}

function attemptOf(
  payment: Payment,
  leaves: ReadonlyMap<string, Leave>,
  charges: ReadonlyMap<string, Charged>,
): AttemptTold {
  const { paymentRequestId, number, startedAtMs } = payment.facts;
  return {
    ...{ paymentRequestId, number, begunAtMs: startedAtMs },
    leave: leaves.get(paymentRequestId) ?? null,
    state: charges.has(paymentRequestId) ? 'charged' : attemptState(payment),
  };
}

function attemptState(payment: Payment): 'open' | 'over' {
  // Freed by a manager: it may still be paid, and goes back by itself then.
  if (isOutOfTheWay(payment)) return 'over';
  return isUnresolved(payment) || isBeingRechecked(payment) ? 'open' : 'over';
}

function chargesOf({ payments }: Sale): Charged[] {
  return payments.flatMap(({ facts, state }) => {
    if (state.kind !== 'paid') return [];
    const { currency, valueMinor: chargedMinor } = state.charge.amount;
    return [{ paymentRequestId: facts.paymentRequestId, currency, chargedMinor }];
  });
}

/** What of a sale waits for a person, and what does so no more. */
function personCases(sale: Sale): CaseFound[] {
  return sale.payments.flatMap(({ facts, state }) => {
    const about = { subject: facts.paymentRequestId, orderId: sale.referenceOrderId };
    const amount = { currency: facts.amount.currency, minor: facts.amount.valueMinor };
    return [
      { ...about, kind: 'attention' as const, facts: amount, isOver: state.kind !== 'attention' },
      {
        ...about,
        kind: 'stuckCancel' as const,
        facts: amount,
        isOver: state.kind !== 'cancelling' || state.stuck === null,
      },
    ];
  });
}
