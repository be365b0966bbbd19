import type { Reason, ReasonClass } from '../../payment/answers.ts';

/** Longest result code. Source: dossier section 4.1, resultCode of at most 64 characters. */
const CODE_CHARACTERS_MAX = 64;

const ANOTHER_WAY = 'Offer another way of paying.';
const CALL_TECHNICIAN = `${ANOTHER_WAY} Tell the shop's technician.`;
const NOT_SET_UP = `Alipay+ is not available for this store. ${CALL_TECHNICIAN}`;
const REQUEST_REFUSED = `Alipay+ did not take the till's request. ${CALL_TECHNICIAN}`;
const NEUTRAL_DECLINE = `The payment was declined. ${ANOTHER_WAY}`;
const WALLET_ACCOUNT =
  'The wallet reports a problem with its account. Ask the customer to use another wallet.';

/**
 * What each refusal means: its class, and the sentence for the cashier (what happened, then what to do).
 *
 * Source: dossier section 5.2: the codes after a community implementation that matches the AlipayHK and Antom lists;
 * classes and sentences are ours, except that EXPIRED_CODE asks the user to refresh.
 */
export const REFUSALS: Readonly<Record<string, readonly [ReasonClass, string]>> = {
  EXPIRED_CODE: [
    'rescan',
    'The code has expired. Ask the customer to refresh it in the wallet, then scan again.',
  ],
  INVALID_CODE: [
    'rescan',
    'The code was not recognised. Ask the customer to refresh it in the wallet, then scan again.',
  ],
  INVALID_PAYMENT_CODE: ['otherTender', `Alipay+ does not accept this kind of code. ${ANOTHER_WAY}`],
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
    `Alipay+ knows this request with other details. Do not charge again. Tell the shop's technician.`,
  ],
  ORDER_NOT_EXIST: ['general', 'Alipay+ does not know this payment. Check the payment number.'],
  CURRENCY_NOT_SUPPORT: ['setUp', NOT_SET_UP],
  BUSINESS_NOT_SUPPORT: ['setUp', NOT_SET_UP],
  INVALID_CONTRACT: ['setUp', NOT_SET_UP],
  SETTLE_CONTRACT_NOT_MATCH: ['setUp', NOT_SET_UP],
  INVALID_MERCHANT_STATUS: ['setUp', NOT_SET_UP],
  MERCHANT_NOT_REGISTERED: ['setUp', `The shop is not registered with Alipay+ yet. ${CALL_TECHNICIAN}`],
  MERCHANT_KYB_NOT_QUALIFIED: ['setUp', `The shop is not approved by Alipay+ yet. ${CALL_TECHNICIAN}`],
  ACCESS_DENIED: ['technical', REQUEST_REFUSED],
  INVALID_API: ['technical', REQUEST_REFUSED],
  NO_INTERFACE_DEF: ['technical', REQUEST_REFUSED],
  INVALID_CLIENT: ['technical', REQUEST_REFUSED],
  INVALID_SIGNATURE: ['technical', REQUEST_REFUSED],
  KEY_NOT_FOUND: ['technical', REQUEST_REFUSED],
  METHOD_NOT_SUPPORTED: ['technical', REQUEST_REFUSED],
  MEDIA_TYPE_NOT_ACCEPTABLE: ['technical', REQUEST_REFUSED],
  PARAM_ILLEGAL: ['technical', REQUEST_REFUSED],
  INVALID_TOKEN: ['technical', REQUEST_REFUSED],
  INVALID_ACCESS_TOKEN: ['technical', REQUEST_REFUSED],
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

/** A code that nobody listed: the status is trusted, the code kept. Source: dossier section 5.2, last row. */
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

/** The reason of a refusal, by the gateway's result code. */
export function reasonOf(resultCode: string): Reason {
  const [reasonClass, say] = (Object.hasOwn(REFUSALS, resultCode) ? REFUSALS[resultCode] : null) ?? UNLISTED;
  return { code: cleanCode(resultCode), class: reasonClass, say };
}

/**
 * A result code fit to be kept and shown: at most 64 letters, digits and `_`.
 *
 * Why: runs of many digits are taken out, since a gateway that quotes what it was sent would quote the payment code.
 */
export function cleanCode(resultCode: string): string {
  const clean = resultCode
    .replace(/\d{12,}/g, '')
    .replace(/\W/g, '_')
    .slice(0, CODE_CHARACTERS_MAX);
  return clean === '' ? 'NO_RESULT_CODE' : clean;
}
