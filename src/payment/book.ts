import type { Ms } from '../time.ts';
import { giveBackRefundIdOf } from './ids.ts';
import { isBusy, saleStateOf } from './sale.ts';
import type { Refund } from './refund-state.ts';
import type { Payment, Sale, TillEvent } from './state.ts';
import { isBeingRechecked, isUnresolved, wakeAtOf } from './transition.ts';

/** All sales of the till in memory, findable by each of their ids; a fold of the journal, never a second truth. */
export class Book {
  readonly #sales = new Map<string, Sale>();
  readonly #byOrder = new Map<string, string[]>();
  readonly #byPayment = new Map<string, string>();
  readonly #byPaymentId = new Map<string, string>();
  readonly #byRefund = new Map<string, string>();
  readonly #byKey = new Map<string, string>();
  readonly #open = new Set<string>();
  #latest: string | null = null;

  /** Takes a sale as it stands after an event in place of how it stood. */
  put(sale: Sale, event: TillEvent): void {
    this.#hear(event);
    if (!this.#sales.has(sale.saleId)) {
      const others = this.#byOrder.get(sale.referenceOrderId) ?? [];
      this.#byOrder.set(sale.referenceOrderId, [...others, sale.saleId]);
      if (!sale.adopted) this.#latest = sale.saleId;
    }
    this.#sales.set(sale.saleId, sale);
    for (const { facts } of sale.payments) this.#byPayment.set(facts.paymentRequestId, sale.saleId);
    for (const { facts } of sale.refunds) {
      this.#byRefund.set(facts.refundRequestId, sale.saleId);
      if (facts.idempotencyKey !== null) this.#byKey.set(facts.idempotencyKey, facts.refundRequestId);
    }
    if (isOpen(sale)) this.#open.add(sale.saleId);
    else this.#open.delete(sale.saleId);
  }

  sale(saleId: string): Sale | undefined {
    return this.#sales.get(saleId);
  }

  /** The sale that was opened last: the one on the stage. */
  latest(): Sale | undefined {
    return this.#latest === null ? undefined : this.#sales.get(this.#latest);
  }

  /** Every sale of an order, oldest first. */
  ofOrder(referenceOrderId: string): Sale[] {
    return (this.#byOrder.get(referenceOrderId) ?? []).flatMap((saleId) => this.#sales.get(saleId) ?? []);
  }

  /** The sale that a refund belongs to. */
  ofRefund(refundRequestId: string): Sale | undefined {
    return this.sale(this.#byRefund.get(refundRequestId) ?? '');
  }

  /** The refund that a caller named with this key. */
  refundOfKey(idempotencyKey: string): { readonly sale: Sale; readonly refund: Refund } | undefined {
    const refundRequestId = this.#byKey.get(idempotencyKey);
    const sale = refundRequestId === undefined ? undefined : this.ofRefund(refundRequestId);
    const refund = sale?.refunds.find(({ facts }) => facts.refundRequestId === refundRequestId);
    return sale === undefined || refund === undefined ? undefined : { sale, refund };
  }

  ofPayment(paymentRequestId: string): Sale | undefined {
    const saleId = this.#byPayment.get(paymentRequestId);
    return saleId === undefined ? undefined : this.#sales.get(saleId);
  }

  /** The attempt that an acquirer's payment id belongs to, as far as the till has heard of it. */
  paymentRequestIdOf(paymentId: string): string | undefined {
    return this.#byPaymentId.get(paymentId);
  }

  /** Sales that something may still happen to by itself: unresolved, to be looked at again, or waiting for paper. */
  open(): Sale[] {
    return [...this.#open].flatMap((saleId) => this.#sales.get(saleId) ?? []);
  }

  /** Newest first. */
  recent(limit: number): Sale[] {
    const found: Sale[] = [];
    const ids = [...this.#sales.keys()];
    for (let index = ids.length - 1; index >= 0 && found.length < limit; index -= 1) {
      const sale = this.#sales.get(ids[index] ?? '');
      if (sale !== undefined) found.push(sale);
    }
    return found;
  }

  /** Why an order cannot be opened again, if so. */
  refusalOfOrder(referenceOrderId: string): 'order-already-paid' | 'order-unresolved' | null {
    const payments = this.ofOrder(referenceOrderId).flatMap((sale) => sale.payments);
    if (payments.some((p) => p.state.kind === 'paid')) return 'order-already-paid';
    return payments.some((p) => isUnresolved(p) || isBeingRechecked(p)) ? 'order-unresolved' : null;
  }

  /** The sale that keeps the till from opening another one. */
  busy(): Sale | undefined {
    const latest = this.latest();
    return latest !== undefined && isBusy(latest) ? latest : undefined;
  }

  /** How many attempts an order has had, over all its sales. */
  attemptsOf(referenceOrderId: string): number {
    return this.ofOrder(referenceOrderId).reduce((sum, sale) => sum + sale.payments.length, 0);
  }

  /**
   * Takes note of the acquirer's payment id that an event tells of.
   *
   * Why: from the event and not from the state, since a charge that is heard of too late changes no state.
   */
  #hear(event: TillEvent): void {
    if (event.kind !== 'paymentChanged' || !('answer' in event.change)) return;
    const { answer } = event.change;
    if (answer.kind === 'charged') this.#byPaymentId.set(answer.charge.paymentId, event.paymentRequestId);
  }
}

/** What is still owed to an acquirer or to paper. */
export interface Owed {
  readonly kind: 'cancel' | 'refund' | 'inquiry' | 'receipt';
  readonly saleId: string;
  readonly paymentRequestId?: string;
  readonly refundRequestId?: string;
  readonly sinceMs: Ms;
  readonly tries: number;
  readonly nextTryAtMs: Ms;
  readonly lastAnswer: string | null;
}

/** The queue: derived from how the open sales stand, so that it can neither lose nor invent an item. */
export function queueOf(book: Book): Owed[] {
  return book
    .open()
    .flatMap((sale) => [
      ...sale.payments.flatMap((p) => owedBy(sale, p)),
      ...refundsOwed(sale),
      ...receiptsOwed(sale),
    ]);
}

/** One that waits for an earlier refund of its payment has no time of its own yet: it follows the moment that one ends. */
function refundsOwed(sale: Sale): Owed[] {
  return sale.refunds.flatMap(({ facts, state }) =>
    state.kind === 'pending'
      ? [
          {
            kind: 'refund' as const,
            saleId: sale.saleId,
            paymentRequestId: facts.paymentRequestId,
            refundRequestId: facts.refundRequestId,
            sinceMs: state.sinceMs,
            tries: state.tries,
            nextTryAtMs: state.nextTryAtMs ?? state.sinceMs,
            lastAnswer: state.lastAnswer,
          },
        ]
      : [],
  );
}

function owedBy(sale: Sale, payment: Payment): Owed[] {
  const ids = { saleId: sale.saleId, paymentRequestId: payment.facts.paymentRequestId };
  const state = payment.state;
  if (state.kind === 'cancelling') {
    const { sinceMs, tries, nextTryAtMs, lastAnswer } = state;
    const kind = state.phase === 'inquire' ? 'inquiry' : state.phase;
    const refund =
      kind === 'refund' ? { refundRequestId: giveBackRefundIdOf(payment.facts.paymentRequestId) } : {};
    return [{ kind, ...ids, ...refund, sinceMs, tries, nextTryAtMs, lastAnswer }];
  }
  if (state.kind === 'checking') {
    const { tries, nextAskAtMs, lastAnswer } = state;
    return [
      {
        kind: 'inquiry',
        ...ids,
        sinceMs: payment.facts.startedAtMs,
        tries,
        nextTryAtMs: nextAskAtMs,
        lastAnswer,
      },
    ];
  }
  // The look after a cancel is a precaution; it is owed once a first look brought no answer.
  if (state.kind === 'cancelled' && state.recheck.dueAtMs !== null && state.recheck.tries > 0) {
    const { sinceMs, tries, dueAtMs } = state.recheck;
    return [{ kind: 'inquiry', ...ids, sinceMs, tries, nextTryAtMs: dueAtMs, lastAnswer: null }];
  }
  return [];
}

function receiptsOwed(sale: Sale): Owed[] {
  return Object.values(sale.receipts).flatMap((job) =>
    job.state.kind === 'waiting'
      ? [
          {
            kind: 'receipt' as const,
            saleId: sale.saleId,
            sinceMs: job.state.sinceMs,
            tries: job.state.why === null ? 0 : 1,
            nextTryAtMs: job.state.sinceMs,
            lastAnswer: job.state.why,
          },
        ]
      : [],
  );
}

function isOpen(sale: Sale): boolean {
  const state = saleStateOf(sale);
  if (state === 'awaitingCode' || state === 'failed') return true;
  if (sale.payments.some((p) => isUnresolved(p) || wakeAtOf(p) !== null || isToBeRechecked(p))) return true;
  if (sale.refunds.some((refund) => refund.state.kind === 'pending')) return true;
  return Object.values(sale.receipts).some((job) => ['waiting', 'printing'].includes(job.state.kind));
}

function isToBeRechecked(payment: Payment): boolean {
  const state = payment.state;
  return state.kind === 'cancelled' && (state.recheck.atNextStart || state.recheck.inFlight);
}
