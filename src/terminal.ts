import type { Config } from './config.ts';
import { DamagedJournal, type JournalRecord } from './journal/records.ts';
import { Book } from './payment/book.ts';
import { TIMING_DEFAULTS } from './payment/policy.ts';
import { resumeEvents } from './payment/resume.ts';
import { beganLateGiveBack, saleTransition, type Policy } from './payment/sale.ts';
import type { PaymentEvent, Sale, TillEffect, TillEvent } from './payment/state.ts';
import { wakeAtOf } from './payment/transition.ts';
import type { Clock, Gateway, Journal, Log, Timed } from './ports.ts';
import type { Charge, InquiryAnswer, PayAnswer } from './payment/answers.ts';
import { assertNever, invariant } from './result.ts';
import { missingGateway } from './missing-gateway.ts';
import type { PaymentCode } from './scan/payment-code.ts';

/** What the loop needs of the world. */
export interface TerminalParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly log: Log;
  /** Sends a copy on its way to paper; the press answers with receipt events. */
  readonly print: (saleId: string, copy: 'customer' | 'merchant') => void;
  /** Something that a person at the till must hear of beside how the sales stand. */
  readonly notice: (kind: string, say: string) => void;
  /** Something changed that a screen may show. */
  readonly changed: () => void;
  /** A gateway answered in a way that could be believed, or did not: for health. */
  readonly heard: (gateway: string, why: string | null) => void;
}

/** What an acquirer told by itself of a payment. A hint is not enough to believe, and enough to ask. */
export type Told = Extract<InquiryAnswer, { kind: 'charged' | 'notCharged' }> | { readonly kind: 'hint' };

/**
 * The loop: event, next state, commit, effects.
 *
 * Only `dispatch` makes a new state, and no effect starts before its event is committed. Effects answer with events.
 */
export class Terminal {
  readonly book = new Book();
  readonly #parts: TerminalParts;
  readonly #policy: Policy;
  /** Codes that may still have to be sent; they are nowhere else. */
  readonly #codes = new Map<string, PaymentCode>();
  #replayedPayments: ReadonlySet<string> = new Set();
  readonly #timers = new Map<string, () => void>();
  readonly #clockOffsets = new Map<string, number>();
  #stopped = false;

  constructor(parts: TerminalParts) {
    this.#parts = parts;
    const { gateways, printers } = parts.config;
    this.#policy = {
      timingOf: (name) => gateways[name]?.timing ?? TIMING_DEFAULTS,
      copies: [...new Set(printers.flatMap((printer) => printer.copies))],
    };
  }

  /**
   * Rebuilds the state from the journal; asks and starts nothing yet.
   *
   * Errors: throws DamagedJournal where the rows can't have happened in this order.
   */
  replay(): void {
    for (const record of this.#parts.journal.read()) this.book.put(this.#replayed(record), record);
    const ids = this.book.open().flatMap((sale) => sale.payments.map((p) => p.facts.paymentRequestId));
    this.#replayedPayments = new Set(ids);
  }

  #replayed(record: JournalRecord): Sale {
    try {
      return saleTransition(this.book.sale(record.saleId) ?? null, record, this.#policy).sale;
    } catch (cause) {
      throw new DamagedJournal(`a row of the sale ${record.saleId} does not follow from the ones before it`, {
        cause,
      });
    }
  }

  /** Asks for everything that was under way when the process before this one ended. */
  resume(): void {
    for (const sale of this.book.open()) {
      const events = resumeEvents(sale, this.#parts.clock.nowMs(), this.#replayedPayments);
      for (const event of events) this.dispatch(event);
      this.#wakeLater(this.book.sale(sale.saleId) ?? sale);
      for (const [copy, job] of Object.entries(sale.receipts)) {
        if (job.state.kind === 'waiting') this.#parts.print(sale.saleId, copy as 'customer' | 'merchant');
      }
    }
  }

  /** Stops all timers and takes no event any more; what is owed stands in the journal, for the next start. */
  stop(): void {
    this.#stopped = true;
    for (const callOff of this.#timers.values()) callOff();
    this.#timers.clear();
  }

  /** Takes one event: next state, one synchronous commit, then the effects. */
  dispatch(event: TillEvent): void {
    if (this.#stopped) return;
    const before = this.book.sale(event.saleId) ?? null;
    const step = saleTransition(before, event, this.#policy);
    if (step.sale === before && step.effects.length === 0) return;
    this.#parts.journal.append(event);
    this.book.put(step.sale, event);
    this.#wakeLater(step.sale);
    this.#forgetCodes(step.sale);
    if (beganLateGiveBack(before, step.sale)) this.#parts.notice('late-charge', LATE_CHARGE);
    this.#parts.changed();
    for (const effect of step.effects) this.#run(effect);
  }

  /** Begins an attempt to charge: the event is kept without the code, the code is kept without a trace. */
  pay(event: Extract<TillEvent, { kind: 'paymentStarted' }>, code: PaymentCode): void {
    this.#codes.set(event.paymentRequestId, code);
    this.dispatch(event);
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
  notified(gateway: string, paymentRequestId: string, told: Told): void {
    const payments = this.book.ofPayment(paymentRequestId)?.payments ?? [];
    const facts = payments.find((p) => p.facts.paymentRequestId === paymentRequestId)?.facts;
    if (facts?.gateway !== gateway) {
      this.#askAbout(gateway, paymentRequestId);
      return;
    }
    const doubtful =
      told.kind === 'hint' || (told.kind === 'charged' && this.#isOfAnother(paymentRequestId, told.charge));
    this.tell(paymentRequestId, doubtful ? { kind: 'hinted' } : { kind: 'notified', answer: told });
  }

  /** A notification of a payment that is in no journal here changes nothing; what the acquirer says of it is logged. */
  #askAbout(gateway: string, paymentRequestId: string): void {
    const facts = { gateway, paymentRequestId };
    this.#parts.log.warn('a notification of a payment that the till does not know', facts);
    void this.#parts.gateways
      .get(gateway)
      ?.inquire(paymentRequestId)
      .then(({ answer }) => {
        this.#parts.log.warn('what the acquirer says of that payment', { ...facts, answer: answer.kind });
      });
  }

  /** The acquirer's clock less the till's, as learnt from its last signed answer; null before the first. */
  clockOffsetMs(gateway: string): number | null {
    return this.#clockOffsets.get(gateway) ?? null;
  }

  #run(effect: TillEffect): void {
    switch (effect.kind) {
      case 'printReceipt':
        this.#parts.print(effect.saleId, effect.copy);
        return;
      case 'payment':
        this.#runPayment(effect);
        return;
      default:
        assertNever(effect);
    }
  }

  #runPayment(run: Extract<TillEffect, { kind: 'payment' }>): void {
    const { paymentRequestId, effect } = run;
    const sale = this.book.ofPayment(paymentRequestId);
    const facts = sale?.payments.find((p) => p.facts.paymentRequestId === paymentRequestId)?.facts;
    invariant(
      sale !== undefined && facts !== undefined,
      `an effect for an unknown payment ${paymentRequestId}`,
    );
    const gateway = this.#parts.gateways.get(facts.gateway) ?? missingGateway(facts.gateway);
    switch (effect.kind) {
      case 'submitPayment': {
        const code = this.#codes.get(paymentRequestId);
        invariant(code !== undefined, 'pay is only ever sent by the run that scanned the code');
        const { referenceOrderId, orderDescription } = sale;
        const order = { paymentRequestId, referenceOrderId, orderDescription, amount: facts.amount };
        void gateway.pay({ ...order, startedAtMs: facts.startedAtMs }, code).then((timed) => {
          this.#told(
            paymentRequestId,
            facts.gateway,
            'payAnswered',
            this.#believable(paymentRequestId, timed),
          );
        });
        return;
      }
      case 'inquirePayment':
        void gateway.inquire(paymentRequestId).then((timed) => {
          this.#told(
            paymentRequestId,
            facts.gateway,
            'inquiryAnswered',
            this.#believable(paymentRequestId, timed),
          );
        });
        return;
      case 'cancelPayment':
        void gateway.cancel(paymentRequestId).then((timed) => {
          this.#told(paymentRequestId, facts.gateway, 'cancelAnswered', timed);
        });
        return;
      case 'refundPayment':
        void gateway.refund(paymentRequestId, effect.refundRequestId, effect.amount).then((timed) => {
          this.#told(paymentRequestId, facts.gateway, 'giveBackAnswered', timed);
        });
        return;
      default:
        assertNever(effect);
    }
  }

  #told<K extends 'payAnswered' | 'inquiryAnswered' | 'cancelAnswered' | 'giveBackAnswered'>(
    paymentRequestId: string,
    gateway: string,
    kind: K,
    timed: Timed<Extract<PaymentEvent, { kind: K }>['answer']>,
  ): void {
    const { answer, clockOffsetMs } = timed;
    if (clockOffsetMs !== undefined) this.#clockOffsets.set(gateway, clockOffsetMs);
    const alarm = answer.kind === 'unknown' && answer.alarm === true;
    const silent = answer.kind === 'unknown' || answer.kind === 'notSent';
    this.#parts.heard(gateway, silent && (alarm || clockOffsetMs === undefined) ? answer.why : null);
    if (alarm)
      this.#parts.notice('gateway-alarm', `The payment service gave an answer to look into: ${answer.why}.`);
    this.tell(paymentRequestId, { kind, answer, clockOffsetMs } as Extract<PaymentEvent, { kind: K }>);
  }

  /** A charge whose paymentId belongs to another attempt is not this one's. Source: interface section 4. */
  #believable<A extends PayAnswer | InquiryAnswer>(paymentRequestId: string, timed: Timed<A>): Timed<A> {
    if (timed.answer.kind !== 'charged' || !this.#isOfAnother(paymentRequestId, timed.answer.charge)) {
      return timed;
    }
    return { ...timed, answer: { kind: 'unknown', why: OF_ANOTHER, alarm: true } as A };
  }

  #isOfAnother(paymentRequestId: string, { paymentId }: Charge): boolean {
    const owner = this.book.paymentRequestIdOf(paymentId);
    if (owner === undefined || owner === paymentRequestId) return false;
    this.#parts.log.warn(OF_ANOTHER, { paymentRequestId, owner });
    return true;
  }

  #wakeLater(sale: Sale): void {
    if (this.#stopped) return;
    for (const payment of sale.payments) {
      const { paymentRequestId } = payment.facts;
      this.#timers.get(paymentRequestId)?.();
      this.#timers.delete(paymentRequestId);
      const atMs = wakeAtOf(payment);
      if (atMs === null) continue;
      const waitMs = Math.max(1, atMs - this.#parts.clock.nowMs());
      this.#timers.set(
        paymentRequestId,
        this.#parts.clock.after(waitMs, () => {
          this.#timers.delete(paymentRequestId);
          this.tell(paymentRequestId, { kind: 'woke' });
          // A timer may fire a moment early; then nothing was due, and it is set again.
          if (!this.#timers.has(paymentRequestId))
            this.#wakeLater(this.book.ofPayment(paymentRequestId) ?? sale);
        }),
      );
    }
  }

  #forgetCodes(sale: Sale): void {
    for (const { facts, state } of sale.payments) {
      const maySend =
        'payInFlight' in state && state.kind !== 'cancelling' && (state.payInFlight || state.sends === 1);
      if (!maySend) this.#codes.delete(facts.paymentRequestId);
    }
  }
}

const OF_ANOTHER = 'the answer names a payment that belongs to another attempt';
const LATE_CHARGE =
  'A wallet was charged after its sale had ended. The whole amount is being given back to the customer.';
