import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Exchange, HttpCall } from '../../src/acquirers/port.ts';
import { checkSaferpay } from '../../src/acquirers/saferpay/check.ts';
import { saferpayConfig } from '../../src/acquirers/saferpay/config.ts';
import { SaferpayGateway } from '../../src/acquirers/saferpay/gateway.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import { refOf } from '../../src/payment/ids.ts';
import { givenAmount } from '../vectors/alipay-plus/given-messages.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const ID = '90123456789012345678901201';
const REF = refOf(ID);
const PAID_MS = Date.parse('2026-11-20T10:33:07.120+01:00');
const DAY_MS = 24 * 60 * 60_000;

const CONFIG = {
  ...{ kind: 'saferpay', baseUrl: 'https://test.saferpay.com/api', customerId: '123456' },
  ...{ terminalId: '17654321', user: 'API_123456_12345678', password: { file: 'p' }, stage: 'test' },
};

type Told = { readonly status: number; readonly body: object };

const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../vectors/saferpay/${name}`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
const NOT_FOUND: Told = { status: 402, body: { ErrorName: 'TRANSACTION_NOT_FOUND' } };
const CAPTURED: Told = { status: 200, body: withRef(sample('inquire.response.captured.json')) };

function withRef(body: Record<string, unknown>): Record<string, unknown> {
  return { ...body, Transaction: { ...(body['Transaction'] as object), OrderId: REF } };
}

/** The list of a day with the payment, changed as said; without changes nothing of it was refunded. */
function listed(change: object = {}): Told {
  const { Transactions, ...page } = sample('transactions.get.response.json');
  const [row] = Transactions as [Record<string, unknown>];
  return { status: 200, body: { ...page, Transactions: [{ ...row, OrderId: REF, ...change }] } };
}

const EMPTY: Told = {
  status: 200,
  body: { PageNumber: 0, PageSize: 2000, TotalTransactions: 0, Transactions: [] },
};

/** A gateway at a time after the payment, over an acquirer that answers each of its calls so. */
function given(afterMs: number, answers: Readonly<Record<string, Told | 'no line'>>, patch: object = {}) {
  const calls: string[] = [];
  const bodies: { RequestHeader: { RequestId: string; RetryIndicator: number } }[] = [];
  const http = {
    send: ({ url, body }: HttpCall): Promise<Exchange> => {
      const asked =
        body === null ? null : (JSON.parse(new TextDecoder().decode(body)) as (typeof bodies)[number]);
      const { pathname, searchParams } = new URL(url);
      const named = asked as unknown as { TransactionReference?: { OrderId: string } } | null;
      const isRefund = named?.TransactionReference?.OrderId.includes('-R') === true;
      const call = `${isRefund ? 'refund ' : ''}${pathname.split('/').at(-1) ?? ''}${searchParams.get('TransactionState') ?? ''}`;
      calls.push(call);
      if (asked !== null) bodies.push(asked);
      const told = answers[call];
      if (told === 'no line') return Promise.resolve({ kind: 'notSent', why: told });
      if (told === undefined) return Promise.resolve({ kind: 'silent', why: 'no answer' });
      const head = { ResponseHeader: { RequestId: asked?.RequestHeader.RequestId } };
      const text = JSON.stringify(asked === null ? told.body : { ...told.body, ...head });
      return Promise.resolve({
        ...{ kind: 'answered', status: told.status, headers: {} },
        body: new TextEncoder().encode(text),
      });
    },
  };
  const parts = {
    ...{
      name: 'saferpay',
      config: saferpayConfig.parse({ ...CONFIG, ...patch }),
      password: 'S3cret-Demo-16ch',
    },
    ...{ publicUrl: 'https://pay.shop.example', clock: { nowMs: () => PAID_MS + afterMs } },
    terminal: {
      ...{ storeTerminalId: 'T07', languages: ['de'], timeZone: 'Europe/Zurich', currency: 'EUR' },
    } as never,
    http,
    log: QUIET,
  };
  return { gateway: new SaferpayGateway(parts), parts, calls, bodies };
}

/** A look for refund 1, which asked for so much. */
const lookFor = (minor: number) => ({
  ...{ paymentRequestId: ID, facts: {}, refundNumbers: [1] },
  refundsMinor: new Map([[1, minor as Minor]]),
});

describe('Saferpay › a refund whose answer was lost (dossier 5.3, 5.4, 10)', () => {
  const LATE = { Inquire: CAPTURED, 'refund Inquire': NOT_FOUND };

  it('is absent where Saferpay would refuse a second one: both would be more than the charge', async () => {
    const { answer } = await given(0, LATE).gateway.lookUp(lookFor(1000));

    expect(answer).toMatchObject({ kind: 'seen', refunds: [] });
  });

  it('a part of it is not: a person is told which refund of which payment to look for', async () => {
    const { answer } = await given(0, LATE).gateway.lookUp(lookFor(999));

    expect(answer).toMatchObject({ kind: 'unknown', code: 'REFUND_UNPROVEN', alarm: true });
    expect(answer).toHaveProperty('why', expect.stringContaining(`${REF}-R1`));
    expect(answer).toHaveProperty('why', expect.stringContaining('Ux3rT9bA8tnQSAnbW0vEbUp7jM2A'));
  });

  it.each([
    ['shows the payment, and nothing refunded of it: absent', listed(), 'seen'],
    [
      'shows that it was refunded: not proven',
      listed({ AuthorizationDetails: { Type: 'PAYMENT', IsRefunded: true } }),
      'unknown',
    ],
    ['does not show the payment: not proven', EMPTY, 'unknown'],
    ['is of another account: not proven', listed({ CustomerId: 999999 }), 'unknown'],
    ['is of another terminal: not proven', listed({ TerminalId: 11111111 }), 'unknown'],
  ])('the list of the payment’s day %s', async (_, list, kind) => {
    const { gateway, calls } = given(3 * DAY_MS, { ...LATE, transactionsSUCCESSFUL: list });

    const { answer } = await gateway.lookUp(lookFor(500));

    expect(answer.kind).toBe(kind);
    expect(calls).toContain('transactionsSUCCESSFUL');
  });

  it('is asked for three times a day at the most', async () => {
    const { gateway, calls } = given(0, LATE);

    for (let look = 0; look < 5; look += 1) await gateway.lookUp(lookFor(500));

    expect(calls).toEqual(Array.from({ length: 3 }, () => ['Inquire', 'refund Inquire']).flat());
  });

  it('is asked for again and again where nothing leaves the till: that is no question', async () => {
    const { gateway, calls } = given(0, { Inquire: 'no line' });

    for (let look = 0; look < 5; look += 1) await gateway.lookUp(lookFor(500));

    expect(calls).toEqual(Array.from({ length: 5 }, () => 'Inquire'));
  });

  it('a repeat has the same id and counts; refused because nothing is left, it was made before, and is only looked for', async () => {
    const refused: Told = { status: 402, body: { ErrorName: 'AMOUNT_INVALID' } };
    const { gateway, bodies } = given(0, { ...LATE, Refund: refused });
    const order = {
      ...{ paymentRequestId: ID, facts: { captureId: 'C' }, refundRequestId: 'R', number: 1 },
      amount: givenAmount('EUR', '1999'),
    };

    const first = await gateway.refund(order);
    const again = await gateway.refund({ ...order, isAgain: true });
    const { answer: look } = await gateway.lookUp(lookFor(1999));

    expect(bodies.slice(0, 2).map(({ RequestHeader }) => RequestHeader)).toMatchObject([
      { RequestId: `${REF}-R1`, RetryIndicator: 0 },
      { RequestId: `${REF}-R1`, RetryIndicator: 1 },
    ]);
    expect([first.answer.kind, again.answer.kind, look.kind]).toEqual(['refused', 'unknown', 'unknown']);
  });

  it('a charge whose CaptureId was never told is asked for it before it is refunded', async () => {
    const made = { status: 200, body: sample('refund.response.captured.json') };
    const { gateway, calls } = given(0, { Inquire: CAPTURED, Refund: made });

    const { answer } = await gateway.refund({
      ...{ paymentRequestId: ID, facts: {}, refundRequestId: 'R', number: 1 },
      amount: givenAmount('EUR', '500'),
    });

    expect([answer.kind, calls]).toEqual(['refunded', ['Inquire', 'Refund']]);
  });

  it('a payment that no till of ours can have made is not there, and is not asked for', async () => {
    const { gateway, calls } = given(0, {});

    expect((await gateway.lookUp({ paymentRequestId: 'elsewhere', facts: {} })).answer.kind).toBe('notFound');
    expect(calls).toEqual([]);
  });
});

describe('Saferpay › a payment that is not told of any more (dossier 4, 5.4)', () => {
  const SPENT: Told = { status: 402, body: { ErrorName: 'TOKEN_EXPIRED' } };
  const attempt = {
    paymentRequestId: ID,
    facts: { token: 'T', expiresAt: '2026-11-20T11:00:00Z', endsAt: '2026-11-20T12:00:00Z' },
  };
  const lists = (list: Told) => ({ transactionsSUCCESSFUL: list, transactionsPENDING: EMPTY });

  it.each([
    ['before its day is over: unknown', DAY_MS, EMPTY, 'unknown'],
    ['once the list of its day lacks it: it was never paid', 3 * DAY_MS, EMPTY, 'notFound'],
    ['and the list has it: a person is told', 3 * DAY_MS, listed(), 'unknown'],
    ['and the list is of another account: unknown', 3 * DAY_MS, listed({ CustomerId: 9 }), 'unknown'],
    [
      'and a page of the list is missing: unknown',
      3 * DAY_MS,
      { ...EMPTY, body: { ...EMPTY.body, TotalTransactions: 1 } },
      'unknown',
    ],
  ])('%s', async (_, afterMs, list, kind) => {
    const { gateway } = given(afterMs, { Assert: SPENT, Inquire: NOT_FOUND, ...lists(list) });

    expect((await gateway.inquire(attempt)).answer.kind).toBe(kind);
  });

  it('an answer that nobody has paid yet says so for good once the link has ended', async () => {
    const notStarted: Told = { status: 402, body: { ErrorName: 'TRANSACTION_NOT_STARTED' } };
    const early = await given(0, { Assert: notStarted }).gateway.inquire(attempt);
    const told = await given(0, { Assert: notStarted }).gateway.inquire({ ...attempt, isToldPaid: true });
    const late = await given(DAY_MS, { Assert: notStarted }).gateway.inquire(attempt);

    expect(early.answer).toEqual({
      kind: 'confirming',
      againInMs: Date.parse('2026-11-20T11:00:30Z') - PAID_MS,
    });
    expect(told.answer).toEqual({ kind: 'confirming', againInMs: 30_000 });
    expect(late.answer).toEqual({ kind: 'notFound' });
  });
});

describe('Saferpay › a link that can be withdrawn (dossier 8)', () => {
  const ID_OF_OFFER = '6f1d2c3b-4a59-4687-9b0c-1d2e3f4a5b6c';
  const attempt = { paymentRequestId: ID, facts: { offerId: ID_OF_OFFER, endsAt: '2026-11-20T12:00:00Z' } };
  const asked = (name: string, afterMs = 0, answers: Readonly<Record<string, Told>> = {}) =>
    given(
      afterMs,
      { [ID_OF_OFFER]: { status: 200, body: sample(name) }, ...answers },
      { product: 'spgLink' },
    );

  it.each([
    ['open', 'spg-offer.get.open.json', 0, 'confirming'],
    ['open, and its end is over', 'spg-offer.get.open.json', DAY_MS, 'notFound'],
    ['expired, and its page may still be open', 'spg-offer.get.expired.json', 0, 'confirming'],
    ['withdrawn', 'spg-offer.get.disabled.json', 0, 'notCharged'],
    ['paid, which Inquire does not show yet', 'spg-offer.get.paid.json', DAY_MS, 'unknown'],
  ])('%s', async (_, name, afterMs, kind) => {
    const { gateway } = asked(name, afterMs, { Inquire: NOT_FOUND });

    expect((await gateway.inquire(attempt)).answer.kind).toBe(kind);
  });

  it('paid is what Inquire tells of', async () => {
    const { gateway } = asked('spg-offer.get.paid.json', 0, { Inquire: CAPTURED });

    expect((await gateway.inquire(attempt)).answer).toMatchObject({ kind: 'charged' });
  });

  it.each([
    ['spg-offer.get.disabled.json', 'confirmed'],
    ['spg-offer.get.expired.json', 'confirmed'],
    ['spg-offer.get.paid.json', 'tooLate'],
    ['spg-offer.get.open.json', 'unknown'],
  ])('is withdrawn only where it is read to be: %s', async (name, kind) => {
    const { gateway } = asked(name);

    expect((await gateway.cancel(attempt)).answer.kind).toBe(kind);
  });
});

describe('Saferpay › the account (dossier 1, 5.4)', () => {
  const terminal = sample('terminal.get.response.json');
  const check = (patch: object, body: object = terminal) => {
    const { parts } = given(0, { '17654321': { status: 200, body } }, patch);
    return checkSaferpay(parts, 'CHECK-1');
  };

  it.each([
    ['is fine where all is as it should be', {}, terminal, 'fine'],
    [
      'is refused where the till is set for money and the address is of tests',
      { stage: 'live' },
      terminal,
      'refused',
    ],
    ['is refused where the answer is of another terminal', {}, { ...terminal, TerminalId: '1' }, 'refused'],
    ['is refused where the terminal has no page', {}, { ...terminal, Type: 'PHYSICAL' }, 'refused'],
    ['is refused where the terminal lacks Alipay+', {}, { ...terminal, PaymentMethods: [] }, 'refused'],
  ])('%s', async (_, patch, body, found) => {
    expect((await check(patch, body)).found).toBe(found);
  });

  it('a till that is set for money makes no link at an address of tests', async () => {
    const { gateway, calls } = given(0, {}, { stage: 'live' });

    const { answer } = await gateway.open({
      ...{ paymentRequestId: ID, referenceOrderId: 'O', orderDescription: 'Two coffees' },
      ...{ amount: givenAmount('EUR', '1999'), startedAtMs: PAID_MS, backUrl: null },
    });

    expect(answer).toMatchObject({
      kind: 'refused',
      reason: { code: 'SAFERPAY_OTHER_STAGE', class: 'setUp' },
    });
    expect(calls).toEqual([]);
  });
});
