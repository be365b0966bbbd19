import { formatAmount } from '../ground/money/format.ts';
import { assertNever } from '../ground/result.ts';
import type { Reason } from './answers.ts';
import { mayHandOver } from './capture.ts';
import { OTHER_RECORD, UNREADABLE_CHARGE } from './charge-doubt.ts';
import { refundedMinor } from './sale-refunds.ts';
import { STILL_OPEN } from './still-open.ts';
import type { GiveBack, GiveBackCause, Payment, PaymentFacts, PaymentState, Sale } from './state.ts';
import { releasesEarly } from './terms.ts';

/** A reason as it is shown; what the till gives back by itself is of no class. */
export type SaidReason = Pick<Reason, 'code' | 'say'> & Partial<Pick<Reason, 'class'>>;

type Cancelled = Extract<PaymentState, { kind: 'cancelled' }>;

/** The books say that a paid payment was refunded in full, and this till's refunds do not explain it. */
export function goneOf(sale: Sale, { facts, state }: Payment): Pick<Reason, 'code' | 'say'> | undefined {
  if (state.kind !== 'paid' || !state.refundedInFull) return undefined;
  const isOurs = refundedMinor(sale, facts.paymentRequestId) >= state.charge.amount.valueMinor;
  return isOurs ? undefined : WHAT_WAS_GIVEN_BACK.elsewhere;
}

/** Why a payment stands as it does, for the cashier; undefined where nothing need be said. */
export function reasonOf(payment: Payment): SaidReason | undefined {
  const state = payment.state;
  switch (state.kind) {
    case 'failed':
    case 'attention':
      return state.reason;
    case 'cancelling':
      if (state.stuck === null && isGoodsGone(payment)) return GOODS_GONE;
      return state.stuck === null
        ? WHY_GIVEN_BACK[state.cause]
        : { ...state.stuck, say: sayStuck(payment.facts, state, state.stuck) };
    case 'cancelled':
      return isGoodsGone(payment) ? GOODS_GONE : whatWasGivenBack(state);
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
    case 'paid':
      return undefined;
    case 'capturing':
      return payment.facts.terms.releasesReturned === true && mayHandOver(payment)
        ? NOT_SETTLED_YET
        : undefined;
    default:
      return assertNever(state);
  }
}

/** The code is ours. Source of the sentence: trust-payments dossier, section 4. */
export const NOT_SETTLED_YET = {
  code: 'NOT_SETTLED_YET',
  say: 'Accepted at the shop’s risk. Settlement is not confirmed yet.',
} as const;

/** Whether goods may have gone for money that did not come. */
export function isGoodsGone({ facts, state }: Payment): boolean {
  return 'cause' in state && state.cause === 'notCollected' && releasesEarly(facts.terms);
}

/** The code is ours. */
export const GOODS_GONE = {
  code: 'GOODS_NOT_PAID',
  say: 'The goods could go, but the money did not come. Nothing was charged. Ask the customer for another payment, and tell the manager.',
} as const;

/** A task in words: what is owed, and the ids by which the acquirer knows it. */
function sayStuck(
  { paymentRequestId, amount }: PaymentFacts,
  { charge, refundMinor }: GiveBack,
  { code, say }: Reason,
): string {
  const whole = charge?.amount ?? amount;
  const left = formatAmount({ ...whole, valueMinor: refundMinor ?? whole.valueMinor }, 'en');
  const ids = charge === null ? paymentRequestId : `${charge.paymentId}, our id ${paymentRequestId}`;
  if (code === OTHER_RECORD.code)
    return `${say} Keep the goods. A manager looks it up in the portal of the acquirer: payment ${paymentRequestId}.`;
  if (code === STILL_OPEN.code)
    return `${say} Keep the goods. A manager has the acquirer look it up: payment ${paymentRequestId}. What is paid after all goes back by itself.`;
  const why =
    code === UNREADABLE_CHARGE.code
      ? `${say} The asked amount was ${left}.`
      : `The payment service refused to give ${left} back.`;
  return `${why} Keep the goods. A manager refunds it here, or in the portal of the acquirer: payment ${ids}.`;
}

/** Why nothing stays charged, and whether anything ever was. */
function whatWasGivenBack({ cause, charge }: Cancelled): Pick<Reason, 'code' | 'say'> {
  const { code, say } = WHAT_WAS_GIVEN_BACK[cause];
  if (cause !== 'windowOver' && cause !== 'cashier') return { code, say };
  const money = charge === null ? 'The customer was not charged.' : 'The customer was refunded.';
  return { code, say: `${say} ${money}` };
}

const WHY_GIVEN_BACK = {
  windowOver: {
    code: 'NO_ANSWER_IN_TIME',
    say: 'No answer came in time. Keep the goods: the payment is being cancelled.',
  },
  cashier: {
    code: 'CANCELLED_BY_CASHIER',
    say: 'The payment is being cancelled.',
  },
  void: { code: 'VOIDED', say: 'The payment is being voided: the customer gets the whole amount back.' },
  lateCharge: {
    code: 'LATE_CHARGE',
    say: 'The wallet was charged after the sale had ended. The whole amount is being given back to the customer.',
  },
  otherAmount: {
    code: 'AMOUNT_MISMATCH',
    say: 'Another amount was charged than the one asked. Keep the goods: the whole charge is being given back to the customer.',
  },
  notCollected: {
    code: 'NOT_COLLECTED',
    say: 'The payment was approved, but could not be collected. Keep the goods: the hold on the money is being released. Offer another way of paying.',
  },
  elsewhere: {
    code: 'CHARGE_GONE',
    say: 'This payment was given back to the customer, and not by this till. Ask the manager, and look for the sale at the other tills.',
  },
} as const satisfies Record<GiveBackCause, Pick<Reason, 'code' | 'say'>>;

const WHAT_WAS_GIVEN_BACK = {
  windowOver: { code: WHY_GIVEN_BACK.windowOver.code, say: 'No answer came in time.' },
  cashier: { code: WHY_GIVEN_BACK.cashier.code, say: 'The sale was cancelled.' },
  void: {
    code: WHY_GIVEN_BACK.void.code,
    say: 'The payment was voided. The customer gets the whole amount back.',
  },
  lateCharge: {
    code: WHY_GIVEN_BACK.lateCharge.code,
    say: 'The wallet was charged after the sale had ended. The whole amount was given back.',
  },
  otherAmount: {
    code: WHY_GIVEN_BACK.otherAmount.code,
    say: 'Another amount was charged than the one asked. The whole charge was given back. Offer another way of paying.',
  },
  notCollected: {
    code: WHY_GIVEN_BACK.notCollected.code,
    say: 'The payment was approved, but could not be collected. The customer was not charged. Offer another way of paying.',
  },
  elsewhere: WHY_GIVEN_BACK.elsewhere,
} as const satisfies Record<GiveBackCause, Pick<Reason, 'code' | 'say'>>;
