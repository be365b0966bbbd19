import type { Reason } from '../../payment/answers.ts';
import {
  ANOTHER_WAY,
  CALL_TECHNICIAN,
  reasonIn,
  refusalsOf,
  type Refusals,
} from '../signed-wire/refusals.ts';

const DECLINED = 'The card was declined. Ask for another card.';
const NOT_HERE = `Card payment by phone is not available here. ${CALL_TECHNICIAN}`;
const CONTRADICTION = "Do not charge or refund again. Tell the shop's technician.";

/** What each refusal of a card means: as at Alipay+, with *card* for *wallet*. Source: dossier section 12. */
const REFUSALS: Refusals = {
  ...refusalsOf('Antom'),
  USER_BALANCE_NOT_ENOUGH: ['user', DECLINED],
  USER_AMOUNT_EXCEED_LIMIT: ['user', DECLINED],
  USER_PAYMENT_VERIFICATION_FAILED: [
    'user',
    "The bank's check was not passed. Show a new code to try again, or offer another way.",
  ],
  PROCESS_FAIL: ['general', 'The payment did not go through. Show a new code.'],
  FAIL: ['general', 'The payment did not go through. Show a new code.'],
  ORDER_NOT_EXIST: ['contradiction', `Antom does not know this payment. ${CONTRADICTION}`],
  PAYMENT_NOT_EXIST: ['contradiction', `Antom does not know this payment. ${CONTRADICTION}`],
  PAYMENT_METHOD_NOT_SUPPORTED: ['setUp', NOT_HERE],
  UNAVAILABLE_PAYMENT_METHOD: ['setUp', NOT_HERE],
  CURRENCY_NOT_SUPPORT: ['setUp', NOT_HERE],
  INVALID_CONTRACT: ['setUp', NOT_HERE],
  INVALID_MERCHANT_STATUS: ['setUp', NOT_HERE],
  SETTLE_CONTRACT_NOT_MATCH: ['setUp', NOT_HERE],
  SIGNATURE_INVALID: ['technical', `Antom did not take the till's request. ${CALL_TECHNICIAN}`],
};

/** The reason of a refusal, by the acquirer's result code. */
export function reasonOf(resultCode: string): Reason {
  return reasonIn(REFUSALS, resultCode);
}

/** Antom sends the customer's phone back to an address. The code is ours. */
export const NO_BACK_PAGE: Reason = {
  code: 'ANTOM_NO_PUBLIC_URL',
  class: 'setUp',
  say: `Card payment needs the public address of this till (public.url). ${ANOTHER_WAY}`,
};
