import type { CodeFamily } from '../ground/code-families.ts';

/** One line of the table that names codes: a text that fits `pattern` is of `family`. */
export interface CodeRule {
  readonly id: string;
  readonly family: CodeFamily;
  /** Fits the whole text, ASCII digits only. */
  readonly pattern: RegExp;
  /** The first six digits are the code issuer identifier (CII). */
  readonly issuer: boolean;
  readonly source: string;
}

/** The edition of the rules: the documentation's release that they follow, and our count of changes to them. */
export const RULES_VERSION = 'alipayplus-1.6.0+1';

/** What no rule fits. */
export const NO_RULE = { id: 'none', family: 'UNKNOWN' } as const satisfies Pick<CodeRule, 'id' | 'family'>;

/**
 * What a code is, by its form alone; the first line that fits decides.
 *
 * No two lines but the first two of 24 digits overlap (BTI 02 stands before every other BTI). 17 to 19 digits
 * are Alipay+'s with prefix 28 only, as the documented expressions say; the looser "25 to 30, 16 to 24 digits" of the
 * older terminal page would let 17 to 19 digits of other prefixes in, and those are UNKNOWN here.
 * Source: dossier sections 1.1, 1.3 and 1.4; interface section 5.
 */
export const CODE_RULES: readonly CodeRule[] = [
  {
    id: 'emv-cpm',
    family: 'EMV_CPM',
    // Base64 of tag 85 "CPV01", at most 350 characters in all.
    pattern: /^hQVDUFYw[A-Za-z0-9+/]{0,340}={0,2}$/,
    issuer: false,
    source: 'EMVCo consumer-presented QR (dossier 1.3, from general knowledge)',
  },
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
  { id: 'wechat-18', family: 'WECHAT', pattern: /^1[0-5][0-9]{16}$/, issuer: false, source: 'S43' },
  { id: 'unionpay-19', family: 'UNIONPAY', pattern: /^62[0-9]{17}$/, issuer: false, source: 'S43' },
  {
    id: 'aplus-reserved',
    family: 'ALIPAY_RESERVED',
    // 16, 20 to 23 and 25 to 32 digits.
    pattern: /^(?:2[5-9]|30)(?:[0-9]{14}|[0-9]{18,21}|[0-9]{23,30})$/,
    issuer: false,
    source: 'S14: lengths reserved for future use; S4 for 16',
  },
];

/** Whether a text has the form of any code in the table. */
export function isCodeForm(text: string): boolean {
  return CODE_RULES.some(({ pattern }) => pattern.test(text));
}

/** What the cashier is told when a code of the family is refused: what it is, then what to do. */
export const REFUSALS: Readonly<Record<CodeFamily, string>> = {
  ALIPAY_PLUS: 'This wallet is not accepted here. Ask for another way to pay.',
  ALIPAY_PLUS_19: 'This wallet is not accepted here. Ask for another way to pay.',
  ALIPAY_LEGACY: 'This wallet is not accepted here. Ask for another way to pay.',
  ALIPAY_RESERVED:
    'This code is newer than this till. Ask for another way to pay, and tell the shop that the till needs an update.',
  NOT_A_PAYMENT_CODE:
    'This wallet code is not for paying. Ask the customer to open the payment code and scan again.',
  WECHAT: 'This is a WeChat Pay code, which is not accepted here. Ask for another wallet or way to pay.',
  UNIONPAY: 'This is a UnionPay code, which is not accepted here. Ask for another wallet or way to pay.',
  EMV_CPM: 'This is a bank card code, which is not accepted here. Ask for another wallet or way to pay.',
  UNKNOWN: 'This is not a payment code. Ask the customer to open the payment code and scan again.',
};
