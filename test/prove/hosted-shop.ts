import { disputeHearing } from '../../src/acquirers/antom-card/disputes.ts';
import { AntomCardGateway } from '../../src/acquirers/antom-card/gateway.ts';
import { ANTOM_CARD_NOTICES } from '../../src/acquirers/antom-card/notification.ts';
import { AntomInstoreGateway } from '../../src/acquirers/antom-instore/gateway.ts';
import { antomInstoreNotices } from '../../src/acquirers/antom-instore/notification.ts';
import { blowfishCipher } from '../../src/acquirers/computop/crypto.ts';
import { ComputopGateway } from '../../src/acquirers/computop/gateway.ts';
import { hearing as computopHearing } from '../../src/acquirers/computop/notification.ts';
import type { Hear, HearOffice } from '../../src/acquirers/notices.ts';
import type { Http, PageAcquirer } from '../../src/acquirers/port.ts';
import { SaferpayGateway } from '../../src/acquirers/saferpay/gateway.ts';
import { hearing as saferpayHearing } from '../../src/acquirers/saferpay/notification.ts';
import { hearingBy } from '../../src/acquirers/signed-wire/notification.ts';
import { TrustPaymentsGateway } from '../../src/acquirers/trust-payments/gateway.ts';
import { hearing as trustHearing } from '../../src/acquirers/trust-payments/notification.ts';
import type { TillConfig } from '../../src/acquirers/kinds.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { invariant } from '../../src/ground/result.ts';
import { HOSTED_KINDS, type HostedKind } from './hosted-books.ts';
import { TILL_SIGNING } from './keyed-signing.ts';

// The hosted acquirers of the simulated shop: their parts of the config, and the real gateways over the simulated world.

export const PUBLIC_URL = 'https://till.example';
export const SITE = 'test_site';
export const CUSTOMER_ID = '123456';
export const TERMINAL_ID = '17654321';
export const NOTICE_PASSWORD = 'notice-password';
const HMAC_KEY = 'hmac-key-of-the-simulation';
/** One cipher for all runs: to make its key costs more than a schedule. */
export const MERCHANT = {
  merchantId: 'prover',
  hmacKey: HMAC_KEY,
  cipher: blowfishCipher('simulation'),
};

const MINUTE_MS = 60_000;

export const ANTOM_CLIENT_ID = 'SANDBOX_ANTOM_PROVER';
const ANTOM_ACCOUNT = {
  ...{ clientId: ANTOM_CLIENT_ID, settlementCurrency: 'SGD' },
  ...{ privateKey: { file: 'k' }, publicKeys: { 1: { file: 'p' } } },
} as const;

/** Their real waits, but that links are watched for hours and not for days. */
export const HOSTED_GATEWAYS = {
  saferpay: {
    ...{ kind: 'saferpay', baseUrl: 'https://saferpay.example', customerId: CUSTOMER_ID },
    ...{ terminalId: TERMINAL_ID, user: 'till', password: { file: 'k' }, sessionGraceMs: 20 * MINUTE_MS },
  },
  trustPayments: {
    ...{ kind: 'trust-payments', baseUrl: 'https://trust.example', siteReference: SITE, user: 'till' },
    ...{ password: { file: 'k' }, notificationPassword: { file: 'k' }, billingCountry: 'SG', live: false },
    timing: { watchForMs: 121 * MINUTE_MS },
  },
  computop: {
    ...{ kind: 'computop', baseUrl: 'https://computop.example', merchantId: MERCHANT.merchantId },
    ...{ password: { file: 'k' }, hmacKey: { file: 'k' }, fxCurrency: 'SGD' },
  },
  antomCard: { kind: 'antom-card', baseUrl: 'https://antomcard.example', ...ANTOM_ACCOUNT },
  antomInstore: {
    ...{ kind: 'antom-instore', baseUrl: 'https://antominstore.example', ...ANTOM_ACCOUNT },
    scenarios: ['orderCode'],
  },
} as const;

const MODES = [
  { name: 'direct', mode: 'direct', createOn: 'sale' },
  { name: 'landing', mode: 'landing', createOn: 'sale' },
  { name: 'tap', mode: 'landing', createOn: 'tap' },
] as const;

/** Every kind, with its link on the screen and behind a landing page. */
export const TENDERS = HOSTED_KINDS.flatMap((gateway) =>
  modesOf(gateway).map(({ name, ...mode }) => ({ id: `${gateway}-${name}`, gateway, ...mode })),
);

/** An order code is read by a wallet: no page of ours is before it. A screen has room for twelve ways. */
export function modesOf(kind: HostedKind): readonly (typeof MODES)[number][] {
  if (kind === 'antomInstore') return MODES.filter(({ name }) => name === 'direct');
  return kind === 'antomCard' ? MODES.filter(({ name }) => name !== 'landing') : MODES;
}

/** An acquirer of the till, as one run of it has it. */
export interface HostedGateway {
  readonly name: HostedKind;
  readonly gateway: PageAcquirer;
  readonly hear: Hear;
  readonly hearOffice?: HearOffice;
}

/** What the real gateways are built over. */
interface Lines {
  readonly clock: Clock;
  readonly http: Http;
  readonly log: Log;
}

/** The real gateways over a line of the simulation; Antom in the shop, which takes codes too, is built beside them. */
export function hostedGateways(config: TillConfig, parts: Lines): HostedGateway[] {
  const { terminal, merchant: shop, gateways } = config;
  const { saferpay, trustPayments, computop, antomCard } = gateways;
  invariant(
    saferpay?.kind === 'saferpay' &&
      trustPayments?.kind === 'trust-payments' &&
      computop?.kind === 'computop' &&
      antomCard?.kind === 'antom-card',
    'the config of the simulation has all of them',
  );
  const password = 'password';
  const common = { ...parts, terminal, publicUrl: PUBLIC_URL };
  const antom = { ...parts, terminal, merchant: shop, signing: TILL_SIGNING };
  const hearing = antomHearing(config);
  return [
    {
      name: 'saferpay',
      gateway: new SaferpayGateway({ ...common, name: 'saferpay', config: saferpay, password }),
      hear: saferpayHearing(),
    },
    {
      name: 'trustPayments',
      gateway: new TrustPaymentsGateway({ ...parts, config: trustPayments, password }),
      hear: trustHearing(trustPayments, NOTICE_PASSWORD),
    },
    {
      name: 'computop',
      gateway: new ComputopGateway({
        ...common,
        name: 'computop',
        config: computop,
        merchant: MERCHANT,
        shop,
      }),
      hear: computopHearing(MERCHANT, terminal.storeTerminalId),
    },
    {
      name: 'antomCard',
      gateway: new AntomCardGateway({ ...antom, config: antomCard, notifyUrl: `${PUBLIC_URL}/n/antomCard` }),
      hear: hearingBy(ANTOM_CARD_NOTICES, hearing),
      hearOffice: disputeHearing(hearing),
    },
  ];
}

/** Antom in the shop, by the code that the customer shows, and by the one on the screen. */
export function antomInstoreOf(config: TillConfig, parts: Lines): HostedGateway {
  const { terminal, merchant, gateways } = config;
  const { antomInstore } = gateways;
  invariant(antomInstore?.kind === 'antom-instore', 'the config of the simulation has Antom in the shop');
  return {
    name: 'antomInstore',
    gateway: new AntomInstoreGateway({
      ...{ ...parts, terminal, merchant, signing: TILL_SIGNING, config: antomInstore },
      notifyUrl: `${PUBLIC_URL}/n/antomInstore`,
    }),
    hear: hearingBy(antomInstoreNotices({}), antomHearing(config)),
  };
}

function antomHearing({ terminal }: TillConfig) {
  return {
    ...{ clientId: ANTOM_CLIENT_ID, signing: TILL_SIGNING, timeZone: terminal.timeZone },
    isAddress: () => false,
  };
}
