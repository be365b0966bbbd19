import { refuse, type Refused } from '../../contract/problems.ts';
import { blocksRefunds, mayBeTaken, type Dispute } from '../../office/dispute.ts';

// Why a payment is not refunded as it stands, in words.

export const NO_SUCH_REFUND = refuse({ slug: 'not-found', detail: 'There is no refund with this id.' });
export const NO_SUCH_PAYMENT = refuse({
  slug: 'not-found',
  detail: 'There is no payment with this id, here or at the acquirer.',
});
export const NOT_PAID = refuse({
  slug: 'refund-refused',
  detail: 'This payment is not paid, or was given back already: nothing can be refunded.',
  why: 'notPaid',
});
export const NOT_KNOWN_NOW = refuse({
  slug: 'refund-refused',
  detail:
    'This till does not know the payment, and the acquirer cannot be asked now. Try again when the connection is back.',
  why: 'notKnown',
});
export const WHOLE_ONLY = refuse({
  slug: 'refund-refused',
  detail: 'The acquirer of this payment refunds it in full only. Refund all of it.',
  why: 'wholeOnly',
});

/** Source: antom-card dossier section 12, refund while disputed. */
const DISPUTED = refuse({
  slug: 'disputed',
  detail: 'The customer’s bank disputes this payment. It cannot be refunded until that is decided.',
});
/** Source: antom-card dossier section 9: to do both would pay it twice. */
const SAY_TWICE = refuse({
  slug: 'confirm-needed',
  detail:
    'The dispute about this payment was lost. Its money is taken from the settlement, or to be refunded: ask the acquirer, and confirm the refund.',
});

/** While a bank disputes a payment nothing of it is refunded; after a dispute that was lost, a manager says it twice. */
export function whileDisputed(
  disputes: readonly Dispute[],
  isConfirmed: boolean,
): Refused<{ readonly slug: 'disputed' | 'confirm-needed'; readonly detail: string }> | null {
  if (disputes.some(blocksRefunds)) return DISPUTED;
  return disputes.some(mayBeTaken) && !isConfirmed ? SAY_TWICE : null;
}

/** The payment was made in another currency. */
export function madeIn(currency: string) {
  const detail = `this payment was made in ${currency}`;
  return refuse({ slug: 'invalid-request', detail, field: 'amount.currency' });
}

/** More is asked back than is left of the payment. */
export function exceeds(currency: string, leftMinor: number) {
  const refundable = { currency, value: String(Math.max(0, leftMinor)) };
  const detail = 'More would be refunded than was paid. Refunds that are still pending count.';
  return refuse({ slug: 'refund-exceeds-payment', detail, refundable });
}
