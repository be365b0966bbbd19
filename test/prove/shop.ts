import { parseConfig, type TillConfig } from '../../src/acquirers/kinds.ts';
import { invariant } from '../../src/ground/result.ts';
import { plainHash } from '../fakes/plain-pins.ts';
import type { CodeShop } from './code-lines.ts';
import { HOSTED_GATEWAYS, PUBLIC_URL, TENDERS } from './hosted-shop.ts';

/** The manager of the simulated shop, and what is typed for the PIN. */
export const MANAGER = { id: 'm1', pin: '471147' } as const;
/** The one who comes in the end; nobody has guessed at this PIN. */
export const WILLING_MANAGER = { id: 'm2', pin: '471247' } as const;

/** Who sells, where people sign in to. */
export const CASHIERS = [
  { id: 'c1', pin: '2468' },
  { id: 'c2', pin: '1357' },
] as const;

const ADDRESS = { region: 'MY', city: 'Kuala Lumpur', address1: '12 Jalan Contoh' };
export const CLIENT_ID = 'PROVER';
export const REFERENCE_MERCHANT_ID = 'M-1';
/** What the shop counts in: one that all its acquirers take. */
export const CURRENCY = 'SGD';

/** What a till of the shop has beside codes and managers. */
export interface Equipment {
  /** Cashiers, who sign in to sell. */
  readonly isStaffed: boolean;
  /** Acquirers that are paid on a page. */
  readonly isHosted: boolean;
  /** Whom the codes of customers go to. */
  readonly codes: CodeShop;
  /** Goods may go before it is paid, at the shop's risk, wherever an acquirer lets them. */
  readonly isEarly: boolean;
}

/** The routes of each shop: without any, all codes go to the gateway that stands first. */
const ROUTES: Readonly<Record<CodeShop, readonly object[]>> = {
  alipayPlus: [],
  antomInstore: [
    { family: 'ALIPAY_PLUS', to: 'antomInstore' },
    { family: 'ALIPAY_LEGACY', to: 'antomInstore' },
  ],
  both: [{ family: 'ALIPAY_PLUS', to: 'antomInstore' }],
};

/** Goods go when the phone came back from the page, and when a card's money is held. */
const EARLY_GATEWAYS = {
  trustPayments: { ...HOSTED_GATEWAYS.trustPayments, releaseOn: 'return' },
  antomCard: { ...HOSTED_GATEWAYS.antomCard, releaseOn: 'authorised' },
};

const configs = new Map<string, TillConfig>();

/** The config of a till of the shop. */
export function configOf(equipment: Equipment): TillConfig {
  const key = Object.values(equipment).join('/');
  const config = configs.get(key) ?? parsed(equipment);
  configs.set(key, config);
  return config;
}

/** The plain till: codes, and nobody signs in. */
export const CONFIG: TillConfig = configOf({
  isStaffed: false,
  isHosted: false,
  codes: 'alipayPlus',
  isEarly: false,
});

function parsed({ isStaffed, isHosted, codes, isEarly }: Equipment): TillConfig {
  const scenarios = ['paymentCode', ...(isHosted ? ['orderCode'] : [])];
  const cashiers = CASHIERS.map(({ id, pin }) => ({ id, name: id, pin: plainHash(pin) }));
  const config = parseConfig(
    JSON.stringify({
      terminal: {
        storeTerminalId: 'T07',
        currency: CURRENCY,
        settlementCurrency: 'USD',
        timeZone: 'Asia/Kuala_Lumpur',
      },
      merchant: {
        referenceMerchantId: REFERENCE_MERCHANT_ID,
        merchantName: 'Kopi Corner',
        merchantMCC: '5814',
        merchantAddress: ADDRESS,
        store: {
          referenceStoreId: 'S-1',
          storeName: 'Kopi Corner',
          storeMCC: '5814',
          storeAddress: ADDRESS,
        },
      },
      gateways: {
        alipayPlus: {
          kind: 'alipay-plus',
          baseUrl: 'https://gateway.example',
          clientId: CLIENT_ID,
          privateKey: { file: 'k' },
          publicKeys: { 1: { file: 'p' } },
        },
        ...(isHosted ? HOSTED_GATEWAYS : {}),
        ...(isHosted && isEarly ? EARLY_GATEWAYS : {}),
        ...(codes === 'alipayPlus' ? {} : { antomInstore: { ...HOSTED_GATEWAYS.antomInstore, scenarios } }),
      },
      routes: ROUTES[codes],
      ...(isHosted ? { tenders: TENDERS, public: { url: PUBLIC_URL }, notify: { port: 9 } } : {}),
      printers: [],
      managers: [
        { id: MANAGER.id, name: 'Aisyah', pin: plainHash(MANAGER.pin) },
        { id: WILLING_MANAGER.id, name: 'Farid', pin: plainHash(WILLING_MANAGER.pin) },
      ],
      ...(isStaffed ? { cashiers } : {}),
    }),
  );
  invariant(config.ok, 'the config of the simulation fits');
  return config.value;
}
