import type { Reason } from '../../payment/answers.ts';
import { ANOTHER_WAY, reasonIn, refusalsOf, type Refusals } from '../signed-wire/refusals.ts';

const COMMON = refusalsOf('Antom');
const SAME_AS: Readonly<Record<string, string>> = {
  // The customer's code is refreshed once more before another way is offered.
  INVALID_PAYMENT_CODE: 'INVALID_CODE',
  VERIFY_TIMES_EXCEED_LIMIT: 'USER_PAYMENT_VERIFICATION_FAILED',
  VERIFY_UNMATCHED: 'USER_PAYMENT_VERIFICATION_FAILED',
  SUSPECTED_RISK: 'RISK_REJECT',
  PAYMENT_PROHIBITED: 'RISK_REJECT',
  SYSTEM_ERROR: 'PROCESS_FAIL',
  PAYMENT_NOT_QUALIFIED: 'INVALID_CONTRACT',
  NO_PAY_OPTIONS: 'INVALID_CONTRACT',
  CLIENT_INVALID: 'INVALID_CLIENT',
  SIGNATURE_INVALID: 'INVALID_SIGNATURE',
};

/** What each refusal of Antom in a shop means. Source: dossier section 4. */
export const REFUSALS: Refusals = {
  ...COMMON,
  ...Object.fromEntries(
    Object.entries(SAME_AS).flatMap(([code, same]) => {
      const known = COMMON[same];
      return known === undefined ? [] : [[code, known]];
    }),
  ),
  ORDER_STATUS_INVALID: ['general', 'Antom cannot do this with the payment as it stands now.'],
  PARTIAL_REFUND_NOT_SUPPORTED: ['general', 'This wallet gives back a payment as a whole only.'],
  MULTIPLE_REFUNDS_NOT_SUPPORTED: ['general', 'This wallet gives money back once only.'],
  REFUND_NOT_SUPPORTED: ['general', `This wallet takes no money back. Give it back in another way.`],
  MERCHANT_BALANCE_NOT_ENOUGH: [
    'general',
    "The shop's balance at Antom is too low for this refund. Try again later.",
  ],
};

/** The reason of a refusal, by the acquirer's result code. */
export function reasonOf(resultCode: string): Reason {
  return reasonIn(REFUSALS, resultCode);
}

/** An order code that was made and cannot be shown. The code is ours. */
export const NO_CODE: Reason = {
  code: 'ANTOM_NO_CODE',
  class: 'technical',
  say: `Antom made no code that can be shown. ${ANOTHER_WAY}`,
};
