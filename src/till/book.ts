import type { SaleQuery } from '../journal/entry.ts';
import { foldOf, foldOnto } from '../journal/fold.ts';
import type { JournalReads } from '../journal/port.ts';
import type { SaleState } from '../ground/sale-states.ts';
import { isBusy, isOpen, saleStateOf } from '../payment/sale.ts';
import type { Ms } from '../ground/time.ts';
import type { TillEvent } from '../payment/events.ts';
import type { Refund } from '../payment/refund-state.ts';
import type { Payment, PaymentFacts, Sale } from '../payment/state.ts';
import type { PaymentNamed } from '../acquirers/notices.ts';

type PaymentStarted = Extract<TillEvent, { kind: 'paymentStarted' }>;

/** How many sales that are over are kept at hand: more than a screen shows. */
const AT_HAND = 64;

/**
 * All sales of the till, findable by each of their ids: the open ones in memory, the others read when asked for.
 *
 * A fold of the journal, never a second truth: what is not in memory is folded again from its rows.
 */
export class Book {
  readonly #journal: JournalReads;
  readonly #open = new Map<string, Sale>();
  /** Sales that are over, the one that was used last at the end. */
  readonly #over = new Map<string, Sale>();
  /** Which sale each payment and each refund of those in memory belongs to. */
  readonly #byId = new Map<string, string>();
  /** The sales that were opened last, newest first. */
  #recent: string[] = [];
  /** The order that was looked for last, with its sales, oldest first: its code comes a moment after its amount. */
  #order: { readonly referenceOrderId: string; readonly saleIds: readonly string[] } | null = null;
  /** The payment id that was looked for last, while no attempt has it. */
  #unused: string | null = null;
  /** The sale that stood on the stage when this run of the till began, and how. */
  #atStart: { readonly saleId: string; readonly state: SaleState } | null = null;

  constructor(journal: JournalReads) {
    this.#journal = journal;
  }

  /** Folds the rows of the open sales, and takes note of the sale on the stage. Errors: throws DamagedJournal where they can't have happened in this order. */
  replay(): void {
    const sales = new Map<string, Sale>();
    for (const event of this.#journal.open()) {
      sales.set(event.saleId, foldOnto(sales.get(event.saleId) ?? null, event));
    }
    for (const sale of sales.values()) this.#keep(sale);
    this.#recent = this.#journal.find({ limit: AT_HAND }).map(({ saleId }) => saleId);
    const latest = this.latest();
    this.#atStart = latest === undefined ? null : { saleId: latest.saleId, state: saleStateOf(latest) };
  }

  /** Takes a sale as it stands after an event that the journal has, in place of how it stood; null before its first. */
  put(before: Sale | null, after: Sale): void {
    if (before === null) this.#opened(after);
    this.#keep(after);
  }

  sale(saleId: string): Sale | undefined {
    return this.#open.get(saleId) ?? this.#used(saleId) ?? this.#loaded(saleId);
  }

  /** The sale that was opened last at this till. */
  latest(): Sale | undefined {
    for (const saleId of this.#recent) {
      const sale = this.sale(saleId);
      if (sale?.adopted === false) return sale;
    }
    return undefined;
  }

  /** The sale on the stage: the latest one, unless somebody went on from it. */
  onStage(): Sale | undefined {
    const latest = this.latest();
    return latest?.dismissed === true ? undefined : latest;
  }

  /** Whether a sale had ended before this run of the till began: showing it is no news. */
  isEarlier(sale: Sale): boolean {
    const atStart = this.#atStart;
    return atStart?.saleId === sale.saleId && !isBusy(sale) && atStart.state === saleStateOf(sale);
  }

  /** Every sale of an order, oldest first. */
  ofOrder(referenceOrderId: string): Sale[] {
    if (this.#order?.referenceOrderId !== referenceOrderId) {
      const found = this.#journal.find({ referenceOrderId, limit: Number.MAX_SAFE_INTEGER });
      this.#order = { referenceOrderId, saleIds: found.toReversed().map(({ saleId }) => saleId) };
    }
    return this.#order.saleIds.flatMap((saleId) => this.sale(saleId) ?? []);
  }

  ofPayment(paymentRequestId: string): Sale | undefined {
    if (this.#unused === paymentRequestId) return undefined;
    const sale = this.#ofId(paymentRequestId, { paymentRequestId });
    if (sale === undefined) this.#unused = paymentRequestId;
    return sale;
  }

  /**
   * The attempt at this gateway that a notice is of; by what its acquirer told alone, only among open sales and those at
   * hand.
   *
   * Why those too: a customer may still pay on a page that said no, when the sale is long over.
   */
  factsOf(gateway: string, named: PaymentNamed): PaymentFacts | undefined {
    const id = named.by === 'id' ? named.paymentRequestId : named.of;
    const sales = id === undefined ? [...this.open(), ...this.recent(AT_HAND)] : [this.ofPayment(id)];
    const payments = sales.flatMap((sale) => sale?.payments ?? []).map(({ facts }) => facts);
    return payments.find(
      (facts) =>
        facts.gateway === gateway &&
        (id === undefined || facts.paymentRequestId === id) &&
        (named.by === 'id' || facts.acquirer[named.name] === named.value),
    );
  }

  /** The sale that a refund belongs to. */
  ofRefund(refundRequestId: string): Sale | undefined {
    return this.#ofId(refundRequestId, { refundRequestId });
  }

  /** The refund that a caller named with this key. */
  refundOfKey(idempotencyKey: string): { readonly sale: Sale; readonly refund: Refund } | undefined {
    const [found] = this.#journal.find({ idempotencyKey, limit: 1 });
    const sale = found === undefined ? undefined : this.sale(found.saleId);
    const refund = sale?.refunds.find(({ facts }) => facts.idempotencyKey === idempotencyKey);
    return sale === undefined || refund === undefined ? undefined : { sale, refund };
  }

  /** The attempt that an acquirer's payment id belongs to, as far as the till has heard of it. */
  paymentRequestIdOf(paymentId: string): string | null {
    return this.#journal.attemptOf(paymentId);
  }

  /** The gateway of an attempt; undefined where there is none such. */
  gatewayOf(paymentRequestId: string): string | undefined {
    return this.attemptsNamed(paymentRequestId)[0]?.facts.gateway;
  }

  /** The payment of an attempt; none where no journal here has it. */
  attemptsNamed(paymentRequestId: string): readonly Payment[] {
    const payments = this.ofPayment(paymentRequestId)?.payments ?? [];
    return payments.filter(({ facts }) => facts.paymentRequestId === paymentRequestId);
  }

  /** Sales that something may still happen to by itself: unresolved, to be looked at again, or waiting for paper. */
  open(): Sale[] {
    return [...this.#open.values()];
  }

  /** Newest first. */
  recent(limit: number): Sale[] {
    const ids =
      limit <= AT_HAND
        ? this.#recent.slice(0, limit)
        : this.#journal.find({ limit }).map(({ saleId }) => saleId);
    return ids.flatMap((saleId) => this.sale(saleId) ?? []);
  }

  /** The attempts that were started since then, of the sales that were opened last. */
  startedSince(sinceMs: Ms): PaymentStarted[] {
    return this.recent(AT_HAND)
      .filter(({ payments }) => payments.some(({ facts }) => facts.startedAtMs >= sinceMs))
      .flatMap(({ saleId }) => [...this.#journal.ofSale(saleId)])
      .filter((event) => event.kind === 'paymentStarted')
      .filter(({ atMs }) => atMs >= sinceMs);
  }

  /** Sales that fit a query, newest first. */
  find(query: SaleQuery): Sale[] {
    return this.#journal.find(query).flatMap(({ saleId }) => this.sale(saleId) ?? []);
  }

  /** The sale that keeps the till from opening another one. */
  busy(): Sale | undefined {
    const latest = this.latest();
    return latest !== undefined && isBusy(latest) ? latest : undefined;
  }

  #opened({ saleId, referenceOrderId }: Sale): void {
    this.#recent = [saleId, ...this.#recent.slice(0, AT_HAND - 1)];
    if (this.#order?.referenceOrderId === referenceOrderId)
      this.#order = { referenceOrderId, saleIds: [...this.#order.saleIds, saleId] };
  }

  #keep(sale: Sale): void {
    const { saleId } = sale;
    for (const id of idsOf(sale)) {
      this.#byId.set(id, saleId);
      if (id === this.#unused) this.#unused = null;
    }
    if (isOpen(sale)) {
      this.#over.delete(saleId);
      this.#open.set(saleId, sale);
      return;
    }
    this.#open.delete(saleId);
    this.#over.delete(saleId);
    this.#over.set(saleId, sale);
    if (this.#over.size > AT_HAND) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const [oldest] = this.#over.values();
    if (oldest === undefined) return;
    this.#over.delete(oldest.saleId);
    for (const id of idsOf(oldest)) this.#byId.delete(id);
  }

  #ofId(id: string, query: Omit<SaleQuery, 'limit'>): Sale | undefined {
    const saleId = this.#byId.get(id) ?? this.#journal.find({ ...query, limit: 1 })[0]?.saleId;
    return saleId === undefined ? undefined : this.sale(saleId);
  }

  #used(saleId: string): Sale | undefined {
    const sale = this.#over.get(saleId);
    if (sale === undefined) return undefined;
    this.#over.delete(saleId);
    this.#over.set(saleId, sale);
    return sale;
  }

  #loaded(saleId: string): Sale | undefined {
    const sale = foldOf(this.#journal.ofSale(saleId));
    if (sale === null) return undefined;
    this.#keep(sale);
    return sale;
  }
}

function idsOf({ payments, refunds }: Sale): string[] {
  const ofPayments = payments.map(({ facts }) => facts.paymentRequestId);
  return [...ofPayments, ...refunds.map(({ facts }) => facts.refundRequestId)];
}
