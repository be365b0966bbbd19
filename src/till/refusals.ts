import { refuse, type Problem, type Refused, type WhyOf } from '../contract/problems.ts';
import type { NoPaper } from '../receipt/no-paper.ts';

// What the desks refuse about a sale, with the sentence for each reason. A page chooses its own words by `why`.

export const NO_SUCH_SALE = refuse({ slug: 'not-found', detail: 'There is no sale with this id.' });
export const ORDER_EXHAUSTED = refuse({
  slug: 'order-exhausted',
  detail: 'This order was tried too often. Cancel it and take another way to pay.',
});
export const NOT_TRAINING = refuse({
  slug: 'not-available',
  detail: 'Codes for practice are shown in training mode only.',
  why: 'trainingOnly',
});

const NOT_CANCELLED: Readonly<Record<WhyOf<'cancel-refused'>, string>> = {
  byPerson: 'The till cannot cancel this charge by itself: do what the screen says.',
  notDoubted: 'There is no doubted charge to give back.',
};

/** A sale that cannot be cancelled as it stands. */
export function refuseCancel(why: WhyOf<'cancel-refused'>): Refused<Problem<'cancel-refused'>> {
  return refuse({ slug: 'cancel-refused', detail: NOT_CANCELLED[why], why });
}

const NOT_VOIDED: Readonly<Record<WhyOf<'void-refused'>, string>> = {
  partRefunded: 'A part of this payment is refunded already. Refund the rest of it instead.',
  givenBack: 'The money of this payment was given back already.',
  tooLate: 'It is too late to void this payment. Refund it instead.',
  noVoid: 'This payment service has no void. Refund the payment instead.',
};

/** A paid payment that cannot be voided. */
export function refuseVoid(why: WhyOf<'void-refused'>): Refused<Problem<'void-refused'>> {
  return refuse({ slug: 'void-refused', detail: NOT_VOIDED[why], why });
}

const NOT_RETRIED: Readonly<Record<WhyOf<'retry-refused'>, string>> = {
  declined: 'This payment was declined for good. Take another way to pay.',
  notFailed: 'Only a sale that failed can be tried again.',
};

/** A sale that cannot be tried again. */
export function refuseRetry(why: WhyOf<'retry-refused'>): Refused<Problem<'retry-refused'>> {
  return refuse({ slug: 'retry-refused', detail: NOT_RETRIED[why], why });
}

/** A paper that does not exist, or that cannot be printed now. */
export function refusePaper({ why, say: detail }: NoPaper): Refused<Problem<'not-printable'>> {
  return refuse({ slug: 'not-printable', detail, why });
}

/** A copy that waits for its printer, or is being printed. */
export const UNDER_WAY = refusePaper({
  why: 'underWay',
  say: 'This receipt is on its way to the printer already.',
});
