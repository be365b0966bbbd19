import { describe, expect, it } from 'vitest';
import {
  paymentRequestIdRequest,
  payRequest,
  payResponse,
  refundRequest,
  type PayInput,
} from '../../src/acquirers/alipay-plus/messages.ts';
import { readResponse } from '../../src/acquirers/signed-wire/values.ts';
import { PaymentCode } from '../../src/ground/payment-code.ts';
import { isoWithOffset, parseIso } from '../../src/ground/time.ts';
import { givenAmount, givenPayInput, givenSample } from '../vectors/alipay-plus/given-messages.ts';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const compact = (name: string) => JSON.stringify(givenSample(name));

describe('pay request (dossier 4.1)', () => {
  it('is the shared sample, field by field and in its order, without white space', () => {
    const body = payRequest(givenPayInput());

    expect(textOf(body)).toBe(compact('pay.request.json'));
  });

  it('leaves order.env out where the shop switched it off, and takes a currency without decimals', () => {
    const sample = givenSample('pay.request.zero-decimal-no-env.json') as { order: { merchant: never } };
    const base = givenPayInput();
    const address = { region: 'JP', city: 'Osaka', address1: '1-2-3 Example', zipCode: '5300001' };
    const input: PayInput = {
      ...base,
      code: new PaymentCode('2891234567890612345'),
      order: {
        paymentRequestId: 'T11-20261120-000777-01',
        referenceOrderId: 'ORD-20261120-000777',
        orderDescription: 'Cafe order 481',
        amount: givenAmount('JPY', '1280'),
        startedAtMs: Date.parse('2026-11-20T19:04:10+09:00'),
      },
      config: { ...base.config, sendStoreTerminalEnv: false },
      terminal: {
        ...base.terminal,
        storeTerminalId: 'T11',
        settlementCurrency: givenAmount('JPY', '1').currency,
        timeZone: 'Asia/Tokyo',
      },
      merchant: {
        referenceMerchantId: 'M-OS-0001',
        merchantName: 'Kopi Corner KK',
        merchantDisplayName: 'Kopi Corner',
        merchantMCC: '5814',
        merchantAddress: address,
        store: {
          referenceStoreId: 'S-OS-0001-01',
          storeName: 'Kopi Corner Umeda',
          storeMCC: '5814',
          storeAddress: address,
        },
      },
    };

    expect(JSON.parse(textOf(payRequest(input)))).toEqual(sample);
  });

  it('gives the same bytes for the same order', () => {
    expect(payRequest(givenPayInput())).toEqual(payRequest(givenPayInput()));
  });

  it('shifts its two times by the offset of the clock', () => {
    const body = textOf(payRequest({ ...givenPayInput(), clockOffsetMs: 61_000 }));

    expect(body).toContain('"storeTerminalRequestTime":"2026-11-20T18:32:05+08:00"');
    expect(body).toContain('"paymentExpiryTime":"2026-11-20T18:33:05+08:00"');
  });

  it('holds nothing empty and nothing but strings (dossier 2)', () => {
    const base = givenPayInput();
    const input: PayInput = {
      ...base,
      order: { ...base.order, orderDescription: '' },
      config: { ...base.config, paymentNotifyUrl: undefined },
      terminal: { ...base.terminal, storeOperatorId: undefined },
    };

    const body = textOf(payRequest(input));

    expect(body).not.toMatch(/":(""|null|true|false|\d)/);
    expect(body).not.toMatch(/orderDescription|paymentNotifyUrl|storeOperatorId/);
  });
});

describe('the other requests (dossier 4.2 to 4.4)', () => {
  it.each(['inquiryPayment.request.json', 'cancelPayment.request.json'])('%s names the payment', (name) => {
    expect(textOf(paymentRequestIdRequest('T07-20261120-000481-01'))).toBe(compact(name));
  });

  it('refund is the shared sample', () => {
    const sample = givenSample('refund.request.json') as { readonly refundReason: string };

    const body = refundRequest({
      paymentRequestId: 'T07-20261120-000481-01',
      facts: {},
      refundRequestId: 'T07-20261121-R00012-01',
      number: 1,
      amount: givenAmount('MYR', '1500'),
      reason: sample.refundReason,
    });

    expect(textOf(body)).toBe(JSON.stringify(sample));
  });
});

describe('answers (dossier 2, 4.1)', () => {
  const good = { result: { resultStatus: 'S', resultCode: 'SUCCESS' } };

  it('are read with strings, numbers and booleans alike', () => {
    const body = bytesOf({
      ...good,
      pspId: 7,
      walletBrandName: true,
      paymentAmount: { currency: 'MYR', value: 4550 },
    });

    expect(readResponse(payResponse, body)).toMatchObject({
      ok: true,
      value: { pspId: '7', walletBrandName: 'true', paymentAmount: { currency: 'MYR', valueMinor: 4550 } },
    });
  });

  it('keep an id of 24 digits whole that was sent as a number', () => {
    const body = bytesOf('{"result":{"resultStatus":"S"},"paymentId":202611201030500012345678}');

    expect(readResponse(payResponse, body)).toMatchObject({
      value: { paymentId: '202611201030500012345678' },
    });
  });

  it('take null, empty and what has a wrong type for absent', () => {
    const body = bytesOf({ ...good, paymentId: null, paymentTime: 'noon', pspId: {}, walletBrandName: '' });

    const read = readResponse(payResponse, body);

    expect(read.ok && Object.entries(read.value).filter(([, v]) => v !== undefined)).toEqual([
      ['result', good.result],
    ]);
  });

  it('pass over fields that nobody knows', () => {
    expect(readResponse(payResponse, bytesOf({ ...good, something: { new: [1] } })).ok).toBe(true);
  });

  it.each(['4550.0', '45.5', '-1', '0', '007', '4.55e3', '99999999999999999', ''])(
    'tell that an amount of "%s" cannot be read',
    (value) => {
      const body = bytesOf({ ...good, paymentAmount: { currency: 'MYR', value } });

      expect(readResponse(payResponse, body)).toMatchObject({ value: { paymentAmount: null } });
    },
  );

  it.each(['TNG\u001b@ eWallet\n', 'TNG\ufeff eWallet', 'TNG\ud800', '\u200b'])(
    'have no wallet name %j: it cannot be kept as it is, and is never changed',
    (walletBrandName) => {
      const read = readResponse(payResponse, bytesOf({ ...good, walletBrandName }));

      expect(read.ok && read.value.result.resultStatus).toBe('S');
      expect(read.ok && read.value.walletBrandName).toBeUndefined();
    },
  );

  it.each(['P\u200b1', 'P\u00011', 'P 1', 'Pe\u0301', '\ufeffP1'])(
    'have no paymentId %j: it could be taken for another',
    (paymentId) => {
      const read = readResponse(payResponse, bytesOf({ ...good, paymentId }));

      expect(read.ok && read.value.paymentId).toBeUndefined();
    },
  );

  it('keep the id that they name as it is: a spoilt one is not ours', () => {
    const read = readResponse(payResponse, bytesOf({ ...good, paymentRequestId: 'T07-1\u0000' }));

    expect(read).toMatchObject({ value: { paymentRequestId: 'T07-1\u0000' } });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a page of a proxy', bytesOf('<html>')],
    ['half a message', bytesOf('{"result":{"resultStatus":"S"')],
    [
      'bytes that are not UTF-8',
      Buffer.from('{"result":{"resultStatus":"S","resultMessage":"\xff"}}', 'latin1'),
    ],
    ['a list', bytesOf([])],
    ['no result', bytesOf({ paymentId: '1' })],
    ['a result without status', bytesOf({ result: { resultCode: 'SUCCESS' } })],
    ['nesting without end', bytesOf('['.repeat(200_000))],
  ])('are unreadable as %s', (_what, body) => {
    const read = readResponse(payResponse, body);

    expect(read.ok ? null : read.error.kind).toBe('unreadable');
  });
});

describe('times (dossier 2)', () => {
  it.each([
    ['Asia/Kuala_Lumpur', '2026-11-20T18:31:04+08:00'],
    ['UTC', '2026-11-20T10:31:04+00:00'],
    ['Asia/Kolkata', '2026-11-20T16:01:04+05:30'],
    ['America/St_Johns', '2026-11-20T07:01:04-03:30'],
    ['Europe/Berlin', '2026-11-20T11:31:04+01:00'],
  ])('are written in %s as %s', (zone, text) => {
    const ms = Date.parse('2026-11-20T10:31:04.999Z');

    expect(isoWithOffset(ms, zone)).toBe(text);
  });

  it('write midnight as hour 00', () => {
    expect(isoWithOffset(Date.parse('2026-12-31T16:00:00Z'), 'Asia/Kuala_Lumpur')).toBe(
      '2027-01-01T00:00:00+08:00',
    );
  });

  it.each([
    ['2019-05-28T12:12:12+08:00', Date.UTC(2019, 4, 28, 4, 12, 12)],
    ['2025-02-20T08:51:49.09Z', Date.UTC(2025, 1, 20, 8, 51, 49, 90)],
    ['2025-02-20T08:51:49.123456789Z', Date.UTC(2025, 1, 20, 8, 51, 49, 123)],
    ['2025-02-20T08:51:49-03:30', Date.UTC(2025, 1, 20, 12, 21, 49)],
  ])('are read from %s', (text, ms) => {
    expect(parseIso(text)).toBe(ms);
  });

  it.each([
    '2026-11-20T18:31:04',
    '2026-11-20 18:31:04Z',
    '2026-02-30T00:00:00Z',
    '2026-11-20T25:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T18:31:60Z',
    '2026-11-20T18:31:04+24:00',
    '20261120T183104Z',
    '1763634664',
    '',
  ])('are refused as %s', (text) => {
    expect(parseIso(text)).toBeNull();
  });
});
