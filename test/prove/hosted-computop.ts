import type { HttpCall } from '../../src/acquirers/port.ts';
import {
  PAGES,
  plainOf,
  readForm,
  valueOf,
  type Parameters,
  type Values,
} from '../../src/acquirers/computop/messages.ts';
import { SUCCESS } from '../../src/acquirers/computop/result-codes.ts';
import { numberIn, type Back, type HostedPayment, type NotMade } from './hosted-books.ts';
import { MERCHANT } from './hosted-shop.ts';
import {
  pathOf,
  type HostedCall,
  type HostedReply,
  type HostedWire,
  type HostedWireParts,
} from './hosted-wire.ts';

const NO_PAYMENT = '20170016';
const DECLINED = '22060203';
const EXPIRED = '20180001';
const NOT_POSSIBLE = '22060305';

/** Computop on the wire, over the books of the simulation: encrypted, and a payment begins when its link is opened. */
export class ComputopWire implements HostedWire {
  readonly #parts: HostedWireParts;

  constructor(parts: HostedWireParts) {
    this.#parts = parts;
  }

  read(call: HttpCall): HostedCall {
    const values = valuesIn(call);
    const name = valueOf(values, 'TransID') ?? '';
    const refund = numberIn(name);
    const page = pathOf(call.url).slice(1).replace('.aspx', '');
    return { name: page, ref: refund?.ref ?? name, ...(refund === null ? {} : { number: refund.number }) };
  }

  answer(call: HttpCall): HostedReply {
    return sealed(this.#told(pathOf(call.url), valuesIn(call)));
  }

  odd(call: HttpCall, what: 'throttled' | 'unknown'): HostedReply {
    if (what === 'throttled') return { status: 429, body: '' };
    const told = (name: string): string => valueOf(valuesIn(call), name) ?? '';
    return sealed([
      ...head(told('TransID')),
      ['PayID', told('PayID')],
      ['Status', 'FAILED'],
      ['Code', '90000000'],
    ]);
  }

  /** The payment of a link that the till made itself: it begins when the link is opened for the first time. */
  opened(url: string): HostedPayment | null {
    const { books } = this.#parts;
    const read = readForm(MERCHANT.cipher, new TextEncoder().encode(url.slice(url.indexOf('?') + 1)));
    if (!read.ok) return null;
    const told = (name: string): string => valueOf(read.value, name) ?? '';
    const known = books.ofRef('computop', told('TransID'));
    return (
      known ??
      books.made({
        ...{ kind: 'computop', ref: told('TransID'), currency: told('Currency') },
        ...{ askedMinor: Number(told('Amount')), noticeMark: told('UserData') },
      })
    );
  }

  #told(page: string, values: Values): Parameters {
    const { books, choices, habits } = this.#parts;
    const told = (name: string): string => valueOf(values, name) ?? '';
    switch (page) {
      case PAGES.inquire24:
        return this.#state(told('TransID'), books.ofRef('computop', told('TransID')));
      case PAGES.inquire:
        return this.#state(told('TransID'), books.ofId(told('PayID')));
      case PAGES.reverse: {
        if (choices.chance(habits().noReversePercent)) return moved(values, NOT_POSSIBLE);
        return moved(values, codeOf(books.reverse(books.ofId(told('PayID')))));
      }
      case PAGES.credit: {
        if (choices.chance(habits().notNowPercent)) return moved(values, '20110001');
        const number = numberIn(told('TransID'))?.number ?? -1;
        const made = books.refund(books.ofId(told('PayID')), number, Number(told('Amount')), false);
        return moved(values, codeOf(made), typeof made === 'string' ? '' : made.id);
      }
      default:
        return [];
    }
  }

  /** What an inquiry says. Where its `Status` is its own, it is a success for a payment that only waits too. */
  #state(transId: string, payment: HostedPayment | undefined): Parameters {
    if (payment === undefined) return [...head(transId), ['Status', 'FAILED'], ['Code', NO_PAYMENT]];
    const { books, habits } = this.#parts;
    const { isMute } = habits();
    const isOver = payment.status === 'ended' || books.isExpired(payment);
    const isPaid = payment.status === 'paid';
    const backMinor = books.seenBacks(payment).reduce((sum, { minor }) => sum + minor, 0);
    const [status, code] = isOver
      ? ['FAILED', payment.status === 'ended' ? DECLINED : EXPIRED]
      : isPaid || isMute
        ? ['OK', SUCCESS]
        : ['AUTHORIZE_REQUEST', SUCCESS];
    return [
      ...head(payment.ref),
      ...([
        ['PayID', payment.id],
        ['Status', status],
        ['Code', code],
        ['UserData', payment.noticeMark],
      ] as const),
      ...(isMute ? [] : [['AmountCap', String(payment.chargedMinor)] as const]),
      ...([
        ['AmountCred', String(backMinor)],
        ['Currency', payment.currency],
      ] as const),
    ];
  }
}

function codeOf(made: Back | NotMade): string {
  return typeof made === 'string' ? NOT_POSSIBLE : SUCCESS;
}

function moved(values: Values, code: string, xid = ''): Parameters {
  return [
    ...head(valueOf(values, 'TransID') ?? ''),
    ['PayID', valueOf(values, 'PayID') ?? ''],
    ['XID', xid],
    ['Status', code === SUCCESS ? 'OK' : 'FAILED'],
    ['Code', code],
  ];
}

const head = (transId: string): Parameters => [
  ['mid', MERCHANT.merchantId],
  ['TransID', transId],
];

function sealed(parameters: Parameters): HostedReply {
  const { len, data } = MERCHANT.cipher.seal(plainOf(parameters));
  return { status: 200, body: `Len=${len}&Data=${data}` };
}

function valuesIn({ body }: HttpCall): Values {
  const read = readForm(MERCHANT.cipher, body ?? new Uint8Array());
  return read.ok ? read.value : new Map();
}
