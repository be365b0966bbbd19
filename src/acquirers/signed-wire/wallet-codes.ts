import type { AcquirerCodes } from '../kind.ts';

/**
 * The codes of Alipay+ wallets, by their form. Antom takes the same (Antom in-store dossier section 7).
 *
 * No two lines but the first two overlap (BTI 02 stands before every other BTI). 17 to 19 digits are Alipay+'s with
 * prefix 28 only, as the documented expressions say; the looser "25 to 30, 16 to 24 digits" of the older terminal page
 * would let 17 to 19 digits of other prefixes in, and those are UNKNOWN here.
 * Source: Alipay+ dossier sections 1.1 and 1.4; S and a number is a document of that section 0.3.
 */
export const WALLET_CODES: AcquirerCodes = {
  edition: 'alipayplus-1.6.0+1',
  rules: [
    {
      id: 'aplus-24-upm',
      family: 'ALIPAY_PLUS',
      pattern: /^(?:2[5-9]|30)[0-9]{4}02[0-9]{16}$/,
      issuer: true,
      source: 'S14: CII, BTI 02, UIN',
    },
    {
      id: 'aplus-24-other-bti',
      family: 'NOT_A_PAYMENT_CODE',
      pattern: /^(?:2[5-9]|30)[0-9]{22}$/,
      issuer: true,
      source: 'S14, S45: a BTI other than 02 is not a payment code',
    },
    {
      id: 'aplus-L5',
      family: 'ALIPAY_PLUS_19',
      pattern: /^289[0-9]{10}6[0-9]{5}$/,
      issuer: false,
      source: 'S16: release 1.3.2',
    },
    { id: 'aplus-L1', family: 'ALIPAY_LEGACY', pattern: /^28[0-9]{15}$/, issuer: false, source: 'S14' },
    { id: 'aplus-L2', family: 'ALIPAY_LEGACY', pattern: /^28[0-9]{16}$/, issuer: false, source: 'S14' },
    { id: 'aplus-L3', family: 'ALIPAY_LEGACY', pattern: /^28[0-8][0-9]{16}$/, issuer: false, source: 'S14' },
    {
      id: 'aplus-L4',
      family: 'ALIPAY_LEGACY',
      pattern: /^289[0-9]{10}[0-57-9][0-9]{5}$/,
      issuer: false,
      source: 'S14',
    },
    {
      id: 'aplus-reserved',
      family: 'ALIPAY_RESERVED',
      // 16, 20 to 23 and 25 to 32 digits.
      pattern: /^(?:2[5-9]|30)(?:[0-9]{14}|[0-9]{18,21}|[0-9]{23,30})$/,
      issuer: false,
      source: 'S14: lengths reserved for future use; S4 for 16',
    },
  ],
  families: ['ALIPAY_PLUS', 'ALIPAY_PLUS_19', 'ALIPAY_LEGACY'],
  unmistakable: ['ALIPAY_PLUS'],
};
