import type { Config } from '../config/config.ts';
import { entryOf } from '../journal/entry.ts';
import { isOfOffice } from '../journal/office-records.ts';
import { approvalIn, isOfDuty, type JournalRecord, type ShopRecord } from '../journal/records.ts';
import { OfficeBook } from '../office/book.ts';
import { Approvals, remembered } from '../staff/approvals.ts';
import { Duty } from '../staff/duty.ts';
import { Bearers } from './bearers.ts';
import { Book } from './book.ts';
import { resumeEvents } from '../payment/resume.ts';
import { NEWS, newsOf } from '../payment/news.ts';
import { guardRelease, guardStep, guardVoid } from '../payment/guards.ts';
import { leadingPayment, saleTransition } from '../payment/sale.ts';
import { refundableMinor } from '../payment/sale-refunds.ts';
import { refundWakeAtOf } from '../payment/refund.ts';
import type { RefundEvent } from '../payment/refund-state.ts';
import type { PaperName } from '../payment/receipt-state.ts';
import type { Sale } from '../payment/state.ts';
import type { PaymentEvent, TillEffect, TillEvent } from '../payment/events.ts';
import type { Terms } from '../payment/terms.ts';
import { awaitsInquiry, wakeAtOf } from '../payment/transition.ts';
import type { Clock, Log } from '../ground/ports.ts';
import { gatewayOf } from '../acquirers/account.ts';
import { missingGateway } from '../acquirers/missing-gateway.ts';
import type { PaymentNamed } from '../acquirers/notices.ts';
import type { Gateway, LineAnswer, NoticeContent, PageOrder, Timed } from '../acquirers/port.ts';
import type { Journal } from '../journal/port.ts';
import { isoWithOffset } from '../ground/time.ts';
import { assertNever } from '../ground/result.ts';
import { Acquirers } from './acquirer-calls.ts';
import { UnkeptTallies } from './unkept-tallies.ts';
import { Wakes } from './wakes.ts';
import { isOfAnother } from './whose-charge.ts';
import type { PaymentCode } from '../ground/payment-code.ts';
import type { PaymentLink } from '../ground/payment-link.ts';
type PaymentStarted = Extract<TillEvent, { kind: 'paymentStarted' }>;

/** What the loop needs of the world. */
export interface TerminalParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly log: Log;
  /** What is known of the customer's phone; absent where phones do not reach this till. */
  readonly phoneOf?: (paymentRequestId: string) => Pick<PageOrder, 'backUrl' | 'phone'>;
  /** Sends a copy on its way to paper; the press answers with receipt events. */
  readonly print: (saleId: string, copy: PaperName, printer: string | null) => void;
  /** Something that a person at the till must hear of beside how the sales stand. */
  readonly notice: (kind: string, say: string) => void;
  /** Something changed that a screen may show. */
  readonly changed: () => void;
  /** A gateway answered in a way that could be believed, or did not: for health. */
  readonly heard: (gateway: string, why: string | null) => void;
}

/**
 * The loop: event, next state, commit, effects.
 *
 * Only `dispatch` makes a new state, and no effect starts before its event is committed. Effects answer with events.
 */
export class Terminal {
  readonly book: Book;
  readonly approvals: Approvals;
  readonly duty = new Duty();
  readonly office = new OfficeBook();
  readonly #parts: TerminalParts;
  readonly #bearers = new Bearers();
  #replayedPayments: ReadonlySet<string> = new Set();
  readonly #wakes: Wakes;
  readonly #unkept = new UnkeptTallies();
  readonly #acquirers: Acquirers;
  #stopped = false;

  constructor(parts: TerminalParts) {
    this.#parts = parts;
    this.book = new Book(parts.journal);
    this.#wakes = new Wakes(parts.clock);
    const { terminal } = parts.config;
    this.approvals = new Approvals((atMs) =>
      isoWithOffset(atMs, terminal.timeZone).slice(0, 'yyyy-mm-dd'.length),
    );
    const { clock, config, gateways, log, notice, heard } = parts;
    this.#acquirers = new Acquirers({
      book: this.book,
      phoneOf: (paymentRequestId) => parts.phoneOf?.(paymentRequestId) ?? { backUrl: null },
      codeOf: (paymentRequestId) => this.#bearers.codeOf(paymentRequestId),
      gatewayOf: (facts) => gatewayOf(gateways, config.gateways, facts),
      awaitsInquiry: (id) => !this.#stopped && this.book.attemptsNamed(id).some(awaitsInquiry),
      linkMade: (paymentRequestId, link) => this.#bearers.keepLink(paymentRequestId, link),
      tell: (paymentRequestId, change) => this.tell(paymentRequestId, change),
      tellRefund: (refundRequestId, change) => this.tellRefund(refundRequestId, change),
      ...{ clock, gateways, log, notice, heard },
    });
  }

  /**
   * Rebuilds from the journal how the open sales stand, and who may approve; asks and starts nothing yet.
   *
   * Errors: throws DamagedJournal where the rows can't have happened in this order.
   */
  replay(): void {
    this.book.replay();
    const { clock, journal } = this.#parts;
    const nowMs = clock.nowMs();
    this.approvals.remember(remembered(journal.approvals(), nowMs), nowMs);
    for (const record of journal.office()) this.office.take(record);
    const ids = this.book.open().flatMap((sale) => sale.payments.map((p) => p.facts.paymentRequestId));
    this.#replayedPayments = new Set(ids);
  }

  /** Asks for everything that was under way when the process before this one ended. */
  resume(): void {
    for (const sale of this.book.open()) {
      const events = resumeEvents(sale, this.#parts.clock.nowMs(), this.#replayedPayments);
      for (const event of events) this.dispatch(event);
      this.#wakeLater(this.book.sale(sale.saleId) ?? sale);
      for (const [copy, job] of Object.entries(sale.receipts)) {
        if (job.state.kind === 'waiting') this.#parts.print(sale.saleId, copy as PaperName, job.to);
      }
    }
  }

  /** Stops all timers and takes no event any more; what is owed stands in the journal, for the next start. */
  stop(): void {
    this.#stopped = true;
    this.#wakes.stop();
  }

  /** Takes one event: next state, one synchronous commit, then the effects. */
  dispatch(happened: TillEvent): void {
    if (this.#stopped) return;
    const event = this.#byOperator(happened);
    const before = this.book.sale(event.saleId) ?? null;
    const step = saleTransition(before, event);
    if (step.sale === before && step.effects.length === 0) return;
    guardStep(before, step.sale, event);
    guardVoid(before, event);
    guardRelease(before, event);
    if (!this.#unkept.isOnlyTally(before, step.sale, event)) {
      const { journal } = this.#parts;
      if (before !== null)
        for (const tally of this.#unkept.take(before, event.atMs))
          journal.append(this.#byOperator(tally), entryOf(before, before, tally));
      journal.append(event, entryOf(before, step.sale, event));
    }
    this.book.put(before, step.sale);
    this.#takeApproval(event);
    this.#wakeLater(step.sale);
    this.#bearers.forget(step.sale);
    const news = newsOf(before, step.sale);
    if (news !== null) this.#parts.notice(NEWS[news].kind, NEWS[news].say);
    this.#parts.changed();
    for (const effect of step.effects) this.#run(effect);
  }

  /** Keeps what happened in the shop and belongs to no sale. */
  note(happened: ShopRecord): void {
    if (this.#stopped) return;
    const record = this.#byOperator(happened);
    this.#parts.journal.append(record, null);
    this.#takeApproval(record);
    if (isOfOffice(record)) this.office.take(record);
    if (isOfDuty(record)) this.duty.take(record);
    if (isOfOffice(record) || isOfDuty(record)) this.#parts.changed();
  }

  #takeApproval(record: JournalRecord): void {
    const approval = approvalIn(record);
    if (approval !== null) this.approvals.take(approval);
  }

  /** Every row tells who was signed in when it was written. */
  #byOperator<R extends JournalRecord>(record: R): R {
    const operatorId = this.duty.personAt('till');
    return operatorId === undefined ? record : { ...record, operatorId };
  }

  /** Begins an attempt to charge: the event is kept without the code, the code is kept without a trace. */
  pay(event: PaymentStarted, code: PaymentCode): void {
    this.#bearers.keepCode(event.paymentRequestId, code);
    this.dispatch(event);
  }

  /** What may be done at a gateway: an attempt keeps it when it begins. */
  termsOf(gateway: string): Terms {
    return (this.#parts.gateways.get(gateway) ?? missingGateway(gateway)).terms;
  }

  /** Whether a gateway's wallets may want the store registered. */
  wantsStore(gateway: string): boolean {
    return this.#parts.gateways.get(gateway)?.wantsStore === true;
  }

  /** What the customer of an attempt pays by; null before it is there, and once it is not to be shown any more. */
  linkOf(paymentRequestId: string): PaymentLink | null {
    return this.#bearers.linkOf(paymentRequestId);
  }

  /** Tells one payment of an event. */
  tell(paymentRequestId: string, change: PaymentEvent): void {
    const sale = this.book.ofPayment(paymentRequestId);
    if (sale === undefined) return;
    this.dispatch({
      kind: 'paymentChanged',
      saleId: sale.saleId,
      paymentRequestId,
      atMs: this.#parts.clock.nowMs(),
      change,
    });
  }

  /**
   * Takes what a gateway told by itself; signature, time and form are checked. Of a payment that is not this till's,
   * or went to another gateway, nothing is believed and nothing can be asked. Source: interface section 4.
   */
  notified(gateway: string, named: PaymentNamed, told: NoticeContent): boolean {
    const facts = this.book.factsOf(gateway, named);
    if (facts === undefined && named.by === 'id') this.#acquirers.askAbout(gateway, named.paymentRequestId);
    if (facts === undefined) return false;
    const { paymentRequestId } = facts;
    if (told.kind === 'hint' && told.saysPaid === true) this.#acquirers.saysPaid(paymentRequestId);
    const known = { book: this.book, log: this.#parts.log };
    const isDoubtful = told.kind === 'charged' && isOfAnother(known, paymentRequestId, told.charge);
    if (told.kind === 'hint') this.tell(paymentRequestId, { kind: 'questioned', facts: told.facts });
    else
      this.tell(paymentRequestId, isDoubtful ? { kind: 'questioned' } : { kind: 'notified', answer: told });
    return true;
  }

  /** Looks whether the charges that the till shows as paid are still there, one after the other, in its own time. */
  async lookAtPaid(saleIds: readonly string[]): Promise<void> {
    for (const saleId of saleIds) {
      if (this.#stopped) return;
      const sale = this.book.sale(saleId);
      const payment = sale === undefined ? undefined : leadingPayment(sale);
      if (sale === undefined || payment === undefined || refundableMinor(sale, payment) === 0) continue;
      await this.#acquirers.lookAtPaid(payment.facts);
    }
  }

  /** The acquirer's clock less the till's, as its signed answers prove it; null before. */
  clockOffsetMs(gateway: string): number | null {
    return this.#acquirers.clockOffsetMs(gateway);
  }

  /** How a gateway answered the question whether it is there. */
  readonly lineChecked = (gateway: string, { answer, clockOffsetMs }: Timed<LineAnswer>): void =>
    this.#acquirers.heardOf(gateway, answer, clockOffsetMs);

  /** The machine slept, or somebody set its clock: the acquirers' clocks are learnt anew. */
  readonly learnClocks = (): void => this.#acquirers.learnClocks();

  #run(effect: TillEffect): void {
    switch (effect.kind) {
      case 'printReceipt':
        this.#parts.print(effect.saleId, effect.copy, effect.printer);
        return;
      case 'payment':
        this.#acquirers.runPayment(effect);
        return;
      case 'refund':
        this.#acquirers.runRefund(effect);
        return;
      default:
        assertNever(effect);
    }
  }

  /** Tells one refund of an event. */
  tellRefund(refundRequestId: string, change: RefundEvent): void {
    const sale = this.book.ofRefund(refundRequestId);
    if (sale === undefined) return;
    const { saleId } = sale;
    this.dispatch({
      kind: 'refundChanged',
      saleId,
      refundRequestId,
      atMs: this.#parts.clock.nowMs(),
      change,
    });
  }

  #wakeLater(sale: Sale): void {
    if (this.#stopped) return;
    const again = (): void => this.#wakeLater(this.book.sale(sale.saleId) ?? sale);
    for (const payment of sale.payments) {
      const { paymentRequestId } = payment.facts;
      const wake = (): void => this.tell(paymentRequestId, { kind: 'woke' });
      this.#wakes.set(paymentRequestId, wakeAtOf(payment), wake, again);
    }
    for (const { facts, state } of sale.refunds) {
      const { refundRequestId } = facts;
      const wake = (): void => this.tellRefund(refundRequestId, { kind: 'woke' });
      this.#wakes.set(refundRequestId, refundWakeAtOf(state), wake, again);
    }
  }
}
