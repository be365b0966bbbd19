import { answerNotice, type NoticesParts, type ReceivedNotice } from '../../src/acquirers/notices.ts';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ALIPAY_PLUS_NOTICES } from '../../src/acquirers/alipay-plus/notification.ts';
import {
  addressesOf,
  hearingBy,
  readNotification,
  type Addressee,
} from '../../src/acquirers/signed-wire/notification.ts';
import { rsaSigning, signatureHeader, verifySignature } from '../../src/acquirers/signed-wire/signature.ts';
import type { Reason } from '../../src/payment/answers.ts';
import { isoWithOffset } from '../../src/ground/time.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { givenSample } from '../vectors/alipay-plus/given-messages.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const till = generateKeyPairSync('rsa', { modulusLength: 2048 });
const acquirer = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const CLIENT_ID = 'SANDBOX_EXAMPLE000000000';
const URI = '/alipayplus/notifyPayment';
const NOW_MS = Date.parse('2026-11-20T18:31:08+08:00');
const MINUTE_MS = 60_000;
const ZONE = 'Asia/Kuala_Lumpur';

const signing = rsaSigning({
  privateKey: till.privateKey,
  keyVersion: 1,
  publicKeys: new Map([['1', acquirer.publicKey]]),
});
/** The relay's address that the calls name, and the one under `public`. */
const isAddress = addressesOf('first', 'https://shop.example/relay?till=7', 'https://pay.example/t07');
const us: Addressee = { clientId: CLIENT_ID, signing, nowMs: NOW_MS, isAddress };

const success = givenSample('notifyPayment.request.success.json') as Record<string, unknown>;
const failure = givenSample('notifyPayment.request.failure.json') as Record<string, unknown>;
const ID = success['paymentRequestId'] as string;

interface Sending {
  readonly atMs?: number;
  readonly time?: string;
  readonly privateKey?: typeof acquirer.privateKey;
  readonly clientId?: string;
  readonly signedUri?: string;
  /** The URI that the till is called by. */
  readonly uri?: string;
  readonly headers?: Record<string, string | undefined>;
}

/** A notification as the acquirer sends it; `sending` says what is odd about it. */
function given(message: unknown, sending: Sending = {}): ReceivedNotice {
  const body = new TextEncoder().encode(typeof message === 'string' ? message : JSON.stringify(message));
  const clientId = sending.clientId ?? CLIENT_ID;
  const time = sending.time ?? isoWithOffset(sending.atMs ?? NOW_MS, ZONE);
  const uri = sending.signedUri ?? sending.uri ?? URI;
  const privateKey = sending.privateKey ?? acquirer.privateKey;
  const signature = signatureHeader({ method: 'POST', uri, clientId, time, body, privateKey, keyVersion: 1 });
  return {
    method: 'POST',
    uri: sending.uri ?? URI,
    headers: { 'client-id': clientId, 'request-time': time, signature, ...sending.headers },
    body,
  };
}

function read(received: ReceivedNotice): unknown {
  const result = readNotification(received, us, ALIPAY_PLUS_NOTICES);
  if (!result.ok) return result.error.kind;
  const { payment, content } = result.value;
  return { ...(payment.by === 'id' ? { paymentRequestId: payment.paymentRequestId } : {}), told: content };
}

describe('What a notification says (dossier 4.5)', () => {
  it('a success with amount and paymentId is a charge', () => {
    const told = read(given(success));

    expect(told).toEqual({
      paymentRequestId: ID,
      told: {
        kind: 'charged',
        charge: {
          amount: RM45_50,
          paymentId: '202611201030500012345678',
          paymentTime: '2026-11-20T18:31:07+08:00',
          acquirerId: '1022188000000009999',
          pspId: '1022171000000000001',
          walletBrandName: 'TNG eWallet',
          mppPaymentId: 'TNG20261120A0001',
          settlement: { amount: { currency: 'USD', valueMinor: 1011 }, pair: 'USD/MYR', price: '4.5' },
        },
      },
    });
  });

  it('a failure is not charged, with its reason', () => {
    const told = read(given(failure));

    const reason = expect.objectContaining({ code: 'USER_BALANCE_NOT_ENOUGH', class: 'user' }) as Reason;
    expect(told).toEqual({ paymentRequestId: ID, told: { kind: 'notCharged', reason } });
  });

  it.each([
    ['a success without an amount', { ...success, paymentAmount: undefined }],
    ['a success with an amount that cannot be read', { ...success, paymentAmount: { currency: 'MYR' } }],
    ['a success without a paymentId', { ...success, paymentId: undefined }],
    ['U', { ...success, paymentResult: { resultCode: 'PAYMENT_IN_PROCESS', resultStatus: 'U' } }],
    ['a status that nobody listed', { ...success, paymentResult: { resultCode: 'X', resultStatus: 'A' } }],
    [
      'a failure that says the payment is known with other details',
      { ...failure, paymentResult: { resultCode: 'REPEAT_REQ_INCONSISTENT', resultStatus: 'F' } },
    ],
  ])('%s only makes the till inquire (§4)', (_, message) => {
    expect(read(given(message))).toEqual({ paymentRequestId: ID, told: { kind: 'hint' } });
  });

  it.each([
    ['not JSON', '{"paymentResult":'],
    ['no paymentResult', { ...success, paymentResult: undefined }],
    ['no paymentRequestId', { ...success, paymentRequestId: undefined }],
    ['a paymentRequestId that is too long to be one', { ...success, paymentRequestId: '9'.repeat(65) }],
  ])('%s is unreadable', (_, message) => {
    expect(read(given(message))).toBe('unreadable');
  });
});

describe('Who signed it, and over what (§4, dossier 3.2)', () => {
  it('the signed URI is path and query as received', () => {
    const received = given(success, { uri: `${URI}?shop=7&x=%2F` });

    expect(read(received)).toMatchObject({ told: { kind: 'charged' } });
    expect(read({ ...received, uri: URI })).toBe('badSignature');
  });

  it('or the X-Original-URI of a relay, and then only that', () => {
    const signedUri = '/relay?till=7';
    const relayed = given(success, { signedUri, headers: { 'x-original-uri': signedUri } });
    const misled = given(success, { headers: { 'x-original-uri': signedUri } });

    expect(read(relayed)).toMatchObject({ told: { kind: 'charged' } });
    expect(read(misled)).toBe('badSignature');
  });

  it.each([
    ['/relay?till=7', true],
    ['/relay?till=8', true],
    ['/t07/n/first', true],
    ['/t07/n/first/more?x=1', true],
    ['/t07/n/second', false],
    ['/t07', false],
    ['/n/first', false],
    ['/relay/more', false],
    ['/aps/api/v1/payments/inquiryPayment', false],
  ])('a signature for %s is believed: %s (interface §11)', (signedUri, isBelieved) => {
    const relayed = given(success, { signedUri, headers: { 'x-original-uri': signedUri } });

    expect(read(relayed)).toEqual(
      isBelieved ? (expect.objectContaining({ paymentRequestId: ID }) as unknown) : 'badSignature',
    );
  });

  it("the acquirer's own answer to an inquiry is no notification, though it is signed", () => {
    const signedUri = '/aps/api/v1/payments/inquiryPayment';
    const answer = { ...success, result: { resultCode: 'SUCCESS', resultStatus: 'S' } };

    const played = given(answer, { signedUri, headers: { 'x-original-uri': signedUri } });

    expect(givenListener().refuse(played)).toEqual(STRANGER);
  });

  it.each([
    ['signed by a stranger', given(success, { privateKey: stranger.privateKey })],
    ['for another Client-Id', given(success, { clientId: 'SANDBOX_SOMEBODY_ELSE000' })],
    ['under another Client-Id than the signed one', given(success, { headers: { 'client-id': 'C3' } })],
    ['without Signature', given(success, { headers: { signature: undefined } })],
    ['without Request-Time', given(success, { headers: { 'request-time': undefined } })],
    [
      'with another Request-Time than the signed one',
      given(success, { headers: { 'request-time': '2026' } }),
    ],
    ['with another body than the signed one', { ...given(success), body: given(failure).body }],
    ['with an X-Original-URI that is no path', given(success, { headers: { 'x-original-uri': 'a b' } })],
  ])('%s, it is refused', (_, received) => {
    expect(read(received)).toBe('badSignature');
  });

  it.each([
    ['15 minutes old', -15 * MINUTE_MS, 'charged'],
    ['15 minutes ahead', 15 * MINUTE_MS, 'charged'],
    ['older', -15 * MINUTE_MS - 1000, 'stale'],
    ['further ahead', 15 * MINUTE_MS + 1000, 'stale'],
  ])('a Request-Time %s is taken as it should be: %s ms, %s (dossier 3.4)', (_, byMs, kind) => {
    const told = read(given(success, { atMs: NOW_MS + byMs }));

    expect(told).toEqual(kind === 'stale' ? 'stale' : expect.objectContaining({ paymentRequestId: ID }));
  });

  it('a signed Request-Time that is no time is unreadable', () => {
    expect(read(given(success, { time: 'yesterday' }))).toBe('unreadable');
  });
});

/** A listener for two gateways, of which the second has keys of its own, and what it told. */
function givenListener(more: Partial<NoticesParts> = {}) {
  const told: string[] = [];
  const other = rsaSigning({
    privateKey: till.privateKey,
    keyVersion: 1,
    publicKeys: new Map([['1', stranger.publicKey]]),
  });
  const parts: NoticesParts = {
    gateways: [
      {
        name: 'first',
        hear: hearingBy(ALIPAY_PLUS_NOTICES, { clientId: CLIENT_ID, signing, timeZone: ZONE, isAddress }),
        acquirerNowMs: () => NOW_MS,
      },
      {
        name: 'second',
        hear: hearingBy(ALIPAY_PLUS_NOTICES, { clientId: 'C2', signing: other, timeZone: ZONE, isAddress }),
        acquirerNowMs: () => NOW_MS,
      },
    ],
    tell: (gateway, payment, what) =>
      told.push(`${gateway} ${payment.by === 'id' ? payment.paymentRequestId : payment.value} ${what.kind}`) >
      0,
    tellOffice: () => 'notKept',
    log: QUIET,
    ...more,
  };
  return {
    told,
    parts,
    /** The whole answer to somebody who is not the acquirer: there is nothing in it to check. */
    refuse: (received: ReceivedNotice) => {
      const { status, headers, body } = answerNotice(received, parts);
      return { status, headers, bytes: body.length };
    },
    /** The body of the answer; its signature is checked as the acquirer does. */
    answer: (received: ReceivedNotice, uri = received.uri): unknown => {
      const { headers, body } = answerNotice(received, parts);
      const verified = verifySignature({
        method: 'POST',
        uri,
        clientId: headers['Client-Id'] ?? '',
        time: headers['Response-Time'] ?? '',
        body,
        header: headers['Signature'],
        publicKeys: new Map([['1', till.publicKey]]),
      });
      expect(verified.ok).toBe(true);
      return { clientId: headers['Client-Id'], ...(JSON.parse(new TextDecoder().decode(body)) as object) };
    },
  };
}

/** Nothing of the till's key and nothing of the till. */
const STRANGER = { status: 401, headers: {}, bytes: 0 };
const ACK = givenSample('notifyPayment.response.ack.json') as object;

describe('The answer (dossier 4.5)', () => {
  it.each([
    ['a success', success],
    ['a failed payment', failure],
    ['a hint', { ...success, paymentAmount: undefined }],
  ])('to %s is a signed S: it only says "received"', (_, message) => {
    const listener = givenListener();

    const answer = listener.answer(given(message));

    expect(answer).toEqual({ clientId: CLIENT_ID, ...ACK });
    expect(listener.told).toHaveLength(1);
  });

  it('is signed over the URI that the request was signed over', () => {
    const signedUri = '/relay?till=7';
    const relayed = given(success, { signedUri, headers: { 'x-original-uri': signedUri } });

    expect(givenListener().answer(relayed, signedUri)).toMatchObject(ACK);
  });

  it.each([
    ['a wrong signature', given(success, { privateKey: stranger.privateKey })],
    ['no signature', given(success, { headers: { signature: undefined } })],
    ['no Request-Time', given(success, { headers: { 'request-time': undefined } })],
    ['an old one of a stranger', given(success, { privateKey: stranger.privateKey, atMs: 0 })],
    ['one of a stranger that cannot be read', given('[]', { privateKey: stranger.privateKey })],
  ])('to %s is an unsigned 401, and nothing is told (interface §11)', (_, received) => {
    const listener = givenListener();

    expect(listener.refuse(received)).toEqual(STRANGER);
    expect(listener.told).toEqual([]);
  });

  it.each([
    ['a stale one', given(success, { atMs: NOW_MS - 16 * MINUTE_MS })],
    ['an unreadable one', given('[]')],
  ])('to %s is a signed F PARAM_ILLEGAL, and nothing is told', (_, received) => {
    const listener = givenListener();

    const answer = listener.answer(received);

    expect(answer).toMatchObject({ result: { resultCode: 'PARAM_ILLEGAL', resultStatus: 'F' } });
    expect(listener.told).toEqual([]);
  });

  it('comes after the terminal was told: where that fails, nothing is acknowledged', () => {
    const listener = givenListener({
      tell: () => {
        throw new Error('disk full');
      },
    });

    expect(() => listener.answer(given(success))).toThrow('disk full');
  });
});

describe('Several gateways (§4)', () => {
  it('the one whose Client-Id and keys fit is told of', () => {
    const listener = givenListener();

    listener.answer(given(success));
    const answer = listener.answer(given(failure, { clientId: 'C2', privateKey: stranger.privateKey }));

    expect(listener.told).toEqual([`first ${ID} charged`, `second ${ID} notCharged`]);
    expect(answer).toMatchObject({ clientId: 'C2' });
  });

  it('the keys of one prove nothing for another', () => {
    const listener = givenListener();

    expect(listener.refuse(given(success, { clientId: 'C2' }))).toEqual(STRANGER);
    expect(listener.told).toEqual([]);
  });

  it('two may have one Client-Id: the keys tell them apart', () => {
    const hear = hearingBy(ALIPAY_PLUS_NOTICES, { clientId: 'C2', signing, timeZone: ZONE, isAddress });
    const first = { name: 'first', hear, acquirerNowMs: () => NOW_MS };
    const { gateways } = givenListener().parts;
    const listener = givenListener({ gateways: [first, ...gateways.slice(1)] });

    const answer = listener.answer(given(failure, { clientId: 'C2', privateKey: stranger.privateKey }));

    expect(answer).toMatchObject(ACK);
    expect(listener.told).toEqual([`second ${ID} notCharged`]);
  });

  it('a Client-Id that nobody has is a stranger’s', () => {
    expect(givenListener().refuse(given(success, { clientId: 'C3' }))).toEqual(STRANGER);
  });
});

const REFUSED: Reason = { code: 'USER_BALANCE_NOT_ENOUGH', class: 'user', say: 'Too little money.' };

/** A till with one payment that its customer is asked to confirm; every inquiry says so. */
async function givenConfirming() {
  const it = new GivenTill({ pay: [{ kind: 'confirming' }], inquire: [{ kind: 'confirming' }] });
  const saleId = await it.sell();
  const paymentRequestId = it.sale(saleId).paymentRequestId!;
  const heard = () => ({
    state: it.sale(saleId).state,
    rows: it.journal.rows.length,
    asked: it.gateway.asked,
  });
  return { till: it, saleId, paymentRequestId, heard };
}

describe('What the terminal makes of it (§4)', () => {
  it('a charge of the asked amount pays', async () => {
    const { till, paymentRequestId, heard } = await givenConfirming();

    till.terminal.notified(
      'alipayPlus',
      { by: 'id', paymentRequestId },
      { kind: 'charged', charge: givenCharge(RM45_50) },
    );

    expect(heard().state).toBe('paid');
  });

  it('a hint makes it inquire', async () => {
    const { till, paymentRequestId } = await givenConfirming();
    const before = till.gateway.verbs;

    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, { kind: 'hint' });

    expect(till.gateway.verbs).toEqual([...before, 'inquire']);
  });

  it.each([
    ['an id that it does not know', 'alipayPlus', 'SOMEBODY-ELSE-01'],
    ['its own id, by another gateway', 'other', null],
  ])('a charge for %s changes nothing', async (_, gateway, id) => {
    const { till, paymentRequestId, heard } = await givenConfirming();
    const before = heard();

    till.terminal.notified(
      gateway,
      { by: 'id', paymentRequestId: id ?? paymentRequestId },
      {
        kind: 'charged',
        charge: givenCharge(RM45_50),
      },
    );

    expect(heard()).toEqual(before);
  });

  it('a charge whose paymentId belongs to another attempt makes it inquire', async () => {
    const { till, paymentRequestId, saleId, heard } = await givenConfirming();
    const charge = givenCharge(RM45_50, { paymentId: 'P-7' });
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, { kind: 'charged', charge });
    const next = await till.sell('ORD-2');

    till.terminal.notified(
      'alipayPlus',
      { by: 'id', paymentRequestId: till.sale(next).paymentRequestId! },
      { kind: 'charged', charge },
    );

    expect([till.sale(saleId).state, till.sale(next).state]).toEqual(['paid', 'customerConfirming']);
    expect(heard().asked.at(-1)).toBe(`inquire ${till.sale(next).paymentRequestId!}`);
  });

  it('once paid, the same charge again changes nothing', async () => {
    const { till, paymentRequestId, heard } = await givenConfirming();
    const charged = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, charged);
    const before = heard();

    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, charged);

    expect(heard()).toEqual(before);
  });

  it.each([
    ['an old refusal', { kind: 'notCharged', reason: REFUSED }],
    ['a hint', { kind: 'hint' }],
  ] as const)('once paid, %s makes it inquire, and the sale stays paid', async (_, told) => {
    const { till, saleId, paymentRequestId } = await givenConfirming();
    till.terminal.notified(
      'alipayPlus',
      { by: 'id', paymentRequestId },
      { kind: 'charged', charge: givenCharge(RM45_50) },
    );
    await till.clock.advance(0);
    const asked = till.gateway.asked.length;

    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, told);
    await till.clock.advance(0);

    expect(till.gateway.asked.slice(asked)).toEqual([`inquire ${paymentRequestId}`]);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('by a fact of an attempt that it names, a hint is heard a hundred sales after it failed', async () => {
    const { till, saleId, paymentRequestId } = await givenConfirming();
    const { terminal, gateway } = till;
    const refused = { kind: 'notCharged', reason: REFUSED } as const;
    terminal.notified(
      'alipayPlus',
      { by: 'id', paymentRequestId },
      { kind: 'hint', facts: { noticeSecret: 'H' } },
    );
    terminal.tell(paymentRequestId, { kind: 'inquiryAnswered', answer: refused });
    await till.cancel(saleId);
    for (let n = 0; n < 100; n += 1) {
      const next = await till.open(`NEXT-${n}`);
      if (next.ok) await till.cancel(next.value.saleId);
    }
    const asked = gateway.asked.length;
    const by = (value: string, of?: string) =>
      terminal.notified('alipayPlus', { by: 'fact', name: 'noticeSecret', value, of }, { kind: 'hint' });

    expect([by('H'), by('other', paymentRequestId), by('H', '9'.repeat(26))]).toEqual([false, false, false]);
    expect(gateway.asked).toHaveLength(asked);
    expect(by('H', paymentRequestId)).toBe(true);
    expect(gateway.asked.at(-1)).toBe(`inquire ${paymentRequestId}`);
  });
});
