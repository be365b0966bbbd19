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

/** What a till knows codes by: the rules that each kind of acquirer brings, and `OTHER_RULES`. It is made at the start. */
export interface CodeBook {
  /** The editions of the acquirers' rules, with a blank between them. */
  readonly version: string;
  /** The first that fits decides. */
  readonly rules: readonly CodeRule[];
  /** Families whose codes nothing else looks like: they are known in a text whatever stands between their digits. */
  readonly unmistakable: ReadonlySet<CodeFamily>;
}

/** What no rule fits. */
export const NO_RULE = { id: 'none', family: 'UNKNOWN' } as const satisfies Pick<CodeRule, 'id' | 'family'>;

/** Base64 of tag 85 "CPV01", at most 350 characters in all. */
const EMV_CPM = /^hQVDUFYw[A-Za-z0-9+/]{0,340}={0,2}$/;

/**
 * Codes at the counter that are of no acquirer of this till.
 *
 * Why here: they are known only to be refused by their names, or to go where a shop's route says. They have no edition:
 * a change here shows in the till's own version.
 * Source: dossier section 1.3.
 */
export const OTHER_RULES: readonly CodeRule[] = [
  {
    id: 'emv-cpm',
    family: 'EMV_CPM',
    pattern: EMV_CPM,
    issuer: false,
    source: 'EMVCo consumer-presented QR (dossier 1.3, from general knowledge)',
  },
  { id: 'wechat-18', family: 'WECHAT', pattern: /^1[0-5][0-9]{16}$/, issuer: false, source: 'S43' },
  { id: 'unionpay-19', family: 'UNIONPAY', pattern: /^62[0-9]{17}$/, issuer: false, source: 'S43' },
];

/** The shape that all codes at the counter have in common: none begins with 0. Source: dossier section 1.3. */
const CODE_SHAPES = [/^[1-9][0-9]{15,31}$/, EMV_CPM];

/** Whether a text could be a payment code by its shape, whoever's: that says nothing of where it goes. */
export function hasCodeShape(text: string): boolean {
  return CODE_SHAPES.some((shape) => shape.test(text));
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
