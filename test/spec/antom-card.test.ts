import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { parseCardRequest } from '../../drivers/sandbox/antom-card/requests.ts';
import { refundRequest } from '../../src/acquirers/antom/messages.ts';
import { antomCardConfig, pathPrefixOf } from '../../src/acquirers/antom-card/config.ts';
import {
  captureRequest,
  captureResponse,
  cardInquiryResponse,
  consultRequest,
  consultResponse,
  linkOf,
  payRequest,
  payResponse,
} from '../../src/acquirers/antom-card/messages.ts';
import { ANTOM_CARD_NOTICES } from '../../src/acquirers/antom-card/notification.ts';
import { DISPUTE_LOST_MINOR } from '../../src/acquirers/office.ts';
import { captureAnswer, inquiryAnswer, paymentLook } from '../../src/acquirers/antom-card/outcome.ts';
import { reasonOf } from '../../src/acquirers/antom-card/result-codes.ts';
import { cancelAnswerOf, cancelResponse } from '../../src/acquirers/signed-wire/give-back-answers.ts';
import { readResponse } from '../../src/acquirers/signed-wire/values.ts';
import { givenAmount, givenPayInput } from '../vectors/alipay-plus/given-messages.ts';

// Cards at Antom: each sample of the specification, in both directions.

const ID = 'T0007-261120-000042-1';
const PAYMENT_ID = '20261120194010890000000000000042';
const CAPTURE_ID = '2026112019401089000000000000C042';
const SGD = (value: string) => givenAmount('SGD', value);

const textOf = (name: string): string =>
  JSON.stringify(JSON.parse(readFileSync(new URL(`../vectors/antom/${name}.json`, import.meta.url), 'utf8')));
const bytesOf = (name: string): Uint8Array => new TextEncoder().encode(textOf(name));
const sampleOf = (name: string): unknown => JSON.parse(textOf(name));
const valueOf = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body));

function read<S extends z.ZodType>(schema: S, name: string): z.infer<S> {
  const response = readResponse(schema, bytesOf(name));
  if (!response.ok) throw new Error(response.error.say);
  return response.value;
}

const config = antomCardConfig.parse({
  kind: 'antom-card',
  baseUrl: 'https://gateway.example',
  clientId: 'SANDBOX_5Y00000000000042',
  privateKey: { file: 'till.pem' },
  publicKeys: { 1: { file: 'gateway.pub.pem' } },
  merchantRegion: 'SG',
  settlementCurrency: 'SGD',
});
const { terminal, merchant } = givenPayInput();
const asked = {
  paymentRequestId: ID,
  facts: {
    paymentId: PAYMENT_ID,
    startedAt: String(Date.parse('2026-11-20T10:31:00+08:00')),
    expiresAt: '0',
  },
  nowMs: Date.parse('2026-11-20T10:33:00+08:00'),
  clockOffsetMs: 0,
};

function payOf(captureMode: 'MANUAL' | 'AUTOMATIC'): unknown {
  const body = payRequest({
    order: {
      paymentRequestId: ID,
      referenceOrderId: 'T0007-261120-000042',
      orderDescription: 'Kopi Corner, till 7, order 42',
      amount: SGD('1999'),
      startedAtMs: 0,
      backUrl: null,
    },
    expiresAtMs: Date.parse('2026-11-20T10:40:30+08:00'),
    config: { ...config, captureMode },
    terminal: { ...terminal, timeZone: 'Asia/Singapore' },
    merchant,
    backUrl: 'https://pay.shop.example/b/9fK2vQ7xPmT4sWcL8dRbEg',
    notifyUrl: 'https://pay.shop.example/n/antom',
    clockOffsetMs: 0,
  });
  return valueOf(body);
}

/** The shop of this test is another one than the samples': it is told as at Alipay+. */
function withoutShop(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, part: unknown) => (key === 'merchant' ? undefined : part));
}

describe('Requests (antom-card dossier 2, 3, 5.2, 7)', () => {
  it.each([
    ['MANUAL', 'pay.request'],
    ['AUTOMATIC', 'pay.request.automatic-capture'],
  ] as const)('pay with captureMode %s is the sample', (captureMode, name) => {
    expect(withoutShop(payOf(captureMode))).toEqual(withoutShop(sampleOf(name)));
  });

  it('capture, refund and consult are the samples', () => {
    const capture = captureRequest({
      captureRequestId: `${ID}-C`,
      paymentId: PAYMENT_ID,
      amount: SGD('1999'),
    });
    const refund = refundRequest({
      ...{ refundRequestId: `${ID}-R1`, paymentId: PAYMENT_ID, captureId: CAPTURE_ID, amount: SGD('500') },
      ...{ reason: 'Wrong size', refundNotifyUrl: 'https://pay.shop.example/n/antom' },
    });

    expect(valueOf(capture)).toEqual(sampleOf('capture.request'));
    expect(valueOf(refund)).toEqual(sampleOf('refund.request'));
    expect(valueOf(consultRequest(config, terminal, SGD('1999')))).toEqual(sampleOf('consult.request'));
  });

  it('the sandbox takes what the till sends, and refuses a field of a card', () => {
    const pay = JSON.stringify(payOf('MANUAL'));
    const withCard = pay.replace('"CARD"', '"CARD","cardNo":"4054695723100768"');

    expect(parseCardRequest('pay', pay).ok).toBe(true);
    expect(parseCardRequest('pay', withCard).ok).toBe(false);
  });

  it('a sandbox client has paths of its own, which are signed', () => {
    expect(pathPrefixOf(config)).toBe('/ams/sandbox/api');
    expect(pathPrefixOf({ clientId: '5Y00000000000042' })).toBe('/ams/api');
  });

  it('a page ends in less than ten minutes', () => {
    expect(antomCardConfig.safeParse({ ...config, expiryMs: 600_000 }).success).toBe(false);
    expect(config.expiryMs).toBe(570_000);
  });
});

describe('Answers (3, 4, 5.2, 6)', () => {
  it('a page is its https link; anything else is none', () => {
    const page = read(payResponse, 'pay.response.in-process');

    expect(linkOf(page)).toBe('https://checkout.example/card?s=5f0c1a7e9b4d4c6f');
    expect(
      linkOf({ ...page, normalUrl: 'http://checkout.example/', redirectActionForm: null }),
    ).toBeUndefined();
    expect(linkOf(read(payResponse, 'pay.response.unknown'))).toBeUndefined();
  });

  it.each([
    [
      'authorized',
      { kind: 'authorised', hold: { walletBrandName: 'VISA' }, facts: { cardLastFour: '3768' } },
    ],
    ['captured', { kind: 'charged', charge: { amount: SGD('1999') }, facts: { captureId: CAPTURE_ID } }],
    ['captured-and-refunded', { kind: 'charged', leftMinor: 1499 }],
    ['capture-failed', { kind: 'authorised' }],
    ['failed', { kind: 'notCharged', reason: { code: 'PROCESS_FAIL' } }],
    ['cancelled', { kind: 'notCharged' }],
    ['processing', { kind: 'confirming' }],
    ['pending', { kind: 'unknown', code: 'PENDING' }],
    ['order-not-exist', { kind: 'notFound' }],
  ])('an inquiry: %s', (name, answer) => {
    expect(inquiryAnswer(asked, read(cardInquiryResponse, `inquiryPayment.response.${name}`))).toMatchObject(
      answer,
    );
  });

  it.each([
    ['captured', '1999', { kind: 'notCharged', refunded: true }],
    ['captured', '1000', { kind: 'charged', leftMinor: 999 }],
    ['captured-and-refunded', '1499', { kind: 'notCharged', refunded: true }],
  ])(
    '%s, and a bank’s dispute over %s was lost: so much less is left, whatever the books tell',
    (name, lost, answer) => {
      const facts = { ...asked.facts, [DISPUTE_LOST_MINOR]: lost };

      expect(
        inquiryAnswer({ ...asked, facts }, read(cardInquiryResponse, `inquiryPayment.response.${name}`)),
      ).toMatchObject(answer);
    },
  );

  it('what is pending is not to be cancelled before the page’s end', () => {
    const facts = { ...asked.facts, expiresAt: String(asked.nowMs + 1) };
    const answer = inquiryAnswer(
      { ...asked, facts },
      read(cardInquiryResponse, 'inquiryPayment.response.pending'),
    );

    expect(answer).toEqual({
      kind: 'unknown',
      why: 'the customer has paid, and the result is not known yet',
    });
  });

  it('a hold ends at authExpiryTime', () => {
    const answer = inquiryAnswer(asked, read(cardInquiryResponse, 'inquiryPayment.response.authorized'));

    expect(answer).toMatchObject({ heldForMs: 7 * 86_400_000 + 100_000 });
  });

  it('a misprinted name of a type is read too', () => {
    const text = textOf('inquiryPayment.response.captured').replace('transactionType', 'transationType');
    const response = readResponse(cardInquiryResponse, new TextEncoder().encode(text));

    expect(response.ok && inquiryAnswer(asked, response.value).kind).toBe('charged');
  });

  it('what is only held has nothing to be refunded', () => {
    expect(paymentLook(ID, read(cardInquiryResponse, 'inquiryPayment.response.authorized')).kind).toBe(
      'unknown',
    );
    expect(
      paymentLook(ID, read(cardInquiryResponse, 'inquiryPayment.response.captured-and-refunded')),
    ).toMatchObject({ kind: 'seen', refunds: [{ refundRequestId: `${ID}-R1` }] });
  });

  it.each([
    ['success', { kind: 'captured', facts: { captureId: CAPTURE_ID } }],
    ['in-process', { kind: 'unknown' }],
    ['failure', { kind: 'refused' }],
  ])('a capture: %s', (name, answer) => {
    const order = { paymentRequestId: ID, amount: SGD('1999'), facts: asked.facts };

    expect(captureAnswer(order, read(captureResponse, `capture.response.${name}`))).toMatchObject(answer);
  });

  it('a capture of another amount than asked is nothing to build on', () => {
    const order = { paymentRequestId: ID, amount: SGD('2000'), facts: asked.facts };

    expect(captureAnswer(order, read(captureResponse, 'capture.response.success'))).toMatchObject({
      kind: 'unknown',
      alarm: true,
    });
  });

  it.each([
    ['success', 'confirmed'],
    ['unknown', 'unknown'],
    ['failure', 'refused'],
  ])('a cancel: %s', (name, kind) => {
    expect(cancelAnswerOf(reasonOf, ID, read(cancelResponse, `cancel.response.${name}`)).kind).toBe(kind);
  });

  it('consult says whether cards can be taken', () => {
    expect(read(consultResponse, 'consult.response').paymentOptions).toMatchObject([{ enabled: true }]);
  });

  it('of a card nothing is read but brand, last four digits and the bank’s code', () => {
    const { paymentResultInfo, ...rest } = sampleOf('inquiryPayment.response.authorized') as Record<
      string,
      object
    >;
    const card = {
      ...{
        ...paymentResultInfo,
        cardNo: '4054695723103768',
        cardToken: 'TOKEN',
        cardholderName: 'A CARDHOLDER',
      },
      ...{ cardBin: '40546957', expiryYear: '29', networkTransactionId: 'NET', authorizationCode: 'A1B2C3' },
    };
    const text = JSON.stringify({ ...rest, paymentResultInfo: card });
    const response = readResponse(cardInquiryResponse, new TextEncoder().encode(text));

    const kept = response.ok ? JSON.stringify([response.value, inquiryAnswer(asked, response.value)]) : '';
    expect(kept).toContain('A1B2C3');
    expect(kept).not.toMatch(/405469|TOKEN|CARDHOLDER|NET"|expiryYear/);
  });
});

describe('Notices (8)', () => {
  it.each([
    ['notifyPayment.request.authorized', { by: 'id', paymentRequestId: ID }],
    ['notifyPayment.request.pending', { by: 'id', paymentRequestId: ID }],
    ['notifyPayment.request.failed', { by: 'id', paymentRequestId: ID }],
    ['notifyCapture.request.success', { by: 'id', paymentRequestId: ID }],
    ['notifyCapture.request.failed', { by: 'id', paymentRequestId: ID }],
  ])('%s is a reason to ask, and nothing more, however old', (name, payment) => {
    const told = ANTOM_CARD_NOTICES.read(bytesOf(name), 'stale');

    expect(told).toMatchObject({ ok: true, value: { payment, content: { kind: 'hint' } } });
  });

  it.each(['created', 'judged-customer', 'judged-merchant'])(
    'a dispute (%s) is never acknowledged by a till that does not keep it (9)',
    (name) => {
      const told = ANTOM_CARD_NOTICES.read(bytesOf(`notifyDispute.request.${name}`), 'now');

      expect(told).toMatchObject({ ok: false, error: { kind: 'notKept' } });
    },
  );

  it('one that names no payment has no effect, and is acknowledged', () => {
    const told = ANTOM_CARD_NOTICES.read(bytesOf('notifyRefund.request.success'), 'now');

    expect(told).toMatchObject({ ok: false, error: { kind: 'ignored' } });
  });
});
