import type { Minor } from '../../ground/money/amount.ts';
import type { Charge, InquiryAnswer, PaymentLook } from '../../payment/answers.ts';
import { GIVEN_BACK } from './refusals.ts';
import { alarm, unreadable, type WireResult } from './results.ts';
import {
  isUndoing,
  refundedMinorOf,
  refundsSeenIn,
  statusOfTransaction,
  type Transaction,
} from './transactions.ts';

/** A payment that succeeded, as far as it can be read: `charge` is null where it is not said what was charged. */
export interface Succeeded {
  readonly charge: Charge | null;
  readonly transactions: readonly Transaction[] | 'unreadable' | null | undefined;
  readonly result: WireResult;
}

/**
 * Whether a payment that succeeded once still stands, by its transactions.
 *
 * Source: Alipay+ dossier section 4.2; Antom in-store dossier section 3.4.
 */
export function standingOf({ charge, transactions, result }: Succeeded): InquiryAnswer {
  if (charge === null)
    return unreadable('the payment succeeded, but the amount or the paymentId cannot be read', result);
  if (transactions === 'unreadable')
    return unreadable('the payment succeeded, but its transactions cannot be read', result);
  const all = transactions ?? [];
  const done = all.filter((t) => statusOfTransaction(t) === 'done');
  if (done.some(isUndoing)) return { kind: 'notCharged', reason: GIVEN_BACK };
  const refundedMinor = refundedMinorOf(done, charge.amount);
  if (refundedMinor === null)
    return unreadable('the payment has a refund whose amount cannot be read', result);
  const leftMinor = charge.amount.valueMinor - refundedMinor;
  if (leftMinor <= 0) return { kind: 'notCharged', reason: GIVEN_BACK, refunded: true };
  const settling = all.some((t) => t.transactionType === 'REFUND' && statusOfTransaction(t) === 'underWay');
  return {
    kind: 'charged',
    charge,
    ...(refundedMinor > 0 ? { leftMinor: leftMinor as Minor } : {}),
    ...(settling ? { settling } : {}),
  };
}

/**
 * What is left of a payment that succeeded, with each of its refunds as they are listed, for one that is to be refunded.
 *
 * A refund without a readable amount makes the whole answer unknown: what is left could then be told too high;
 * `matchRefunds` sees that one that is listed twice is one.
 */
export function lookAtStanding({ charge, transactions, result }: Succeeded): PaymentLook {
  if (charge === null)
    return alarm('the payment succeeded, but the amount or the paymentId cannot be read', result);
  if (transactions === 'unreadable')
    return alarm('the payment succeeded, but its transactions cannot be read', result);
  const all = transactions ?? [];
  const refunds = refundsSeenIn(all, charge.amount);
  if (refunds === null) return alarm('the payment has a refund whose amount cannot be read', result);
  const reversed = all.some((t) => isUndoing(t) && statusOfTransaction(t) === 'done');
  return { kind: 'seen', charge, reversed, refunds };
}
