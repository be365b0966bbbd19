import { blowfishCipher } from '../../src/acquirers/computop/crypto.ts';
import { ok, type Result } from '../../src/ground/result.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { startAntomInstoreSandbox } from './antom-instore/server.ts';
import { startCardSandbox } from './antom-card/server.ts';
import { startComputopSandbox } from './computop/server.ts';
import {
  alipayPlusPart,
  keptSecret,
  loadKeys,
  SANDBOX_CLIENT_ID,
  SANDBOX_KEY_VERSION,
  SIGNED_ACCOUNT,
  type AcquirerPart,
} from './folder.ts';
import { startSaferpaySandbox } from './saferpay/server.ts';
import { startSandbox } from './server.ts';
import { startTrustSandbox } from './trust-payments/server.ts';

/** Where a sandbox runs alone: its port, and the folder of its keys. */
export interface AloneParts {
  readonly port: number;
  readonly dir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** A sandbox that runs alone, and what a till's config says of it. */
export interface Alone {
  readonly url: string;
  readonly part: AcquirerPart;
  readonly close: () => Promise<void>;
}

type StartAlone = (parts: AloneParts) => Promise<Result<Alone, string>>;

/** Every acquirer that can be run alone, by its kind. Errors: a sentence where its keys cannot be used. */
export const SANDBOX_KINDS = {
  'alipay-plus': async ({ port, dir, clock, log }) => {
    const keys = loadKeys(dir);
    if (!keys.ok) return keys;
    const account = { clientId: SANDBOX_CLIENT_ID, keyVersion: SANDBOX_KEY_VERSION };
    const sandbox = await startSandbox({ ...keys.value, ...account, port, clock, log, dir });
    return running(sandbox, alipayPlusPart(sandbox.url));
  },
  'antom-instore': async ({ port, dir, clock, log }) => {
    const keys = loadKeys(dir);
    if (!keys.ok) return keys;
    const account = { clientId: SANDBOX_CLIENT_ID, keyVersion: SANDBOX_KEY_VERSION };
    const sandbox = await startAntomInstoreSandbox({
      ...{ ...keys.value, ...account, port, clock, log },
      notifications: true,
    });
    const gateway = { kind: 'antom-instore', baseUrl: sandbox.url, ...SIGNED_ACCOUNT, stage: 'test' };
    return running(sandbox, onPage('antom', sandbox.url, gateway));
  },
  'antom-card': async ({ port, dir, clock }) => {
    const keys = loadKeys(dir);
    if (!keys.ok) return keys;
    const account = { clientId: SANDBOX_CLIENT_ID, keyVersion: SANDBOX_KEY_VERSION };
    const sandbox = await startCardSandbox({ ...keys.value, ...account, port, clock });
    const gateway = { kind: 'antom-card', baseUrl: sandbox.url, ...SIGNED_ACCOUNT, stage: 'test' };
    return running(sandbox, onPage('card', sandbox.url, gateway));
  },
  'trust-payments': async ({ port, dir, clock }) => {
    const account = { siteReference: 'test_pos12345', user: 'webservices@pos-demo.example' };
    const password = keptSecret(dir, 'trust.password');
    const notificationPassword = keptSecret(dir, 'trust.notices');
    const tills = (): string => `${tillAt(sandbox.url)}/n/trust`;
    const notices = { notificationPassword, noticesTo: tills };
    const sandbox = await startTrustSandbox({ port, clock, ...account, password, ...notices });
    const gateway = {
      ...{ kind: 'trust-payments', baseUrl: sandbox.url, ...account },
      password: { file: 'keys/trust.password' },
      notificationPassword: { file: 'keys/trust.notices' },
      ...{ billingCountry: 'DE', live: false, stage: 'test' },
    };
    return running(sandbox, onPage('trust', sandbox.url, gateway));
  },
  computop: async ({ port, dir, clock }) => {
    const merchantId = 'pos_demo_shop';
    const password = keptSecret(dir, 'computop.password', 16);
    const hmacKey = keptSecret(dir, 'computop.hmac', 32);
    const merchant = { merchantId, cipher: blowfishCipher(password), hmacKey };
    const sandbox = await startComputopSandbox({ port, clock, merchant });
    sandbox.notices({ to: `${tillAt(sandbox.url)}/n/computop` });
    const gateway = {
      ...{ kind: 'computop', baseUrl: sandbox.url, merchantId, fxCurrency: 'EUR', stage: 'test' },
      password: { file: 'keys/computop.password' },
      hmacKey: { file: 'keys/computop.hmac' },
    };
    return running(sandbox, onPage('computop', sandbox.url, gateway));
  },
  saferpay: async ({ port, dir, clock }) => {
    const account = { customerId: '123456', terminalId: '17654321', user: 'API_123456_12345678' };
    const password = keptSecret(dir, 'saferpay.password');
    const sandbox = await startSaferpaySandbox({
      ...{ port, clock, ...account, password },
      ...SAFERPAY_PACE,
    });
    const gateway = {
      ...{ kind: 'saferpay', baseUrl: sandbox.url, ...account, stage: 'test' },
      password: { file: 'keys/saferpay.password' },
    };
    return running(sandbox, onPage('saferpay', sandbox.url, gateway));
  },
} as const satisfies Record<string, StartAlone>;

/** The acquirer names no life of a link, and its books lag some minutes: assumed for practice. */
const SAFERPAY_PACE = {
  ...{
    currencies: ['EUR', 'CHF'],
    linkLifeMs: 60 * 60_000,
    sessionMs: 20 * 60_000,
    inquireLagMs: 5 * 60_000,
  },
  ...{ noticeRepeatMs: 60_000, assertsMax: 8 },
} as const;

export type SandboxKind = keyof typeof SANDBOX_KINDS;

/** What runs alone, and how it ends. */
function running(
  sandbox: { readonly url: string; close(): Promise<void> },
  part: AcquirerPart,
): Result<Alone, string> {
  return ok({ url: sandbox.url, part, close: () => sandbox.close() });
}

/** Where the till of a sandbox listens: one port above it, on this machine alone. */
function tillAt(url: string): string {
  return `http://127.0.0.1:${portAfter(url)}`;
}

function portAfter(url: string): number {
  return Number(new URL(url).port) + 1;
}

/** A till that is paid on this acquirer's pages, and hears its notices. */
function onPage(name: string, url: string, gateway: object): AcquirerPart {
  return {
    currency: 'EUR',
    gateways: { [name]: gateway },
    more: {
      tenders: [{ id: 'qr', gateway: name, say: { en: 'Pay by phone' } }],
      notify: { port: portAfter(url) },
      public: { url: tillAt(url) },
    },
  };
}
