import { randomBytes } from 'node:crypto';
import { PaymentLink } from '../../ground/payment-link.ts';
import type { Log } from '../../ground/ports.ts';
import type { InquiryAnswer, PaymentLook, Reason, RefundAnswer, Unknown } from '../../payment/answers.ts';
import { isPaymentRequestId, refOf, refundRefOf, refundRefsOf } from '../../payment/ids.ts';
import type { PagePace, Terms } from '../../payment/terms.ts';
import { logAnswer } from '../answer-log.ts';
import { basic } from '../basic-login.ts';
import type {
  Http,
  InquiryName,
  LineAnswer,
  LookName,
  PageAcquirer,
  PageOrder,
  RefundOrder,
  Timed,
} from '../port.ts';
import { PAID_ELSEWHERE, TRIED_ELSEWHERE, TWIN_WAIT_MS } from '../twins.ts';
import type { TrustPaymentsConfig } from './config.ts';
import {
  authRequest,
  PATH,
  queryRequest,
  readAnswer,
  refundRequest,
  type AnswerElement,
} from './messages.ts';
import {
  inquiryAnswer,
  openAnswer,
  paidBeside,
  PARENT_FACT,
  paymentLook,
  recordedAnswer,
  refundAnswer,
  STRANGE_RECORD,
  type Expected,
} from './outcome.ts';
import { refusal } from './result-codes.ts';
import { TRUST_PAYMENTS_PACE, trustPaymentsTerms } from './terms.ts';

export interface TrustPaymentsParts {
  readonly config: TrustPaymentsConfig;
  readonly password: string;
  readonly http: Http;
  readonly log: Log;
}

/** Refunds of one payment that the books are asked for by name, whether the till knows of them or not. Ours. */
const REFUNDS_ASKED = 20;

/** The answer to a call, or why there is none that can be read. */
type Called =
  | { readonly kind: 'read'; readonly element: AnswerElement }
  | { readonly kind: 'notSent'; readonly why: string }
  | { readonly kind: 'login' }
  | { readonly kind: 'unread'; readonly why: string };

/**
 * Trust Payments as an acquirer of the till: it makes a link, and only `settlestatus` 100 is paid.
 *
 * Errors: everything that is not a readable answer to this very request is `unknown`.
 * Source: dossier sections 1 to 6.
 */
export class TrustPaymentsGateway implements PageAcquirer {
  readonly terms: Terms;
  readonly pace: PagePace;
  readonly #parts: TrustPaymentsParts;

  constructor(parts: TrustPaymentsParts) {
    this.#parts = parts;
    const { releaseOn, timing } = parts.config;
    this.terms = trustPaymentsTerms(releaseOn, timing.lookUpMs);
    this.pace = {
      firstInquiryMs: timing.firstInquiryMs ?? TRUST_PAYMENTS_PACE.firstInquiryMs,
      closingEveryMs: timing.closingEveryMs ?? TRUST_PAYMENTS_PACE.closingEveryMs,
      watchEveryMs: timing.watchEveryMs ?? TRUST_PAYMENTS_PACE.watchEveryMs,
      watchForMs: timing.watchForMs ?? TRUST_PAYMENTS_PACE.watchForMs,
    };
  }

  async open(order: PageOrder): ReturnType<PageAcquirer['open']> {
    const { config } = this.#parts;
    const { paymentRequestId, amount, backUrl } = order;
    if (!config.currencies.includes(amount.currency))
      return { answer: { kind: 'refused', reason: OTHER_CURRENCY } };
    const twin = await this.#twinOf(paymentRequestId);
    if (twin !== null) return { answer: { kind: 'refused', reason: twin } };
    const expected = this.#expected(paymentRequestId);
    const called = await this.#call(config.timing.payTimeoutMs, (reference) =>
      authRequest(this.#site, reference, {
        orderreference: expected.orderreference,
        amount,
        billingCountry: config.billingCountry,
        // Without a page of the till's own the customer sees the acquirer's site after paying; the till asks anyway.
        returnUrl: backUrl ?? new URL(config.baseUrl).origin,
        wap: config.wap,
      }),
    );
    if (called.kind === 'notSent') return { answer: called };
    if (called.kind === 'login') return { answer: { kind: 'refused', reason: refusal('401') } };
    if (called.kind === 'unread') return { answer: { kind: 'unknown', why: called.why } };
    const { answer, url } = openAnswer(called.element, expected, amount, this.pace.watchForMs);
    logAnswer(this.#parts.log, { endpoint: 'AUTH', paymentRequestId }, answer);
    return { answer, ...(url === undefined ? {} : { link: new PaymentLink(url) }) };
  }

  async inquire(attempt: InquiryName): Promise<Timed<InquiryAnswer>> {
    const judge = this.terms.releasesReturned === true ? recordedAnswer : inquiryAnswer;
    let alarm: string | undefined;
    const answer = await this.#query(attempt, (element, expected) => {
      alarm = paidBeside(element, expected);
      return judge(element, expected);
    });
    return answer.kind === 'charged' && alarm !== undefined ? { answer, alarm } : { answer };
  }

  async lookUp(attempt: LookName): Promise<Timed<PaymentLook>> {
    if (!isPaymentRequestId(attempt.paymentRequestId)) return { answer: { kind: 'notFound' } };
    return { answer: await this.#query(attempt, paymentLook) };
  }

  async refund({ paymentRequestId, facts, ...order }: RefundOrder): Promise<Timed<RefundAnswer>> {
    const { number, amount } = order;
    // The record that is settled: under one name another till may have made one too.
    const parent = order.paymentId ?? facts[PARENT_FACT];
    if (parent === undefined) return { answer: NO_PARENT };
    const orderreference = refundRefOf(paymentRequestId, number);
    const called = await this.#call(this.#parts.config.timing.refundTimeoutMs, (reference) =>
      refundRequest(this.#site, reference, { parent, orderreference, amount }),
    );
    const answer = called.kind === 'read' ? refundAnswer(called.element) : unknown(called);
    logAnswer(this.#parts.log, { endpoint: 'REFUND', paymentRequestId }, answer);
    return { answer };
  }

  /** Asks for a payment that cannot exist: it changes nothing, and its answer shows the login. */
  async checkLine(): Promise<Timed<LineAnswer>> {
    const called = await this.askForNothing();
    return { answer: called.kind === 'read' ? { kind: 'there' } : unknown(called) };
  }

  askForNothing(): Promise<Called> {
    const { inquiryTimeoutMs } = this.#parts.config.timing;
    return this.#call(inquiryTimeoutMs, (reference) =>
      queryRequest(this.#site, reference, [`CHECK-${reference}`]),
    );
  }

  /** No attempt of this till has two links: one that is there by its name is another till's. Source: dossier section 11. */
  async #twinOf(paymentRequestId: string): Promise<Reason | null> {
    const { inquiryTimeoutMs } = this.#parts.config.timing;
    const waitMs = Math.min(inquiryTimeoutMs, TWIN_WAIT_MS);
    const found = await this.#query({ paymentRequestId, facts: {} }, inquiryAnswer, waitMs);
    if (found.kind === 'notCharged') return found.refunded === true ? PAID_ELSEWHERE : TRIED_ELSEWHERE;
    const isThere = found.kind === 'charged' || found.kind === 'confirming';
    return isThere || (found.kind === 'unknown' && found.code === STRANGE_RECORD) ? PAID_ELSEWHERE : null;
  }

  async #query<A extends { readonly kind: string }>(
    { paymentRequestId, facts, refundNumbers = [] }: LookName,
    judge: (element: AnswerElement, expected: Expected) => A,
    timeoutMs = this.#parts.config.timing.inquiryTimeoutMs,
  ): Promise<A | Unknown> {
    const ref = refOf(paymentRequestId);
    const later = refundNumbers.filter((number) => number >= REFUNDS_ASKED);
    const backs = [
      ...refundRefsOf(paymentRequestId, REFUNDS_ASKED),
      ...later.map((number) => refundRefOf(paymentRequestId, number)),
    ];
    const called = await this.#call(timeoutMs, (reference) =>
      queryRequest(this.#site, reference, [ref, ...backs]),
    );
    const expected = { ...this.#expected(paymentRequestId), own: facts[PARENT_FACT] };
    const answer = called.kind === 'read' ? judge(called.element, expected) : unknown(called);
    logAnswer(this.#parts.log, { endpoint: 'TRANSACTIONQUERY', paymentRequestId }, answer);
    return answer;
  }

  get #site() {
    const { user, siteReference } = this.#parts.config;
    return { user, siteReference };
  }

  #expected(paymentRequestId: string): Expected {
    const { siteReference, live } = this.#parts.config;
    return { orderreference: refOf(paymentRequestId), siteReference, live };
  }

  async #call(timeoutMs: number, body: (requestreference: string) => Uint8Array): Promise<Called> {
    const { config, http, password } = this.#parts;
    // `A` and 8 letters or digits. Source: dossier section 1.
    const reference = `A${randomBytes(4).toString('hex')}`;
    const exchange = await http.send({
      method: 'POST',
      url: config.baseUrl.replace(/\/+$/, '') + PATH,
      headers: {
        Authorization: basic(config.user, password),
        'Content-Type': 'application/json;charset=utf-8',
        Connection: 'close',
      },
      body: body(reference),
      timeoutMs,
    });
    if (exchange.kind === 'notSent') return exchange;
    if (exchange.kind === 'silent') return { kind: 'unread', why: exchange.why };
    if (exchange.status === 401) return { kind: 'login' };
    if (exchange.status !== 200) return { kind: 'unread', why: `HTTP ${exchange.status}` };
    const read = readAnswer(reference, exchange.body);
    return read.ok ? { kind: 'read', element: read.value } : { kind: 'unread', why: read.error };
  }
}

/** A question that was not answered: the outcome of what was done before stays unknown. */
function unknown(called: Exclude<Called, { kind: 'read' }>): Unknown {
  return called.kind === 'login'
    ? { kind: 'unknown', why: 'the login was refused', code: 'LOGIN', alarm: true }
    : { kind: 'unknown', why: called.why };
}

const NO_PARENT = {
  kind: 'refused',
  reason: {
    code: 'TRUST_NO_PARENT',
    class: 'contradiction',
    say: 'The till does not know this payment at Trust Payments. Refund it there.',
  },
} as const;

const OTHER_CURRENCY = {
  code: 'TRUST_CURRENCY',
  class: 'setUp',
  say: "Trust Payments does not take this currency. Offer another way of paying. Tell the shop's technician.",
} as const;
