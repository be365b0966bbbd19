import type { ReasonClass, SaleView } from '../../src/contract/sale-view.ts';
import type { TillWords } from './till/till-words.ts';
import type { Catalogue } from './words.ts';

/** The sentence for each reason that a cashier often meets. */
const REASONS: Readonly<Record<string, keyof Catalogue['reasons']>> = {
  EXPIRED_CODE: 'expired',
  INVALID_CODE: 'invalid',
  INVALID_PAYMENT_CODE: 'kind',
  USER_BALANCE_NOT_ENOUGH: 'balance',
  USER_AMOUNT_EXCEED_LIMIT: 'userLimit',
  PAYMENT_AMOUNT_EXCEED_LIMIT: 'paymentLimit',
  PAYMENT_COUNT_EXCEED_LIMIT: 'count',
  USER_KYC_NOT_QUALIFIED: 'verify',
  USER_NOT_EXIST: 'account',
  USER_STATUS_ABNORMAL: 'account',
  USER_PAYMENT_VERIFICATION_FAILED: 'notConfirmed',
  UNAVAILABLE_PAYMENT_METHOD: 'method',
  RISK_REJECT: 'declined',
  FRAUD_REJECT: 'declined',
  REGULATION_RESTRICTION: 'regulation',
  PROCESS_FAIL: 'general',
  ORDER_IS_CLOSED: 'closed',
  ORDER_IS_CANCELED: 'closed',
  CURRENCY_NOT_SUPPORT: 'setUp',
  BUSINESS_NOT_SUPPORT: 'setUp',
  INVALID_CONTRACT: 'setUp',
  SETTLE_CONTRACT_NOT_MATCH: 'setUp',
  INVALID_MERCHANT_STATUS: 'setUp',
  MERCHANT_NOT_REGISTERED: 'setUp',
  MERCHANT_KYB_NOT_QUALIFIED: 'setUp',
  ACCESS_DENIED: 'technical',
  INVALID_API: 'technical',
  NO_INTERFACE_DEF: 'technical',
  INVALID_CLIENT: 'technical',
  INVALID_SIGNATURE: 'technical',
  KEY_NOT_FOUND: 'technical',
  METHOD_NOT_SUPPORTED: 'technical',
  MEDIA_TYPE_NOT_ACCEPTABLE: 'technical',
  PARAM_ILLEGAL: 'technical',
  INVALID_TOKEN: 'technical',
  INVALID_ACCESS_TOKEN: 'technical',
  VERIFY_TIMES_EXCEED_LIMIT: 'notConfirmed',
  VERIFY_UNMATCHED: 'notConfirmed',
  SUSPECTED_RISK: 'declined',
  PAYMENT_PROHIBITED: 'declined',
  SYSTEM_ERROR: 'general',
  ORDER_STATUS_INVALID: 'general',
  PAYMENT_NOT_QUALIFIED: 'setUp',
  NO_PAY_OPTIONS: 'setUp',
  CLIENT_INVALID: 'technical',
  SIGNATURE_INVALID: 'technical',
  GATEWAY_UNREACHABLE: 'unreachable',
  AMOUNT_MISMATCH: 'otherAmount',
  NO_ANSWER_IN_TIME: 'late',
  CANCELLED_BY_CASHIER: 'byCashier',
  VOIDED: 'voided',
  LATE_CHARGE: 'lateCharge',
  NOT_COLLECTED: 'notCollected',
  GOODS_NOT_PAID: 'goodsGone',
  NOT_SETTLED_YET: 'shopsRisk',
  FOREIGN_CHARGE: 'foreign',
  OTHER_RECORD: 'otherRecord',
  STILL_OPEN: 'stillOpen',
  CHARGE_GONE: 'gone',
  PAID_AT_OTHER_TILL: 'otherTill',
  TRIED_AT_OTHER_TILL: 'general',
  PAGE_NOT_MADE: 'general',
};

/** The sentence for every other reason of a class; where there is none, its code is said to the technician. */
const CLASSES: Readonly<Partial<Record<ReasonClass, keyof Catalogue['reasons']>>> = {
  rescan: 'notConfirmed',
  user: 'notConfirmed',
  otherTender: 'method',
  risk: 'declined',
  general: 'declined',
  closed: 'closed',
  setUp: 'setUp',
  technical: 'technical',
  unreachable: 'unreachable',
};

/** Whoever mends the set-up needs the code too. */
const WITH_CODE: readonly ReasonClass[] = ['setUp', 'technical'];

/** Why a sale or an attempt stands as it does, in the page's language: by the code of the reason. */
export function sayOf(
  { reason, reasonClass, say }: Pick<SaleView, 'reason' | 'reasonClass' | 'say'>,
  { till, reasons }: Catalogue,
): string | undefined {
  if (till === null || reason === undefined) return say;
  const key = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  if (key !== undefined) return reasons[key];
  if (isRare(reason, till)) return till.reasons[reason];
  const ofClass = reasonClass === undefined ? undefined : CLASSES[reasonClass];
  if (reasonClass === undefined || ofClass === undefined) return till.unlisted(reason);
  return WITH_CODE.includes(reasonClass) ? `${reasons[ofClass]} (${reason})` : reasons[ofClass];
}

function isRare(reason: string, { reasons }: TillWords): reason is keyof TillWords['reasons'] {
  return Object.hasOwn(reasons, reason);
}
