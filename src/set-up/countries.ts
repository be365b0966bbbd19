/** The currency of a country that wallets of Alipay+ are paid in, to be filled in already; anywhere else it is asked. Source: ISO 4217. */
const CURRENCIES: Readonly<Record<string, string>> = {
  ...{ MY: 'MYR', SG: 'SGD', TH: 'THB', ID: 'IDR', PH: 'PHP', VN: 'VND', JP: 'JPY', KR: 'KRW', HK: 'HKD' },
  ...{ MO: 'MOP', TW: 'TWD', CN: 'CNY', LK: 'LKR', KH: 'KHR', AU: 'AUD', NZ: 'NZD', GB: 'GBP', CH: 'CHF' },
  ...{ US: 'USD', CA: 'CAD', AE: 'AED', TR: 'TRY', SE: 'SEK', NO: 'NOK', DK: 'DKK', PL: 'PLN', CZ: 'CZK' },
  ...{ DE: 'EUR', FR: 'EUR', IT: 'EUR', ES: 'EUR', AT: 'EUR', NL: 'EUR', BE: 'EUR', PT: 'EUR', IE: 'EUR' },
  ...{ FI: 'EUR', GR: 'EUR', LU: 'EUR', MT: 'EUR', HR: 'EUR' },
};

/** The currency of a country; null where it is not known. */
export function currencyOf(country: string): string | null {
  return CURRENCIES[country] ?? null;
}
