import { readFileSync } from 'node:fs';
import type { PayInput } from '../../../src/acquirers/alipay-plus/messages.ts';
import type { AlipayPlusConfig } from '../../../src/acquirers/alipay-plus/config.ts';
import { parseAmount, type Amount } from '../../../src/ground/money/amount.ts';
import { TIMING_DEFAULTS } from '../../../src/payment/policy.ts';
import { PaymentCode } from '../../../src/ground/payment-code.ts';

/** One of the samples of this folder; all ids and names in them are made up. */
export function givenSample(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

/** An amount; throws where the test itself is wrong. */
export function givenAmount(currency: string, value: string): Amount {
  const amount = parseAmount({ currency, value });
  if (!amount.ok) throw new Error(amount.error.say);
  return amount.value;
}

/** The settings of the sample shop's gateway. */
export function givenGatewayConfig(baseUrl = 'https://gateway.example'): AlipayPlusConfig {
  return {
    kind: 'alipay-plus',
    baseUrl,
    stage: 'test',
    clientId: 'SANDBOX_EXAMPLE000000000',
    keyVersion: 1,
    privateKey: { file: 'till.pem' },
    publicKeys: { 1: { file: 'gateway.pub.pem' } },
    paymentNotifyUrl: 'https://relay.acquirer.example/alipayplus/notifyPayment',
    sendStoreTerminalEnv: true,
    timing: { ...TIMING_DEFAULTS, retryMs: [...TIMING_DEFAULTS.retryMs] },
  };
}

/** What pay.request.json was made of. */
export function givenPayInput(): PayInput {
  const address = { region: 'MY', city: 'Kuala Lumpur', address1: '12 Jalan Contoh', zipCode: '50000' };
  return {
    order: {
      paymentRequestId: 'T07-20261120-000481-01',
      referenceOrderId: 'ORD-20261120-000481',
      orderDescription: 'Cafe order 481',
      amount: givenAmount('MYR', '4550'),
      startedAtMs: Date.parse('2026-11-20T18:31:04+08:00'),
    },
    code: new PaymentCode('251001020000111122223333'),
    config: givenGatewayConfig(),
    terminal: {
      storeTerminalId: 'T07',
      storeOperatorId: 'OP3',
      currency: givenAmount('MYR', '1').currency,
      settlementCurrency: givenAmount('USD', '1').currency,
      languages: ['en'],
      timeZone: 'Asia/Kuala_Lumpur',
      amountEntry: 'major',
      limits: {},
    },
    merchant: {
      referenceMerchantId: 'M-KL-0007',
      merchantName: 'Kopi Corner Sdn Bhd',
      merchantDisplayName: 'Kopi Corner',
      merchantMCC: '5814',
      merchantAddress: address,
      store: {
        referenceStoreId: 'S-KL-0007-02',
        storeName: 'Kopi Corner Central',
        storeMCC: '5814',
        storeAddress: address,
      },
    },
    clockOffsetMs: 0,
  };
}
