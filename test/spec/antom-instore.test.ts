import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  inquiryPaymentResponse,
  inquiryRefundResponse,
  refundRequest,
} from '../../src/acquirers/antom/messages.ts';
import { AntomCalls } from '../../src/acquirers/antom/calls.ts';
import { refundSeenAs } from '../../src/acquirers/antom/outcome.ts';
import { antomInstoreConfig } from '../../src/acquirers/antom-instore/config.ts';
import {
  codeTextOf,
  orderCodeResponse,
  payRequest,
  payResponse,
  type PayInput,
} from '../../src/acquirers/antom-instore/messages.ts';
import { antomInstoreNotices } from '../../src/acquirers/antom-instore/notification.ts';
import { inquiryAnswer, payAnswer, paymentLook } from '../../src/acquirers/antom-instore/outcome.ts';
import { reasonOf, REFUSALS } from '../../src/acquirers/antom-instore/result-codes.ts';
import { walletNameOf } from '../../src/acquirers/antom-instore/wallet-names.ts';
import { cancelAnswerOf, cancelResponse } from '../../src/acquirers/signed-wire/give-back-answers.ts';
import { readResponse } from '../../src/acquirers/signed-wire/values.ts';
import { parseAntomRequest } from '../../drivers/sandbox/antom-instore/requests.ts';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import { PaymentCode } from '../../src/ground/payment-code.ts';
import { ok } from '../../src/ground/result.ts';
import { sayOf } from '../../renderer/strings/reasons.ts';
import { catalogueOf } from '../../renderer/strings/catalogues.ts';
import { agentConfig } from '../fakes/agent-folder.ts';
import { givenAmount, givenPayInput } from '../vectors/alipay-plus/given-messages.ts';
import type { z } from 'zod';

// Antom in a shop: each sample of the specification, in both directions.

const bytesOf = (name: string): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify(
      JSON.parse(readFileSync(new URL(`../vectors/antom-instore/${name}.json`, import.meta.url), 'utf8')),
    ),
  );

function read<S extends z.ZodType>(schema: S, name: string): z.infer<S> {
  const response = readResponse(schema, bytesOf(name));
  if (!response.ok) throw new Error(response.error.say);
  return response.value;
}

const KEYS = {
  kind: 'antom-instore',
  baseUrl: 'https://gateway.example',
  clientId: 'SANDBOX_EXAMPLE000000000',
  privateKey: { file: 'till.pem' },
  publicKeys: { 1: { file: 'gateway.pub.pem' } },
};
const config = antomInstoreConfig.parse({ ...KEYS, settlementCurrency: 'EUR' });

/** What the samples of pay were made of. */
function givenPay(order: Partial<PayInput['order']>, code: string | null, expiresAt: string): PayInput {
  const { terminal } = givenPayInput();
  return {
    order: {
      paymentRequestId: 'T07-20261128-000512-01',
      referenceOrderId: 'T07-20261128-000512',
      orderDescription: 'Groceries',
      amount: givenAmount('EUR', '2345'),
      startedAtMs: Date.parse('2026-11-28T18:31:04+01:00'),
      ...order,
    },
    code: code === null ? null : new PaymentCode(code),
    expiresAtMs: Date.parse(expiresAt),
    config,
    terminal: { ...terminal, storeOperatorId: 'OP-12', timeZone: 'Europe/Berlin' },
    merchant: {
      referenceMerchantId: 'MERCHANT-0001',
      merchantName: 'Example Retail',
      merchantMCC: '5411',
      merchantAddress: {} as never,
      store: {
        referenceStoreId: 'STORE-0042',
        storeName: 'Example Corner Shop',
        storeMCC: '5411',
        storeAddress: {} as never,
      },
    },
    notifyUrl: 'https://till-relay.example/antom/notify',
    clockOffsetMs: 0,
  };
}

/** Without what the samples leave out: addresses are optional, and the till has them. */
function withoutAddresses(body: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(body), (key, value: unknown) =>
    key === 'merchantAddress' || key === 'storeAddress' ? undefined : value,
  );
}

describe('Requests (antom-instore dossier 3.1, 3.6)', () => {
  it('pay by a payment code is the sample', () => {
    const body = payRequest(givenPay({}, '251001020123456789012345', '2026-11-28T18:32:04+01:00'));

    expect(JSON.stringify(withoutAddresses(body))).toBe(
      new TextDecoder().decode(bytesOf('pay.paymentCode.request')),
    );
  });

  it('pay for an order code is the sample: another scenario, and no code', () => {
    const order = {
      paymentRequestId: 'T07-20261128-000513-01',
      referenceOrderId: 'T07-20261128-000513',
      orderDescription: 'Bakery',
      amount: givenAmount('EUR', '890'),
    };

    const body = payRequest(givenPay(order, null, '2026-11-28T18:36:04+01:00'));

    expect(JSON.stringify(withoutAddresses(body))).toBe(
      new TextDecoder().decode(bytesOf('pay.orderCode.request')),
    );
  });

  it('refund names the payment by its paymentId alone', () => {
    const body = refundRequest({
      refundRequestId: 'T07-20261128-000512-01-R1',
      paymentId: '202611281940108001001880X0200000512',
      amount: givenAmount('EUR', '500'),
      reason: 'Item returned',
    });

    const sample = JSON.parse(new TextDecoder().decode(bytesOf('refund.request'))) as Record<string, unknown>;
    // Its own name of a refund is optional, and the till has none.
    expect({ ...JSON.parse(new TextDecoder().decode(body)), referenceRefundId: 'RET-20261128-0003' }).toEqual(
      sample,
    );
  });

  it.each(['pay.paymentCode.request', 'pay.paymentCode.request.zero-decimal', 'pay.orderCode.request'])(
    'the sandbox takes the sample %s',
    (name) => {
      expect(parseAntomRequest('pay', new TextDecoder().decode(bytesOf(name))).ok).toBe(true);
    },
  );

  it.each(['cancel.request', 'inquiryPayment.request'])('the sandbox takes the sample %s', (name) => {
    expect(parseAntomRequest('inquiryPayment', new TextDecoder().decode(bytesOf(name))).ok).toBe(true);
  });
});

describe('Answers to pay by a payment code (3.2, 6.5)', () => {
  const ID = 'T07-20261128-000512-01';
  it.each([
    ['success', { kind: 'charged', facts: { paymentId: '202611281940108001001880X0200000512' } }],
    ['in-process', { kind: 'confirming' }],
    ['unknown', { kind: 'unknown', code: 'UNKNOWN_EXCEPTION' }],
    ['failure.balance', { kind: 'refused', reason: { class: 'user' } }],
    ['failure.expired-code', { kind: 'refused', reason: { class: 'rescan' } }],
    ['failure.repeat-inconsistent', { kind: 'unknown', contradicted: true }],
  ])('%s', (name, answer) => {
    expect(payAnswer(ID, read(payResponse, `pay.paymentCode.response.${name}`), {})).toMatchObject(answer);
  });

  it('keeps the wallet, and nothing of its customer', () => {
    const response = read(payResponse, 'pay.paymentCode.response.success');
    const answer = payAnswer(ID, response, {});

    expect(answer).toMatchObject({ charge: { walletBrandName: 'Alipay' } });
    expect(JSON.stringify(response)).not.toMatch(/CUST-EXAMPLE|mail/);
  });
});

describe('Order codes (0.2, rule 1; 3.3)', () => {
  it.each(['code-created', 'code-created.in-process'])(
    '%s: its text is to be drawn, never its image',
    (name) => {
      expect(codeTextOf(read(orderCodeResponse, `pay.orderCode.response.${name}`))).toBe(
        'https://order-code.example/28100204EXAMPLE00000000000000000',
      );
    },
  );

  it.each(['success-without-code', 'failure.contract'])('%s: there is none', (name) => {
    expect(codeTextOf(read(orderCodeResponse, `pay.orderCode.response.${name}`))).toBeUndefined();
  });
});

describe('Answers to inquiryPayment (3.4)', () => {
  it.each([
    ['success', '000512', { kind: 'charged' }],
    ['success-with-refund', '000512', { kind: 'charged', leftMinor: 1845 }],
    ['failed', '000512', { kind: 'notCharged', reason: { code: 'USER_BALANCE_NOT_ENOUGH' } }],
    ['closed', '000513', { kind: 'notCharged', reason: { code: 'ORDER_IS_CLOSED' } }],
    ['cancelled', '000513', { kind: 'notCharged', reason: { code: 'ORDER_IS_CANCELED' } }],
    ['processing', '000513', { kind: 'confirming' }],
    ['failure.order-not-exist', '000513', { kind: 'notFound' }],
  ])('%s', (name, sale, answer) => {
    const response = read(inquiryPaymentResponse, `inquiryPayment.response.${name}`);

    expect(inquiryAnswer(`T07-20261128-${sale}-01`, response, {})).toMatchObject(answer);
  });

  it('a word in small letters is the same word; one that nobody knows is not final', () => {
    const response = read(inquiryPaymentResponse, 'inquiryPayment.response.success');
    const told = (paymentStatus: string) => {
      const body = JSON.stringify({
        ...JSON.parse(new TextDecoder().decode(bytesOf('inquiryPayment.response.success'))),
        paymentStatus,
      });
      const again = readResponse(inquiryPaymentResponse, new TextEncoder().encode(body));
      return again.ok ? inquiryAnswer('T07-20261128-000512-01', again.value, {}).kind : 'unread';
    };

    expect(inquiryAnswer('T07-20261128-000512-01', response, {}).kind).toBe('charged');
    expect([told('Success'), told('WHO_KNOWS')]).toEqual(['charged', 'confirming']);
  });

  it('an answer about another payment is not believed', () => {
    const response = read(inquiryPaymentResponse, 'inquiryPayment.response.success');

    expect(inquiryAnswer('T07-20261128-000999-01', response, {})).toMatchObject({
      kind: 'unknown',
      alarm: true,
    });
  });

  it('for a refund, every refund is seen with its ids', () => {
    const response = read(inquiryPaymentResponse, 'inquiryPayment.response.success-with-refund');

    expect(paymentLook('T07-20261128-000512-01', response, {})).toMatchObject({
      kind: 'seen',
      refunds: [
        { refundRequestId: 'T07-20261128-000512-01-R1', status: 'done', amount: { valueMinor: 500 } },
      ],
    });
  });
});

describe('Answers to cancel (3.5)', () => {
  it.each([
    ['success', { kind: 'confirmed' }],
    ['unknown', { kind: 'unknown' }],
    ['failure.window-exceed', { kind: 'tooLate' }],
    ['failure.order-not-exist', { kind: 'notFound' }],
  ])('%s', (name, answer) => {
    const response = read(cancelResponse, `cancel.response.${name}`);

    expect(cancelAnswerOf(reasonOf, 'T07-20261128-000513-01', response)).toMatchObject(answer);
  });
});

describe('Answers to inquiryRefund (3.7)', () => {
  const asked = { refundRequestId: 'T07-20261128-000512-01-R1', amount: givenAmount('EUR', '500') };
  it.each([
    ['success', { kind: 'refunded', refundId: '202611281940108013001880X0200000777' }],
    ['processing', { kind: 'unknown', code: 'REFUND_IN_PROCESS' }],
    ['failed', { kind: 'refused' }],
    ['failure.not-found', { kind: 'notThere' }],
  ])('%s', (name, answer) => {
    const response = read(inquiryRefundResponse, `inquiryRefund.response.${name}`);

    expect(refundSeenAs(reasonOf, asked, response)).toMatchObject(answer);
  });

  it('a failure of the acquirer itself is no refusal: the refund is asked about before it is sent again (4)', async () => {
    const sent: string[] = [];
    const answers: Readonly<Record<string, object>> = {
      refund: { result: { resultStatus: 'F', resultCode: 'SYSTEM_ERROR' } },
      inquiryRefund: {
        ...{ result: { resultStatus: 'S', resultCode: 'SUCCESS' }, refundStatus: 'SUCCESS' },
        refundAmount: { currency: 'EUR', value: '500' },
      },
    };
    const calls = new AntomCalls({
      ...{ baseUrl: 'https://gateway.example', clientId: KEYS.clientId, pathPrefix: '/ams/api' },
      ...{ timeZone: 'Europe/Berlin', requestTime: 'iso', timing: config.timing, reasonOf },
      clock: { nowMs: () => 0, after: () => () => undefined },
      signing: { sign: () => 's', verify: () => ok(undefined) },
      log: { info: () => undefined, warn: () => undefined },
      http: {
        send: ({ url }) => {
          const call = url.split('/').at(-1) ?? '';
          sent.push(call);
          const body = new TextEncoder().encode(JSON.stringify(answers[call]));
          return Promise.resolve({ kind: 'answered', status: 200, headers: { 'response-time': '0' }, body });
        },
      },
    });
    const order = { ...asked, paymentRequestId: 'P', number: 1, facts: { paymentId: '2026' } };

    const first = await calls.refund(order);
    const again = await calls.refund({ ...order, isAgain: true });

    expect([first.answer, again.answer]).toMatchObject([
      { kind: 'unknown', code: 'SYSTEM_ERROR' },
      { kind: 'refunded' },
    ]);
    expect(sent).toEqual(['refund', 'inquiryRefund']);
  });
});

describe('Notices (3.8)', () => {
  const heard = (name: string, at: 'now' | 'stale' | 'unreadable' = 'now') => {
    const told = antomInstoreNotices({}).read(bytesOf(name), at);
    return told.ok ? told.value.content : told.error.kind;
  };

  it.each([
    ['success', { kind: 'charged' }],
    ['failure', { kind: 'notCharged' }],
    ['closed', { kind: 'notCharged', reason: { code: 'ORDER_IS_CLOSED' } }],
  ])('%s', (name, content) => {
    expect(heard(`notifyPayment.request.${name}`)).toMatchObject(content);
  });

  it.each(['stale', 'unreadable'] as const)('one whose time is %s is genuine all the same: a hint', (at) => {
    expect(heard('notifyPayment.request.success', at)).toMatchObject({ kind: 'hint' });
  });

  it('of another kind it has no effect', () => {
    const body = new TextEncoder().encode('{"notifyType":"OFFLINE_PAYMENT_CODE"}');
    const told = antomInstoreNotices({}).read(body, 'now');

    expect(told.ok ? null : told.error.kind).toBe('ignored');
  });
});

describe('The wallet\u2019s name (9)', () => {
  it.each([
    ['ALIPAYCN', 'Alipay'],
    ['KaKaoPay', 'Kakao Pay'],
    ['Alipay_HK', 'AlipayHK'],
    ['constructor', 'Alipay+ wallet'],
    [undefined, 'Alipay+ wallet'],
  ])('%s', (told, name) => {
    expect(walletNameOf(told, {})).toBe(name);
  });

  it('is what the shop calls it, however the acquirer spells it', () => {
    const names = { 'Bank X': 'Wallet of Bank X', ALIPAYCN: '\u652f\u4ed8\u5b9d' };
    const charged = (pspName: string) =>
      payAnswer(
        'T07-20261128-000512-01',
        { ...read(payResponse, 'pay.paymentCode.response.success'), pspCustomerInfo: { pspName } },
        names,
      );

    expect(charged('bank_x')).toMatchObject({ charge: { walletBrandName: 'Wallet of Bank X' } });
    expect(charged('AlipayCN')).toMatchObject({ charge: { walletBrandName: '\u652f\u4ed8\u5b9d' } });
    expect(charged('GCash')).toMatchObject({ charge: { walletBrandName: 'GCash' } });
  });
});

describe('Refusals (4)', () => {
  it('each that a pay may have has a sentence in other languages too', async () => {
    const words = await catalogueOf('de');
    const unlisted = sayOf({ reason: 'SOMETHING_NEW', say: '' }, words)!.replace('SOMETHING_NEW', '');
    const isOfMoneyBack = (reason: string) =>
      /REFUND|CANCEL_WINDOW|ORDER_NOT_EXIST|MERCHANT_BALANCE/.test(reason);
    const without = Object.keys(REFUSALS).filter(
      (reason) =>
        !isOfMoneyBack(reason) && sayOf({ reason, say: '' }, words)!.replace(reason, '') === unlisted,
    );

    expect(without).toEqual([]);
  });
});

describe('Config (12; interface 2)', () => {
  const fault = (patch: object, more: object = {}) => {
    const whole = {
      ...agentConfig('https://gateway.example'),
      gateways: { antom: { ...KEYS, ...patch } },
      ...more,
    };
    const parsed = parseConfig(JSON.stringify(whole));
    return parsed.ok ? null : parsed.error[0]?.path;
  };

  it('an order code is waited for 100 of its 120 s, unless the shop says otherwise', () => {
    const windows = [{}, { windowMs: 30_000 }, { windowMs: 30_000, orderCodeWindowMs: 50_000 }].map(
      // Twice: a part that was read is read once more where its gateway is opened.
      (timing) =>
        antomInstoreConfig.parse(antomInstoreConfig.parse({ ...KEYS, timing })).timing.orderCodeWindowMs,
    );

    expect(windows).toEqual([100_000, 30_000, 50_000]);
  });

  it.each([
    ['gateways.antom.pathPrefix', { pathPrefix: 'ams' }],
    ['gateways.antom.scenarios.0', { scenarios: ['entryCode'] }],
    ['gateways.antom.merchantRegion', { merchantRegion: 'Germany' }],
    ['gateways.antom.surprise', { surprise: 1 }],
  ])('%s is named', (path, patch) => {
    expect(fault(patch)).toBe(path);
  });

  it('a route of codes to a gateway that takes none is refused', () => {
    const routes = [{ family: 'ALIPAY_PLUS', to: 'antom' }];

    expect(fault({ scenarios: ['orderCode'] }, { routes })).toBe('routes.0.to');
    expect(fault({}, { routes })).toBeNull();
  });
});
