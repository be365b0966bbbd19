import type { Config } from '../../config/config.ts';
import { PaymentLink } from '../../ground/payment-link.ts';
import type { Log } from '../../ground/ports.ts';
import type {
  CancelAnswer,
  InquiryAnswer,
  PaymentLook,
  Reason,
  RefundAnswer,
  Throttled,
} from '../../payment/answers.ts';
import { isPaymentRequestId, refOf } from '../../payment/ids.ts';
import type { PagePace, Terms } from '../../payment/terms.ts';
import { logAnswer } from '../answer-log.ts';
import type {
  AttemptName,
  InquiryName,
  LineAnswer,
  LookName,
  PageAcquirer,
  PageOrder,
  RefundOrder,
  SummedLook,
  Timed,
} from '../port.ts';
import { PAID_ELSEWHERE, TRIED_ELSEWHERE, TWIN_WAIT_MS } from '../twins.ts';
import { ComputopCalls, type CallsParts } from './calls.ts';
import { creditNameOf } from './credit-names.ts';
import { HeardBefore } from './heard-before.ts';
import {
  creditParameters,
  linkOf,
  PAGES,
  paymentParameters,
  REASON_LENGTH_MAX,
  reverseParameters,
  sendable,
  unsendable,
  type Parameters,
  type Phone,
} from './messages.ts';
import { userDataOf } from './crypto.ts';
import { orderText } from './order-text.ts';
import {
  chargedAnswer,
  creditAnswer,
  FACTS,
  lookOf,
  NO_AMOUNT,
  reverseAnswer,
  reversibleIn,
  succeededIn,
  type Judged,
} from './outcome.ts';
import { NO_PAYMENT, reverseRefusal, TEST_TEXT, unsendableReason } from './result-codes.ts';
import { SecondPayments } from './second-payments.ts';
import { computopPace, computopTerms, payableForMs, twiceApartMs } from './terms.ts';

export interface ComputopParts extends CallsParts {
  readonly name: string;
  readonly terminal: Config['terminal'];
  readonly shop: Config['merchant'];
  readonly publicUrl: string | null;
  readonly log: Log;
}

/** An answer of success with another code is an alarm when it comes so often. Source: dossier section 4.1. */
const ODD_TIMES = 3;

/**
 * Computop's Alipay+ Cashier as an acquirer of the till: the till makes the link itself, and asks what became of it.
 *
 * Errors: everything that is not a readable answer about this very attempt is `unknown`.
 * Source: dossier sections 1 to 10.
 */
export class ComputopGateway implements PageAcquirer {
  readonly terms: Terms;
  readonly pace: PagePace;
  readonly #parts: ComputopParts;
  readonly #calls: ComputopCalls;
  readonly #noes = new HeardBefore();
  readonly #odd = new HeardBefore();
  /** How the last reverse or credit of an attempt was answered in this run. */
  readonly #back = new HeardBefore();
  readonly #second: SecondPayments;

  constructor(parts: ComputopParts) {
    this.#parts = parts;
    this.#calls = new ComputopCalls(parts);
    this.#second = new SecondPayments(parts, this.#calls);
    this.terms = computopTerms(parts.config);
    this.pace = computopPace(parts.config);
  }

  /**
   * The link is made here, and nothing of it exists at the acquirer before it is opened. So a payment that is there by
   * its name is another till's; where the acquirer does not answer, the link is shown all the same.
   */
  async open(order: PageOrder): ReturnType<PageAcquirer['open']> {
    const { config, merchant, terminal } = this.#parts;
    const { paymentRequestId, amount } = order;
    const refused = (reason: Reason): Awaited<ReturnType<PageAcquirer['open']>> => {
      const answer = { kind: 'refused', reason } as const;
      this.#log(PAGES.payment, paymentRequestId, answer);
      return { answer };
    };
    const made = this.#linkParameters(order);
    if ('reason' in made) return refused(made.reason);
    const found = await this.#calls.ask(
      { transId: refOf(paymentRequestId), facts: {}, payId: null },
      TWIN_WAIT_MS,
    );
    const isThere = found.kind === 'unknown' ? found.code === NO_AMOUNT : THERE.includes(found.kind);
    if (isThere) return refused(found.kind === 'no' ? TRIED_ELSEWHERE : PAID_ELSEWHERE);
    const facts = {
      ...{ [FACTS.amount]: String(amount.valueMinor), [FACTS.currency]: amount.currency },
      [FACTS.till]: terminal.storeTerminalId,
    };
    return {
      answer: { kind: 'opened', payableForMs: payableForMs(config), facts },
      link: new PaymentLink(linkOf(config.baseUrl, merchant, made.parameters)),
    };
  }

  async inquire(attempt: InquiryName): Promise<Timed<InquiryAnswer>> {
    const { paymentRequestId, facts } = attempt;
    const transId = refOf(paymentRequestId);
    const isOwing = this.#isOwing(attempt);
    const known = facts[FACTS.payId];
    // One link may bring more than one payment, and the last notice may be of one that failed.
    const payId = known ?? succeededIn(facts).at(-1) ?? facts[FACTS.noticed] ?? null;
    const first = this.#heard(transId, await this.#calls.ask({ transId, facts, payId }), isOwing);
    const main = known ?? (first.kind === 'charged' ? first.charge.paymentId : payId);
    const others = succeededIn(facts).filter((id) => id !== main);
    let answer = first;
    for (const other of others)
      if (answer === first) answer = await this.#second.beside(first, { ...attempt, payId: other }, isOwing);
    this.#log(payId === null ? PAGES.inquire24 : PAGES.inquire, paymentRequestId, answer);
    return { answer };
  }

  async lookUp(attempt: LookName): Promise<Timed<PaymentLook | SummedLook>> {
    const { paymentRequestId, facts, paymentId } = attempt;
    if (!isPaymentRequestId(paymentRequestId)) return { answer: { kind: 'notFound' } };
    const payId = paymentId ?? facts[FACTS.payId] ?? facts[FACTS.noticed] ?? null;
    const found = await this.#calls.ask({ transId: refOf(paymentRequestId), facts, payId });
    const answer = found.kind === 'throttled' ? found : lookOf(found);
    this.#log(PAGES.inquire, paymentRequestId, answer);
    return { answer };
  }

  /**
   * Reverses a charge. It undoes the last step of the payment, whatever that was: only a charge that an inquiry has just
   * shown whole may be reversed, and once. Books that do not tell what went back may hide a credit: then it is credited.
   */
  async cancel({ paymentRequestId, facts }: AttemptName): Promise<Timed<CancelAnswer>> {
    const { merchant, config } = this.#parts;
    const [payId, amount] = [facts[FACTS.payId], reversibleIn(facts)];
    if (payId === undefined) return { answer: { kind: 'refused', reason: NO_PAYMENT } };
    if (amount === null) return { answer: { kind: 'refused', reason: reverseRefusal('NOT_TOLD') } };
    const transId = refOf(paymentRequestId);
    const called = await this.#calls.call(
      PAGES.reverse,
      config.timing.cancelTimeoutMs,
      reverseParameters(merchant, { payId, transId, refNr: paymentRequestId, amount, reqId: `${transId}-V` }),
    );
    const { merchantId } = merchant;
    const answer =
      called.kind === 'read' ? reverseAnswer(called.values, { merchantId, transId, payId }) : called.unknown;
    return { answer: this.#sent(PAGES.reverse, paymentRequestId, answer) };
  }

  async refund(order: RefundOrder): Promise<Timed<RefundAnswer>> {
    const { merchant, config } = this.#parts;
    const { paymentRequestId, facts, number, amount, reason = '' } = order;
    const payId = order.paymentId ?? facts[FACTS.payId];
    if (payId === undefined) return { answer: { kind: 'refused', reason: NO_PAYMENT } };
    const name = creditNameOf(paymentRequestId, number, payId, facts);
    const { transId } = name;
    const called = await this.#calls.call(
      PAGES.credit,
      config.timing.refundTimeoutMs,
      creditParameters(merchant, {
        ...{ payId, ...name, amount, reason: sendable(reason, REASON_LENGTH_MAX) },
      }),
    );
    const { merchantId } = merchant;
    const answer =
      called.kind === 'read' ? creditAnswer(called.values, { merchantId, transId, payId }) : called.unknown;
    return { answer: this.#sent(PAGES.credit, paymentRequestId, answer) };
  }

  async checkLine(): Promise<Timed<LineAnswer>> {
    const called = await this.#calls.askForNothing('LINE');
    return { answer: called.kind === 'read' ? { kind: 'there' } : called.unknown };
  }

  #linkParameters(order: PageOrder): { readonly parameters: Parameters } | { readonly reason: Reason } {
    const { config, merchant, terminal, shop, publicUrl, name } = this.#parts;
    const { paymentRequestId, amount, orderDescription, backUrl } = order;
    const orderDesc = orderText({
      shop: shop.merchantDisplayName ?? shop.merchantName,
      till: terminal.storeTerminalId,
      order: orderDescription,
      test: config.test,
    });
    if (orderDesc === null) return { reason: TEST_TEXT };
    const transId = refOf(paymentRequestId);
    const parameters = paymentParameters(merchant, {
      ...{ transId, refNr: paymentRequestId, amount, orderDesc, fxCurrency: config.fxCurrency },
      // Without a page of the till's own the customer sees the acquirer's site after paying; the till asks anyway.
      backUrl: backUrl ?? new URL(config.baseUrl).origin,
      notifyUrl: publicUrl === null ? null : `${publicUrl}/n/${name}`,
      userData: userDataOf(merchant.hmacKey, transId, terminal.storeTerminalId),
      phone: config.terminalType === 'auto' ? pageFor(order.phone) : WEB,
    });
    const bad = unsendable(parameters);
    return bad === null ? { parameters } : { reason: unsendableReason(bad) };
  }

  /** What an answer says to the till: a *no* only when it was heard twice, a while apart. */
  #heard(transId: string, found: Judged | Throttled, isOwing: boolean): InquiryAnswer {
    const nowMs = this.#parts.clock.nowMs();
    if (found.kind !== 'unknown') this.#odd.forget(transId);
    switch (found.kind) {
      case 'no':
      case 'notFound': {
        const { forMs } = this.#noes.again(transId, found.kind, nowMs);
        if (forMs < twiceApartMs(this.#parts.config)) return { kind: 'confirming' };
        return found.kind === 'no' ? { kind: 'notCharged', reason: found.reason } : found;
      }
      case 'charged':
        this.#noes.forget(transId);
        return chargedAnswer(found.books, isOwing);
      case 'confirming':
        this.#noes.forget(transId);
        return found;
      case 'throttled':
        return found;
      case 'unknown': {
        const { times } = this.#odd.again(transId, found.code ?? '', nowMs);
        return found.code === undefined || times < ODD_TIMES ? found : { ...found, alarm: true };
      }
    }
  }

  #sent<A extends CancelAnswer | RefundAnswer>(page: string, paymentRequestId: string, answer: A): A {
    const isLost = answer.kind === 'unknown';
    this.#back.again(refOf(paymentRequestId), isLost ? LOST : answer.kind, this.#parts.clock.nowMs());
    this.#log(page, paymentRequestId, answer);
    return answer;
  }

  /** Whether money was sent back without an answer: in this run, or in one before that did not live to hear it. */
  #isOwing({ paymentRequestId, refundNumbers = [] }: InquiryName): boolean {
    const last = this.#back.whatOf(refOf(paymentRequestId));
    return last === undefined ? refundNumbers.length > 0 : last === LOST;
  }

  #log(endpoint: string, paymentRequestId: string, answer: { readonly kind: string }): void {
    logAnswer(this.#parts.log, { endpoint, paymentRequestId }, answer);
  }
}

/** The page for a browser anywhere, and where the phone is not known: the link itself is shown. */
const WEB: Phone = { terminalType: 'WEB' };

/** The page for the phone that pressed the button of a landing page. Source: dossier section 3. */
function pageFor(phone: PageOrder['phone']): Phone {
  if (phone === undefined) return WEB;
  return { terminalType: 'WAP', osType: phone === 'ios' ? 'IOS' : 'ANDROID' };
}

/** What an inquiry says of a payment that is there. */
const THERE: readonly (Judged | Throttled)['kind'][] = ['charged', 'confirming', 'no'];

/** An answer that did not come. */
const LOST = 'lost';
