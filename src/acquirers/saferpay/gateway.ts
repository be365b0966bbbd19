import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../../config/config.ts';
import { PaymentLink } from '../../ground/payment-link.ts';
import type { Clock, Log } from '../../ground/ports.ts';
import type { InquiryAnswer, PaymentLook, RefundAnswer, RefundSeen, Unknown } from '../../payment/answers.ts';
import type { Ms } from '../../ground/time.ts';
import { refOf, refundRefOf } from '../../payment/ids.ts';
import type { PagePace, Terms } from '../../payment/terms.ts';
import { logAnswer } from '../answer-log.ts';
import { basic } from '../basic-login.ts';
import type { AttemptName, Http, LookName, PageAcquirer, PageOrder, RefundOrder, Timed } from '../port.ts';
import type { SaferpayConfig } from './config.ts';
import {
  assertRequest,
  ENDPOINTS,
  initializeRequest,
  inquireRequest,
  readAnswer,
  refundRequest,
  type Answer,
  type Endpoint,
  type Head,
} from './messages.ts';
import {
  assertAnswer,
  CAPTURE_FACT,
  inquireAnswer,
  openAnswer,
  refundAnswer,
  refundSeen,
  TOKEN_FACT,
} from './outcome.ts';
import { LEAST_LIFE_MS, PENDING_ASK_MS, SAFERPAY_PACE, saferpayTerms } from './terms.ts';

export interface SaferpayParts {
  readonly name: string;
  readonly config: SaferpayConfig;
  readonly password: string;
  readonly terminal: Config['terminal'];
  readonly publicUrl: string | null;
  readonly http: Http;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

type Called =
  | { readonly kind: 'read'; readonly answer: Answer }
  | { readonly kind: 'notSent'; readonly why: string }
  | { readonly kind: 'unread'; readonly unknown: Unknown };

/** Errors after which Initialize is sent once more: a link that nobody saw cannot be paid. Source: dossier sections 2 and 9. */
const ONCE_MORE: readonly string[] = [
  'INTERNAL_ERROR',
  'COMMUNICATION_FAILED',
  'UNEXPECTED_ERROR_BY_ACQUIRER',
];

/** Random bytes of the secret in the address of notices: 128 bits and more. Source: dossier section 2. */
const SECRET_BYTES = 18;

/**
 * Saferpay as an acquirer of the till: a link that is opened once, and a result that may be asked for on triggers only.
 *
 * Errors: everything that is not a readable answer to this very request is `unknown`.
 * Source: dossier sections 1 to 6.
 */
export class SaferpayGateway implements PageAcquirer {
  readonly terms: Terms;
  readonly pace: PagePace = SAFERPAY_PACE;
  readonly #parts: SaferpayParts;

  constructor(parts: SaferpayParts) {
    this.#parts = parts;
    this.terms = saferpayTerms(parts.config.timing.lookUpMs);
  }

  async open(order: PageOrder): ReturnType<PageAcquirer['open']> {
    const { config, terminal, clock, publicUrl, name } = this.#parts;
    const { paymentRequestId, amount, orderDescription, backUrl, startedAtMs } = order;
    const orderId = refOf(paymentRequestId);
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const body = (head: Head): Uint8Array =>
      initializeRequest(head, {
        terminalId: config.terminalId,
        amount,
        orderId,
        description: `${terminal.storeTerminalId}: ${orderDescription}`,
        language: (terminal.languages[0] ?? 'en').slice(0, 2).toLowerCase(),
        returnUrl: backUrl ?? new URL(config.baseUrl).origin,
        notifyUrl: publicUrl === null ? null : `${publicUrl}/n/${name}/${secret}`,
      });
    const { payTimeoutMs } = config.timing;
    let called = await this.#call('initialize', `${orderId}-i`, 0, payTimeoutMs, body);
    const isLost =
      called.kind === 'unread' ||
      (called.kind === 'read' && ONCE_MORE.includes(called.answer.ErrorName ?? ''));
    if (isLost) called = await this.#call('initialize', `${orderId}-i`, 1, payTimeoutMs, body);
    if (called.kind === 'notSent') return { answer: called };
    if (called.kind === 'unread') return { answer: called.unknown };
    const { answer, url } = openAnswer(called.answer, {
      baseUrl: config.baseUrl,
      nowMs: clock.nowMs(),
      startedAtMs,
      leastLifeMs: config.timing.leastLifeMs ?? LEAST_LIFE_MS,
      sessionGraceMs: config.sessionGraceMs,
      secretHash: secretHash(secret),
    });
    logAnswer(this.#parts.log, { endpoint: 'initialize', paymentRequestId }, answer);
    return { answer, ...(url === undefined ? {} : { link: new PaymentLink(url) }) };
  }

  /** Assert; where its token is of no use any more, Inquire by our own name. Source: dossier section 4. */
  async inquire({ paymentRequestId, facts }: AttemptName): Promise<Timed<InquiryAnswer>> {
    const orderId = refOf(paymentRequestId);
    const token = facts[TOKEN_FACT];
    const { inquiryTimeoutMs } = this.#parts.config.timing;
    if (token !== undefined) {
      const called = await this.#call('assert', `${orderId}-${tag()}`, 0, inquiryTimeoutMs, (head) =>
        assertRequest(head, token),
      );
      const answer =
        called.kind === 'read' ? assertAnswer(called.answer, orderId, this.#pendingAskMs) : unknown(called);
      logAnswer(this.#parts.log, { endpoint: 'assert', paymentRequestId }, answer);
      const isSpent = answer.kind === 'unknown' && SPENT.includes(answer.code ?? '');
      if (!isSpent) return { answer };
    }
    const found = await this.#inquire(orderId);
    const answer =
      found.kind === 'read' ? inquireAnswer(found.answer, orderId, this.#pendingAskMs) : unknown(found);
    logAnswer(this.#parts.log, { endpoint: 'inquire', paymentRequestId }, answer);
    return { answer };
  }

  async refund(order: RefundOrder): Promise<Timed<RefundAnswer>> {
    const { paymentRequestId, facts, number, amount, reason } = order;
    const captureId = facts[CAPTURE_FACT];
    if (captureId === undefined) return { answer: NO_CAPTURE };
    const orderId = refundRefOf(paymentRequestId, number);
    const { refundTimeoutMs } = this.#parts.config.timing;
    const called = await this.#call('refund', orderId, 0, refundTimeoutMs, (head) =>
      refundRequest(head, { captureId, orderId, amount, description: reason ?? orderId }),
    );
    const answer = called.kind === 'read' ? refundAnswer(called.answer, amount) : unknown(called);
    logAnswer(this.#parts.log, { endpoint: 'refund', paymentRequestId }, answer);
    return { answer };
  }

  /** What the books hold of a payment, and of the refunds that are asked for by their numbers. */
  async lookUp({ paymentRequestId, refundNumbers = [] }: LookName): Promise<Timed<PaymentLook>> {
    const orderId = refOf(paymentRequestId);
    const called = await this.#inquire(orderId);
    const found =
      called.kind === 'read' ? inquireAnswer(called.answer, orderId, this.#pendingAskMs) : unknown(called);
    if (found.kind === 'notCharged') return { answer: { kind: 'notCharged', reason: found.reason } };
    if (found.kind !== 'charged')
      return {
        answer: found.kind === 'unknown' ? found : { kind: 'unknown', why: found.kind, code: 'NOT_THERE' },
      };
    const refunds: RefundSeen[] = [];
    for (const number of refundNumbers) {
      const asked = await this.#inquire(refundRefOf(paymentRequestId, number));
      // One that could not be asked for leaves the books unknown: its absence would say that it was not made.
      if (asked.kind !== 'read') return { answer: unknown(asked) };
      const refund = refundSeen(asked.answer, number);
      if (refund !== null) refunds.push(refund);
    }
    return { answer: { kind: 'seen', charge: found.charge, reversed: false, refunds } };
  }

  get #pendingAskMs(): Ms {
    return this.#parts.config.timing.pendingAskMs ?? PENDING_ASK_MS;
  }

  #inquire(orderId: string): Promise<Called> {
    const { inquiryTimeoutMs } = this.#parts.config.timing;
    return this.#call('inquire', `${orderId}-${tag()}`, 0, inquiryTimeoutMs, (head) =>
      inquireRequest(head, orderId),
    );
  }

  async #call(
    endpoint: Endpoint,
    requestId: string,
    retry: number,
    timeoutMs: number,
    body: (head: Head) => Uint8Array,
  ): Promise<Called> {
    const { config, http, password } = this.#parts;
    const { specVersion, customerId } = config;
    const exchange = await http.send({
      method: 'POST',
      url: config.baseUrl.replace(/\/+$/, '') + ENDPOINTS[endpoint],
      headers: {
        Authorization: basic(config.user, password),
        'Content-Type': 'application/json; charset=utf-8',
        Connection: 'close',
      },
      body: body({ specVersion, customerId, requestId, retry }),
      timeoutMs,
    });
    if (exchange.kind === 'notSent') return exchange;
    if (exchange.kind === 'silent')
      return { kind: 'unread', unknown: { kind: 'unknown', why: exchange.why } };
    const { status } = exchange;
    if (status === 401 || status === 403) return { kind: 'unread', unknown: LOGIN };
    if (status >= 500) return { kind: 'unread', unknown: { kind: 'unknown', why: `HTTP ${status}` } };
    const read = readAnswer(requestId, exchange.body);
    if (!read.ok) return { kind: 'unread', unknown: { kind: 'unknown', why: read.error } };
    // A failure is an HTTP status of 400 and more with the name of an error in its body. Source: dossier section 3.
    const isError = read.value.ErrorName !== undefined;
    return isError === status >= 400
      ? { kind: 'read', answer: read.value }
      : { kind: 'unread', unknown: { kind: 'unknown', why: `HTTP ${status} does not fit its body` } };
  }
}

/** By what a notice's secret is kept: whoever reads the journal cannot send one. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Tells calls of one payment apart. */
function tag(): string {
  return randomBytes(6).toString('hex');
}

/** The token was used up or is too old. Source: dossier section 4. */
const SPENT: readonly string[] = ['TOKEN_EXPIRED', 'TOKEN_INVALID'];

const LOGIN: Unknown = { kind: 'unknown', why: 'the login was refused', code: 'LOGIN', alarm: true };

function unknown(called: Exclude<Called, { kind: 'read' }>): Unknown {
  return called.kind === 'notSent' ? { kind: 'unknown', why: called.why } : called.unknown;
}

const NO_CAPTURE = {
  kind: 'refused',
  reason: {
    code: 'SAFERPAY_NO_CAPTURE',
    class: 'technical',
    say: 'Saferpay has not told the id of this charge yet. The refund is tried again later.',
  },
} as const;
