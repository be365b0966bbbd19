import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import type { Config } from '../../src/config/config.ts';

const EXAMPLE = readFileSync(new URL('../vectors/till.json', import.meta.url), 'utf8');

/** What is put at a place of the example; `undefined` takes the key away. */
type Change = readonly [place: string, value: unknown];

/** The example with changes at places such as `routes.0.to`. */
function givenConfig(...changes: readonly Change[]): string {
  const config = JSON.parse(EXAMPLE) as Record<string, unknown>;
  for (const [place, value] of changes) {
    const keys = place.split('.');
    const last = keys.pop() ?? '';
    const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, config);
    holder[last] = value;
  }
  return JSON.stringify(config);
}

function faultsOf(text: string): Record<string, string> {
  const parsed = parseConfig(text);
  return parsed.ok ? {} : Object.fromEntries(parsed.error.map(({ path, why }) => [path, why]));
}

function parsed(text: string): Config {
  const config = parseConfig(text);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
}

describe('Config (interface §2)', () => {
  it('the example is a config', () => {
    const config = parseConfig(EXAMPLE);

    expect(config).toMatchObject({ ok: true, value: JSON.parse(EXAMPLE) as object });
  });

  it('what was read cannot be changed any more', () => {
    const config = parsed(EXAMPLE);

    expect(() => Object.assign(config.terminal, { currency: 'USD' })).toThrow(TypeError);
    expect(() => (config.routes as unknown[]).push({})).toThrow(TypeError);
  });

  it('every wait of the flow has the default of the table', () => {
    const timing = parsed(EXAMPLE).gateways['alipayPlus']?.timing;

    expect(timing).toStrictEqual({
      payTimeoutMs: 8000,
      inquiryTimeoutMs: 5000,
      cancelTimeoutMs: 8000,
      refundTimeoutMs: 8000,
      inquiryEveryMs: 3000,
      windowMs: 60_000,
      codeLifeMs: 60_000,
      resendUntilMs: 45_000,
      retryMs: [2000, 4000, 8000, 10_000],
      backgroundRetryMs: 30_000,
      recheckAfterCancelMs: 30_000,
      throttledMs: 2000,
    });
  });

  it('one wait that is set leaves the others as they are', () => {
    const timing = parsed(givenConfig(['gateways.alipayPlus.timing', { windowMs: 1000 }])).gateways[
      'alipayPlus'
    ]?.timing;

    expect(timing).toMatchObject({ windowMs: 1000, payTimeoutMs: 8000 });
  });

  it.each([
    'routes',
    'scanners',
    'printers',
    'marks',
    'managers',
    'notify',
    'api',
    'journal',
    'terminal.storeOperatorId',
    'terminal.languages',
    'merchant.merchantDisplayName',
    'gateways.alipayPlus.timing',
    'gateways.alipayPlus.keyVersion',
    'gateways.alipayPlus.paymentNotifyUrl',
    'gateways.alipayPlus.sendStoreTerminalEnv',
  ])('%s may be left out', (place) => {
    const text = givenConfig([place, undefined]);

    expect(faultsOf(text)).toStrictEqual({});
  });

  it.each(['https://gateway.example', 'http://127.0.0.1:18080', 'http://localhost:1', 'http://[::1]:1'])(
    'baseUrl may be %s',
    (baseUrl) => {
      const text = givenConfig(['gateways.alipayPlus.baseUrl', baseUrl]);

      expect(faultsOf(text)).toStrictEqual({});
    },
  );
});

describe('Config (interface §2) › a bad key is named with its path', () => {
  it.each([
    '',
    'terminal.',
    'merchant.',
    'merchant.merchantAddress.',
    'merchant.store.',
    'merchant.store.storeAddress.',
    'gateways.alipayPlus.',
    'gateways.alipayPlus.privateKey.',
    'gateways.alipayPlus.publicKeys.1.',
    'gateways.alipayPlus.timing.',
    'routes.0.',
    'scanners.0.',
    'scanners.1.',
    'scanners.2.',
    'printers.0.',
    'marks.',
    'managers.0.',
    'notify.',
    'api.',
    'journal.',
  ])('an unknown key: %smisspelt', (at) => {
    const text = givenConfig([`${at}misspelt`, 1]);

    expect(faultsOf(text)).toStrictEqual({ [`${at}misspelt`]: 'is not a key of the config' });
  });

  it.each([
    'terminal',
    'terminal.storeTerminalId',
    'terminal.currency',
    'terminal.settlementCurrency',
    'terminal.timeZone',
    'merchant',
    'merchant.referenceMerchantId',
    'merchant.merchantName',
    'merchant.merchantMCC',
    'merchant.merchantAddress',
    'merchant.merchantAddress.region',
    'merchant.store',
    'merchant.store.referenceStoreId',
    'merchant.store.storeName',
    'merchant.store.storeMCC',
    'merchant.store.storeAddress',
    'gateways',
    'gateways.alipayPlus.kind',
    'gateways.alipayPlus.baseUrl',
    'gateways.alipayPlus.clientId',
    'gateways.alipayPlus.privateKey',
    'gateways.alipayPlus.privateKey.file',
    'gateways.alipayPlus.publicKeys',
    'gateways.alipayPlus.publicKeys.1.file',
    'routes.0.to',
    'scanners.0.kind',
    'scanners.0.path',
    'printers.0.kind',
    'printers.0.host',
    'marks.folder',
    'managers.0.id',
    'managers.0.name',
    'managers.0.pin',
  ])('a missing one: %s', (place) => {
    const text = givenConfig([place, undefined]);

    expect(Object.keys(faultsOf(text))).toStrictEqual([place]);
  });

  const BAD: readonly Change[] = [
    ['terminal.storeTerminalId', 7],
    ['terminal.storeTerminalId', ''],
    ['terminal.currency', 'XQX'],
    ['terminal.currency', 'myr'],
    ['terminal.settlementCurrency', 'DOLLAR'],
    ['terminal.languages', 'en'],
    ['terminal.languages', []],
    ['terminal.timeZone', 'Mars/Olympus'],
    ['merchant.merchantMCC', 5814],
    ['merchant.merchantMCC', '58140'],
    ['merchant.merchantAddress.region', 'Malaysia'],
    ['merchant.merchantName', 'x'.repeat(257)],
    ['gateways.alipayPlus', {}],
    ['gateways.alipayPlus.kind', 'alipay-minus'],
    ['gateways.alipayPlus.baseUrl', 'http://gateway.example'],
    ['gateways.alipayPlus.baseUrl', 'http://127.0.0.1.example'],
    ['gateways.alipayPlus.baseUrl', 'ftp://127.0.0.1'],
    ['gateways.alipayPlus.baseUrl', 'gateway.example'],
    ['gateways.alipayPlus.baseUrl', 'https://shop:secret@gateway.example'],
    ['gateways.alipayPlus.baseUrl', 'https://gateway.example/?key=secret'],
    ['gateways.alipayPlus.keyVersion', '1'],
    ['gateways.alipayPlus.privateKey', 'keys/till.pem'],
    ['gateways.alipayPlus.publicKeys', {}],
    ['gateways.alipayPlus.publicKeys.first', { file: 'keys/gateway.pub.pem' }],
    ['gateways.alipayPlus.paymentNotifyUrl', 'relay'],
    ['gateways.alipayPlus.paymentNotifyUrl', 'javascript:0'],
    ['gateways.alipayPlus.paymentNotifyUrl', 'https://:secret@relay.example/n'],
    ['gateways.alipayPlus.sendStoreTerminalEnv', 'yes'],
    ['gateways.alipayPlus.timing.payTimeoutMs', 0],
    ['gateways.alipayPlus.timing.inquiryEveryMs', '3000'],
    ['gateways.alipayPlus.timing.windowMs', 1.5],
    ['gateways.alipayPlus.timing.retryMs', []],
    ['gateways.alipayPlus.timing.resendUntilMs', 60_001],
    ['routes.0.family', 'PAYPAL'],
    ['routes.0.to', 'nowhere'],
    ['routes.1.prefix', '28x'],
    ['routes.1.length', '24'],
    ['routes.1', { to: 'refuse' }],
    ['scanners.0.kind', 'camera'],
    ['scanners.0.baudRate', 'fast'],
    ['scanners.0.suffix', ''],
    ['scanners.1.vendorId', 65_536],
    ['printers.0.kind', 'bluetooth'],
    ['printers.0.port', 65_536],
    ['printers.0.profile', 'generic-90mm'],
    ['managers.0.pin', '1234'],
    ['managers.0.id', 'm1 '],
    ['managers.0.id', 'Zoe\u0308'],
    ['notify.port', -1],
    ['notify.path', 'alipayplus'],
    ['api.port', '0'],
    ['api.tokenFile', ''],
    ['journal.file', 1],
  ];
  it.each(BAD)('a wrong one: %s is %j', (place, value) => {
    const text = givenConfig([place, value]);

    const paths = Object.keys(faultsOf(text));
    expect(paths).toStrictEqual([place.endsWith('alipayPlus') ? `${place}.kind` : place]);
  });

  it('no gateway at all, and the routes that lead to one', () => {
    const text = givenConfig(['gateways', {}]);

    expect(Object.keys(faultsOf(text))).toStrictEqual(['gateways', 'routes.1.to']);
  });

  it('a gateway cannot be called by a word of routes', () => {
    const { gateways } = JSON.parse(EXAMPLE) as { gateways: { alipayPlus: object } };
    const text = givenConfig(['gateways.ask', gateways.alipayPlus]);

    expect(faultsOf(text)).toStrictEqual({ 'gateways.ask': 'is a word of routes, not a name' });
  });

  it('a gateway needs a short name, and the fault says so', () => {
    const { gateways } = JSON.parse(EXAMPLE) as { gateways: { alipayPlus: object } };
    const text = givenConfig(['gateways.1 x', gateways.alipayPlus]);

    expect(faultsOf(text)).toStrictEqual({ 'gateways.1 x': 'must be a short name' });
  });

  it('all of them are named at once, also those that refer to each other', () => {
    const text = givenConfig(
      ['terminal.languages', 3],
      ['gateways.alipayPlus.keyVersion', 'x'],
      ['routes.0.to', 'nowhere'],
      ['printers.0.profile', 'none'],
      ['journal.file', ''],
      ['misspelt', 1],
    );

    expect(Object.keys(faultsOf(text)).sort()).toStrictEqual([
      'gateways.alipayPlus.keyVersion',
      'journal.file',
      'misspelt',
      'printers.0.profile',
      'routes.0.to',
      'terminal.languages',
    ]);
  });

  it.each([
    ['{"a": "b" "c"}', 'is not JSON (line 1 column 11)'],
    ['{"privateKey": MIIEvQIBADANBg}', 'is not JSON (line 1 column 16)'],
    ['{\n  "a": 1,\n}\n', 'is not JSON (line 3 column 1)'],
    ['MIIEvQIBADANBg', 'is not JSON (line 1 column 1)'],
    ['', 'is not JSON (line 1 column 1)'],
  ])('a text that is not JSON is refused without being quoted: %s', (text, why) => {
    expect(faultsOf(text)).toStrictEqual({ '': why });
  });

  it('a key in the place of its file is refused without being quoted', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----';
    const text = givenConfig(['gateways.alipayPlus.privateKey.file', key]);

    expect(faultsOf(text)).toStrictEqual({
      'gateways.alipayPlus.privateKey.file': 'must be the name of a file, not a key',
    });
  });
});
