import type { HttpCall } from '../../src/acquirers/port.ts';
import { CALLS, type Call } from '../../src/acquirers/antom/messages.ts';
import { gatewayTime, resultOf } from '../../drivers/sandbox/answers.ts';
import type { Ms } from '../../src/ground/time.ts';
import { AntomBooks } from './hosted-antom-books.ts';
import { inquiryOf, movedOf, payBodyOf, refundLookOf } from './hosted-antom-words.ts';
import type { HostedKind, HostedPayment } from './hosted-books.ts';
import { ANTOM_CLIENT_ID } from './hosted-shop.ts';
import {
  pathOf,
  type HostedCall,
  type HostedReply,
  type HostedWire,
  type HostedWireParts,
} from './hosted-wire.ts';
import { keyedSignature, type Signer } from './keyed-signing.ts';

type AntomKind = Extract<HostedKind, 'antomCard' | 'antomInstore'>;

/** What the till's calls hold, as far as the simulation reads it. */
interface Sent {
  readonly paymentRequestId?: string;
  readonly paymentId?: string;
  readonly paymentAmount?: { readonly currency: string; readonly value: string };
  readonly paymentExpiryTime?: string;
  readonly captureRequestId?: string;
  readonly captureAmount?: { readonly value: string };
  readonly refundRequestId?: string;
  readonly refundAmount?: { readonly value: string };
}

/** The longest life of a page. Source: card dossier section 3. */
const EXPIRY_MS_MAX = 10 * 60_000;

/** Antom on the wire, over the books of the simulation: cards on its page, and order codes in the shop. */
export class AntomWire implements HostedWire {
  readonly #kind: AntomKind;
  readonly #parts: HostedWireParts;
  readonly #books: AntomBooks;
  /** The bytes of pay, to tell a repeat from another request. */
  readonly #asked = new Map<string, string>();

  constructor(kind: AntomKind, parts: HostedWireParts) {
    this.#kind = kind;
    this.#parts = parts;
    this.#books = new AntomBooks(parts);
  }

  read(call: HttpCall): HostedCall {
    const sent = sentIn(call);
    const ref = sent.paymentRequestId ?? this.#paymentOf(sent)?.ref ?? '';
    const timeText = call.headers['Request-Time'] ?? '';
    const { refundRequestId, captureRequestId } = sent;
    return {
      name: nameOf(call),
      ref,
      sentAtMs: Date.parse(timeText),
      ...(refundRequestId === undefined ? {} : { refundRequestId }),
      ...(captureRequestId === undefined ? {} : { captureRequestId }),
    };
  }

  answer(call: HttpCall): HostedReply {
    return this.#sealed(call, this.#told(nameOf(call), sentIn(call), call), 'gateway');
  }

  odd(call: HttpCall, what: 'throttled' | 'unknown'): HostedReply {
    const code = what === 'throttled' ? 'REQUEST_TRAFFIC_EXCEED_LIMIT' : 'UNKNOWN_EXCEPTION';
    return this.#sealed(call, { result: resultOf(code) }, 'gateway');
  }

  /** A success that somebody else has signed. */
  forged(call: HttpCall): HostedReply {
    const payment = this.#paymentOf(sentIn(call));
    const told = { paymentStatus: 'SUCCESS', ...(payment === undefined ? {} : payBodyOf(payment)) };
    return this.#sealed(call, { result: resultOf('SUCCESS'), ...told }, 'stranger');
  }

  #told(name: Call | '', sent: Sent, call: HttpCall): object {
    const payment = this.#paymentOf(sent);
    switch (name) {
      case 'pay':
        return this.#pay(sent, textOf(call));
      case 'inquiryPayment':
        return payment === undefined
          ? { result: resultOf('ORDER_NOT_EXIST') }
          : inquiryOf(payment, this.#books, this.#parts.nowMs());
      case 'cancel':
        return payment === undefined
          ? { result: resultOf('ORDER_NOT_EXIST') }
          : { result: resultOf(this.#books.cancel(payment)), ...payBodyOf(payment) };
      case 'capture':
        return this.#capture(sent, payment);
      case 'refund':
        return this.#refund(sent, payment);
      case 'inquiryRefund': {
        const back = this.#books.backOf(this.#kind, sent.refundRequestId ?? '');
        return back === undefined
          ? { result: resultOf('REFUND_NOT_EXIST') }
          : refundLookOf(back.payment, back.back, this.#parts.nowMs());
      }
      default:
        return { result: resultOf('NO_INTERFACE_DEF') };
    }
  }

  #pay(sent: Sent, text: string): object {
    const { books, linkMade, nowMs } = this.#parts;
    const { paymentRequestId: ref = '', paymentAmount } = sent;
    const known = books.ofRef(this.#kind, ref);
    if (known !== undefined && this.#asked.get(ref) !== text)
      return { result: resultOf('REPEAT_REQ_INCONSISTENT') };
    const endsAtMs = Date.parse(sent.paymentExpiryTime ?? '');
    const isRight = endsAtMs > nowMs() && endsAtMs - nowMs() < EXPIRY_MS_MAX;
    if (known === undefined && !isRight) return { result: resultOf('PARAM_ILLEGAL') };
    const payment =
      known ??
      books.made(
        {
          ...{ kind: this.#kind, ref, noticeMark: '' },
          ...{ currency: paymentAmount?.currency ?? '', askedMinor: Number(paymentAmount?.value) },
        },
        endsAtMs,
      );
    this.#asked.set(ref, text);
    const link = `https://${this.#kind.toLowerCase()}.example/pay/${payment.id}`;
    if (known === undefined) linkMade(link, payment);
    return { ...payBodyOf(payment), ...this.#madeOf(link, payment) };
  }

  /** A page is made by U, an order code by S: neither is a payment. Source: card dossier 3; in-store dossier 0.2. */
  #madeOf(link: string, { opensUntilMs }: HostedPayment): object {
    if (this.#kind === 'antomCard') return { result: resultOf('PAYMENT_IN_PROCESS'), normalUrl: link };
    const codeDetails = [{ codeValueType: 'QRCODE', displayType: 'TEXT', codeValue: link }];
    const orderCodeForm = { expireTime: gatewayTime(opensUntilMs), codeDetails };
    return { result: resultOf('SUCCESS'), orderCodeForm };
  }

  #capture({ captureRequestId = '', captureAmount }: Sent, payment: HostedPayment | undefined): object {
    if (payment === undefined) return { result: resultOf('ORDER_NOT_EXIST') };
    const made = this.#books.capture(payment, captureRequestId, Number(captureAmount?.value));
    if (typeof made === 'string') return { result: resultOf(made) };
    const { currency, id: paymentId } = payment;
    return {
      result: resultOf('SUCCESS'),
      ...{ captureRequestId, captureId: made.id, paymentId },
      captureAmount: { currency, value: captureAmount?.value },
    };
  }

  #refund({ refundRequestId = '', refundAmount }: Sent, payment: HostedPayment | undefined): object {
    if (payment === undefined) return { result: resultOf('ORDER_NOT_EXIST') };
    const made = this.#books.refund(payment, refundRequestId, Number(refundAmount?.value));
    if (typeof made === 'string') return { result: resultOf(made) };
    return movedOf(payment, made, this.#parts.nowMs());
  }

  #paymentOf({ paymentId, paymentRequestId }: Sent): HostedPayment | undefined {
    const { books } = this.#parts;
    return paymentId === undefined ? books.ofRef(this.#kind, paymentRequestId ?? '') : books.ofId(paymentId);
  }

  #sealed(call: HttpCall, answer: object, signer: Signer): HostedReply {
    const { habits, nowMs } = this.#parts;
    const body = JSON.stringify(answer);
    const time = timeText(nowMs(), habits().isEpoch);
    const bytes = new TextEncoder().encode(body);
    const message = {
      method: 'POST' as const,
      uri: pathOf(call.url),
      clientId: ANTOM_CLIENT_ID,
      time,
      body: bytes,
    };
    return {
      status: 200,
      body,
      headers: { 'Response-Time': time, Signature: keyedSignature(signer, message) },
    };
  }
}

/** A time as Antom's programs write it: some in ISO 8601, some in milliseconds since 1970. */
export function timeText(atMs: Ms, isEpoch: boolean): string {
  return isEpoch ? String(Math.trunc(atMs)) : gatewayTime(atMs);
}

function nameOf({ url }: HttpCall): Call | '' {
  const path = pathOf(url);
  const found = (Object.keys(CALLS) as Call[]).find((name) => path.endsWith(CALLS[name]));
  return found ?? '';
}

function textOf({ body }: HttpCall): string {
  return new TextDecoder().decode(body ?? new Uint8Array());
}

function sentIn(call: HttpCall): Sent {
  return JSON.parse(textOf(call)) as Sent;
}
