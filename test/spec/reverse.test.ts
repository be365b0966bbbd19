import { describe, expect, it } from 'vitest';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import type { PaymentEvent } from '../../src/payment/events.ts';
import { factsAfter } from '../../src/payment/learnt-facts.ts';
import { UNQUESTIONED } from '../../src/payment/question.ts';
import type { Payment, PaymentFacts, PaymentState } from '../../src/payment/state.ts';
import type { Terms } from '../../src/payment/terms.ts';
import { transition } from '../../src/payment/transition.ts';
import {
  CHARGED,
  CONFIRMED,
  leftOf,
  REFUNDED,
  refused,
  SILENT,
  THROTTLED,
  TOO_LATE,
} from '../fakes/answers.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { RM45_50 } from '../fakes/given-till.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const charge = givenCharge(RM45_50);
/** At noon in UTC; a charge may be reversed until 23:50. */
const START_MS = Date.UTC(2026, 0, 5, 12);
const TERMS: Terms = {
  ask: 'freely',
  resend: 'never',
  undo: ['refund'],
  voidUntil: { kind: 'dayEnd', dayOffsetMs: 0, graceMs: 0, marginMs: 10 * MINUTE_MS },
  refund: { partial: true, repeat: { kind: 'lookFirst', afterMs: 10 * MINUTE_MS } },
};
const FACTS: PaymentFacts = {
  paymentRequestId: '9'.repeat(26),
  number: 1,
  gateway: 'ct',
  way: { kind: 'page', tender: 'qr', pace: null, landing: null },
  amount: RM45_50,
  startedAtMs: START_MS,
  clockOffsetMs: null,
  restarted: false,
  timing: TIMING_DEFAULTS,
  toleranceMs: 300_000,
  asksAgain: true,
  asksAtEnd: true,
  terms: TERMS,
  acquirer: {},
  payableForMs: 40 * MINUTE_MS,
  heldForMs: null,
  freed: false,
};

const inquired = (answer: Extract<PaymentEvent, { kind: 'inquiryAnswered' }>['answer']): PaymentEvent => ({
  kind: 'inquiryAnswered',
  answer,
});
const reversed = (answer: Extract<PaymentEvent, { kind: 'cancelAnswered' }>['answer']): PaymentEvent => ({
  kind: 'cancelAnswered',
  answer,
});

/** A paid payment that is not wanted any more, and what it asks of the acquirer, in order. */
class GivenBack {
  readonly asked: string[] = [];
  nowMs = START_MS + MINUTE_MS;
  state: PaymentState = { kind: 'paid', charge, cancelWanted: false, refundedInFull: false, ...UNQUESTIONED };

  readonly terms: Terms;

  constructor(terms: Terms = TERMS) {
    this.terms = terms;
  }

  hears(...events: readonly PaymentEvent[]): this {
    for (const event of events) {
      const at = { facts: { ...FACTS, terms: this.terms }, timing: TIMING_DEFAULTS, nowMs: this.nowMs };
      const { state, effects } = transition(at, this.state, event);
      this.state = state;
      this.asked.push(...effects.map(({ kind }) => kind));
    }
    return this;
  }

  later(ms: number): this {
    this.nowMs += ms;
    return this.hears({ kind: 'woke' });
  }
}

const REFUNDED_ALL = {
  kind: 'notCharged',
  reason: { code: 'REFUNDED', class: 'closed', say: 'gone' },
} as const;
const VOID: PaymentEvent = { kind: 'cancelRequested' };
const [ASK, REVERSE, REFUND] = ['inquirePayment', 'cancelPayment', 'refundPayment'];

describe('A charge that may be reversed (hosted payments, sections 5 and 6)', () => {
  it('is asked about first, reversed once, and is cancelled when that is confirmed', () => {
    const back = new GivenBack().hears(VOID, inquired(CHARGED), reversed(CONFIRMED));

    expect(back.asked).toEqual([ASK, REVERSE]);
    expect(back.state).toMatchObject({
      kind: 'cancelled',
      refundedPaymentId: charge.paymentId,
      backMinor: null,
    });
  });

  it('what an inquiry goes on telling of it afterwards is not given back once more', () => {
    const back = new GivenBack().hears(VOID, inquired(CHARGED), reversed(CONFIRMED));

    back.later(DAY_MS).hears(inquired(CHARGED));

    expect(back.asked).toEqual([ASK, REVERSE, ASK]);
    expect(back.state.kind).toBe('cancelled');
  });

  it.each([
    ['refused', refused('NO')],
    ['too late', TOO_LATE],
  ])('%s: the books are asked at once, and what is still charged is refunded', (_, answer) => {
    const back = new GivenBack().hears(...[VOID, inquired(CHARGED), reversed(answer), inquired(CHARGED)], {
      kind: 'giveBackAnswered',
      answer: REFUNDED,
    });

    expect(back.asked).toEqual([ASK, REVERSE, ASK, REFUND]);
    expect(back.state.kind).toBe('cancelled');
  });

  it.each([
    ['silence', SILENT],
    ['a request for patience', THROTTLED],
  ])(
    'after %s nothing is sent before the books are sure to show it, and no second reverse ever',
    (_, answer) => {
      const back = new GivenBack().hears(VOID, inquired(CHARGED), reversed(answer));

      back.later(9 * MINUTE_MS);
      const early = [...back.asked];
      back.later(MINUTE_MS).hears(inquired(CHARGED));

      expect(early).toEqual([ASK, REVERSE]);
      expect(back.asked).toEqual([ASK, REVERSE, ASK, REFUND]);
    },
  );

  it('a reverse whose answer was lost and that was made is no refund', () => {
    const back = new GivenBack().hears(VOID, inquired(CHARGED), reversed(SILENT));

    back
      .later(10 * MINUTE_MS)
      .hears(inquired({ kind: 'notCharged', reason: refused('NO').reason, refunded: true }));

    expect(back.asked).toEqual([ASK, REVERSE, ASK]);
    expect(back.state.kind).toBe('cancelled');
  });

  it('a denial that comes soon after one without an answer may be older than the charge, and ends nothing', () => {
    const denied = inquired(REFUNDED_ALL);
    const back = new GivenBack().hears(
      VOID,
      inquired(CHARGED),
      reversed(SILENT),
      { kind: 'hurried' },
      denied,
    );
    const early = back.state.kind;

    back.later(9 * MINUTE_MS).hears(inquired(CHARGED));
    const asked = [...back.asked];
    back.later(MINUTE_MS).hears(denied);

    expect(early).toBe('cancelling');
    expect(asked).toEqual([ASK, REVERSE, ASK]);
    expect(back.asked).toEqual([ASK, REVERSE, ASK, ASK]);
    expect(back.state.kind).toBe('cancelled');
  });

  it('killed while it is under way, it is asked about, and not sent again', () => {
    const back = new GivenBack().hears(VOID, inquired(CHARGED), { kind: 'resumed' }, inquired(CHARGED));

    expect(back.asked).toEqual([ASK, REVERSE, ASK]);
    expect(back.later(10 * MINUTE_MS).hears(inquired(CHARGED)).asked).toEqual([
      ASK,
      REVERSE,
      ASK,
      ASK,
      REFUND,
    ]);
  });

  it.each([
    ['a part went back: a reverse would undo that', TERMS, 0, leftOf(3000)],
    ['the day is over', TERMS, 12 * 60 * MINUTE_MS, CHARGED],
    ['the acquirer has none', { ...TERMS, voidUntil: { kind: 'never' } }, 0, CHARGED],
  ] as const)('is refunded instead where %s', (_, terms, laterMs, books) => {
    const back = new GivenBack(terms);
    back.nowMs += laterMs;

    back.hears(VOID, inquired(books));

    expect(back.asked).toEqual([ASK, REFUND]);
  });

  it('after a refund of it was sent it is never reversed', () => {
    const evening = new GivenBack({ ...TERMS, voidUntil: { kind: 'never' } }).hears(VOID, inquired(CHARGED));
    const again = new GivenBack();
    again.state = evening.state;

    again
      .hears({ kind: 'giveBackAnswered', answer: SILENT })
      .later(10 * MINUTE_MS)
      .hears(inquired(CHARGED));

    expect(again.asked).toEqual([ASK, REFUND]);
  });

  it('while a refund is under way nothing is reversed', () => {
    const back = new GivenBack().hears(VOID, inquired({ ...CHARGED, settling: true }));

    expect(back.asked).toEqual([ASK]);
    expect(back.state.kind).toBe('cancelling');
  });
});

describe('What a notice brings', () => {
  it('is kept beside what is known of the attempt, and asks', () => {
    const payment: Payment = {
      facts: { ...FACTS, acquirer: { a: '1', b: '1' } },
      state: new GivenBack().state,
    };
    const change = { kind: 'questioned', facts: { b: '2' } } as const;
    const event = {
      kind: 'paymentChanged',
      saleId: 'S',
      paymentRequestId: FACTS.paymentRequestId,
      atMs: 0,
      change,
    } as const;

    expect(factsAfter(payment, event).acquirer).toEqual({ a: '1', b: '2' });
    expect(new GivenBack().hears(change).asked).toEqual([ASK]);
  });

  it('a lost refund that the books show ends it, however long they go on telling of the charge alone', () => {
    const noReverse: Terms = { ...TERMS, voidUntil: { kind: 'never' } };
    const back = new GivenBack(noReverse).hears(VOID, inquired(CHARGED));
    back.hears({ kind: 'giveBackAnswered', answer: SILENT }).later(11 * MINUTE_MS);
    back.hears(inquired({ ...REFUNDED_ALL, refunded: true }));

    expect(back.state).toMatchObject({ kind: 'cancelled', refundedPaymentId: charge.paymentId });
    back.later(MINUTE_MS).hears(inquired(CHARGED)).later(DAY_MS).hears(inquired(CHARGED));
    expect(back.state.kind).toBe('cancelled');
    expect(back.asked.filter((asked) => asked === REFUND)).toHaveLength(1);
  });
});
