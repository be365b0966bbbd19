import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { basic } from '../../src/acquirers/basic-login.ts';
import type { Exchange, HttpCall } from '../../src/acquirers/port.ts';
import { saferpayConfig } from '../../src/acquirers/saferpay/config.ts';
import { SaferpayGateway } from '../../src/acquirers/saferpay/gateway.ts';
import {
  assertRequest,
  initializeRequest,
  inquireRequest,
  readAnswer,
  refundRequest,
} from '../../src/acquirers/saferpay/messages.ts';
import { hearing, RANDOM_BYTES, secretHash, secretOf } from '../../src/acquirers/saferpay/notification.ts';
import { offerRequest } from '../../src/acquirers/saferpay/offers.ts';
import {
  assertAnswer,
  inquireAnswer,
  openAnswer,
  refundAnswer,
} from '../../src/acquirers/saferpay/outcome.ts';
import { refOf } from '../../src/payment/ids.ts';
import { givenAmount } from '../vectors/alipay-plus/given-messages.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const REF = 'T0007-261120-000042-1';
const EUR19_99 = givenAmount('EUR', '1999');
const AGAIN_MS = 60_000;
const WAITS = { pendingAskMs: AGAIN_MS, notStartedAskMs: null, isOver: false };
const STARTED_MS = Date.parse('2026-11-20T10:30:00+01:00');

function sample(name: string): string {
  return readFileSync(new URL(`../vectors/saferpay/${name}`, import.meta.url), 'utf8');
}

function answer(name: string) {
  const text = sample(name);
  const { ResponseHeader } = JSON.parse(text) as { ResponseHeader: { RequestId: string } };
  const read = readAnswer(ResponseHeader.RequestId, new TextEncoder().encode(text));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const parsed = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body));
const head = (requestId: string, retry = 0) => ({
  specVersion: '1.53',
  customerId: '123456',
  requestId,
  retry,
});

const LINK = {
  ...{ baseUrl: 'https://test.saferpay.com/api', nowMs: STARTED_MS, startedAtMs: STARTED_MS },
  ...{ leastLifeMs: 60_000, sessionGraceMs: 3_600_000, secretHash: 'h', expirationGraceMs: 0 },
};

describe('Saferpay › requests (dossier 2 to 5)', () => {
  it('are those of the samples', () => {
    const order = {
      ...{ terminalId: '17654321', amount: EUR19_99, orderId: REF, language: 'en' },
      description: 'Kopi Corner, till 7, order 42',
      returnUrl: 'https://pay.shop.example/b/9fK2vQ7xPmT4sWcL8dRbEg',
      notifyUrl: 'https://pay.shop.example/n/saferpay/Hq3ZrT0bN6yKfVwX1uMoPj',
    };
    const refund = {
      ...{ captureId: 'Ux3rT9bA8tnQSAnbW0vEbUp7jM2A_c', orderId: `${REF}-R1` },
      ...{ amount: givenAmount('EUR', '500'), description: 'Wrong size' },
    };

    expect(parsed(initializeRequest(head(`${REF}-i`), order))).toEqual(
      JSON.parse(sample('initialize.request.json')),
    );
    expect(parsed(initializeRequest(head(`${REF}-i`, 1), order))).toEqual(
      JSON.parse(sample('initialize.retry.request.json')),
    );
    expect(parsed(assertRequest(head(`${REF}-a1`), 'q7w2e5r8t1y4u6i9o3p0a5s8d2'))).toEqual(
      JSON.parse(sample('assert.request.json')),
    );
    expect(parsed(inquireRequest(head(`${REF}-q1`), REF))).toEqual(
      JSON.parse(sample('inquire.request.by-order-id.json')),
    );
    expect(parsed(refundRequest(head(`${REF}-R1`), refund))).toEqual(
      JSON.parse(sample('refund.request.json')),
    );
  });

  it('of a link that can be withdrawn is that of the sample', () => {
    const request = offerRequest({
      ...{ amount: EUR19_99, orderId: REF, language: 'en', description: 'Kopi Corner, till 7, order 42' },
      ...{ expiresAtMs: Date.parse('2026-11-20T11:36:00+01:00'), timeZone: 'Europe/Zurich' },
    });

    expect(request).toEqual(JSON.parse(sample('spg-offer.create.request.json')));
  });

  it('carry the logins of the vectors, letters outside ASCII too', () => {
    const { basic: vectors } = JSON.parse(sample('vectors.json')) as {
      basic: readonly { user: string; password: string; header: string }[];
    };

    expect(vectors.map(({ user, password }) => basic(user, password))).toEqual(
      vectors.map(({ header }) => header),
    );
  });
});

describe('Saferpay › Initialize', () => {
  it('gives a link, its token, and until when somebody may pay: an hour after Expiration', () => {
    const { answer: opened, url } = openAnswer(answer('initialize.response.json'), LINK);

    expect(url).toMatch(/^https:\/\/test\.saferpay\.com\//);
    expect(opened).toEqual({
      kind: 'opened',
      payableForMs: Date.parse('2026-11-20T12:31:05+01:00') - STARTED_MS,
      opensForMs: Date.parse('2026-11-20T11:31:05+01:00') - STARTED_MS,
      facts: {
        ...{ token: 'q7w2e5r8t1y4u6i9o3p0a5s8d2', noticeSecret: 'h' },
        ...{ expiresAt: '2026-11-20T10:31:05.000Z', endsAt: '2026-11-20T11:31:05.000Z' },
      },
    });
  });

  it('may be paid for as long where the clock was set back by hours since the attempt began', () => {
    const made = answer('initialize.response.json');
    const { answer: opened } = openAnswer(made, { ...LINK, startedAtMs: STARTED_MS + 9 * 3_600_000 });

    expect(opened).toMatchObject({ payableForMs: Date.parse('2026-11-20T12:31:05+01:00') - STARTED_MS });
  });

  it('a link of another host, or one that ends within a minute, is never shown', () => {
    const made = answer('initialize.response.json');
    const other = openAnswer({ ...made, RedirectUrl: 'https://test.saferpay.com.example/x' }, LINK);
    const late = openAnswer(made, { ...LINK, nowMs: Date.parse('2026-11-20T11:30:30+01:00') });

    expect([other, late].map(({ answer: { kind }, url }) => [kind, url])).toEqual([
      ['unknown', undefined],
      ['unknown', undefined],
    ]);
  });

  it('a refusal is in words, and nothing was made', () => {
    expect(openAnswer(answer('initialize.error.no-contract.json'), LINK).answer).toMatchObject({
      kind: 'refused',
      reason: { code: 'SAFERPAY_NO_CONTRACT', class: 'setUp' },
    });
  });
});

describe('Saferpay › what an answer means (dossier 4)', () => {
  it.each([
    [
      'assert.response.captured.json',
      { kind: 'charged', facts: { captureId: 'Ux3rT9bA8tnQSAnbW0vEbUp7jM2A_c' } },
    ],
    ['assert.response.pending.json', { kind: 'confirming', againInMs: 60_000 }],
    ['assert.response.canceled.json', { kind: 'notCharged' }],
    ['assert.error.aborted.json', { kind: 'notCharged', reason: { class: 'user' } }],
    ['assert.error.declined.json', { kind: 'notCharged', reason: { class: 'general' } }],
    ['assert.error.not-started.json', { kind: 'confirming' }],
    ['assert.error.communication-timeout.json', { kind: 'unknown' }],
    ['assert.error.token-expired.json', { kind: 'unknown', code: 'TOKEN_EXPIRED' }],
  ])('%s', (name, expected) => {
    expect(assertAnswer(answer(name), REF, WAITS)).toMatchObject(expected);
  });

  it('another amount is told as it is; another name is believed in nothing', () => {
    const other = assertAnswer(answer('assert.response.other-amount.json'), REF, WAITS);
    const strange = assertAnswer(answer('assert.response.captured.json'), 'ANOTHER', WAITS);

    expect(other.kind === 'charged' && other.charge.amount).not.toEqual(EUR19_99);
    expect(strange).toMatchObject({ kind: 'unknown', alarm: true });
  });

  it('Inquire proves a charge, and never that there is none', () => {
    expect(inquireAnswer(answer('inquire.response.captured.json'), REF, AGAIN_MS)).toMatchObject({
      kind: 'charged',
    });
    expect(inquireAnswer(answer('inquire.error.not-found.json'), REF, AGAIN_MS)).toMatchObject({
      kind: 'unknown',
    });
  });

  it.each([
    ['refund.response.captured.json', { kind: 'refunded', refundId: 'Vy4sU0cB9uoRTBocX1wFcVq8kN3B' }],
    ['refund.response.authorized.json', { kind: 'unknown', alarm: true }],
    ['refund.error.declined.json', { kind: 'refused', reason: { class: 'technical' } }],
    ['refund.error.amount-invalid.json', { kind: 'refused', reason: { class: 'general' } }],
    ['refund.error.permission-denied.json', { kind: 'refused', reason: { class: 'general' } }],
  ])('%s', (name, expected) => {
    expect(refundAnswer(answer(name), givenAmount('EUR', '500'))).toMatchObject(expected);
  });
});

const CONFIG = saferpayConfig.parse({
  ...{
    kind: 'saferpay',
    baseUrl: 'https://test.saferpay.com/api',
    customerId: '123456',
    terminalId: '17654321',
  },
  ...{ user: 'API_123456_12345678', password: { file: 'p' }, stage: 'test' },
});
const ID = '90123456789012345678901201';

/** A gateway whose calls are answered in turn; what was sent is kept. */
function given(...answers: readonly ((call: HttpCall) => Exchange)[]) {
  const calls: HttpCall[] = [];
  const gateway = new SaferpayGateway({
    ...{ name: 'saferpay', config: CONFIG, password: 'S3cret-Demo-16ch' },
    ...{ publicUrl: 'https://pay.shop.example', clock: { nowMs: () => STARTED_MS } },
    terminal: { storeTerminalId: 'T07', languages: ['de-CH'], timeZone: 'Europe/Zurich' } as never,
    http: {
      send: (call) => {
        calls.push(call);
        return Promise.resolve(answers[calls.length - 1]?.(call) ?? { kind: 'silent', why: 'no answer' });
      },
    },
    log: QUIET,
  });
  return { gateway, calls, bodies: () => calls.map(({ body }) => parsed(body!) as Record<string, never>) };
}

/** A sample as the answer to whatever was asked. */
const answering =
  (name: string, status = 200) =>
  ({ body }: HttpCall): Exchange => {
    const { RequestHeader } = parsed(body!) as { RequestHeader: { RequestId: string } };
    const text = JSON.stringify({
      ...(JSON.parse(sample(name)) as object),
      ResponseHeader: { RequestId: RequestHeader.RequestId },
    })
      .replaceAll(`${REF}-R1`, `${refOf(ID)}-R1`)
      .replaceAll(`"${REF}"`, `"${refOf(ID)}"`);
    return { kind: 'answered', status, headers: {}, body: new TextEncoder().encode(text) };
  };

describe('Saferpay › calls', () => {
  const ORDER = {
    ...{ paymentRequestId: ID, referenceOrderId: 'O', orderDescription: 'Two coffees', amount: EUR19_99 },
    ...{ startedAtMs: STARTED_MS, backUrl: null },
  };

  it('Initialize whose answer is lost is sent once more with the same id, the retry counted; the notice has a secret', async () => {
    const { gateway, calls, bodies } = given(
      () => ({ kind: 'silent', why: 'lost' }),
      answering('initialize.response.json'),
    );

    const opened = await gateway.open(ORDER);

    const [first, second] = bodies() as unknown as {
      RequestHeader: { RequestId: string; RetryIndicator: number };
      Notification: { SuccessNotifyUrl: string };
      Payer: { LanguageCode: string };
    }[];
    expect(calls.map(({ timeoutMs }) => timeoutMs)).toEqual([100_000, 100_000]);
    expect(first!.RequestHeader.RequestId).toBe(second!.RequestHeader.RequestId);
    expect([first!.RequestHeader.RetryIndicator, second!.RequestHeader.RetryIndicator]).toEqual([0, 1]);
    expect(first!.Payer.LanguageCode).toBe('de');
    const secret = /\/n\/saferpay\/([^/]+)\/s$/.exec(second!.Notification.SuccessNotifyUrl)?.[1] ?? '';
    expect(secret.length).toBeGreaterThanOrEqual(22);
    expect(opened.answer).toMatchObject({ kind: 'opened', facts: { noticeSecret: secretHash(secret) } });
  });

  it('a token that is spent proves nothing: Inquire by our own name decides', async () => {
    const { gateway, calls } = given(
      answering('assert.error.token-expired.json', 402),
      answering('inquire.response.captured.json'),
    );

    const { answer: found } = await gateway.inquire({ paymentRequestId: ID, facts: { token: 'T' } });

    expect(found).toMatchObject({ kind: 'charged' });
    expect(calls.map(({ url }) => url.split('/').at(-1))).toEqual(['Assert', 'Inquire']);
  });

  it('the login refused is an alarm, and unknown', async () => {
    const { gateway } = given(() => ({ kind: 'answered', status: 401, headers: {}, body: new Uint8Array() }));

    const { answer: found } = await gateway.inquire({ paymentRequestId: ID, facts: { token: 'T' } });

    expect(found).toMatchObject({ kind: 'unknown', code: 'LOGIN', alarm: true });
  });

  it('a refund is looked for by its own name; one that cannot be asked for leaves the books unknown', async () => {
    const attempt = { paymentRequestId: ID, facts: {}, refundNumbers: [1] };
    const seen = await given(
      answering('inquire.response.captured.json'),
      answering('refund.response.captured.json'),
    ).gateway.lookUp(attempt);
    const lost = await given(answering('inquire.response.captured.json')).gateway.lookUp(attempt);

    expect(seen.answer).toMatchObject({ kind: 'seen', refunds: [{ number: 1, status: 'done' }] });
    expect(lost.answer).toMatchObject({ kind: 'unknown' });
  });
});

describe('Saferpay › notices (dossier 12)', () => {
  const heard = (uri: string) => hearing()({ method: 'GET', uri, headers: {}, body: new Uint8Array() }, 0);

  it('are a path with a secret: ask now, whichever of the two it is; a secret that nobody knows is 404', () => {
    const secret = 'Hq3ZrT0bN6yKfVwX1uMoPj';
    const both = ['s', 'f'].map((end) => heard(`/n/saferpay/${secret}/${end}`));

    expect(both).toMatchObject([
      { kind: 'told', payment: { by: 'fact', value: secretHash(secret) }, content: { kind: 'hint' } },
      { kind: 'told', payment: { by: 'fact', value: secretHash(secret) }, content: { kind: 'hint' } },
    ]);
    expect([both[0]!.reply(true).status, both[0]!.reply(false).status]).toEqual([200, 404]);
    expect(heard('/n/saferpay/short/s').reply(false).status).toBe(404);
  });

  it('a secret names its attempt, which is found by it when its sale is long over', () => {
    const secret = secretOf(refOf(ID), new Uint8Array(RANDOM_BYTES));

    expect(heard(`/n/saferpay/${secret}/s`)).toMatchObject({
      payment: { by: 'fact', name: 'noticeSecret', value: secretHash(secret), of: ID },
    });
    expect(heard(`/n/saferpay/${'!'.repeat(18)}${secret.slice(18)}/s`).kind).toBe('refused');
    expect(heard(`/n/saferpay/${'-'.repeat(18)}${secret.slice(18)}/s`)).not.toHaveProperty('payment.of', ID);
  });
});
