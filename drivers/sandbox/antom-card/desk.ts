import { gatewayTime, resultOf } from '../answers.ts';
import type { CardBooks, CardPayment } from './books.ts';
import type { FaultedPayment } from '../pages/fault-board.ts';
import { faulted } from './faults.ts';
import type { CardRequest } from './requests.ts';
import { inquiry } from './words.ts';

/** The longest life of a page. Source: dossier section 3. */
const EXPIRY_MS_MAX = 10 * 60_000;

/** Answers the calls of a till out of the books. Source: dossier sections 2 to 7. */
export class CardDesk {
  readonly #books: CardBooks;
  readonly #nowMs: () => number;
  readonly #newPage: () => { readonly page: string; readonly link: string };
  readonly #links = new Map<string, string>();

  constructor(books: CardBooks, nowMs: () => number, newPage: () => { page: string; link: string }) {
    this.#books = books;
    this.#nowMs = nowMs;
    this.#newPage = newPage;
  }

  /** Which payment a call is about, and over how much it is; null where it is about none that is known. */
  about(asked: CardRequest): FaultedPayment | null {
    if (asked.api === 'pay')
      return { name: asked.body.paymentRequestId, value: asked.body.paymentAmount.value };
    const payment = this.paymentOf(asked);
    return payment === undefined ? null : faulted(payment);
  }

  /** A fault has refused a call: what the books have to know of it. */
  refused(asked: CardRequest): void {
    const payment = this.paymentOf(asked);
    if (asked.api === 'capture' && payment !== undefined)
      this.#books.failCapture(payment, asked.body.captureRequestId, asked.body.captureAmount);
  }

  act(asked: CardRequest, text: string): object {
    switch (asked.api) {
      case 'consult':
        return {
          result: resultOf('SUCCESS'),
          paymentOptions: [
            {
              paymentMethodType: 'CARD',
              enabled: 'true',
              paymentOptionDetail: {
                supportCardBrands: [{ cardBrand: 'VISA' }, { cardBrand: 'MASTERCARD' }],
              },
            },
          ],
        };
      case 'pay':
        return this.#pay(asked, text);
      case 'inquiryRefund':
        return this.#inquiryRefund(asked);
      case 'inquiryPayment': {
        const payment = this.paymentOf(asked);
        return payment === undefined
          ? { result: resultOf('ORDER_NOT_EXIST') }
          : inquiry(payment, this.#books.isExpired(payment));
      }
      case 'capture':
      case 'cancel':
      case 'refund': {
        const payment = this.paymentOf(asked);
        return payment === undefined ? { result: resultOf('ORDER_NOT_EXIST') } : this.#move(asked, payment);
      }
    }
  }

  #pay({ body }: Extract<CardRequest, { api: 'pay' }>, text: string): object {
    const { paymentRequestId, paymentAmount, order, paymentFactor } = body;
    const nowMs = this.#nowMs();
    const expiresAtMs = Date.parse(body.paymentExpiryTime);
    if (expiresAtMs - nowMs >= EXPIRY_MS_MAX)
      return { result: resultOf('PARAM_ILLEGAL', 'paymentExpiryTime') };
    const known = this.#books.ofRequest(paymentRequestId);
    if (known !== undefined && known.asked !== text) return { result: resultOf('REPEAT_REQ_INCONSISTENT') };
    const { page, link } = this.#newPage();
    if (known === undefined) this.#links.set(paymentRequestId, link);
    const payment: CardPayment = known ?? {
      paymentRequestId,
      paymentId: this.#books.newId('P'),
      referenceOrderId: order.referenceOrderId,
      amount: { currency: paymentAmount.currency, value: paymentAmount.value },
      createdAtMs: nowMs,
      expiresAtMs,
      isAutomatic: paymentFactor.captureMode !== 'MANUAL',
      page,
      notifyUrl: body.paymentNotifyUrl ?? null,
      backUrl: body.paymentRedirectUrl,
      asked: text,
      state: 'open',
      held: { currency: paymentAmount.currency, value: paymentAmount.value },
      code: '',
      heldAtMs: 0,
      captures: [],
      refunds: [],
      dispute: null,
    };
    if (known === undefined) this.#books.payments.push(payment);
    return {
      result: resultOf('PAYMENT_IN_PROCESS'),
      ...{ paymentRequestId, paymentId: payment.paymentId, paymentAmount: payment.amount },
      paymentCreateTime: gatewayTime(nowMs),
      normalUrl: this.#links.get(paymentRequestId),
    };
  }

  #move(asked: Extract<CardRequest, { api: 'capture' | 'cancel' | 'refund' }>, payment: CardPayment): object {
    const { paymentId, paymentRequestId } = payment;
    switch (asked.api) {
      case 'cancel': {
        const code = this.#books.cancel(payment);
        const done = { paymentId, paymentRequestId, cancelTime: gatewayTime(this.#nowMs()) };
        return { result: resultOf(code), ...(code === 'SUCCESS' ? done : {}) };
      }
      case 'capture': {
        const { captureRequestId, captureAmount } = asked.body;
        const made = this.#books.capture(payment, captureRequestId, captureAmount);
        if (typeof made === 'string' || !made.isDone)
          return { result: resultOf(typeof made === 'string' ? made : 'PROCESS_FAIL') };
        const captureTime = gatewayTime(made.atMs);
        return {
          result: resultOf('SUCCESS'),
          ...{ captureRequestId, captureId: made.id, paymentId, captureAmount: made.amount, captureTime },
        };
      }
      case 'refund': {
        const { refundRequestId, refundAmount } = asked.body;
        const made = this.#books.refund(payment, refundRequestId, refundAmount);
        if (typeof made === 'string') return { result: resultOf(made) };
        const refundTime = gatewayTime(made.atMs);
        return {
          result: resultOf('SUCCESS'),
          ...{ refundRequestId, refundId: made.id, paymentId, refundAmount: made.amount, refundTime },
        };
      }
    }
  }

  #inquiryRefund({ body }: Extract<CardRequest, { api: 'inquiryRefund' }>): object {
    const made = this.#books.refundOf(body.refundRequestId);
    if (made === undefined) return { result: resultOf('REFUND_NOT_EXIST') };
    const { requestId, id, amount, atMs } = made;
    return {
      result: resultOf('SUCCESS'),
      ...{ refundRequestId: requestId, refundId: id, refundAmount: amount },
      ...{ refundStatus: 'SUCCESS', refundTime: gatewayTime(atMs) },
    };
  }

  /** The payment that a call is about, by Antom's id or by ours. */
  paymentOf({ api, body }: CardRequest): CardPayment | undefined {
    if (api === 'consult' || api === 'inquiryRefund') return undefined;
    const { paymentId, paymentRequestId } = body as { paymentId?: string; paymentRequestId?: string };
    return paymentId ? this.#books.ofId(paymentId) : this.#books.ofRequest(paymentRequestId);
  }
}
