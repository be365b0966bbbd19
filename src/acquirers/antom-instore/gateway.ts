import type { Config } from '../../config/config.ts';
import type { PaymentCode } from '../../ground/payment-code.ts';
import { PaymentLink } from '../../ground/payment-link.ts';
import type { Clock, Log } from '../../ground/ports.ts';
import { parseIso, type Ms } from '../../ground/time.ts';
import type {
  CancelAnswer,
  InquiryAnswer,
  OpenAnswer,
  PayAnswer,
  PaymentLook,
  RefundAnswer,
} from '../../payment/answers.ts';
import type { PagePace } from '../../payment/terms.ts';
import { logAnswer } from '../answer-log.ts';
import { AntomCalls, factsOf } from '../antom/calls.ts';
import { inquiryPaymentResponse } from '../antom/messages.ts';
import type {
  AttemptName,
  CodeAcquirer,
  Gateway,
  Http,
  LineAnswer,
  PageAcquirer,
  PageOrder,
  PayOrder,
  RefundOrder,
  Timed,
} from '../port.ts';
import { sent } from '../signed-wire/calls.ts';
import { KeptBodies } from '../signed-wire/kept-bodies.ts';
import { ofTwin } from '../twins.ts';
import { alarm, isOfAnother, ofAnother, statusOf, undecided } from '../signed-wire/results.ts';
import type { Signing } from '../signed-wire/signature.ts';
import type { AntomInstoreConfig } from './config.ts';
import {
  codeTextOf,
  orderCodeResponse,
  payRequest,
  payResponse,
  type OrderCodeResponse,
} from './messages.ts';
import { inquiryAnswer, payAnswer, paymentLook } from './outcome.ts';
import { reasonOf } from './result-codes.ts';
import { ANTOM_INSTORE_TERMS, orderCodeOf, orderCodePace } from './terms.ts';

export interface AntomInstoreParts {
  readonly config: AntomInstoreConfig;
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  /** Where the acquirer tells by itself; undefined where nothing reaches the till. */
  readonly notifyUrl: string | undefined;
  readonly signing: Signing;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
}

/** So often an order code is asked for under one id before that is cancelled. Source: dossier section 3.3. */
const ORDER_CODE_TRIES = 3;

/**
 * Antom in a shop as an acquirer of the till: by the code that the customer shows, and by one that the till shows.
 *
 * Errors: everything that is not a signed, readable answer is `unknown`: never paid, never failed.
 * Source: dossier sections 2 to 6.
 */
export class AntomInstoreGateway implements CodeAcquirer, PageAcquirer {
  readonly terms = ANTOM_INSTORE_TERMS;
  readonly pace: PagePace;
  readonly windowMs: Ms;
  readonly #parts: AntomInstoreParts;
  readonly #calls: AntomCalls;
  readonly #payBodies: KeptBodies;

  constructor(parts: AntomInstoreParts) {
    this.#parts = parts;
    const { config, terminal, signing, http, clock, log } = parts;
    const { baseUrl, clientId, pathPrefix, timing, agentToken } = config;
    this.pace = orderCodePace(timing, parts.notifyUrl !== undefined);
    this.windowMs = timing.orderCodeWindowMs;
    this.#calls = new AntomCalls({
      ...{ baseUrl, clientId, pathPrefix, timing, signing, http, clock, log, reasonOf },
      timeZone: terminal.timeZone,
      requestTime: config.requestTimeFormat,
      ...(agentToken === undefined ? {} : { headers: { 'Agent-Token': agentToken } }),
    });
    this.#payBodies = new KeptBodies(clock);
  }

  async pay(order: PayOrder, code: PaymentCode): Promise<Timed<PayAnswer>> {
    const { paymentRequestId, startedAtMs } = order;
    const { config, log } = this.#parts;
    const { codeLifeMs, payTimeoutMs } = config.timing;
    const body = this.#payBodies.bodyOf(paymentRequestId, codeLifeMs, () =>
      this.#payBody(order, code, startedAtMs + codeLifeMs),
    );
    const called = await this.#calls.send('pay', body, payTimeoutMs, payResponse);
    if (called.kind === 'notSent') {
      logAnswer(log, { endpoint: 'pay', paymentRequestId }, called);
      return { answer: called };
    }
    const timed = this.#calls.judged('pay', paymentRequestId, called, (response) =>
      payAnswer(paymentRequestId, response, config.pspNames),
    );
    this.#forgetIf(paymentRequestId, timed.answer, ['charged', 'refused']);
    return timed;
  }

  /**
   * Has an order code made. A success here is no payment: a code exists, and nobody has it yet.
   *
   * Where no answer tells of a code, the very same request is repeated; then its id is given up and cancelled, and the
   * sale may begin anew: what nobody was shown nobody can pay. Source: dossier sections 0.2 (rule 1) and 3.3.
   */
  async open(order: PageOrder): ReturnType<PageAcquirer['open']> {
    const { paymentRequestId } = order;
    const { clock, config, log } = this.#parts;
    const expiresAtMs = clock.nowMs() + orderCodeOf(config.timing).lifeMs;
    const body = this.#payBody(order, null, expiresAtMs);
    for (let tries = 1; ; tries += 1) {
      const called = await this.#calls.send('pay', body, config.timing.payTimeoutMs, orderCodeResponse);
      if (called.kind === 'notSent' && tries === 1) {
        logAnswer(log, { endpoint: 'pay', paymentRequestId }, called);
        return { answer: called };
      }
      const { answer, clockOffsetMs } = this.#calls.judged(
        'pay',
        paymentRequestId,
        sent(called),
        (response) => this.#orderCode(order, expiresAtMs, response),
      );
      if ('link' in answer) {
        const { link, ...opened } = answer;
        return { answer: opened, clockOffsetMs, link };
      }
      // A refusal of a repeat proves nothing of the first request.
      if (answer.kind === 'refused' && tries === 1)
        return {
          answer: await ofTwin(answer, () => this.inquire({ paymentRequestId, facts: {} })),
          clockOffsetMs,
        };
      const isFinal = answer.kind === 'refused' || (answer.kind === 'unknown' && answer.alarm === true);
      if (isFinal || tries >= ORDER_CODE_TRIES) {
        void this.#calls.cancel(order);
        const unclear = { kind: 'unknown', why: 'no order code could be made' } as const;
        return { answer: answer.kind === 'unknown' ? answer : unclear, clockOffsetMs };
      }
    }
  }

  async inquire({ paymentRequestId }: AttemptName): Promise<Timed<InquiryAnswer>> {
    const called = await this.#calls.ask(paymentRequestId, inquiryPaymentResponse);
    const timed = this.#calls.judged('inquiryPayment', paymentRequestId, sent(called), (response) =>
      inquiryAnswer(paymentRequestId, response, this.#parts.config.pspNames),
    );
    this.#forgetIf(paymentRequestId, timed.answer, ['charged', 'notCharged']);
    return timed;
  }

  async cancel(attempt: AttemptName): Promise<Timed<CancelAnswer>> {
    const timed = await this.#calls.cancel(attempt);
    this.#forgetIf(attempt.paymentRequestId, timed.answer, ['confirmed']);
    return timed;
  }

  refund(order: RefundOrder): Promise<Timed<RefundAnswer>> {
    return this.#calls.refund(order);
  }

  async lookUp({ paymentRequestId }: AttemptName): Promise<Timed<PaymentLook>> {
    const called = await this.#calls.ask(paymentRequestId, inquiryPaymentResponse);
    return this.#calls.judged('inquiryPayment', paymentRequestId, sent(called), (response) =>
      paymentLook(paymentRequestId, response, this.#parts.config.pspNames),
    );
  }

  learnClock(): Promise<number | undefined> {
    return this.#calls.learnClock();
  }

  forgetClock(): void {
    this.#calls.forgetClock();
  }

  checkLine(): Promise<Timed<LineAnswer>> {
    return this.#calls.checkLine();
  }

  #payBody(order: PayOrder, code: PaymentCode | null, expiresAtMs: Ms): Uint8Array {
    const { config, terminal, merchant, notifyUrl } = this.#parts;
    const clockOffsetMs = this.#calls.clockOffsetMs ?? 0;
    return payRequest({ order, code, expiresAtMs, config, terminal, merchant, notifyUrl, clockOffsetMs });
  }

  #orderCode(
    { paymentRequestId, startedAtMs, amount }: PageOrder,
    expiresAtMs: Ms,
    response: OrderCodeResponse,
  ): OpenAnswer | (Extract<OpenAnswer, { kind: 'opened' }> & { readonly link: PaymentLink }) {
    const { result, paymentAmount, paymentId, orderCodeForm } = response;
    if (isOfAnother(paymentRequestId, response)) return ofAnother(result);
    const status = statusOf(result);
    if (status === 'F') return { kind: 'refused', reason: reasonOf(result.resultCode) };
    if (status === 'U' && result.resultCode !== 'PAYMENT_IN_PROCESS') return unclear(undecided(result));
    const text = codeTextOf(response);
    if (text === undefined) return alarm('an order code was made, and it cannot be shown', result);
    const isOtherAmount =
      paymentAmount === null ||
      (paymentAmount !== undefined &&
        (paymentAmount.valueMinor !== amount.valueMinor || paymentAmount.currency !== amount.currency));
    if (isOtherAmount) return alarm('the order code is over another amount', result);
    const { watchedAfterMs, hiddenBeforeMs } = orderCodeOf(this.#parts.config.timing);
    const toldMs = orderCodeForm?.expireTime === undefined ? null : parseIso(orderCodeForm.expireTime);
    const endsAtMs = Math.min(expiresAtMs, (toldMs ?? Infinity) - (this.#calls.clockOffsetMs ?? 0));
    return {
      kind: 'opened',
      payableForMs: expiresAtMs + watchedAfterMs - startedAtMs,
      opensForMs: Math.max(0, endsAtMs - hiddenBeforeMs - startedAtMs),
      facts: factsOf(paymentId) ?? {},
      link: new PaymentLink(text),
    };
  }

  #forgetIf(paymentRequestId: string, { kind }: { readonly kind: string }, ends: readonly string[]): void {
    if (ends.includes(kind)) this.#payBodies.forget(paymentRequestId);
  }
}

/** The gateway as the config lets it be paid: a way that is not in its contract is not there. */
export function antomInstoreGateway(parts: AntomInstoreParts): Gateway {
  const all = new AntomInstoreGateway(parts);
  const { scenarios } = parts.config;
  const asked = {
    terms: all.terms,
    inquire: (attempt: AttemptName) => all.inquire(attempt),
    cancel: (attempt: AttemptName) => all.cancel(attempt),
    refund: (order: RefundOrder) => all.refund(order),
    lookUp: (attempt: AttemptName) => all.lookUp(attempt),
    learnClock: () => all.learnClock(),
    forgetClock: () => all.forgetClock(),
    checkLine: () => all.checkLine(),
  };
  if (!scenarios.includes('orderCode'))
    return { ...asked, pay: (order: PayOrder, code: PaymentCode) => all.pay(order, code) };
  if (scenarios.includes('paymentCode')) return all;
  const { pace, windowMs } = all;
  return { ...asked, pace, windowMs, open: (order: PageOrder) => all.open(order) };
}

function unclear(answer: ReturnType<typeof undecided>): Extract<OpenAnswer, { kind: 'unknown' }> {
  return answer.kind === 'unknown' ? answer : { kind: 'unknown', why: 'the acquirer asks for patience' };
}
