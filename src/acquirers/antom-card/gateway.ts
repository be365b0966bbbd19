import type { Config } from '../../config/config.ts';
import { PaymentLink } from '../../ground/payment-link.ts';
import type { Clock, Log } from '../../ground/ports.ts';
import { parseIso, type Ms } from '../../ground/time.ts';
import type {
  CancelAnswer,
  CaptureAnswer,
  InquiryAnswer,
  PaymentLook,
  RefundAnswer,
} from '../../payment/answers.ts';
import type { AcquirerFacts, PagePace, Terms } from '../../payment/terms.ts';
import { logAnswer } from '../answer-log.ts';
import { AntomCalls } from '../antom/calls.ts';
import type {
  AttemptName,
  CaptureOrder,
  Http,
  LineAnswer,
  PageAcquirer,
  PageOrder,
  RefundOrder,
  Timed,
} from '../port.ts';
import { sent, type Called } from '../signed-wire/calls.ts';
import { ofTwin } from '../twins.ts';
import type { Signing } from '../signed-wire/signature.ts';
import { pathPrefixOf, type AntomCardConfig } from './config.ts';
import {
  captureRequest,
  captureResponse,
  cardInquiryResponse,
  consultRequest,
  consultResponse,
  linkOf,
  payRequest,
  payResponse,
  type ConsultResponse,
} from './messages.ts';
import {
  captureAnswer,
  captureRequestIdOf,
  CARD_FACTS,
  inquiryAnswer,
  isCollectedByAcquirer,
  openAnswer,
  paymentLook,
  type CardAsked,
} from './outcome.ts';
import { askedFor, lackOf } from './offer.ts';
import { NO_BACK_PAGE, reasonOf } from './result-codes.ts';
import {
  antomCardPace,
  antomCardTerms,
  CAPTURE_TIMEOUT_MS,
  CONSULT_EVERY_MS,
  HOLD_ALARM_SHARE,
  HOLD_MS,
} from './terms.ts';

export interface AntomCardParts {
  readonly config: AntomCardConfig;
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly notifyUrl: string | undefined;
  readonly signing: Signing;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
}

/** A page is asked for twice under one id, with the very same bytes; nobody has its link. Source: dossier section 3. */
const PAGE_TRIES = 2;

/**
 * Card payments at Antom as an acquirer of the till: the customer types the card on Antom's page, Antom holds the money,
 * and the till collects it.
 *
 * Errors: everything that is not a signed, readable answer is `unknown`: never paid, never failed.
 * Source: dossier sections 1 to 11.
 */
export class AntomCardGateway implements PageAcquirer {
  readonly terms: Terms;
  readonly pace: PagePace;
  readonly #parts: AntomCardParts;
  readonly #calls: AntomCalls;
  #consultedAtMs: Ms | null = null;
  /** Why cards cannot be taken, as it was said last; null where they can. */
  #lack: string | null = null;
  #isToldOfCollecting = false;

  constructor(parts: AntomCardParts) {
    this.#parts = parts;
    const { config, terminal, signing, http, clock, log } = parts;
    const { baseUrl, clientId, timing, expiryMs } = config;
    this.terms = antomCardTerms(config);
    this.pace = antomCardPace(timing, expiryMs);
    this.#calls = new AntomCalls({
      ...{ baseUrl, clientId, timing, signing, http, clock, log, reasonOf },
      pathPrefix: pathPrefixOf(config),
      timeZone: terminal.timeZone,
      requestTime: 'iso',
    });
  }

  async open(order: PageOrder): ReturnType<PageAcquirer['open']> {
    const { paymentRequestId, backUrl } = order;
    const { config, clock, terminal, merchant, notifyUrl, log } = this.#parts;
    if (backUrl === null) return { answer: { kind: 'refused', reason: NO_BACK_PAGE } };
    const expiresAtMs = clock.nowMs() + config.expiryMs;
    const clockOffsetMs = this.#calls.clockOffsetMs ?? 0;
    const body = payRequest({
      ...{ order, expiresAtMs, config, terminal, merchant, backUrl, notifyUrl, clockOffsetMs },
    });
    for (let tries = 1; ; tries += 1) {
      const called = await this.#calls.send('pay', body, config.timing.payTimeoutMs, payResponse);
      if (called.kind === 'notSent' && tries === 1) {
        logAnswer(log, { endpoint: 'pay', paymentRequestId }, called);
        return { answer: called };
      }
      const timed = this.#calls.judged('pay', paymentRequestId, sent(called), (response) =>
        openAnswer(order, expiresAtMs, response),
      );
      const { answer, clockOffsetMs: offsetMs } = timed;
      if (answer.kind === 'opened') {
        const url = called.kind === 'read' ? linkOf(called.response) : undefined;
        return {
          answer,
          clockOffsetMs: offsetMs,
          ...(url === undefined ? {} : { link: new PaymentLink(url) }),
        };
      }
      // A refusal of a repeat proves nothing of the first request.
      if (answer.kind === 'refused' && tries === 1)
        return {
          answer: await ofTwin(answer, () => this.inquire({ paymentRequestId, facts: {} })),
          clockOffsetMs: offsetMs,
        };
      if (answer.kind === 'refused' || tries >= PAGE_TRIES) {
        // Nobody has its link: it is closed all the same, so that no page stands open.
        void this.#calls.cancel(order);
        const unclear = { kind: 'unknown', why: 'no page could be made' } as const;
        return { answer: answer.kind === 'unknown' ? answer : unclear, clockOffsetMs: offsetMs };
      }
    }
  }

  async inquire(attempt: AttemptName): Promise<Timed<InquiryAnswer>> {
    const { paymentRequestId } = attempt;
    const called = await this.#calls.ask(paymentRequestId, cardInquiryResponse);
    const timed = this.#calls.judged('inquiryPayment', paymentRequestId, sent(called), (response) =>
      inquiryAnswer(this.#asked(attempt), response),
    );
    const isOthers =
      called.kind === 'read' &&
      timed.answer.kind === 'charged' &&
      isCollectedByAcquirer(paymentRequestId, called.response);
    return isOthers ? { ...timed, alarm: this.#collectsItself() } : timed;
  }

  /** Said once: what the acquirer collects by itself counts, and the contract is not what the config says. Source: 5.1. */
  #collectsItself(): string | undefined {
    if (this.#parts.config.captureMode === 'AUTOMATIC' || this.#isToldOfCollecting) return undefined;
    this.#isToldOfCollecting = true;
    const why = 'it collects what cards hold by itself, although captureMode is MANUAL';
    this.#parts.log.warn(why);
    return why;
  }

  /** Collects the whole hold, always under one name; where the acquirer collects by itself, it is only asked. */
  async capture(order: CaptureOrder): Promise<Timed<CaptureAnswer>> {
    const { paymentRequestId, amount, facts } = order;
    const { config } = this.#parts;
    if (config.captureMode === 'AUTOMATIC') return this.#collected(order);
    const paymentId = facts[CARD_FACTS.paymentId];
    if (paymentId === undefined)
      return { answer: { kind: 'unknown', why: 'the hold has no id yet', alarm: true } };
    const captureRequestId = captureRequestIdOf(paymentRequestId);
    const timeoutMs = config.timing.captureTimeoutMs ?? CAPTURE_TIMEOUT_MS;
    const body = captureRequest({ captureRequestId, paymentId, amount });
    const called = await this.#calls.send('capture', body, timeoutMs, captureResponse);
    const { answer, clockOffsetMs } = this.#calls.judged(
      'capture',
      paymentRequestId,
      sent(called),
      (response) => captureAnswer(order, response),
    );
    return { answer: this.#inTime(facts, answer), clockOffsetMs };
  }

  cancel(attempt: AttemptName): Promise<Timed<CancelAnswer>> {
    return this.#calls.cancel(attempt);
  }

  refund(order: RefundOrder): Promise<Timed<RefundAnswer>> {
    return this.#calls.refund(order, { refundNotifyUrl: this.#parts.notifyUrl });
  }

  async lookUp({ paymentRequestId }: AttemptName): Promise<Timed<PaymentLook>> {
    const called = await this.#calls.ask(paymentRequestId, cardInquiryResponse);
    return this.#calls.judged('inquiryPayment', paymentRequestId, sent(called), (response) =>
      paymentLook(paymentRequestId, response),
    );
  }

  learnClock(): Promise<number | undefined> {
    return this.#calls.learnClock();
  }

  forgetClock(): void {
    this.#calls.forgetClock();
  }

  /**
   * Whether cards can be taken is asked at the start and every four hours; where they cannot, each time. Source: dossier 2.
   */
  async checkLine(): Promise<Timed<LineAnswer>> {
    const { clock } = this.#parts;
    const isDue =
      this.#lack !== null || clock.nowMs() - (this.#consultedAtMs ?? -Infinity) >= CONSULT_EVERY_MS;
    if (!isDue) return this.#calls.checkLine();
    const called = sent(await this.consult());
    const { clockOffsetMs } = called;
    if (called.kind === 'unread') return { answer: called.answer, clockOffsetMs };
    this.#consultedAtMs = clock.nowMs();
    this.#lack = lackOf(called.response);
    return {
      answer: this.#lack === null ? { kind: 'there' } : { kind: 'unknown', why: this.#lack },
      clockOffsetMs,
    };
  }

  /** Whether cards can be taken now, and which. Source: dossier section 2. */
  consult(): Promise<Called<ConsultResponse>> {
    const { config, terminal } = this.#parts;
    const { inquiryTimeoutMs } = config.timing;
    return this.#calls.send(
      'consult',
      consultRequest(config, terminal, askedFor(terminal.currency)),
      inquiryTimeoutMs,
      consultResponse,
    );
  }

  async #collected(order: CaptureOrder): Promise<Timed<CaptureAnswer>> {
    const { answer, clockOffsetMs } = await this.inquire(order);
    if (answer.kind === 'charged') {
      const { charge, facts } = answer;
      return { answer: { kind: 'captured', charge, facts }, clockOffsetMs };
    }
    const waiting = {
      kind: 'unknown',
      why: 'the acquirer collects it by itself',
      code: 'AUTOMATIC',
    } as const;
    const kept = answer.kind === 'unknown' ? answer : waiting;
    return { answer: this.#inTime(order.facts, kept), clockOffsetMs };
  }

  /** A hold that nears its end is something to look at, also where nothing answers. Source: dossier section 5.2. */
  #inTime(facts: AcquirerFacts, answer: CaptureAnswer): CaptureAnswer {
    const startedAtMs = Number(facts[CARD_FACTS.startedAt] ?? Infinity);
    const endsAtMs = parseIso(facts[CARD_FACTS.holdEndsAt] ?? '') ?? startedAtMs + HOLD_MS;
    const alarmsAtMs = startedAtMs + (endsAtMs - startedAtMs) * HOLD_ALARM_SHARE;
    if (answer.kind !== 'unknown' || !(this.#parts.clock.nowMs() >= alarmsAtMs)) return answer;
    return { ...answer, why: `a card's hold ends soon and is not collected: ${answer.why}`, alarm: true };
  }

  #asked({ paymentRequestId, facts }: AttemptName): CardAsked {
    const clockOffsetMs = this.#calls.clockOffsetMs ?? 0;
    return { paymentRequestId, facts, nowMs: this.#parts.clock.nowMs(), clockOffsetMs };
  }
}
