import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AlipayPlusGateway } from '../../src/acquirers/alipay-plus/gateway.ts';
import { ANSWER_BYTES_MAX } from '../../src/acquirers/signed-wire/calls.ts';
import { signatureHeader, verifySignature, rsaSigning } from '../../src/acquirers/signed-wire/signature.ts';
import type { Exchange, Http } from '../../src/acquirers/port.ts';
import {
  givenAmount,
  givenGatewayConfig,
  givenPayInput,
  givenSample,
} from '../vectors/alipay-plus/given-messages.ts';

const till = generateKeyPairSync('rsa', { modulusLength: 2048 });
const acquirer = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { order, code, terminal, merchant } = givenPayInput();
const ID = order.paymentRequestId;

type Call = Parameters<Http['send']>[0];
type Script = (call: Call) => Exchange;

interface Signing {
  readonly privateKey?: KeyObject;
  readonly keyVersion?: number;
  readonly time?: string;
  readonly signedBody?: string;
  readonly uri?: string;
}

/** An answer as the acquirer signs it; `signing` says what is wrong with it. */
function signed(body: string, signing: Signing = {}): Script {
  return (call) => {
    const time = signing.time ?? '2026-11-20T18:31:05+08:00';
    const signature = signatureHeader({
      method: 'POST',
      uri: signing.uri ?? new URL(call.url).pathname,
      clientId: call.headers['Client-Id'] ?? '',
      time,
      body: new TextEncoder().encode(signing.signedBody ?? body),
      privateKey: signing.privateKey ?? acquirer.privateKey,
      keyVersion: signing.keyVersion ?? 1,
    });
    return answered(200, body, { 'response-time': time, signature })(call);
  };
}

const answered =
  (status: number, body: string, headers: Record<string, string> = {}): Script =>
  () => ({ kind: 'answered', status, headers, body: new TextEncoder().encode(body) });

const sample = (name: string) => JSON.stringify(givenSample(name));
const PAID = sample('pay.response.success.json');

/** A gateway whose line answers by script, one step a call; its clock stands until it is set. */
function givenGateway(...script: Script[]) {
  const calls: Call[] = [];
  const said: { level: string; text: string }[] = [];
  const alarms: (() => void)[] = [];
  const time = { nowMs: order.startedAtMs, perCallMs: 0 };
  const say = (level: string) => (message: string, facts?: object) =>
    said.push({ level, text: `${message} ${JSON.stringify(facts)}` });
  const gateway = new AlipayPlusGateway({
    config: givenGatewayConfig(),
    terminal,
    merchant,
    signing: rsaSigning({
      privateKey: till.privateKey,
      keyVersion: 1,
      publicKeys: new Map([['1', acquirer.publicKey]]),
    }),
    http: {
      send: (call) => {
        calls.push(call);
        time.nowMs += time.perCallMs;
        const step = script.shift();
        if (step === undefined) throw new Error('a call that the test does not expect');
        return Promise.resolve(step(call));
      },
    },
    clock: {
      nowMs: () => time.nowMs,
      after: (_waitMs, act) => {
        alarms.push(act);
        return () => alarms.splice(alarms.indexOf(act), 1);
      },
    },
    log: { info: say('info'), warn: say('warn') },
  });
  return { gateway, calls, said, alarms, time };
}

describe('Calls (dossier 3.1, 4)', () => {
  it('carry the exact bytes, signed, with client, time and the time limit of the call', async () => {
    const { gateway, calls } = givenGateway(signed(PAID));

    await gateway.pay(order, code);

    const [call] = calls;
    expect(call).toMatchObject({
      url: 'https://gateway.example/aps/api/v1/payments/pay',
      timeoutMs: 8000,
      headers: {
        'Content-Type': 'application/json; charset=UTF-8',
        'Client-Id': 'SANDBOX_EXAMPLE000000000',
        'Request-Time': '2026-11-20T18:31:04+08:00',
      },
    });
    expect(new TextDecoder().decode(call!.body!)).toBe(sample('pay.request.json'));
    expect(
      verifySignature({
        method: 'POST',
        uri: '/aps/api/v1/payments/pay',
        clientId: 'SANDBOX_EXAMPLE000000000',
        time: '2026-11-20T18:31:04+08:00',
        body: call!.body!,
        header: call!.headers['Signature'],
        publicKeys: new Map([['1', till.publicKey]]),
      }).ok,
    ).toBe(true);
  });

  it('go to the path of each API', async () => {
    const { gateway, calls } = givenGateway(
      signed(sample('inquiryPayment.response.success.json')),
      signed(sample('cancelPayment.response.success.json')),
      signed(sample('refund.response.success.json')),
    );

    const answers = [
      await gateway.inquire({ paymentRequestId: ID, facts: {} }),
      await gateway.cancel({ paymentRequestId: ID, facts: {} }),
      await gateway.refund({
        paymentRequestId: ID,
        facts: {},
        number: 1,
        refundRequestId: 'T07-20261121-R00012-01',
        amount: givenAmount('MYR', '1500'),
      }),
    ];

    expect(answers.map(({ answer }) => answer.kind)).toEqual(['charged', 'confirmed', 'refunded']);
    expect(calls.map(({ url, timeoutMs }) => [new URL(url).pathname, timeoutMs])).toEqual([
      ['/aps/api/v1/payments/inquiryPayment', 5000],
      ['/aps/api/v1/payments/cancelPayment', 8000],
      ['/aps/api/v1/payments/refund', 8000],
    ]);
  });

  it('bring a signed answer as what it says, with the offset of the clock from the middle of the call', async () => {
    const late = signed(PAID, { time: '2026-11-20T18:31:15+08:00' });
    const { gateway, time } = givenGateway(late, late);
    time.perCallMs = 600;

    const first = await gateway.pay(order, code);
    const second = await gateway.pay(order, code);

    expect([first.answer.kind, first.clockOffsetMs]).toEqual(['charged', undefined]);
    expect(second.clockOffsetMs).toBe(10_100);
  });

  it('one odd answer moves nothing', async () => {
    const odd = signed(PAID, { time: '2026-11-20T10:31:05+08:00' });
    const { gateway, calls } = givenGateway(signed(PAID), odd, signed(PAID), signed(PAID));

    for (let call = 0; call < 4; call += 1) await gateway.inquire({ paymentRequestId: ID, facts: {} });

    const times = calls.map(({ headers }) => headers['Request-Time']);
    expect(new Set(times).size).toBe(1);
  });

  it('the clock is learnt by cheap inquiries of which two agree, and anew after a wake', async () => {
    const late = signed(PAID, { time: '2026-11-21T18:31:05+08:00' });
    const { gateway, calls } = givenGateway(late, late, late, late);

    const learnt = await gateway.learnClock();
    await gateway.learnClock();
    const asked = calls.length;
    gateway.forgetClock();
    await gateway.learnClock();

    expect(learnt).toBeGreaterThan(24 * 3_600_000 - 2000);
    expect([asked, calls.length]).toEqual([2, 4]);
    expect(calls.every(({ url }) => url.endsWith('/inquiryPayment'))).toBe(true);
  });

  it('a line that is dead teaches no clock, and is asked once only', async () => {
    const { gateway, calls } = givenGateway(() => ({ kind: 'silent', why: 'dead' }));

    expect(await gateway.learnClock()).toBeUndefined();
    expect(calls).toHaveLength(1);
  });

  it('whole seconds and half a round trip do not pass for a clock error', async () => {
    const { gateway, time } = givenGateway(signed(PAID));
    time.perCallMs = 600;

    const { clockOffsetMs } = await gateway.pay(order, code);

    expect(clockOffsetMs).toBe(0);
  });

  it('are dated by the clock of the gateway, once it is known', async () => {
    const inProcess = sample('inquiryPayment.response.in-process.json');
    const { gateway, calls } = givenGateway(
      signed(inProcess, { time: '2026-11-20T19:00:00.5+08:00' }),
      signed(inProcess, { time: '2026-11-20T19:00:00.5+08:00' }),
      signed(inProcess),
    );

    for (let call = 0; call < 3; call += 1) await gateway.inquire({ paymentRequestId: ID, facts: {} });

    expect(calls[2]?.headers['Request-Time']).toBe('2026-11-20T19:00:00+08:00');
  });

  it('are not refused for a time that cannot be read, which teaches nothing (interface 4)', async () => {
    const { gateway } = givenGateway(signed(PAID, { time: 'noon' }));

    const { answer, clockOffsetMs } = await gateway.pay(order, code);

    expect([answer.kind, clockOffsetMs]).toEqual(['charged', undefined]);
  });
});

describe('The re-send of pay (dossier 6.2)', () => {
  const inProcess = sample('pay.response.in-process.json');

  it('has the same bytes, although the offset of the clock was learnt in between', async () => {
    const { gateway, calls } = givenGateway(
      signed(inProcess, { time: '2026-11-20T19:00:00+08:00' }),
      signed(PAID),
    );

    await gateway.pay(order, code);
    await gateway.pay(order, code);

    expect(calls[1]?.body).toEqual(calls[0]?.body);
  });

  it('keeps the bytes no longer than the code lives, or until the end is known', async () => {
    const { gateway, alarms } = givenGateway(signed(inProcess), signed(PAID));

    await gateway.pay(order, code);
    const kept = alarms.length;
    await gateway.pay(order, code);

    expect([kept, alarms.length]).toEqual([1, 0]);
  });
});

describe('What is not a signed, readable answer is unknown (dossier 3.4, 5.1)', () => {
  const unsigned = answered(200, PAID, { 'response-time': '2026-11-20T18:31:05+08:00' });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const large = JSON.stringify({
    ...(givenSample('pay.response.success.json') as object),
    x: 'x'.repeat(ANSWER_BYTES_MAX),
  });

  it.each([
    ['no signature', unsigned],
    [
      'an empty signature',
      answered(200, PAID, { 'response-time': '2026-11-20T18:31:05+08:00', signature: '' }),
    ],
    ['no Response-Time', answered(200, PAID, { signature: 'algorithm=RSA256,keyVersion=1,signature=AAAA' })],
    ['the signature of a stranger', signed(PAID, { privateKey: stranger.privateKey })],
    ['a signature over other bytes', signed(PAID, { signedBody: `${PAID} ` })],
    ['the signature of another call', signed(PAID, { uri: '/aps/api/v1/payments/refund' })],
    ['a key version that is not in the config', signed(PAID, { keyVersion: 2 })],
  ])('with alarm: %s', async (_what, step) => {
    const { gateway, said } = givenGateway(step);

    const { answer, clockOffsetMs } = await gateway.pay(order, code);

    expect(answer).toMatchObject({ kind: 'unknown', alarm: true });
    expect(clockOffsetMs).toBeUndefined();
    expect(said.map(({ level }) => level)).toEqual(['warn']);
  });

  it.each<[string, Script]>([
    ['signed garbage', signed('<html>')],
    ['a signed message without result', signed('{}')],
    [
      'HTTP 500, although it is signed',
      (call) => ({ ...(signed(PAID)(call) as object), status: 500 }) as Exchange,
    ],
    ['a redirect', answered(302, '', { location: 'https://elsewhere.example/' })],
    ['an answer that is too large', signed(large)],
    ['silence', () => ({ kind: 'silent', why: 'the gateway did not answer (ECONNRESET)' })],
  ])('without alarm: %s', async (_what, step) => {
    const { gateway } = givenGateway(step, step, step, step);

    const { answer } = await gateway.pay(order, code);
    const others = [
      await gateway.inquire({ paymentRequestId: ID, facts: {} }),
      await gateway.cancel({ paymentRequestId: ID, facts: {} }),
      await gateway.refund({
        paymentRequestId: ID,
        facts: {},
        number: 1,
        refundRequestId: 'R',
        amount: givenAmount('MYR', '1500'),
      }),
    ];

    expect(answer.kind).toBe('unknown');
    expect(answer).not.toHaveProperty('alarm');
    expect(others.map((other) => other.answer.kind)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('a pay of which no byte left is not sent; of any other call the outcome stays unknown', async () => {
    const notSent: Script = () => ({ kind: 'notSent', why: 'the gateway cannot be reached (ECONNREFUSED)' });
    const { gateway } = givenGateway(notSent, notSent);

    const { answer } = await gateway.pay(order, code);
    const inquired = await gateway.inquire({ paymentRequestId: ID, facts: {} });

    expect([answer.kind, inquired.answer.kind]).toEqual(['notSent', 'unknown']);
  });
});

describe('The payment code (interface 6)', () => {
  it.each<[string, Script]>([
    ['a good answer', signed(PAID)],
    [
      'an answer that quotes it',
      signed(`{"result":{"resultStatus":"F","resultCode":"BAD_${code.reveal()}"}}`),
    ],
    ['an unsigned answer', answered(200, PAID)],
  ])('stands in no log and no answer after %s', async (_what, step) => {
    const { gateway, said } = givenGateway(step);

    const timed = await gateway.pay(order, code);

    expect(JSON.stringify([timed, said])).not.toContain(code.reveal());
  });
});
