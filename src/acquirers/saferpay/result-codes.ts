import { ownRow } from '../../ground/own-row.ts';
import type { ReasonClass } from '../../ground/reason-classes.ts';
import type { Reason } from '../../payment/answers.ts';

const TECHNICIAN = "Offer another way of paying. Tell the shop's technician.";
const NOT_TAKEN = `Saferpay did not take the till's request. ${TECHNICIAN}`;
const NOT_SET_UP = `Alipay+ is not available here. ${TECHNICIAN}`;
const NO_CODE = 'No code could be made. Try again.';
const DECLINED = 'The payment was declined. Ask the customer to use another wallet.';
const WRONG = "Saferpay does not know this payment so. Do not refund again. Tell the shop's technician.";
const NOT_NOW = "Refund not possible now: today's takings may be too low. It is tried again later today.";

type Row = readonly [ReasonClass, string];

/** Why Initialize made no link. Source: dossier section 9. */
const NO_LINK: Readonly<Record<string, Row>> = {
  VALIDATION_FAILED: ['technical', NOT_TAKEN],
  ACTION_NOT_SUPPORTED: ['technical', NOT_TAKEN],
  PERMISSION_DENIED: ['technical', NOT_TAKEN],
  AUTHENTICATION_FAILED: ['technical', NOT_TAKEN],
  NO_CONTRACT: ['setUp', NOT_SET_UP],
  CURRENCY_INVALID: ['setUp', NOT_SET_UP],
  NO_CREDITS_AVAILABLE: ['setUp', NOT_SET_UP],
  INTERNAL_ERROR: ['unreachable', NO_CODE],
  COMMUNICATION_FAILED: ['unreachable', NO_CODE],
  UNEXPECTED_ERROR_BY_ACQUIRER: ['unreachable', NO_CODE],
  AMOUNT_INVALID: ['user', 'This amount cannot be paid with Alipay+. Offer another way of paying.'],
};

/** Why a payment surely was not made. Source: dossier sections 4 and 9. */
const NOT_CHARGED: Readonly<Record<string, Row>> = {
  TRANSACTION_ABORTED: [
    'user',
    'The customer left the payment page. Show a new code, or offer another way of paying.',
  ],
  TRANSACTION_DECLINED: ['general', DECLINED],
  GENERAL_DECLINED: ['general', DECLINED],
  PAYMENTMEANS_INVALID: ['general', DECLINED],
  PAYMENTMEANS_NOT_SUPPORTED: ['general', DECLINED],
  CONDITION_NOT_SATISFIED: ['general', DECLINED],
  BLOCKED_BY_RISK_MANAGEMENT: ['risk', 'The payment was declined. Offer another way of paying.'],
};

/** Why a refund was not made; what holds for now is tried again. Source: dossier sections 9 and 10. */
const NOT_REFUNDED: Readonly<Record<string, Row>> = {
  AMOUNT_INVALID: ['general', 'The refunds would be more than the payment. Check what was refunded before.'],
  TRANSACTION_DECLINED: ['technical', NOT_NOW],
  GENERAL_DECLINED: ['technical', NOT_NOW],
  PERMISSION_DENIED: [
    'general',
    "This shop's contract has no refunds from the till. Refund in the Saferpay back office.",
  ],
  TRANSACTION_NOT_FOUND: ['contradiction', WRONG],
  TRANSACTION_IN_WRONG_STATE: ['contradiction', WRONG],
};

/** Whoever asks for a link and gets none has made nothing: every error of Initialize is a refusal. */
export function noLink(errorName: string): Reason {
  return reasonOf(errorName, ownRow(NO_LINK, errorName) ?? ['technical', NOT_TAKEN]);
}

/** Null for an error that proves nothing. */
export function notCharged(errorName: string): Reason | null {
  const row = ownRow(NOT_CHARGED, errorName);
  return row === undefined ? null : reasonOf(errorName, row);
}

/** Null for an error that proves nothing. */
export function notRefunded(errorName: string): Reason | null {
  const row = ownRow(NOT_REFUNDED, errorName);
  return row === undefined ? null : reasonOf(errorName, row);
}

/** `CANCELED`: the acquirer's books hold no charge. Source: dossier section 4. */
export const CANCELED: Reason = {
  code: 'SAFERPAY_CANCELED',
  class: 'general',
  say: 'The payment was cancelled at Saferpay. Show a new code, or offer another way of paying.',
};

/** Another brand held the money, and it could not be collected. Source: dossier section 4. */
export const HOLD_RELEASED: Reason = {
  code: 'SAFERPAY_NOT_COLLECTED',
  class: 'general',
  say: 'The payment could not be collected and was released. Offer another way of paying.',
};

/** The till is set for money and the address is of tests, or the other way round: no link is made. */
export const OTHER_STAGE: Reason = {
  code: 'SAFERPAY_OTHER_STAGE',
  class: 'setUp',
  say: NOT_SET_UP,
};

function reasonOf(errorName: string, [kind, say]: Row): Reason {
  return { code: `SAFERPAY_${errorName}`, class: kind, say };
}
