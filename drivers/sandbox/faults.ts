import type { PayOutcome, Undecided } from './order.ts';
import type { Api } from './requests.ts';

/**
 * What goes wrong with one call on the wire.
 *
 * `lostRequest` dropped before the ledger sees it · `lostAnswer` the ledger acts, then dropped · `lateRequest` the
 * ledger sees it after waitMs · `lateAnswer` the ledger acts, the answer leaves after waitMs · `answer` answered with
 * the code, the ledger never asked · `actThenAnswer` the ledger acts, the answer is the code · the rest: the ledger
 * acts, and the answer is spoilt as named.
 */
export type WireFault =
  | { readonly kind: 'lostRequest' | 'lostAnswer' }
  | { readonly kind: 'lateRequest' | 'lateAnswer'; readonly waitMs: number }
  | { readonly kind: 'answer' | 'actThenAnswer'; readonly code: string }
  | { readonly kind: 'httpStatus'; readonly status: number }
  | { readonly kind: 'garbled' | 'wrongSignature' | 'noSignature' | 'oversized' }
  | { readonly kind: 'otherAmount' | 'otherPaymentRequestId' | 'datedEarly' };

/** One thing that goes wrong: with which call, how often (without `times`: always), and what. */
export interface FaultStep {
  readonly api: Api;
  readonly times?: number;
  readonly wire: WireFault;
}

/** What a fault does: how the wallet decides (it pays where nothing is said), and what goes wrong on the wire. */
export interface FaultPlan {
  readonly outcome?: PayOutcome;
  readonly steps?: readonly FaultStep[];
}

/**
 * A fault of the menu.
 *
 * Shape: chosen for a payment by `amountEnding`, the last three digits of paymentAmount.value, or by `codeSuffix`, the
 * last four of the payment code; or armed by a control call.
 */
export interface Fault {
  readonly id: string;
  readonly say: string;
  readonly amountEnding?: string;
  readonly codeSuffix?: string;
  readonly plan: FaultPlan;
}

/** Longer than the till waits for pay or cancel, 8 s. Source: dossier section 4, timeouts. */
const BEYOND_TIMEOUT_MS = 10_000;
/** Late enough that the till has taken the confirmed cancel for the end. Ours. */
const AFTER_CANCEL_MS = 5000;

const undecided = (until: Undecided['until'], then = 'SUCCESS'): Undecided => ({
  kind: 'undecided',
  says: 'PAYMENT_IN_PROCESS',
  until,
  then,
});
const unknown = (until: Undecided['until'], then = 'SUCCESS'): Undecided => ({
  ...undecided(until, then),
  says: 'UNKNOWN_EXCEPTION',
});
const SECOND_INQUIRY = { on: 'inquiry', count: 2 } as const;
const NEVER = { on: 'never' } as const;

/** A row that an amount or a code can choose. Both numbers are one: `9` before the amount's ending is the suffix. */
const row = (ending: string, id: string, say: string, plan: FaultPlan): Fault => ({
  id,
  say,
  amountEnding: ending,
  codeSuffix: `9${ending}`,
  plan,
});
const wire = (api: Api, fault: WireFault, times?: number): FaultPlan => ({
  steps: [{ api, wire: fault, ...(times === undefined ? {} : { times }) }],
});
const refusal = (ending: string, code: string, say: string): Fault =>
  row(ending, `refuse-${code.toLowerCase().replaceAll('_', '-')}`, say, {
    outcome: { kind: 'refuse', code },
  });

/**
 * Everything that the sandbox can do wrong.
 *
 * Why: endings never end in 0, 5 or 9, so that prices such as 9.90, 19.95 or 9.99 pay as they should.
 */
export const FAULTS: readonly Fault[] = [
  { id: 'none', say: 'Nothing goes wrong: the wallet pays at once.', plan: {} },

  row('901', 'in-process-paid', 'The wallet asks its user, who confirms by the second inquiry.', {
    outcome: undecided(SECOND_INQUIRY),
  }),
  row('902', 'in-process-failed', 'The wallet asks its user, who fails to prove who they are.', {
    outcome: undecided(SECOND_INQUIRY, 'USER_PAYMENT_VERIFICATION_FAILED'),
  }),
  row('903', 'in-process-never', 'The wallet asks its user, who never answers.', {
    outcome: undecided(NEVER),
  }),
  row('904', 'in-process-expires', 'The user never answers, and the order closes when it expires.', {
    outcome: undecided({ on: 'expiry' }),
  }),
  row('906', 'unknown-paid', 'Pay answers that the outcome is unknown; it turns out paid.', {
    outcome: unknown(SECOND_INQUIRY),
  }),
  row('907', 'unknown-failed', 'Pay answers that the outcome is unknown; it turns out refused.', {
    outcome: unknown(SECOND_INQUIRY, 'USER_BALANCE_NOT_ENOUGH'),
  }),
  row('908', 'unknown-but-charged', 'The wallet pays, but pay answers that the outcome is unknown.', {
    ...wire('pay', { kind: 'actThenAnswer', code: 'UNKNOWN_EXCEPTION' }),
  }),
  row('911', 'u-storm', 'Undecided, and every inquiry fails with "unknown".', {
    outcome: unknown(NEVER),
    ...wire('inquiryPayment', { kind: 'actThenAnswer', code: 'UNKNOWN_EXCEPTION' }),
  }),
  row('912', 'u-storm-charged', 'Charged, but pay and every inquiry answer "unknown".', {
    steps: [
      { api: 'pay', wire: { kind: 'actThenAnswer', code: 'UNKNOWN_EXCEPTION' } },
      { api: 'inquiryPayment', wire: { kind: 'actThenAnswer', code: 'UNKNOWN_EXCEPTION' } },
    ],
  }),
  row('913', 'charged-after-20s', 'Undecided; the user confirms 20 seconds after pay.', {
    outcome: undecided({ on: 'time', afterMs: 20_000 }),
  }),
  row('914', 'charged-after-cancel', 'Undecided; charged 5 seconds after its cancel was confirmed.', {
    outcome: undecided({ on: 'cancelled', afterMs: AFTER_CANCEL_MS }),
  }),

  row('916', 'lost-request', 'The connection breaks before the gateway sees the first pay.', {
    ...wire('pay', { kind: 'lostRequest' }, 1),
  }),
  row('917', 'lost-answer', 'The gateway charges, and the connection breaks before the answer.', {
    ...wire('pay', { kind: 'lostAnswer' }, 1),
  }),
  row('918', 'late-answer', 'The gateway charges, and answers only after 10 seconds.', {
    ...wire('pay', { kind: 'lateAnswer', waitMs: BEYOND_TIMEOUT_MS }),
  }),
  row('921', 'late-request', 'The pay is held up, and reaches the gateway after 10 seconds.', {
    ...wire('pay', { kind: 'lateRequest', waitMs: BEYOND_TIMEOUT_MS }, 1),
  }),
  row('922', 'throttled', 'Twice too many requests; then the wallet pays.', {
    ...wire('pay', { kind: 'answer', code: 'REQUEST_TRAFFIC_EXCEED_LIMIT' }, 2),
  }),
  row(
    '923',
    'http-500',
    'Charged, but the answer is HTTP 500.',
    wire('pay', { kind: 'httpStatus', status: 500 }),
  ),
  row('924', 'http-302', 'Charged, but the answer is a redirect to elsewhere.', {
    ...wire('pay', { kind: 'httpStatus', status: 302 }),
  }),
  row('926', 'garbled-body', 'Charged, but the signed answer is not JSON.', wire('pay', { kind: 'garbled' })),
  row('927', 'wrong-signature', 'Charged, but the answer is signed wrongly.', {
    ...wire('pay', { kind: 'wrongSignature' }),
  }),
  row(
    '928',
    'no-signature',
    'Charged, but the answer has no signature.',
    wire('pay', { kind: 'noSignature' }),
  ),
  row(
    '931',
    'oversized-body',
    'Charged, but the answer has two megabytes.',
    wire('pay', { kind: 'oversized' }),
  ),
  row('932', 'other-amount', 'Charged rightly, but pay and inquiry tell of another amount.', {
    steps: [
      { api: 'pay', wire: { kind: 'otherAmount' } },
      { api: 'inquiryPayment', wire: { kind: 'otherAmount' } },
    ],
  }),
  row('933', 'other-payment-in-inquiry', 'The inquiry tells of another paymentRequestId.', {
    outcome: undecided(SECOND_INQUIRY),
    ...wire('inquiryPayment', { kind: 'otherPaymentRequestId' }),
  }),
  row('934', 'order-not-exist-at-first', 'Charged, but unknown to pay and to the first three inquiries.', {
    steps: [
      { api: 'pay', wire: { kind: 'actThenAnswer', code: 'UNKNOWN_EXCEPTION' } },
      { api: 'inquiryPayment', times: 3, wire: { kind: 'answer', code: 'ORDER_NOT_EXIST' } },
    ],
  }),
  row('936', 'dated-early', 'Charged, but pay and inquiry date it ten minutes earlier.', {
    steps: [
      { api: 'pay', wire: { kind: 'datedEarly' } },
      { api: 'inquiryPayment', wire: { kind: 'datedEarly' } },
    ],
  }),

  refusal('941', 'USER_BALANCE_NOT_ENOUGH', 'The wallet has too little money.'),
  refusal('942', 'EXPIRED_CODE', 'The code is too old.'),
  refusal('943', 'INVALID_CODE', 'The code is not known.'),
  refusal('944', 'RISK_REJECT', 'Declined for risk.'),
  refusal('946', 'REGULATION_RESTRICTION', 'Declined by regulation.'),
  refusal('947', 'USER_AMOUNT_EXCEED_LIMIT', 'Above the limit of the user.'),
  refusal('948', 'PAYMENT_AMOUNT_EXCEED_LIMIT', 'Above the limit of a payment.'),
  refusal('951', 'PAYMENT_COUNT_EXCEED_LIMIT', 'Too many payments.'),
  refusal('952', 'PROCESS_FAIL', 'The gateway failed to process it.'),
  refusal('953', 'MERCHANT_NOT_REGISTERED', 'The shop is not registered.'),
  refusal('954', 'ACCESS_DENIED', 'The gateway denies access.'),
  refusal('956', 'USER_KYC_NOT_QUALIFIED', 'The wallet wants its user verified first.'),
  refusal('957', 'USER_NOT_EXIST', 'The wallet has no such user.'),
  refusal('958', 'USER_STATUS_ABNORMAL', "The user's wallet is blocked."),
  refusal('961', 'USER_PAYMENT_VERIFICATION_FAILED', 'The user failed to prove who they are.'),
  refusal('962', 'UNAVAILABLE_PAYMENT_METHOD', "The wallet's card cannot be used."),
  refusal('963', 'ORDER_IS_CLOSED', 'The order is closed already.'),
  refusal('964', 'CURRENCY_NOT_SUPPORT', 'The currency is not supported.'),
  refusal('966', 'BUSINESS_NOT_SUPPORT', 'The contract does not hold this business.'),
  refusal('967', 'INVALID_CONTRACT', 'The contract is not valid.'),
  refusal('968', 'MERCHANT_KYB_NOT_QUALIFIED', 'The shop is not verified yet.'),
  refusal('971', 'SOMETHING_NEW', 'Refused with a code that is in no list.'),

  row('981', 'cancel-unknown', 'Paid; three cancels answer "unknown", the fourth is made.', {
    ...wire('cancelPayment', { kind: 'answer', code: 'UNKNOWN_EXCEPTION' }, 3),
  }),
  row('982', 'cancel-lost-answer', 'Paid; the first cancel is made, and its answer is lost.', {
    ...wire('cancelPayment', { kind: 'lostAnswer' }, 1),
  }),
  row('983', 'cancel-too-late', 'Paid; every cancel is refused as too late.', {
    ...wire('cancelPayment', { kind: 'answer', code: 'CANCEL_WINDOW_EXCEED' }),
  }),
  row('984', 'cancel-refused', 'Paid; every cancel fails.', {
    ...wire('cancelPayment', { kind: 'answer', code: 'PROCESS_FAIL' }),
  }),
  row('986', 'refund-unknown', 'Paid; three refunds answer "unknown", the fourth is made.', {
    ...wire('refund', { kind: 'answer', code: 'UNKNOWN_EXCEPTION' }, 3),
  }),
  row('987', 'refund-lost-answer', 'Paid; the first refund is made, and its answer is lost.', {
    ...wire('refund', { kind: 'lostAnswer' }, 1),
  }),
  row('988', 'refund-refused', 'Paid; every refund fails.', {
    ...wire('refund', { kind: 'answer', code: 'PROCESS_FAIL' }),
  }),
];

/** The fault with an id. */
export function faultOf(id: string): Fault | undefined {
  return FAULTS.find((fault) => fault.id === id);
}

/** The fault that a payment asks for by its code, or else by its amount. */
export function faultOfPayment(code: string, value: string): Fault | undefined {
  return (
    FAULTS.find((fault) => fault.codeSuffix !== undefined && code.endsWith(fault.codeSuffix)) ??
    FAULTS.find((fault) => fault.amountEnding !== undefined && value.endsWith(fault.amountEnding))
  );
}
