import { randomBytes } from 'node:crypto';
import type { Config } from '../../config/config.ts';
import { PaymentLink } from '../../ground/payment-link.ts';
import type { Clock, Log } from '../../ground/ports.ts';
import { parseIso, type Ms } from '../../ground/time.ts';
import type {
  CancelAnswer,
  InquiryAnswer,
  PaymentLook,
  RefundAnswer,
  Unknown,
} from '../../payment/answers.ts';
import { isPaymentRequestId, refOf, refundRefOf } from '../../payment/ids.ts';
import type { PagePace, Terms } from '../../payment/terms.ts';
import { logAnswer } from '../answer-log.ts';
import type {
  AttemptName,
  Http,
  InquiryName,
  LookName,
  PageAcquirer,
  PageOrder,
  RefundOrder,
  Timed,
} from '../port.ts';
import { Asserts } from './asserts.ts';
import { Books } from './books.ts';
import { callJson, unknownOf } from './calls.ts';
import type { SaferpayConfig } from './config.ts';
import { initializeRequest, refundRequest, type Head } from './messages.ts';
import { RANDOM_BYTES, secretHash, secretOf } from './notification.ts';
import { askOffer, OFFER_FACT, openOffer, withdrawOffer } from './offers.ts';
import {
  CAPTURE_FACT,
  ENDS_FACT,
  inquireAnswer,
  lessRefunds,
  openAnswer,
  refundAnswer,
  TOKEN_FACT,
} from './outcome.ts';
import { OTHER_STAGE } from './result-codes.ts';
import { isOtherStage } from './stage.ts';
import { EXPIRATION_GRACE_MS, LEAST_LIFE_MS, PENDING_ASK_MS, saferpayPace, saferpayTerms } from './terms.ts';

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

/** Errors after which Initialize is sent once more: a link that nobody saw cannot be paid. Source: dossier sections 2 and 9. */
const ONCE_MORE: readonly string[] = [
  'INTERNAL_ERROR',
  'COMMUNICATION_FAILED',
  'UNEXPECTED_ERROR_BY_ACQUIRER',
];

/**
 * Saferpay as an acquirer of the till: a link that is opened once, and a result that may be asked for on triggers only.
 *
 * Errors: everything that is not a readable answer to this very request is `unknown`.
 * Source: dossier sections 1 to 6.
 */
export class SaferpayGateway implements PageAcquirer {
  readonly terms: Terms;
  readonly pace: PagePace;
  /** Whoever opens the page first has it. Source: hosted payments, section 2. */
  readonly opensOnce = true;
  readonly #parts: SaferpayParts;
  readonly #books: Books;
  readonly #asserts: Asserts;

  constructor(parts: SaferpayParts) {
    this.#parts = parts;
    const { config, clock, terminal } = parts;
    this.terms = saferpayTerms(config.timing.lookUpMs, config.product);
    this.pace = saferpayPace(config.timing);
    const books = {
      nowMs: () => clock.nowMs(),
      timeZone: terminal.timeZone,
      pendingAskMs: this.#pendingAskMs,
    };
    this.#books = new Books({ ...parts, ...books });
    this.#asserts = new Asserts(parts);
  }

  async open(order: PageOrder): ReturnType<PageAcquirer['open']> {
    const { config, terminal, clock, publicUrl, name } = this.#parts;
    const { paymentRequestId, amount, orderDescription, backUrl, startedAtMs } = order;
    if (isOtherStage(config)) return { answer: { kind: 'refused', reason: OTHER_STAGE } };
    const orderId = refOf(paymentRequestId);
    const description = `${terminal.storeTerminalId}: ${orderDescription}`;
    const language = (terminal.languages[0] ?? 'en').slice(0, 2).toLowerCase();
    if (config.product === 'spgLink') {
      const { timeZone } = terminal;
      const offered = { amount, orderId, description, language, startedAtMs, timeZone };
      const { answer, url } = await openOffer(this.#parts, { ...offered, nowMs: clock.nowMs() });
      this.#log('spg-offers', paymentRequestId, answer);
      return { answer, ...(url === undefined ? {} : { link: new PaymentLink(url) }) };
    }
    const secret = secretOf(orderId, randomBytes(RANDOM_BYTES));
    const body = (head: Head): Uint8Array =>
      initializeRequest(head, {
        terminalId: config.terminalId,
        amount,
        orderId,
        description,
        language,
        returnUrl: backUrl ?? new URL(config.baseUrl).origin,
        notifyUrl: publicUrl === null ? null : `${publicUrl}/n/${name}/${secret}`,
      });
    const { payTimeoutMs: timeoutMs } = config.timing;
    const call = { endpoint: 'initialize', requestId: `${orderId}-i`, timeoutMs, body } as const;
    let called = await callJson(this.#parts, call);
    const isLost =
      called.kind === 'unread' ||
      (called.kind === 'read' && ONCE_MORE.includes(called.answer.ErrorName ?? ''));
    if (isLost) called = await callJson(this.#parts, { ...call, retry: 1 });
    if (called.kind === 'notSent') return { answer: called };
    if (called.kind === 'unread') return { answer: called.unknown };
    const { answer, url } = openAnswer(called.answer, {
      baseUrl: config.baseUrl,
      nowMs: clock.nowMs(),
      startedAtMs,
      leastLifeMs: config.timing.leastLifeMs ?? LEAST_LIFE_MS,
      sessionGraceMs: config.sessionGraceMs,
      expirationGraceMs: config.timing.expirationGraceMs ?? EXPIRATION_GRACE_MS,
      secretHash: secretHash(secret),
    });
    logAnswer(this.#parts.log, { endpoint: 'initialize', paymentRequestId }, answer);
    return { answer, ...(url === undefined ? {} : { link: new PaymentLink(url) }) };
  }

  /**
   * Assert; where its token is of no use any more, Inquire and the list of the day. What goes back is looked for too:
   * neither of them tells that a charge was refunded. Source: dossier sections 4 and 5.
   */
  async inquire(attempt: InquiryName): Promise<Timed<InquiryAnswer>> {
    const answer = await this.#outcome(attempt);
    if (answer.kind !== 'charged' || (attempt.refundNumbers ?? []).length === 0) return { answer };
    const refunds = await this.#books.refundsOf(attempt, answer.charge);
    const less = 'kind' in refunds ? refunds : lessRefunds(answer, refunds);
    this.#log('inquire', attempt.paymentRequestId, less);
    return { answer: less };
  }

  async #outcome(attempt: InquiryName): Promise<InquiryAnswer> {
    const { paymentRequestId, facts } = attempt;
    const orderId = refOf(paymentRequestId);
    const token = facts[TOKEN_FACT];
    const endsAtMs = timeIn(facts[ENDS_FACT]);
    const isOver = endsAtMs !== null && this.#parts.clock.nowMs() >= endsAtMs;
    const offerId = facts[OFFER_FACT];
    if (offerId !== undefined) {
      const answer = await askOffer(this.#parts, offerId, isOver);
      this.#log('spg-offers', paymentRequestId, answer);
      if (answer.kind !== 'paid') return answer;
      const found = await this.#books.endedPayment(orderId, null);
      this.#log('inquire', paymentRequestId, found);
      return found.kind === 'unknown' ? { ...found, againInMs: this.#pendingAskMs } : found;
    }
    if (token !== undefined) {
      const answer = await this.#asserts.ask(attempt, token, isOver);
      if (answer !== null) {
        this.#log('assert', paymentRequestId, answer);
        return answer;
      }
    }
    const answer = await this.#books.endedPayment(orderId, isOver ? endsAtMs : null);
    this.#log('inquire', paymentRequestId, answer);
    return answer;
  }

  /** Withdraws the link of the variant; of the page's nothing does. Source: dossier section 8. */
  async cancel({ paymentRequestId, facts }: AttemptName): Promise<Timed<CancelAnswer>> {
    const offerId = facts[OFFER_FACT];
    if (offerId === undefined) return { answer: { kind: 'unknown', why: 'there is no link to withdraw' } };
    const answer = await withdrawOffer(this.#parts, offerId);
    this.#log('spg-offers', paymentRequestId, answer);
    return { answer };
  }

  /** Gives back; a repeat has the same ids. Source: dossier sections 5.1 and 10. */
  async refund(order: RefundOrder): Promise<Timed<RefundAnswer>> {
    const { paymentRequestId, facts, number, amount, reason, isAgain = false } = order;
    const captureId = facts[CAPTURE_FACT] ?? (await this.#captureId(paymentRequestId));
    if (captureId === undefined) return { answer: NO_CAPTURE };
    const orderId = refundRefOf(paymentRequestId, number);
    const called = await callJson(this.#parts, {
      endpoint: 'refund',
      requestId: orderId,
      retry: isAgain ? 1 : 0,
      timeoutMs: this.#parts.config.timing.refundTimeoutMs,
      body: (head) => refundRequest(head, { captureId, orderId, amount, description: reason ?? orderId }),
    });
    const answer = called.kind === 'read' ? refundAnswer(called.answer, amount) : unknownOf(called);
    this.#log('refund', paymentRequestId, answer);
    const isLeftNothing = called.kind === 'read' && called.answer.ErrorName === 'AMOUNT_INVALID';
    if (!isAgain || !isLeftNothing) return { answer };
    // Nothing is left for it: the one that was sent before was made. Only the books say so for sure.
    this.#books.refusedAgain(orderId);
    return { answer: MADE_BEFORE };
  }

  /** Assert may tell of a charge without the id that refunds need; Inquire has it some minutes later. */
  async #captureId(paymentRequestId: string): Promise<string | undefined> {
    const orderId = refOf(paymentRequestId);
    const called = await this.#books.inquire(orderId);
    const answer =
      called.kind === 'read' ? inquireAnswer(called.answer, orderId, this.#pendingAskMs) : unknownOf(called);
    return answer.kind === 'charged' ? answer.facts?.[CAPTURE_FACT] : undefined;
  }

  /** What the books hold of a payment, and of the refunds that are asked for by their numbers. */
  async lookUp(attempt: LookName): Promise<Timed<PaymentLook>> {
    if (!isPaymentRequestId(attempt.paymentRequestId)) return { answer: { kind: 'notFound' } };
    const orderId = refOf(attempt.paymentRequestId);
    const called = await this.#books.inquire(orderId);
    const found =
      called.kind === 'read' ? inquireAnswer(called.answer, orderId, this.#pendingAskMs) : unknownOf(called);
    if (found.kind === 'notCharged') return { answer: { kind: 'notCharged', reason: found.reason } };
    if (found.kind !== 'charged')
      return {
        answer: found.kind === 'unknown' ? found : { kind: 'unknown', why: found.kind, code: 'NOT_THERE' },
      };
    const { charge } = found;
    const refunds = await this.#books.refundsOf(attempt, charge);
    if ('kind' in refunds) {
      this.#log('inquire', attempt.paymentRequestId, refunds);
      return { answer: refunds };
    }
    return { answer: { kind: 'seen', charge, reversed: false, refunds } };
  }

  get #pendingAskMs(): Ms {
    return this.#parts.config.timing.pendingAskMs ?? PENDING_ASK_MS;
  }

  #log(endpoint: string, paymentRequestId: string, answer: { readonly kind: string }): void {
    logAnswer(this.#parts.log, { endpoint, paymentRequestId }, answer);
  }
}

function timeIn(fact: string | undefined): Ms | null {
  return fact === undefined ? null : parseIso(fact);
}

const NO_CAPTURE = {
  kind: 'refused',
  reason: {
    code: 'SAFERPAY_NO_CAPTURE',
    class: 'technical',
    say: 'Saferpay has not told the id of this charge yet. The refund is tried again later.',
  },
} as const;

const MADE_BEFORE: Unknown = {
  kind: 'unknown',
  why: 'nothing is left for this refund: it was made before, and is looked for',
  code: 'AMOUNT_INVALID',
};
