/** An ISO 4217 alpha-3 code that the table below holds. */
export type Currency = string & { readonly __brand: 'Currency' };

type Exponent = 0 | 2 | 3 | 4;

/**
 * Active currencies and funds of ISO 4217 by their number of decimals.
 *
 * What List One marks "N.A." (metals, test codes, units of account: XAU, XDR, XTS, XXX, …) is left out: nobody pays
 * with it. A currency that a later amendment withdraws (ANG, BGN) stays: orders in it may still be refunded.
 * Source: ISO 4217 List One, published 2024-06-25; XCG by its amendment 176 (in force 2025-03-31).
 */
const CODES: Readonly<Record<Exponent, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE ' +
    'CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD ' +
    'HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU ' +
    'MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG ' +
    'SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST ' +
    'XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const EXPONENTS: ReadonlyMap<string, Exponent> = new Map(
  ([0, 2, 3, 4] as const).flatMap((exponent) =>
    CODES[exponent].split(' ').map((code): [string, Exponent] => [code, exponent]),
  ),
);

/** Every currency that the till knows, in the order of the alphabet. */
export const CURRENCIES: readonly Currency[] = [...EXPONENTS.keys()].sort() as Currency[];

/** Whether `code` is a currency of ISO 4217 that has minor units defined; capitals only. */
export function isCurrency(code: string): code is Currency {
  return EXPONENTS.has(code);
}

/** Digits behind the point, by ISO 4217. Never by Intl: it follows CLDR, which differs for IDR, PKR and others. */
export function exponentOf(currency: Currency): number {
  return EXPONENTS.get(currency) ?? 0;
}
