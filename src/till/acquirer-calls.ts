import { AcquirerClocks } from './acquirer-clocks.ts';
import {
  byOurIds,
  giveBackOrderOf,
  inquiryNameOf,
  isAllBack,
  lookNameOf,
  orderOf,
  refundOrderOf,
} from './acquirer-orders.ts';
import type { AcquirersParts } from './acquirers-parts.ts';
import { Lane } from './lane.ts';
import { SingleQuestions } from './single-questions.ts';
import { WaitingPays } from './waiting-pays.ts';
import { believable } from './whose-charge.ts';
import { OWED_CALLS_MAX } from '../payment/policy.ts';
import type { PaymentFacts, Sale } from '../payment/state.ts';
import type { PaymentEvent, TillEffect } from '../payment/events.ts';
import type { Gateway, PageAcquirer, Timed } from '../acquirers/port.ts';
import { NO_CANCEL, NO_CAPTURE, NO_PAGES } from '../acquirers/missing-gateway.ts';
import { assertNever, invariant } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';

/** Asks the acquirers what the steps of payments and refunds want; every answer comes back as an event. */
export class Acquirers {
  readonly #parts: AcquirersParts;
  readonly #clocks = new AcquirerClocks();
  readonly #pays = new WaitingPays();
  readonly #questions = new SingleQuestions();
  /** By gateway: how what is owed is delivered beside the running sale. */
  readonly #lanes = new Map<string, Lane>();
  /** Payments of others that are being asked about, and those that were a moment ago. */
  readonly #asked = new Map<string, Ms>();
  /** Payments of which a success was told that is not enough to believe, and that were not asked about since. */
  readonly #toldPaid = new Set<string>();

  constructor(parts: AcquirersParts) {
    this.#parts = parts;
  }

  /** The acquirer's clock less the till's, as its signed answers prove it; null before. */
  clockOffsetMs(gateway: string): number | null {
    return this.#clocks.offsetMs(gateway);
  }

  /** At a start, and when the machine slept or its clock was set: the acquirers' clocks are learnt anew. */
  learnClocks(): void {
    this.#clocks.learnAnew(this.#parts.gateways);
  }

  /** A notification of a payment that is in no journal here changes nothing; what the acquirer says of it is logged. */
  askAbout(gateway: string, paymentRequestId: string): void {
    const { clock, gateways, log } = this.#parts;
    const nowMs = clock.nowMs();
    for (const [id, atMs] of this.#asked) if (nowMs - atMs >= ASKED_AGAIN_MS) this.#asked.delete(id);
    if (this.#asked.has(paymentRequestId)) return;
    this.#asked.set(paymentRequestId, nowMs);
    const facts = { gateway, paymentRequestId };
    log.warn('a notification of a payment that the till does not know', facts);
    this.#later(gateway, paymentRequestId, async () => {
      const asked = await gateways.get(gateway)?.inquire({ paymentRequestId, facts: {} });
      log.warn('what the acquirer says of that payment', { ...facts, answer: asked?.answer.kind });
    });
  }

  /** A success was told of: the next question says so. */
  saysPaid(paymentRequestId: string): void {
    this.#toldPaid.add(paymentRequestId);
  }

  /** Looks at a charge that is shown as paid; where it is gone, the payment itself is asked about. */
  async lookAtPaid(of: PaymentFacts): Promise<void> {
    const { gateway: name, paymentRequestId, acquirer: facts } = of;
    const gateway = this.#parts.gatewayOf(of);
    const looked = await this.#inTurn(name, paymentRequestId, () =>
      gateway.lookUp({ paymentRequestId, facts }),
    );
    const answer = byOurIds(looked.answer, this.#parts.book.ofPayment(paymentRequestId), paymentRequestId);
    const isGone = answer.kind === 'notCharged' || (answer.kind === 'seen' && isAllBack(answer));
    if (isGone) this.#parts.tell(paymentRequestId, { kind: 'questioned' });
  }

  /** Asks what a payment's step wants. */
  runPayment(run: Extract<TillEffect, { kind: 'payment' }>): void {
    const { paymentRequestId, effect } = run;
    const sale = this.#parts.book.ofPayment(paymentRequestId);
    const facts = sale?.payments.find((p) => p.facts.paymentRequestId === paymentRequestId)?.facts;
    invariant(
      sale !== undefined && facts !== undefined,
      `an effect for an unknown payment ${paymentRequestId}`,
    );
    const gateway = this.#parts.gatewayOf(facts);
    const attempt = { paymentRequestId, facts: facts.acquirer };
    switch (effect.kind) {
      case 'submitPayment': {
        const learning = this.#clocks.learning(facts.gateway, gateway);
        if (learning === null) this.#submit(sale, facts, gateway);
        else this.#pays.hold(paymentRequestId, learning, () => this.#submitIfWanted(sale, facts, gateway));
        return;
      }
      case 'openPage':
        this.#openPage(sale, facts, gateway);
        return;
      case 'inquirePayment':
        this.#pays.ask(paymentRequestId, () => this.#inquire(sale, facts, gateway, effect.ofQuestion));
        return;
      case 'capturePayment':
        this.#later(facts.gateway, paymentRequestId, async () => {
          const order = { ...attempt, amount: facts.amount };
          const timed = (await gateway.capture?.(order)) ?? { answer: NO_CAPTURE };
          const believed = believable(this.#parts, paymentRequestId, timed);
          this.#told(paymentRequestId, facts.gateway, 'captureAnswered', believed);
        });
        return;
      case 'cancelPayment':
        this.#later(facts.gateway, paymentRequestId, async () => {
          const timed = (await gateway.cancel?.(attempt)) ?? { answer: NO_CANCEL };
          this.#told(paymentRequestId, facts.gateway, 'cancelAnswered', timed);
        });
        return;
      case 'refundPayment': {
        const order = giveBackOrderOf(sale, facts, effect);
        this.#later(facts.gateway, paymentRequestId, async () => {
          const timed = await gateway.refund(order);
          this.#told(paymentRequestId, facts.gateway, 'giveBackAnswered', timed);
        });
        return;
      }
      default:
        assertNever(effect);
    }
  }

  #submit(sale: Sale, facts: PaymentFacts, gateway: Gateway): void {
    const { paymentRequestId } = facts;
    const code = this.#parts.codeOf(paymentRequestId);
    invariant(code !== undefined, 'pay is only ever sent by the run that scanned the code');
    invariant('pay' in gateway, `${facts.gateway} takes codes, or none was sent to it`);
    void gateway.pay(orderOf(sale, facts), code).then((timed) => {
      this.#told(
        paymentRequestId,
        facts.gateway,
        'payAnswered',
        believable(this.#parts, paymentRequestId, timed),
      );
    });
  }

  /** Sends a pay that waited for the clock, unless it was given up meanwhile: then surely no byte of it left. */
  #submitIfWanted(sale: Sale, facts: PaymentFacts, gateway: Gateway): void {
    const { paymentRequestId } = facts;
    const payments = this.#parts.book.ofPayment(paymentRequestId)?.payments ?? [];
    const payment = payments.find((other) => other.facts.paymentRequestId === paymentRequestId);
    const state = payment?.state;
    const isWanted =
      state !== undefined && 'cancelWanted' in state && 'payInFlight' in state
        ? state.payInFlight && !state.cancelWanted
        : false;
    if (isWanted && this.#parts.codeOf(paymentRequestId) !== undefined) this.#submit(sale, facts, gateway);
    else this.#parts.tell(paymentRequestId, { kind: 'payAnswered', answer: GIVEN_UP });
  }

  #inquire(sale: Sale, facts: PaymentFacts, gateway: Gateway, ofQuestion: true | undefined): void {
    const { paymentRequestId } = facts;
    const inquire = async (): Promise<void> => {
      const isToldPaid = this.#toldPaid.delete(paymentRequestId);
      const asked = await gateway.inquire({ ...inquiryNameOf(sale, facts), isToldPaid });
      const { alarm, ...timed } = believable(this.#parts, paymentRequestId, asked);
      this.heardOf(facts.gateway, timed.answer, timed.clockOffsetMs);
      if (alarm !== undefined) this.#lookInto(alarm);
      this.#parts.tell(paymentRequestId, { kind: 'inquiryAnswered', ...timed, ofQuestion });
    };
    this.#questions.ask(paymentRequestId, {
      inquire: () => this.#inTurn(facts.gateway, paymentRequestId, inquire),
      isWanted: () => this.#parts.awaitsInquiry(paymentRequestId),
    });
  }

  /** Asks what a refund's step wants. */
  runRefund({ saleId, refundRequestId, effect }: Extract<TillEffect, { kind: 'refund' }>): void {
    const sale = this.#parts.book.sale(saleId);
    const refund = sale?.refunds.find((each) => each.facts.refundRequestId === refundRequestId);
    const payment = sale?.payments.find((p) => p.facts.paymentRequestId === refund?.facts.paymentRequestId);
    invariant(
      sale !== undefined && refund !== undefined && payment !== undefined,
      `an effect for an unknown refund ${refundRequestId}`,
    );
    const { paymentRequestId } = refund.facts;
    const name = payment.facts.gateway;
    const gateway = this.#parts.gatewayOf(payment.facts);
    if (effect === 'sendRefund') {
      const order = refundOrderOf(sale, refund, payment.facts);
      this.#later(name, paymentRequestId, async () => {
        const { answer, clockOffsetMs } = await gateway.refund(order);
        this.heardOf(name, answer, clockOffsetMs);
        this.#parts.tellRefund(refundRequestId, { kind: 'refundAnswered', answer, clockOffsetMs });
      });
      return;
    }
    this.#later(name, paymentRequestId, async () => {
      const { answer, clockOffsetMs } = await gateway.lookUp(lookNameOf(sale, payment.facts));
      this.heardOf(name, answer, clockOffsetMs);
      const look = byOurIds(answer, sale, paymentRequestId);
      this.#parts.tellRefund(refundRequestId, { kind: 'looked', look, clockOffsetMs });
    });
  }

  /** Has a page or an order code made; its link is kept before the answer is told, and shown after it is committed. */
  #openPage(sale: Sale, facts: PaymentFacts, gateway: Gateway): void {
    const { paymentRequestId } = facts;
    const opened: ReturnType<PageAcquirer['open']> =
      'open' in gateway
        ? gateway.open({ ...orderOf(sale, facts), ...this.#parts.phoneOf(paymentRequestId) })
        : Promise.resolve({ answer: NO_PAGES });
    void opened.then(({ answer, clockOffsetMs, link }) => {
      this.heardOf(facts.gateway, answer, clockOffsetMs);
      if (link !== undefined) this.#parts.linkMade(paymentRequestId, link);
      this.#parts.tell(paymentRequestId, { kind: 'pageOpened', answer, clockOffsetMs });
    });
  }

  /** Makes a call at once for the sale at the counter; for everything that is owed, when the line has room. */
  #later(gateway: string, paymentRequestId: string, call: () => Promise<void>): void {
    if (this.#isAtCounter(paymentRequestId)) void call();
    else this.#laneOf(gateway).enter({ isUrgent: () => this.#isAtCounter(paymentRequestId), call });
  }

  #inTurn<T>(gateway: string, paymentRequestId: string, call: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#later(gateway, paymentRequestId, () => call().then(resolve, reject));
    });
  }

  #isAtCounter(paymentRequestId: string): boolean {
    const payments = this.#parts.book.latest()?.payments ?? [];
    return payments.some(({ facts }) => facts.paymentRequestId === paymentRequestId);
  }

  #laneOf(gateway: string): Lane {
    const lane = this.#lanes.get(gateway) ?? new Lane(OWED_CALLS_MAX);
    this.#lanes.set(gateway, lane);
    return lane;
  }

  #told<K extends 'payAnswered' | 'captureAnswered' | 'cancelAnswered' | 'giveBackAnswered'>(
    paymentRequestId: string,
    gateway: string,
    kind: K,
    timed: Timed<Extract<PaymentEvent, { kind: K }>['answer']>,
  ): void {
    const { answer, clockOffsetMs } = timed;
    this.heardOf(gateway, answer, clockOffsetMs);
    this.#parts.tell(paymentRequestId, { kind, answer, clockOffsetMs } as Extract<PaymentEvent, { kind: K }>);
  }

  /** Takes note of how a gateway answered: its clock, its health, and what somebody should look at. */
  heardOf(gateway: string, answer: AnyAnswer, clockOffsetMs: number | undefined): void {
    this.#clocks.heard(gateway, clockOffsetMs);
    const alarm = answer.kind === 'unknown' && answer.alarm === true;
    const silent = answer.kind === 'unknown' || answer.kind === 'notSent';
    const why = silent && (alarm || clockOffsetMs === undefined) ? (answer.why ?? answer.kind) : null;
    this.#parts.heard(gateway, why);
    if (alarm) this.#lookInto(answer.why ?? '');
  }

  #lookInto(why: string): void {
    this.#parts.notice('gateway-alarm', `The payment service gave an answer to look into: ${why}.`);
  }
}

const GIVEN_UP = { kind: 'notSent', why: 'it was given up before it was sent' } as const;

type AnyAnswer = { readonly kind: string; readonly why?: string; readonly alarm?: boolean | undefined };

/** How long a repeated notification of a payment that is not here asks nothing anew. Ours: notices repeat for hours. */
const ASKED_AGAIN_MS = 60_000;
