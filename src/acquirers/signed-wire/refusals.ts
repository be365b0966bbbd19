import { ownRow } from '../../ground/own-row.ts';
import type { ReasonClass } from '../../ground/reason-classes.ts';
import type { Reason } from '../../payment/answers.ts';
import { cleanCode } from './results.ts';

/** What refusals mean, by their result code: the class, and the sentence for the cashier. */
export type Refusals = Readonly<Record<string, readonly [ReasonClass, string]>>;

export const ANOTHER_WAY = 'Offer another way of paying.';
export const CALL_TECHNICIAN = `${ANOTHER_WAY} Tell the shop's technician.`;
const NEUTRAL_DECLINE = `The payment was declined. ${ANOTHER_WAY}`;
const WALLET_ACCOUNT =
  'The wallet reports a problem with its account. Ask the customer to use another wallet.';

/**
 * What each refusal means: its class, and the sentence for the cashier (what happened, then what to do).
 *
 * Source: Alipay+ dossier section 5.2: the codes after a community implementation that matches the AlipayHK and Antom lists;
 * classes and sentences are ours, except that EXPIRED_CODE asks the user to refresh.
 */
export function refusalsOf(acquirer: string): Refusals {
  const notSetUp = `${acquirer} is not available for this store. ${CALL_TECHNICIAN}`;
  const requestRefused = `${acquirer} did not take the till's request. ${CALL_TECHNICIAN}`;
  return {
    EXPIRED_CODE: [
      'rescan',
      'The code has expired. Ask the customer to refresh it in the wallet, then scan again.',
    ],
    INVALID_CODE: [
      'rescan',
      'The code was not recognised. Ask the customer to refresh it in the wallet, then scan again.',
    ],
    INVALID_PAYMENT_CODE: ['otherTender', `${acquirer} does not accept this kind of code. ${ANOTHER_WAY}`],
    USER_BALANCE_NOT_ENOUGH: [
      'user',
      'The balance in the wallet is too low. Ask the customer to choose another card or wallet.',
    ],
    USER_AMOUNT_EXCEED_LIMIT: [
      'user',
      "The amount is over the wallet's limit for this customer. Ask for another card or wallet.",
    ],
    PAYMENT_AMOUNT_EXCEED_LIMIT: ['user', `The amount is over the limit of one payment. ${ANOTHER_WAY}`],
    PAYMENT_COUNT_EXCEED_LIMIT: [
      'user',
      'The wallet has reached its number of payments for now. Ask for another card or wallet.',
    ],
    USER_KYC_NOT_QUALIFIED: [
      'user',
      'The wallet needs its user to be verified first. Ask the customer to use another wallet.',
    ],
    USER_NOT_EXIST: ['user', WALLET_ACCOUNT],
    USER_STATUS_ABNORMAL: ['user', WALLET_ACCOUNT],
    USER_PAYMENT_VERIFICATION_FAILED: [
      'user',
      'The payment was not confirmed in the wallet. Ask the customer for a fresh code and try again.',
    ],
    UNAVAILABLE_PAYMENT_METHOD: [
      'user',
      'This way of paying cannot be used here. Ask the customer to choose another card or wallet.',
    ],
    RISK_REJECT: ['risk', NEUTRAL_DECLINE],
    FRAUD_REJECT: ['risk', NEUTRAL_DECLINE],
    REGULATION_RESTRICTION: ['risk', `The payment is not permitted by regulation. ${ANOTHER_WAY}`],
    PROCESS_FAIL: ['general', 'The payment did not go through. Try once more with a fresh code.'],
    ORDER_IS_CLOSED: ['closed', 'This payment is closed and nothing was charged. Start a new payment.'],
    ORDER_IS_CANCELED: ['closed', 'This payment was cancelled before. Start a new payment.'],
    REPEAT_REQ_INCONSISTENT: [
      'contradiction',
      `${acquirer} knows this request with other details. Do not charge again. Tell the shop's technician.`,
    ],
    ORDER_NOT_EXIST: ['general', `${acquirer} does not know this payment. Check the payment number.`],
    CURRENCY_NOT_SUPPORT: ['setUp', notSetUp],
    BUSINESS_NOT_SUPPORT: ['setUp', notSetUp],
    INVALID_CONTRACT: ['setUp', notSetUp],
    SETTLE_CONTRACT_NOT_MATCH: ['setUp', notSetUp],
    INVALID_MERCHANT_STATUS: ['setUp', notSetUp],
    MERCHANT_NOT_REGISTERED: ['setUp', `The shop is not registered with ${acquirer} yet. ${CALL_TECHNICIAN}`],
    MERCHANT_KYB_NOT_QUALIFIED: ['setUp', `The shop is not approved by ${acquirer} yet. ${CALL_TECHNICIAN}`],
    ACCESS_DENIED: ['technical', requestRefused],
    INVALID_API: ['technical', requestRefused],
    NO_INTERFACE_DEF: ['technical', requestRefused],
    INVALID_CLIENT: ['technical', requestRefused],
    INVALID_SIGNATURE: ['technical', requestRefused],
    KEY_NOT_FOUND: ['technical', requestRefused],
    METHOD_NOT_SUPPORTED: ['technical', requestRefused],
    MEDIA_TYPE_NOT_ACCEPTABLE: ['technical', requestRefused],
    PARAM_ILLEGAL: ['technical', requestRefused],
    INVALID_TOKEN: ['technical', requestRefused],
    INVALID_ACCESS_TOKEN: ['technical', requestRefused],
    CANCEL_WINDOW_EXCEED: ['general', 'It is too late to cancel this payment. Refund it instead.'],
    REFUND_AMOUNT_EXCEED: [
      'general',
      'The refunds would be more than the payment. Check what was refunded before.',
    ],
    REFUND_WINDOW_EXCEED: [
      'general',
      'The payment is too old to be refunded. Give the money back in another way.',
    ],
  };
}

/** A code that nobody listed: the status is trusted, the code kept. Source: Alipay+ dossier section 5.2, last row. */
const UNLISTED: readonly [ReasonClass, string] = [
  'general',
  `The request was declined. ${ANOTHER_WAY} Keep the code for the shop's technician.`,
];

/** The charge was there and is no more. The code is ours. */
export const GIVEN_BACK: Reason = {
  code: 'GIVEN_BACK',
  class: 'closed',
  say: 'The money of this payment was given back to the customer. Start a new payment if it is still owed.',
};

/** The reason of a refusal, by the acquirer's result code. */
export function reasonIn(refusals: Refusals, resultCode: string): Reason {
  const [reasonClass, say] = ownRow(refusals, resultCode) ?? UNLISTED;
  return { code: cleanCode(resultCode), class: reasonClass, say };
}

/** Their sentences fit where money is to go back; all others speak of paying. */
const OF_GIVING_BACK: readonly string[] = [
  ...['REFUND_AMOUNT_EXCEED', 'REFUND_WINDOW_EXCEED', 'CANCEL_WINDOW_EXCEED'],
  ...['ORDER_NOT_EXIST', 'REPEAT_REQ_INCONSISTENT'],
];

/** The reason why a cancel or a refund was refused: nobody is sent for a fresh code or another wallet. */
export function notGivenBack(reason: Reason): Reason {
  if (OF_GIVING_BACK.includes(reason.code)) return reason;
  return { ...reason, say: `The payment service refused to give the money back (${reason.code}).` };
}
