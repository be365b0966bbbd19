import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../drivers/sandbox/ledger.ts';
import { REFUND_WINDOW_MS } from '../../drivers/sandbox/refund-rules.ts';
import type { BackOutcome, PayOutcome, Trigger, Undecided } from '../../drivers/sandbox/order.ts';
import type { PayRequest, RefundRequest } from '../../drivers/sandbox/requests.ts';

const T0 = Date.parse('2026-11-20T18:31:04+08:00');
const ID = 'T07-20261120-000481-01';
const CODE = '281001020000111122223333';

type Change = {
  -readonly [K in 'paymentRequestId' | 'code' | 'value' | 'orderValue' | 'settle']?: string;
} & {
  expiry?: string | null;
};

function givenPay(change: Change = {}): PayRequest {
  const paymentAmount = { currency: 'MYR', value: change.value ?? '4550' };
  return {
    paymentRequestId: change.paymentRequestId ?? ID,
    paymentAmount,
    order: {
      referenceOrderId: 'ORD-20261120-000481',
      orderAmount: { currency: 'MYR', value: change.orderValue ?? paymentAmount.value },
    },
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: change.code ?? CODE },
    settlementStrategy: { settlementCurrency: change.settle ?? 'USD' },
    paymentExpiryTime: change.expiry === undefined ? '2026-11-20T18:32:04+08:00' : change.expiry,
  };
}

function givenRefund(value: string, refundRequestId = 'R-1', paymentRequestId = ID): RefundRequest {
  return { paymentRequestId, refundRequestId, refundAmount: { currency: 'MYR', value } };
}

const undecided = (until: Trigger, then = 'SUCCESS'): Undecided => ({
  kind: 'undecided',
  says: 'PAYMENT_IN_PROCESS',
  until,
  then,
});
const NEVER = undecided({ on: 'never' });

function givenPaid(): Ledger {
  const ledger = new Ledger();
  ledger.pay(givenPay(), T0);
  return ledger;
}

function givenUndecided(outcome: PayOutcome = NEVER): Ledger {
  const ledger = new Ledger();
  ledger.pay(givenPay(), T0, outcome);
  return ledger;
}

describe('pay (§4.1)', () => {
  it('a success tells of the charge with every field of the table', () => {
    const ledger = new Ledger();

    const answer = ledger.pay(givenPay(), T0);

    expect(answer).toEqual({
      result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
      acquirerId: '1022188000000009999',
      pspId: '1022171000000000001',
      paymentId: '202611200000000000000001',
      paymentTime: '2026-11-20T18:31:04+08:00',
      paymentAmount: { currency: 'MYR', value: '4550' },
      customerId: 'cust-00000001',
      walletBrandName: 'TNG eWallet',
      mppPaymentId: 'TNG2026112000000001',
      settlementAmount: { currency: 'USD', value: '1011' },
      settlementQuote: {
        quoteId: 'Q20261120000001',
        quoteCurrencyPair: 'USD/MYR',
        quotePrice: '4.5',
        quoteStartTime: '2026-11-20T00:00:00+08:00',
        quoteExpiryTime: '2026-11-20T23:59:59+08:00',
        baseCurrency: 'USD',
        quoteUnit: '1',
      },
    });
  });

  it('settlement in the currency of the payment has no quote', () => {
    const ledger = new Ledger();

    const answer = ledger.pay(givenPay({ settle: 'MYR' }), T0);

    expect(answer.settlementAmount).toEqual({ currency: 'MYR', value: '4550' });
    expect(answer.settlementQuote).toBeUndefined();
  });

  it.each([
    ['first sight at the last millisecond of its life', 59_999, 'SUCCESS'],
    ['a minute after the wallet showed it', 60_000, 'EXPIRED_CODE'],
  ])('a code lives 60 s from when the wallet showed it (§1.1): %s', (_when, ageMs, code) => {
    const ledger = new Ledger();
    ledger.showCode(CODE, T0);

    const answer = ledger.pay(givenPay({ expiry: null }), T0 + ageMs);

    expect(answer.result.resultCode).toBe(code);
  });

  it('a code works once, even if its payment failed (§1.1)', () => {
    const ledger = new Ledger();
    ledger.pay(givenPay(), T0, { kind: 'refuse', code: 'USER_BALANCE_NOT_ENOUGH' });

    const answer = ledger.pay(givenPay({ paymentRequestId: 'OTHER-01' }), T0 + 1);

    expect(answer.result.resultCode).toBe('INVALID_CODE');
  });

  it.each(['281001040000111122223333', '135112298638468293', '4006381333931'])(
    'what is no code of the gateway is INVALID_CODE (§1.1): %s',
    (code) => {
      const ledger = new Ledger();

      const answer = ledger.pay(givenPay({ code }), T0);

      expect(answer.result.resultCode).toBe('INVALID_CODE');
    },
  );

  it('a payment cannot succeed after paymentExpiryTime', () => {
    const ledger = givenUndecided();

    ledger.decide(ID, 'S', '', T0 + 60_001);

    expect(ledger.inquiryPayment({ paymentRequestId: ID }, T0 + 60_002).paymentResult?.resultCode).toBe(
      'ORDER_IS_CLOSED',
    );
    expect(ledger.charges(T0 + 60_002)[0]?.netMinor).toBe(0);
  });

  it('a pay that comes after its own paymentExpiryTime is closed, whatever the wallet wants', () => {
    const ledger = new Ledger();

    const answer = ledger.pay(givenPay(), T0 + 60_001, NEVER);

    expect(answer.result.resultCode).toBe('ORDER_IS_CLOSED');
  });

  it('the books hold no payment code', () => {
    const ledger = givenPaid();

    const books = JSON.stringify(ledger.books(T0));

    expect(books).not.toContain(CODE);
    expect(books).toContain('281001****************33');
  });
});

describe('Idempotency (§4.6)', () => {
  it('a repeated pay gives the same answer and charges once', () => {
    const ledger = new Ledger();
    const first = ledger.pay(givenPay(), T0);

    const second = ledger.pay(givenPay(), T0 + 5000, { kind: 'refuse', code: 'RISK_REJECT' });

    expect(second).toEqual(first);
    expect(ledger.books(T0 + 5000)).toMatchObject([{ pays: 2, debits: 1, chargedMinor: 4550 }]);
  });

  it('a repeat with a fresh code starts no new payment: the code is not compared', () => {
    const ledger = givenUndecided({ kind: 'refuse', code: 'EXPIRED_CODE' });

    const answer = ledger.pay(givenPay({ code: '281001020000111122224444' }), T0 + 1);

    expect(answer.result.resultCode).toBe('EXPIRED_CODE');
  });

  it.each<[string, Change]>([
    ['paymentAmount', { value: '4551', orderValue: '4550' }],
    ['order.orderAmount', { value: '4550', orderValue: '4551' }],
  ])('a repeat with another %s is REPEAT_REQ_INCONSISTENT', (_field, change) => {
    const ledger = givenPaid();

    const answer = ledger.pay(givenPay(change), T0 + 1);

    expect(answer.result.resultCode).toBe('REPEAT_REQ_INCONSISTENT');
    expect(ledger.charges(T0 + 1)[0]?.netMinor).toBe(4550);
  });

  it('a repeated refund gives the same answer and gives back once', () => {
    const ledger = givenPaid();
    const first = ledger.refund(givenRefund('1500'), T0 + 1);

    const second = ledger.refund(givenRefund('1500'), T0 + 5000);

    expect(second).toEqual(first);
    expect(ledger.charges(T0 + 5000)[0]?.netMinor).toBe(3050);
  });

  it('a repeated refund of another amount is REPEAT_REQ_INCONSISTENT', () => {
    const ledger = givenPaid();
    ledger.refund(givenRefund('1500'), T0 + 1);

    const answer = ledger.refund(givenRefund('1501'), T0 + 2);

    expect(answer.result.resultCode).toBe('REPEAT_REQ_INCONSISTENT');
  });

  it('a refundRequestId of another payment is REPEAT_REQ_INCONSISTENT', () => {
    const ledger = givenPaid();
    ledger.pay(givenPay({ paymentRequestId: 'OTHER-01', code: '281001020000111122224444' }), T0);
    ledger.refund(givenRefund('1500'), T0 + 1);

    const answer = ledger.refund(givenRefund('1500', 'R-1', 'OTHER-01'), T0 + 2);

    expect(answer.result.resultCode).toBe('REPEAT_REQ_INCONSISTENT');
  });
});

describe('inquiryPayment (§4.2)', () => {
  it('an unknown payment is ORDER_NOT_EXIST', () => {
    const ledger = new Ledger();

    const answer = ledger.inquiryPayment({ paymentRequestId: ID }, T0);

    expect(answer).toEqual({
      result: {
        resultCode: 'ORDER_NOT_EXIST',
        resultStatus: 'F',
        resultMessage: 'The order does not exist.',
      },
    });
  });

  it('an undecided payment is result S with paymentResult U, and nothing of a charge', () => {
    const ledger = givenUndecided();

    const answer = ledger.inquiryPayment({ paymentRequestId: ID }, T0 + 3000);

    expect(answer).toEqual({
      result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
      paymentResult: {
        resultCode: 'PAYMENT_IN_PROCESS',
        resultStatus: 'U',
        resultMessage: 'The payment is being processed.',
      },
      acquirerId: '1022188000000009999',
      paymentRequestId: ID,
    });
  });

  it('the payment is found by paymentId too', () => {
    const ledger = new Ledger();
    const { paymentId } = ledger.pay(givenPay(), T0);

    const answer = ledger.inquiryPayment({ paymentId }, T0 + 1);

    expect(answer.paymentRequestId).toBe(ID);
  });

  it('refunds stand in transactions, with the ids of the refund', () => {
    const ledger = givenPaid();
    const { refundId } = ledger.refund(givenRefund('1500'), T0 + 1000);

    const answer = ledger.inquiryPayment({ paymentRequestId: ID }, T0 + 2000);

    expect(answer.paymentResult?.resultStatus).toBe('S');
    expect(answer.transactions).toMatchObject([
      {
        transactionId: refundId,
        transactionRequestId: 'R-1',
        transactionAmount: { currency: 'MYR', value: '1500' },
        transactionTime: '2026-11-20T18:31:05+08:00',
        transactionType: 'REFUND',
        transactionStatus: 'SUCCESS',
      },
    ]);
  });

  it('a cancelled payment is result S with paymentResult F ORDER_IS_CLOSED, the cancel in transactions', () => {
    const ledger = givenPaid();
    ledger.cancelPayment({ paymentRequestId: ID }, T0 + 1);

    const answer = ledger.inquiryPayment({ paymentRequestId: ID }, T0 + 2);

    expect(answer.result.resultStatus).toBe('S');
    expect(answer.paymentResult).toMatchObject({ resultCode: 'ORDER_IS_CLOSED', resultStatus: 'F' });
    expect(answer.transactions).toMatchObject([{ transactionType: 'CANCEL', transactionStatus: 'SUCCESS' }]);
  });

  it.each<[string, Trigger, number]>([
    ['the second inquiry', { on: 'inquiry', count: 2 }, 1],
    ['twenty seconds', { on: 'time', afterMs: 20_000 }, 20_000],
  ])('an undecided payment is decided by %s', (_what, until, laterMs) => {
    const ledger = givenUndecided(undecided(until));
    const before = ledger.inquiryPayment({ paymentRequestId: ID }, T0);

    const after = ledger.inquiryPayment({ paymentRequestId: ID }, T0 + laterMs);

    expect(before.paymentResult?.resultStatus).toBe('U');
    expect(after.paymentResult?.resultStatus).toBe('S');
  });

  it('an undecided payment closes at its expiry where the wallet says so', () => {
    const ledger = givenUndecided(undecided({ on: 'expiry' }));

    const answer = ledger.inquiryPayment({ paymentRequestId: ID }, T0 + 60_000);

    expect(answer.paymentResult?.resultCode).toBe('ORDER_IS_CLOSED');
  });
});

describe('cancelPayment (§4.3)', () => {
  it('reverses a paid payment in full, again and again with the same answer', () => {
    const ledger = givenPaid();
    const first = ledger.cancelPayment({ paymentRequestId: ID }, T0 + 1);

    const second = ledger.cancelPayment({ paymentRequestId: ID }, T0 + 90_000_000);

    expect(first.result.resultCode).toBe('SUCCESS');
    expect(second).toEqual(first);
    expect(ledger.charges(T0 + 2)[0]).toMatchObject({ netMinor: 0, liveCharges: 0 });
  });

  it.each([
    ['one second before 00:15 UTC+8 of the next day', '2026-11-21T00:14:59+08:00', 'SUCCESS'],
    ['at 00:15 UTC+8 of the next day', '2026-11-21T00:15:00+08:00', 'CANCEL_WINDOW_EXCEED'],
  ])('has a deadline: %s', (_when, time, code) => {
    const ledger = givenPaid();

    const answer = ledger.cancelPayment({ paymentRequestId: ID }, Date.parse(time));

    expect(answer.result.resultCode).toBe(code);
  });

  it('of an unknown payment is ORDER_NOT_EXIST, and does not stop a pay that comes later', () => {
    const ledger = new Ledger();

    const answer = ledger.cancelPayment({ paymentRequestId: ID }, T0);

    expect(answer.result.resultCode).toBe('ORDER_NOT_EXIST');
    expect(ledger.pay(givenPay(), T0 + 1).result.resultCode).toBe('SUCCESS');
  });

  it('closes an undecided payment: the wallet can no longer pay it', () => {
    const ledger = givenUndecided();
    ledger.cancelPayment({ paymentRequestId: ID }, T0 + 1);

    const decided = ledger.decide(ID, 'S', '', T0 + 2);

    expect(decided).toEqual({ ok: false, error: 'notUndecided' });
    expect(ledger.pay(givenPay(), T0 + 3).result.resultCode).toBe('ORDER_IS_CLOSED');
  });

  it('of a failed payment succeeds, and the payment stays failed', () => {
    const ledger = givenUndecided({ kind: 'refuse', code: 'RISK_REJECT' });

    const answer = ledger.cancelPayment({ paymentRequestId: ID }, T0 + 1);

    expect(answer.result.resultCode).toBe('SUCCESS');
    expect(ledger.books(T0 + 1)).toMatchObject([{ state: 'failed', resultCode: 'RISK_REJECT' }]);
  });

  it('of a partly refunded payment is PROCESS_FAIL', () => {
    const ledger = givenPaid();
    ledger.refund(givenRefund('1'), T0 + 1);

    const answer = ledger.cancelPayment({ paymentRequestId: ID }, T0 + 2);

    expect(answer.result.resultCode).toBe('PROCESS_FAIL');
  });

  it('an acquirer that breaks its word charges after the cancel; a second cancel gives it back (§10, 13)', () => {
    const ledger = givenUndecided(undecided({ on: 'cancelled', afterMs: 5000 }));
    ledger.cancelPayment({ paymentRequestId: ID }, T0 + 60_000);

    const charged = ledger.charges(T0 + 65_000)[0]?.netMinor;
    ledger.cancelPayment({ paymentRequestId: ID }, T0 + 65_001);

    expect(charged).toBe(4550);
    expect(ledger.books(T0 + 999_999)).toMatchObject([{ netMinor: 0, debits: 1, cancelled: true }]);
  });

  it('an acquirer that breaks its word charges after its refusal, unless it is cancelled before', () => {
    const broken = { kind: 'refuse', code: 'RISK_REJECT', chargeAfterMs: 5000 } as const;
    const [left, cancelled] = [new Ledger(), new Ledger()];

    const refused = left.pay(givenPay(), T0, broken);
    cancelled.pay(givenPay(), T0, broken);
    cancelled.cancelPayment({ paymentRequestId: ID }, T0 + 4999);

    expect(refused.result.resultCode).toBe('RISK_REJECT');
    expect(left.books(T0 + 4999)).toMatchObject([{ state: 'failed', netMinor: 0 }]);
    expect(left.books(T0 + 5000)).toMatchObject([{ state: 'paid', netMinor: 4550, debits: 1 }]);
    expect(cancelled.books(T0 + 5000)).toMatchObject([{ state: 'failed', netMinor: 0 }]);
  });
});

describe('refund (§4.4)', () => {
  it('many refunds up to the payment, none above it', () => {
    const ledger = givenPaid();

    const codes = ['4000', '551', '550', '1'].map(
      (value, index) => ledger.refund(givenRefund(value, `R-${index}`), T0 + 1).result.resultCode,
    );

    expect(codes).toEqual(['SUCCESS', 'REFUND_AMOUNT_EXCEED', 'SUCCESS', 'REFUND_AMOUNT_EXCEED']);
  });

  it('tells the amount and what is settled', () => {
    const ledger = givenPaid();

    const answer = ledger.refund(givenRefund('1500'), T0 + 1000);

    expect(answer).toMatchObject({
      refundAmount: { currency: 'MYR', value: '1500' },
      refundTime: '2026-11-20T18:31:05+08:00',
      settlementAmount: { currency: 'USD', value: '333' },
    });
  });

  it.each<[string, () => Ledger, string]>([
    ['an unknown payment is ORDER_NOT_EXIST', () => new Ledger(), 'ORDER_NOT_EXIST'],
    ['an undecided payment is PROCESS_FAIL', () => givenUndecided(), 'PROCESS_FAIL'],
    [
      'a failed payment is PROCESS_FAIL',
      () => givenUndecided({ kind: 'refuse', code: 'RISK_REJECT' }),
      'PROCESS_FAIL',
    ],
    [
      'a cancelled payment is PROCESS_FAIL',
      () => {
        const ledger = givenPaid();
        ledger.cancelPayment({ paymentRequestId: ID }, T0);
        return ledger;
      },
      'PROCESS_FAIL',
    ],
  ])('of %s', (_what, given, code) => {
    const ledger = given();

    const answer = ledger.refund(givenRefund('1'), T0 + 1);

    expect(answer.result.resultCode).toBe(code);
  });

  it('after a year is REFUND_WINDOW_EXCEED', () => {
    const ledger = givenPaid();

    const answer = ledger.refund(givenRefund('1'), T0 + REFUND_WINDOW_MS + 1);

    expect(answer.result.resultCode).toBe('REFUND_WINDOW_EXCEED');
  });
});

describe('For any sequence of calls', () => {
  const id = fc.constantFrom('P-1', 'P-2', 'P-3');
  const code = fc.constantFrom('1111', '2222', '3333', '4444').map((end) => `28100102000011112222${end}`);
  const value = fc.integer({ min: 1, max: 400 }).map(String);
  const status = fc.constantFrom<Undecided['then']>('SUCCESS', 'RISK_REJECT');
  const until: fc.Arbitrary<Trigger> = fc.oneof(
    fc.record({ on: fc.constant('inquiry' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ on: fc.constant('time' as const), afterMs: fc.integer({ min: 1, max: 90_000 }) }),
    fc.record({ on: fc.constant('cancelled' as const), afterMs: fc.integer({ min: 1, max: 90_000 }) }),
    fc.constantFrom({ on: 'expiry' as const }, { on: 'never' as const }),
  );
  const payOutcome: fc.Arbitrary<PayOutcome> = fc.oneof(
    fc.constant<PayOutcome>({ kind: 'charge' }),
    fc.constant<PayOutcome>({ kind: 'refuse', code: 'RISK_REJECT' }),
    fc.constant<PayOutcome>({ kind: 'refuse', code: 'RISK_REJECT', chargeAfterMs: 9000 }),
    fc.tuple(until, status).map(([when, then]) => undecided(when, then)),
  );
  const backOutcome = fc.constantFrom<BackOutcome>(
    { kind: 'accept' },
    { kind: 'refuse', code: 'PROCESS_FAIL' },
  );
  type Call = (ledger: Ledger, nowMs: number) => unknown;
  const call: fc.Arbitrary<Call> = fc.oneof(
    fc.tuple(id, code, value, payOutcome).map(
      ([paymentRequestId, paid, amount, outcome]): Call =>
        (ledger, nowMs) =>
          ledger.pay(givenPay({ paymentRequestId, code: paid, value: amount }), nowMs, outcome),
    ),
    id.map(
      (paymentRequestId): Call =>
        (ledger, nowMs) =>
          ledger.inquiryPayment({ paymentRequestId }, nowMs),
    ),
    fc.tuple(id, backOutcome).map(
      ([paymentRequestId, outcome]): Call =>
        (ledger, nowMs) =>
          ledger.cancelPayment({ paymentRequestId }, nowMs, outcome),
    ),
    fc.tuple(id, fc.constantFrom('R-1', 'R-2', 'R-3'), value, backOutcome).map(
      ([paymentRequestId, refundRequestId, amount, outcome]): Call =>
        (ledger, nowMs) =>
          ledger.refund(givenRefund(amount, refundRequestId, paymentRequestId), nowMs, outcome),
    ),
    fc.tuple(id, fc.constantFrom('S' as const, 'F' as const)).map(
      ([paymentRequestId, decided]): Call =>
        (ledger, nowMs) =>
          ledger.decide(paymentRequestId, decided, 'RISK_REJECT', nowMs),
    ),
  );
  const steps = fc.array(fc.tuple(call, fc.integer({ min: 0, max: 40_000 })), { maxLength: 40 });

  it('net charge is never negative, no payment is charged twice, refunds never exceed it', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const ledger = new Ledger();
        let nowMs = T0 - 60_000;
        for (const [act, waitMs] of sequence) {
          nowMs += waitMs;
          act(ledger, nowMs);

          for (const entry of ledger.books(nowMs)) {
            expect(entry.debits).toBeLessThanOrEqual(1);
            expect(entry.netMinor).toBeGreaterThanOrEqual(0);
            expect(entry.refundedMinor).toBeLessThanOrEqual(entry.chargedMinor);
            expect(entry.netMinor).toBe(
              entry.state === 'paid' ? entry.chargedMinor - entry.refundedMinor : 0,
            );
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('what pay, inquiry and books say of a payment is the same', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const ledger = new Ledger();
        let nowMs = T0 - 60_000;
        for (const [act, waitMs] of sequence) {
          nowMs += waitMs;
          act(ledger, nowMs);
        }

        for (const entry of ledger.books(nowMs)) {
          const { paymentResult, transactions } = ledger.inquiryPayment(entry, nowMs);
          const after = ledger.books(nowMs).find((book) => book.paymentId === entry.paymentId);
          expect(paymentResult?.resultStatus).toBe(
            after?.state === 'paid' ? 'S' : after?.state === 'undecided' ? 'U' : 'F',
          );
          expect((transactions ?? []).filter((one) => one.transactionType === 'REFUND')).toHaveLength(
            entry.refunds.length,
          );
        }
      }),
    );
  });
});
