import type { HttpCall } from '../../src/acquirers/port.ts';
import { CUSTOMER_ID, TERMINAL_ID } from './hosted-shop.ts';
import { numberIn, type Back, type HostedPayment } from './hosted-books.ts';
import {
  pathOf,
  type HostedCall,
  type HostedReply,
  type HostedWire,
  type HostedWireParts,
} from './hosted-wire.ts';

interface Sent {
  readonly RequestHeader: { readonly RequestId: string };
  readonly Token?: string;
  readonly Payment?: {
    readonly Amount: { readonly Value: string; readonly CurrencyCode: string };
    readonly OrderId: string;
  };
  readonly Notification?: { readonly SuccessNotifyUrl: string };
  readonly TransactionReference?: { readonly OrderId: string };
  readonly Refund?: { readonly Amount: { readonly Value: string }; readonly OrderId: string };
  readonly CaptureReference?: { readonly CaptureId: string };
}

const DAY_LENGTH = 'yyyy-mm-dd'.length;

/** Saferpay on the wire, over the books of the simulation: the JSON API and the list of days that are over. */
export class SaferpayWire implements HostedWire {
  readonly #parts: HostedWireParts;

  constructor(parts: HostedWireParts) {
    this.#parts = parts;
  }

  read(call: HttpCall): HostedCall {
    const path = pathOf(call.url);
    if (call.method === 'GET') return { name: 'list', ref: '' };
    const sent = sentIn(call);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const order = sent.Payment?.OrderId ?? sent.Refund?.OrderId ?? sent.TransactionReference?.OrderId;
    const ref = order ?? this.#parts.books.ofId(sent.Token ?? '')?.ref ?? '';
    const refund = numberIn(ref);
    return { name, ref: refund?.ref ?? ref, ...(refund === null ? {} : { number: refund.number }) };
  }

  answer(call: HttpCall): HostedReply {
    if (call.method === 'GET') return this.#listed(call.url);
    const sent = sentIn(call);
    const { RequestId } = sent.RequestHeader;
    const { name } = this.read(call);
    const told = this.#told(name, sent);
    if (typeof told === 'string') return error(RequestId, told);
    return { status: 200, body: JSON.stringify({ ResponseHeader: { RequestId }, ...told }) };
  }

  odd(call: HttpCall, what: 'throttled' | 'unknown'): HostedReply {
    if (call.method === 'GET' || what === 'throttled') return { status: 503, body: '' };
    const { name, ref } = this.read(call);
    if (name === 'Assert') this.#parts.mayAskAgain(ref);
    return error(sentIn(call).RequestHeader.RequestId, 'COMMUNICATION_TIMEOUT');
  }

  #told(name: string, sent: Sent): object | string {
    const { books, choices, habits, linkMade, mayAskAgain } = this.#parts;
    switch (name) {
      case 'Initialize': {
        const payment = books.made({
          ...{ kind: 'saferpay', ref: sent.Payment?.OrderId ?? '' },
          ...{ currency: sent.Payment?.Amount.CurrencyCode ?? '' },
          ...{ askedMinor: Number(sent.Payment?.Amount.Value) },
          noticeMark: sent.Notification?.SuccessNotifyUrl.slice(0, -1) ?? '',
        });
        const RedirectUrl = `https://saferpay.example/pay/${payment.id}`;
        linkMade(RedirectUrl, payment);
        const Expiration = new Date(payment.opensUntilMs).toISOString();
        return { Token: payment.id, Expiration, RedirectUrl };
      }
      case 'Assert': {
        const payment = books.ofId(sent.Token ?? '');
        if (payment === undefined) return 'TOKEN_INVALID';
        if (payment.heldUntilMs !== null) return { Transaction: held(payment, this.#parts.nowMs()), ...CARD };
        if (payment.status === 'ended')
          return choices.chance(50) ? 'TRANSACTION_ABORTED' : 'TRANSACTION_DECLINED';
        const isYoung = payment.paidAtMs !== null && this.#parts.nowMs() - payment.paidAtMs < YOUNG_MS;
        const isPaid = payment.status === 'paid';
        if (!isPaid) return 'TRANSACTION_NOT_STARTED';
        if (isYoung && choices.chance(habits().pendingPercent)) {
          mayAskAgain(payment.ref);
          return choices.chance(50) ? 'TRANSACTION_NOT_STARTED' : { Transaction: paid(payment, 'PENDING') };
        }
        return { Transaction: paid(payment, 'CAPTURED'), PaymentMeans: MEANS };
      }
      case 'Inquire': {
        const order = sent.TransactionReference?.OrderId ?? '';
        const named = numberIn(order);
        const payment = books.ofRef('saferpay', named?.ref ?? order);
        if (payment?.status !== 'paid') return 'TRANSACTION_NOT_FOUND';
        if (named === null) return { Transaction: paid(payment, 'CAPTURED'), PaymentMeans: MEANS };
        const back = books.seenBacks(payment).find(({ number }) => number === named.number);
        return back === undefined ? 'TRANSACTION_NOT_FOUND' : { Transaction: refundOf(payment, back) };
      }
      case 'Refund': {
        const captureId = sent.CaptureReference?.CaptureId ?? '';
        const payment = books.ofId(captureId.replace(/_c$/, ''));
        const number = numberIn(sent.Refund?.OrderId ?? '')?.number ?? -1;
        if (choices.chance(habits().notNowPercent)) return 'TRANSACTION_DECLINED';
        const made = books.refund(payment, number, Number(sent.Refund?.Amount.Value), true);
        if (typeof made === 'string' || payment === undefined)
          return made === 'tooMuch' ? 'AMOUNT_INVALID' : 'TRANSACTION_NOT_FOUND';
        return { Transaction: refundOf(payment, made) };
      }
      default:
        return 'ACTION_NOT_SUPPORTED';
    }
  }

  /** The list of days that are over. */
  #listed(url: string): HostedReply {
    const { books, nowMs } = this.#parts;
    const query = new URL(url).searchParams;
    const [from, to] = [query.get('StartDate') ?? '', query.get('EndDate') ?? ''];
    const today = new Date(nowMs()).toISOString().slice(0, DAY_LENGTH);
    if (to >= today) return { status: 400, body: '' };
    const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, DAY_LENGTH);
    const isIn = (ms: number): boolean => dayOf(ms) >= from && dayOf(ms) <= to;
    const isPaid = query.get('TransactionState') === 'SUCCESSFUL';
    const rows = books.payments
      .filter(({ kind, status, paidAtMs }) => kind === 'saferpay' && status === 'paid' && isIn(paidAtMs ?? 0))
      .filter(() => isPaid)
      .map(({ ref, id, backs }) => ({
        ...{
          CustomerId: Number(CUSTOMER_ID),
          TerminalId: Number(TERMINAL_ID),
          OrderId: ref,
          TransactionId: id,
        },
        AuthorizationDetails: { Type: 'PAYMENT', IsRefunded: backs.length > 0 },
      }));
    const body = { PageNumber: 0, TotalTransactions: rows.length, Transactions: rows };
    return { status: 200, body: JSON.stringify(body) };
  }
}

/** For how long a payment that was just made may not be told of. */
const YOUNG_MS = 50_000;
const CARD = { PaymentMeans: { Brand: { PaymentMethod: 'VISA', Name: 'VISA' } } };
const MEANS = { Brand: { PaymentMethod: 'ALIPAY', Name: 'Alipay+' } };

/** Held by a card, until that lapses. */
function held(payment: HostedPayment, nowMs: number): object {
  const Status = nowMs < (payment.heldUntilMs ?? 0) ? 'AUTHORIZED' : 'CANCELED';
  return { ...paid({ ...payment, chargedMinor: payment.askedMinor }, 'CAPTURED'), Status };
}

function paid(payment: HostedPayment, Status: 'CAPTURED' | 'PENDING'): object {
  return {
    ...{ Type: 'PAYMENT', Status, Id: payment.id, OrderId: payment.ref },
    ...(Status === 'CAPTURED' ? { CaptureId: `${payment.id}_c` } : {}),
    Date: new Date(payment.paidAtMs ?? 0).toISOString(),
    Amount: { Value: String(payment.chargedMinor), CurrencyCode: payment.currency },
  };
}

function refundOf(payment: HostedPayment, { id, minor, atMs, number }: Back): object {
  return {
    ...{ Type: 'REFUND', Status: 'CAPTURED', Id: id, OrderId: `${payment.ref}-R${number ?? ''}` },
    Date: new Date(atMs).toISOString(),
    Amount: { Value: String(minor), CurrencyCode: payment.currency },
  };
}

function error(RequestId: string, ErrorName: string): HostedReply {
  return { status: 402, body: JSON.stringify({ ResponseHeader: { RequestId }, ErrorName }) };
}

function sentIn({ body }: HttpCall): Sent {
  return JSON.parse(new TextDecoder().decode(body ?? new Uint8Array())) as Sent;
}
