import { exponentOf, isCurrency } from '../../src/ground/money/currencies.ts';
import type { WireMoney } from './requests.ts';

/** A wallet that the sandbox plays: its issuer number in front of the code, and what its answers say. */
export interface Wallet {
  readonly cii: string;
  readonly walletBrandName: string;
  readonly pspId: string;
  /** Letters in front of the wallet's own payment id. */
  readonly mark: string;
}

/**
 * Wallets by the first six digits of the code.
 *
 * Why: which issuer number belongs to whom is not public; the pairs are invented for colour, apart from 281006.
 * Source: names and pspIds from dossier section 7.5; 281006 from the AlipayHK sample code in section 1.3.
 */
export const WALLETS: readonly Wallet[] = [
  { cii: '281001', walletBrandName: 'TNG eWallet', pspId: '1022171000000000001', mark: 'TNG' },
  { cii: '281003', walletBrandName: 'GCash', pspId: '1022170000000000000', mark: 'GCA' },
  { cii: '281004', walletBrandName: 'TrueMoney', pspId: '1022167000000000001', mark: 'TMN' },
  { cii: '281005', walletBrandName: 'Kakao Pay', pspId: '1022172000000000001', mark: 'KKO' },
  { cii: '281007', walletBrandName: 'AlipayCN', pspId: '1022088000000000001', mark: 'ACN' },
  { cii: '281006', walletBrandName: 'AlipayHK', pspId: '1022160000000000000', mark: 'AHK' },
];

/** Who pays with every other code; it does not exist. */
const SANDBOX_WALLET: Wallet = {
  cii: '',
  walletBrandName: 'Sandbox Wallet',
  pspId: '1022999000000000001',
  mark: 'SBX',
};

/** The wallet behind a code, by the code's first six digits. */
export function walletOf(code: string): Wallet {
  return WALLETS.find((wallet) => code.length === 24 && code.startsWith(wallet.cii)) ?? SANDBOX_WALLET;
}

/** Codes that the gateway takes. Source: dossier section 1.1: 24 digits with BTI 02, and L1 to L5. */
const CODE_SHAPES: readonly RegExp[] = [
  /^(2[5-9]|30)\d{4}02\d{16}$/,
  /^28\d{15}$/,
  /^28\d{16}$/,
  /^28[0-8]\d{16}$/,
  /^289\d{16}$/,
];

/** Whether a text can be a payment code of this gateway at all. */
export function isCodeShaped(code: string): boolean {
  return CODE_SHAPES.some((shape) => shape.test(code));
}

/** Units of each currency for one US dollar, in thousandths. Invented, and fixed so that tests can compute with it. */
const PER_DOLLAR_MILLI: Readonly<Record<string, number>> = {
  USD: 1000, MYR: 4500, JPY: 150_000, KRW: 1_300_000, EUR: 900, GBP: 800, CNY: 7200, HKD: 7800,
  SGD: 1350, THB: 35_000, PHP: 56_000, IDR: 16_000_000, VND: 25_000_000, AUD: 1500, TWD: 32_000,
}; // prettier-ignore

/** How one currency was turned into another. Source: dossier section 4.1, Quote; the form follows its samples. */
export interface Quote {
  readonly quoteId: string;
  readonly quoteCurrencyPair: string;
  readonly quotePrice: string;
  readonly quoteStartTime: string;
  readonly quoteExpiryTime: string;
  readonly baseCurrency: string;
  readonly quoteUnit: string;
}

/** The wallet whose payments may be declared to the customs of China. Source: office dossier section 4.1. */
export const ALIPAY_CN = '1022088000000000001';

/** CNY for one of each currency, in tenths. Invented; that of the ringgit is the dossier's own. */
const CNY_TENTHS: Readonly<Record<string, number>> = { MYR: 16, CNY: 10 };

/** What may be declared of an amount, in minor units of CNY. Source: office dossier section 8. */
export function customsMinor({ currency, value }: WireMoney): number {
  return Math.floor((Number(value) * (CNY_TENTHS[currency] ?? 10)) / 10);
}

/** What the acquirer will be settled. */
export interface Settlement {
  readonly settlementAmount: WireMoney;
  readonly settlementQuote?: Quote;
}

/**
 * Turns an amount into the currency of settlement.
 *
 * Units: minor units of each currency, rounded to the nearest, at least 1; the price counts payment units for one
 * settlement unit. `day` is the UTC+8 day, `YYYY-MM-DD`.
 */
export function settle(amount: WireMoney, settlementCurrency: string, day: string): Settlement {
  if (amount.currency === settlementCurrency) return { settlementAmount: amount };
  const price = BigInt(
    Math.max(1, Math.round((perDollar(amount.currency) * 1e6) / perDollar(settlementCurrency))),
  );
  const above = BigInt(amount.value) * tenTo(settlementCurrency) * 1_000_000n;
  const below = price * tenTo(amount.currency);
  const minor = (2n * above + below) / (2n * below);
  return {
    settlementAmount: { currency: settlementCurrency, value: String(minor > 0n ? minor : 1n) },
    settlementQuote: {
      quoteId: `Q${day.replaceAll('-', '')}000001`,
      quoteCurrencyPair: `${settlementCurrency}/${amount.currency}`,
      quotePrice: String(Number(price) / 1e6),
      quoteStartTime: `${day}T00:00:00+08:00`,
      quoteExpiryTime: `${day}T23:59:59+08:00`,
      baseCurrency: settlementCurrency,
      quoteUnit: '1',
    },
  };
}

function perDollar(currency: string): number {
  return PER_DOLLAR_MILLI[currency] ?? 1000;
}

function tenTo(currency: string): bigint {
  return isCurrency(currency) ? 10n ** BigInt(exponentOf(currency)) : 100n;
}
