import type { z } from 'zod';
import type { AlipayPlusConfig } from './config.ts';
import type { Config } from '../../config/config.ts';
import type { Clock, Log } from '../../ground/ports.ts';
import type {
  AttemptName,
  CodeAcquirer,
  Exchange,
  Http,
  LineAnswer,
  PayOrder,
  RefundOrder,
  Timed,
} from '../port.ts';
import type {
  CancelAnswer,
  InquiryAnswer,
  PayAnswer,
  PaymentLook,
  RefundAnswer,
  Unknown,
} from '../../payment/answers.ts';
import type { PaymentCode } from '../../ground/payment-code.ts';
import { isoWithOffset, parseIso } from '../../ground/time.ts';
import {
  cancelPaymentResponse,
  ENDPOINTS,
  inquiryPaymentResponse,
  paymentRequestIdRequest,
  payRequest,
  payResponse,
  readResponse,
  refundRequest,
  refundResponse,
} from './messages.ts';
import { logAnswer } from '../answer-log.ts';
import { LearntClock } from '../learnt-clock.ts';
import { paymentLook } from './payment-look.ts';
import { cancelAnswer, inquiryAnswer, payAnswer, refundAnswer } from './outcome.ts';
import type { Signing } from './signature.ts';
import { ALIPAY_PLUS_TERMS } from './terms.ts';

/** Answers larger than this are not read. Ours: the largest sample answer has 2 KiB. */
export const ANSWER_BYTES_MAX = 256 * 1024;

/** How long the clock is asked for before a pay. Ours: a customer waits for it, and a dead line answers a pay no sooner. */
const CLOCK_TIMEOUT_MS = 1000;
/** Two answers that agree prove it; a third where one of them was odd. */
const CLOCK_TRIES = 3;

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

/** The code of a signed answer that does not fit its schema. Ours. */
const UNREADABLE = 'UNREADABLE_ANSWER';

const THERE = { kind: 'there' } as const;

type Endpoint = keyof typeof ENDPOINTS;
type Called<T> =
  | { readonly kind: 'read'; readonly response: T; readonly clockOffsetMs: number | undefined }
  | { readonly kind: 'notSent'; readonly why: string }
  | { readonly kind: 'unread'; readonly answer: Unknown; readonly clockOffsetMs?: number | undefined };

/**
 * The Alipay+ gateway as an acquirer of the till.
 *
 * Errors: everything that is not a signed, readable answer is `unknown`: never paid, never failed.
 * Why: the bytes of a pay are kept in memory for as long as its code lives, since its re-send must be the same.
 * Source: dossier sections 3.4, 4 and 5.1.
 */
export class AlipayPlusGateway implements CodeAcquirer {
  readonly terms = ALIPAY_PLUS_TERMS;
  readonly #parts: AlipayPlusParts;
  readonly #payBodies = new Map<string, { readonly body: Uint8Array; readonly keepNoLonger: () => void }>();
  /** The gateway's clock less ours, by its signed answers. */
  readonly #clock = new LearntClock();
  #checks = 0;

  constructor(parts: AlipayPlusParts) {
    this.#parts = parts;
  }

  async pay(order: PayOrder, code: PaymentCode): Promise<Timed<PayAnswer>> {
    const { paymentRequestId } = order;
    const body = this.#payBody(order, code);
    const { payTimeoutMs } = this.#parts.config.timing;
    const called = await this.#call('pay', body, payTimeoutMs, payResponse);
    if (called.kind === 'notSent') {
      logAnswer(this.#parts.log, { endpoint: 'pay', paymentRequestId }, called);
      return { answer: called };
    }
    const timed = this.#judged('pay', paymentRequestId, called, (response) =>
      payAnswer(paymentRequestId, response),
    );
    if (timed.answer.kind === 'charged' || timed.answer.kind === 'refused') this.#forget(paymentRequestId);
    return timed;
  }

  async inquire({ paymentRequestId }: AttemptName): Promise<Timed<InquiryAnswer>> {
    const body = paymentRequestIdRequest(paymentRequestId);
    const { inquiryTimeoutMs } = this.#parts.config.timing;
    const called = await this.#call('inquiryPayment', body, inquiryTimeoutMs, inquiryPaymentResponse);
    const timed = this.#judged('inquiryPayment', paymentRequestId, sent(called), (response) =>
      inquiryAnswer(paymentRequestId, response),
    );
    if (timed.answer.kind === 'charged' || timed.answer.kind === 'notCharged') this.#forget(paymentRequestId);
    return timed;
  }

  async cancel({ paymentRequestId }: AttemptName): Promise<Timed<CancelAnswer>> {
    const body = paymentRequestIdRequest(paymentRequestId);
    const { cancelTimeoutMs } = this.#parts.config.timing;
    const called = await this.#call('cancelPayment', body, cancelTimeoutMs, cancelPaymentResponse);
    const timed = this.#judged('cancelPayment', paymentRequestId, sent(called), (response) =>
      cancelAnswer(paymentRequestId, response),
    );
    if (timed.answer.kind === 'confirmed') this.#forget(paymentRequestId);
    return timed;
  }

  async refund(order: RefundOrder): Promise<Timed<RefundAnswer>> {
    const { refundTimeoutMs } = this.#parts.config.timing;
    const called = await this.#call('refund', refundRequest(order), refundTimeoutMs, refundResponse);
    return this.#judged('refund', order.paymentRequestId, sent(called), (response) =>
      refundAnswer(order, response),
    );
  }

  async lookUp({ paymentRequestId }: AttemptName): Promise<Timed<PaymentLook>> {
    const body = paymentRequestIdRequest(paymentRequestId);
    const { inquiryTimeoutMs } = this.#parts.config.timing;
    const called = await this.#call('inquiryPayment', body, inquiryTimeoutMs, inquiryPaymentResponse);
    return this.#judged('inquiryPayment', paymentRequestId, sent(called), (response) =>
      paymentLook(paymentRequestId, response),
    );
  }

  async learnClock(): Promise<number | undefined> {
    const timeoutMs = Math.min(CLOCK_TIMEOUT_MS, this.#parts.config.timing.inquiryTimeoutMs);
    for (let tried = 0; tried < CLOCK_TRIES && this.#clock.offsetMs === undefined; tried += 1) {
      const { answer } = await this.#askForNothing(timeoutMs);
      if (answer.kind === 'unknown') break;
    }
    return this.#clock.offsetMs;
  }

  /** Nobody waits for it: a line that is slow is not called dead. */
  checkLine(): Promise<Timed<LineAnswer>> {
    return this.#askForNothing(this.#parts.config.timing.inquiryTimeoutMs);
  }

  /** Asks for a payment that cannot exist, since its answer is signed like every other. */
  async #askForNothing(timeoutMs: number): Promise<Timed<LineAnswer>> {
    this.#checks += 1;
    const body = paymentRequestIdRequest(`clock-${this.#parts.clock.nowMs()}-${this.#checks}`);
    const called = await this.#call('inquiryPayment', body, timeoutMs, inquiryPaymentResponse);
    if (called.kind === 'notSent') return { answer: { kind: 'unknown', why: called.why } };
    const isSigned = called.kind === 'read' || called.answer.code === UNREADABLE;
    return { answer: isSigned ? THERE : called.answer, clockOffsetMs: called.clockOffsetMs };
  }

  forgetClock(): void {
    this.#clock.forget();
  }

  /** Built once: the clock's offset may change between the first send and the second, the bytes may not. */
  #payBody(order: PayOrder, code: PaymentCode): Uint8Array {
    const kept = this.#payBodies.get(order.paymentRequestId);
    if (kept !== undefined) return kept.body;
    const { config, terminal, merchant, clock } = this.#parts;
    const clockOffsetMs = this.#clock.offsetMs ?? 0;
    const body = payRequest({ order, code, config, terminal, merchant, clockOffsetMs });
    const keepNoLonger = clock.after(config.timing.codeLifeMs, () =>
      this.#payBodies.delete(order.paymentRequestId),
    );
    this.#payBodies.set(order.paymentRequestId, { body, keepNoLonger });
    return body;
  }

  #forget(paymentRequestId: string): void {
    this.#payBodies.get(paymentRequestId)?.keepNoLonger();
    this.#payBodies.delete(paymentRequestId);
  }

  async #call<S extends z.ZodType>(
    endpoint: Endpoint,
    body: Uint8Array,
    timeoutMs: number,
    schema: S,
  ): Promise<Called<z.infer<S>>> {
    const { config, terminal, signing, http, clock } = this.#parts;
    const url = new URL(config.baseUrl.replace(/\/+$/, '') + ENDPOINTS[endpoint]);
    const uri = url.pathname;
    const { clientId } = config;
    const sentAtMs = clock.nowMs();
    const time = isoWithOffset(sentAtMs + (this.#clock.offsetMs ?? 0), terminal.timeZone);
    const headers = {
      'Content-Type': 'application/json; charset=UTF-8',
      'Client-Id': clientId,
      'Request-Time': time,
      Signature: signing.sign({ method: 'POST', uri, clientId, time, body }),
    };
    const exchange = await http.send({ method: 'POST', url: url.href, headers, body, timeoutMs });
    if (exchange.kind === 'notSent') return exchange;
    const cameAtMs = clock.nowMs();
    const checked = this.#checked(exchange, uri);
    if (checked.kind !== 'signed') {
      return { kind: 'unread', answer: checked };
    }
    const clockOffsetMs = this.#learnOffset(checked.time, sentAtMs, cameAtMs);
    const read = readResponse(schema, checked.body);
    if (!read.ok) {
      return {
        kind: 'unread',
        answer: { kind: 'unknown', why: read.error.say, code: UNREADABLE },
        clockOffsetMs,
      };
    }
    return { kind: 'read', response: read.value, clockOffsetMs };
  }

  /** Nothing of an answer is believed, and nothing of it read, before its signature is. */
  #checked(
    exchange: Exclude<Exchange, { kind: 'notSent' }>,
    uri: string,
  ): Unknown | { readonly kind: 'signed'; readonly time: string; readonly body: Uint8Array } {
    if (exchange.kind === 'silent') return { kind: 'unknown', why: exchange.why };
    const { status, body } = exchange;
    if (status !== 200) return { kind: 'unknown', why: `the gateway answered HTTP ${status}` };
    if (body.length > ANSWER_BYTES_MAX) return { kind: 'unknown', why: 'the answer is too large' };
    const headers = new Map(Object.entries(exchange.headers).map(([name, v]) => [name.toLowerCase(), v]));
    const time = headers.get('response-time');
    if (time === undefined) return { kind: 'unknown', why: 'the answer has no Response-Time', alarm: true };
    const { signing, config } = this.#parts;
    const verified = signing.verify({
      method: 'POST',
      uri,
      clientId: config.clientId,
      time,
      body,
      header: headers.get('signature'),
    });
    if (!verified.ok) return { kind: 'unknown', why: verified.error.say, alarm: true };
    return { kind: 'signed', time, body };
  }

  /** A signed time that cannot be read teaches nothing, and spoils nothing. Source: interface section 4. */
  #learnOffset(responseTime: string, sentAtMs: number, cameAtMs: number): number | undefined {
    const gatewayMs = parseIso(responseTime);
    if (gatewayMs === null) return undefined;
    const offsetMs = Math.round(gatewayMs - (sentAtMs + cameAtMs) / 2);
    this.#clock.heard({ offsetMs, roundTripMs: cameAtMs - sentAtMs });
    return this.#clock.offsetMs;
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

/** That no byte left is worth telling of a pay only: of all else the outcome of an earlier try stays unknown. */
function sent<T>(called: Called<T>): Exclude<Called<T>, { kind: 'notSent' }> {
  if (called.kind !== 'notSent') return called;
  return { kind: 'unread', answer: { kind: 'unknown', why: called.why } };
}
