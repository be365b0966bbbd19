import type { HttpCall } from '../../src/acquirers/port.ts';
import { numberIn, type Back, type HostedPayment } from './hosted-books.ts';
import type { HostedCall, HostedReply, HostedWire, HostedWireParts } from './hosted-wire.ts';
import { SITE } from './hosted-shop.ts';

interface Asked {
  readonly requesttypedescriptions: readonly [string];
  readonly baseamount?: string;
  readonly currencyiso3a?: string;
  readonly orderreference?: string;
  readonly parenttransactionreference?: string;
  readonly filter?: { readonly orderreference: readonly { readonly value: string }[] };
}
interface Sent {
  readonly requestreference: string;
  readonly request: readonly [Asked];
}

/** Refusals of a refund that hold for now, and a code after which nobody knows. */
const NOT_SETTLED = '20005';
const TOO_MUCH = '20007';
const NO_PARENT = '20004';
const UNCERTAIN = '60034';
const BUSY = '79001';

/** Trust Payments on the wire, over the books of the simulation. */
export class TrustWire implements HostedWire {
  readonly #parts: HostedWireParts;

  constructor(parts: HostedWireParts) {
    this.#parts = parts;
  }

  read(call: HttpCall): HostedCall {
    const [asked] = sentIn(call).request;
    const [type] = asked.requesttypedescriptions;
    const name = asked.orderreference ?? asked.filter?.orderreference[0]?.value ?? '';
    const refund = numberIn(name);
    return { name: type, ref: refund?.ref ?? name, ...(refund === null ? {} : { number: refund.number }) };
  }

  answer(call: HttpCall): HostedReply {
    const { requestreference, request } = sentIn(call);
    return reply(requestreference, this.#element(request[0]));
  }

  odd(call: HttpCall, what: 'throttled' | 'unknown'): HostedReply {
    const errorcode = what === 'throttled' ? BUSY : UNCERTAIN;
    return reply(sentIn(call).requestreference, { errorcode });
  }

  #element(asked: Asked): object {
    const { books, choices, habits, linkMade } = this.#parts;
    const { orderreference = '', baseamount = '', parenttransactionreference = '' } = asked;
    switch (asked.requesttypedescriptions[0]) {
      case 'AUTH': {
        const payment = books.made({
          ...{ kind: 'trustPayments', ref: orderreference, currency: asked.currencyiso3a ?? '' },
          ...{ askedMinor: Number(baseamount), noticeMark: '' },
        });
        const redirecturl = `https://trust.example/pay/${payment.id}`;
        linkMade(redirecturl, payment);
        return { ...this.#record(payment), redirecturl };
      }
      case 'TRANSACTIONQUERY': {
        const names = asked.filter?.orderreference.map(({ value }) => value) ?? [];
        const payment = books.ofRef('trustPayments', names[0] ?? '');
        const backs = payment === undefined ? [] : books.seenBacks(payment);
        const records =
          payment === undefined
            ? []
            : [this.#record(payment), ...backs.map((back) => refundOf(payment, back))];
        return { errorcode: '0', records };
      }
      case 'REFUND': {
        const named = numberIn(orderreference);
        const payment = books.ofId(parenttransactionreference);
        if (choices.chance(habits().notNowPercent)) return { errorcode: NOT_SETTLED };
        const made = books.refund(payment, named?.number ?? -1, Number(baseamount), true);
        if (typeof made === 'string' || payment === undefined)
          return { errorcode: made === 'tooMuch' ? TOO_MUCH : made === 'notPaid' ? NOT_SETTLED : NO_PARENT };
        return { ...refundOf(payment, made), errorcode: '0' };
      }
      default:
        return { errorcode: '30000' };
    }
  }

  /** A link that nobody has paid by its end is as good as declined. */
  #record(payment: HostedPayment): object {
    const isPaid = payment.status === 'paid' && this.#parts.nowMs() >= payment.settledAtMs;
    const isOver =
      payment.status !== 'paid' &&
      (payment.status === 'ended' || this.#parts.nowMs() >= payment.opensUntilMs);
    return {
      requesttypedescription: 'AUTH',
      settlestatus: isPaid ? '100' : isOver ? '3' : '10',
      ...{ errorcode: isOver ? '70000' : '0', livestatus: '0', sitereference: SITE },
      ...{ orderreference: payment.ref, transactionreference: payment.id, currencyiso3a: payment.currency },
      baseamount: String(isPaid ? payment.chargedMinor : payment.askedMinor),
    };
  }
}

function refundOf(payment: HostedPayment, back: Back): object {
  return {
    requesttypedescription: 'REFUND',
    ...{ errorcode: '0', livestatus: '0', sitereference: SITE, settlestatus: '100' },
    ...{ orderreference: `${payment.ref}-R${back.number ?? ''}`, transactionreference: back.id },
    parenttransactionreference: payment.id,
    ...{ baseamount: String(back.minor), currencyiso3a: payment.currency },
    transactionstartedtimestamp: new Date(back.atMs).toISOString().slice(0, 19).replace('T', ' '),
  };
}

function reply(requestreference: string, element: object): HostedReply {
  return { status: 200, body: JSON.stringify({ requestreference, version: '1.00', response: [element] }) };
}

function sentIn({ body }: HttpCall): Sent {
  return JSON.parse(new TextDecoder().decode(body ?? new Uint8Array())) as Sent;
}
