import type { Config } from '../../config/config.ts';
import type { PaymentCode } from '../../ground/payment-code.ts';
import type { Clock, Log } from '../../ground/ports.ts';
import { parseIso } from '../../ground/time.ts';
import type {
  CancelAnswer,
  InquiryAnswer,
  PayAnswer,
  PaymentLook,
  RefundAnswer,
  Unknown,
} from '../../payment/answers.ts';
import { logAnswer } from '../answer-log.ts';
import type { AttemptName, CodeAcquirer, Http, LineAnswer, PayOrder, RefundOrder, Timed } from '../port.ts';
import { sent, SignedCalls, type Called, type SignedCall } from '../signed-wire/calls.ts';
import {
  cancelAnswerOf,
  cancelResponse,
  refundAnswerOf,
  refundResponse,
} from '../signed-wire/give-back-answers.ts';
import { KeptBodies } from '../signed-wire/kept-bodies.ts';
import type { Signing } from '../signed-wire/signature.ts';
import type { AlipayPlusConfig } from './config.ts';
import {
  ENDPOINTS,
  inquiryPaymentResponse,
  paymentRequestIdRequest,
  payRequest,
  payResponse,
  refundRequest,
} from './messages.ts';
import { inquiryAnswer, payAnswer } from './outcome.ts';
import { paymentLook } from './payment-look.ts';
import { reasonOf } from './result-codes.ts';
import { ALIPAY_PLUS_TERMS } from './terms.ts';

/** What the gateway is made of; keys by keyVersion, so that one can be replaced while the old one still signs. */
export interface AlipayPlusParts {
  readonly config: AlipayPlusConfig;
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly signing: Signing;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
}

type Endpoint = keyof typeof ENDPOINTS;

/**
 * The Alipay+ gateway as an acquirer of the till.
 *
 * Errors: everything that is not a signed, readable answer is `unknown`: never paid, never failed.
 * Source: dossier sections 3.4, 4 and 5.1.
 */
export class AlipayPlusGateway implements CodeAcquirer {
  readonly terms = ALIPAY_PLUS_TERMS;
  readonly wantsStore = true;
  readonly #parts: AlipayPlusParts;
  /** The office of the same acquirer calls by them too: what is learnt of its clock is learnt once. */
  readonly calls: SignedCalls;
  readonly #payBodies: KeptBodies;

  constructor(parts: AlipayPlusParts) {
    this.#parts = parts;
    const { config, terminal, signing, http, clock } = parts;
    const { baseUrl, clientId } = config;
    this.calls = new SignedCalls({
      ...{ baseUrl, clientId, signing, http, clock },
      timeZone: terminal.timeZone,
      requestTime: 'iso',
      timeOf: parseIso,
    });
    this.#payBodies = new KeptBodies(clock);
  }

  async pay(order: PayOrder, code: PaymentCode): Promise<Timed<PayAnswer>> {
    const { paymentRequestId } = order;
    const { config, terminal, merchant, log } = this.#parts;
    const clockOffsetMs = this.calls.clockOffsetMs ?? 0;
    const body = this.#payBodies.bodyOf(paymentRequestId, config.timing.codeLifeMs, () =>
      payRequest({ order, code, config, terminal, merchant, clockOffsetMs }),
    );
    const { payTimeoutMs: timeoutMs } = config.timing;
    const called = await this.calls.call({ path: ENDPOINTS.pay, body, timeoutMs, schema: payResponse });
    if (called.kind === 'notSent') {
      logAnswer(log, { endpoint: 'pay', paymentRequestId }, called);
      return { answer: called };
    }
    const timed = this.#judged('pay', paymentRequestId, called, (response) =>
      payAnswer(paymentRequestId, response),
    );
    if (timed.answer.kind === 'charged' || timed.answer.kind === 'refused')
      this.#payBodies.forget(paymentRequestId);
    return timed;
  }

  async inquire({ paymentRequestId }: AttemptName): Promise<Timed<InquiryAnswer>> {
    const called = await this.calls.call(this.#question(paymentRequestId));
    const timed = this.#judged('inquiryPayment', paymentRequestId, sent(called), (response) =>
      inquiryAnswer(paymentRequestId, response),
    );
    if (timed.answer.kind === 'charged' || timed.answer.kind === 'notCharged')
      this.#payBodies.forget(paymentRequestId);
    return timed;
  }

  async cancel({ paymentRequestId }: AttemptName): Promise<Timed<CancelAnswer>> {
    const called = await this.calls.call({
      path: ENDPOINTS.cancelPayment,
      body: paymentRequestIdRequest(paymentRequestId),
      timeoutMs: this.#parts.config.timing.cancelTimeoutMs,
      schema: cancelResponse,
    });
    const timed = this.#judged('cancelPayment', paymentRequestId, sent(called), (response) =>
      cancelAnswerOf(reasonOf, paymentRequestId, response),
    );
    if (timed.answer.kind === 'confirmed') this.#payBodies.forget(paymentRequestId);
    return timed;
  }

  async refund(order: RefundOrder): Promise<Timed<RefundAnswer>> {
    const called = await this.calls.call({
      path: ENDPOINTS.refund,
      body: refundRequest(order),
      timeoutMs: this.#parts.config.timing.refundTimeoutMs,
      schema: refundResponse,
    });
    return this.#judged('refund', order.paymentRequestId, sent(called), (response) =>
      refundAnswerOf(reasonOf, order, response),
    );
  }

  async lookUp({ paymentRequestId }: AttemptName): Promise<Timed<PaymentLook>> {
    const called = await this.calls.call(this.#question(paymentRequestId));
    return this.#judged('inquiryPayment', paymentRequestId, sent(called), (response) =>
      paymentLook(paymentRequestId, response),
    );
  }

  learnClock(): Promise<number | undefined> {
    return this.calls.learnClock((newId) => this.#question(newId));
  }

  /** Nobody waits for it: a line that is slow is not called dead. */
  checkLine(): Promise<Timed<LineAnswer>> {
    return this.calls.askForNothing((newId) => this.#question(newId));
  }

  forgetClock(): void {
    this.calls.forgetClock();
  }

  #question(paymentRequestId: string): SignedCall<typeof inquiryPaymentResponse> {
    return {
      path: ENDPOINTS.inquiryPayment,
      body: paymentRequestIdRequest(paymentRequestId),
      timeoutMs: this.#parts.config.timing.inquiryTimeoutMs,
      schema: inquiryPaymentResponse,
    };
  }

  #judged<T, A extends { readonly kind: string }>(
    endpoint: Endpoint,
    paymentRequestId: string,
    called: Exclude<Called<T>, { kind: 'notSent' }>,
    judge: (response: T) => A,
  ): Timed<A | Unknown> {
    const answer = called.kind === 'read' ? judge(called.response) : called.answer;
    logAnswer(this.#parts.log, { endpoint, paymentRequestId }, answer);
    return { answer, clockOffsetMs: called.clockOffsetMs };
  }
}
