import type { Refund } from '../payment/refund-state.ts';
import { formatAmount } from '../money/format.ts';
import { err, ok, type Result } from '../result.ts';
import { BLANK, centred, framed, head, inBoth, origin, pair, RULE, type Place } from './document.ts';
import { localTime } from './local-time.ts';
import { receiptOf, type Receipt, type ReceiptFacts, type VoidedPayment } from './receipt.ts';
import { paperLanguageOf, wordsOf } from './words/languages.ts';

/** What a slip of a refund says beside the refund and its payment. */
type SlipFacts = Omit<Place, 'language'> &
  Pick<ReceiptFacts, 'copy' | 'marked' | 'referenceOrderId' | 'languages'>;

/**
 * The slip of a refund as it stands: its receipt once the acquirer confirmed it, before that a slip that says PENDING.
 *
 * A pending slip never says that money was given back. Error: in words, for a refund that failed.
 */
export function refundSlipOf(
  facts: SlipFacts,
  payment: VoidedPayment,
  refund: Refund,
): Result<Receipt, string> {
  const { state } = refund;
  const { refundRequestId, amount, approvedAtMs: startedAtMs } = refund.facts;
  switch (state.kind) {
    case 'refunded': {
      const { refundId, refundTime } = state;
      const done = { refundRequestId, refundId, refundTime, amount, startedAtMs };
      return ok(receiptOf({ ...facts, type: 'REFUND', payment, refund: done }));
    }
    case 'pending':
      return ok(pendingSlip(facts, payment, refund));
    case 'failed':
      return err('This refund did not go through: there is no receipt of it.');
  }
}

function pendingSlip(facts: SlipFacts, payment: VoidedPayment, { facts: refund }: Refund): Receipt {
  const language = paperLanguageOf(facts.languages[0]);
  const place: Place = { ...facts, language };
  const words = wordsOf(language);
  const warning = inBoth(place, ({ refundPending }) => refundPending).map((text) =>
    centred(text, 'tall', true),
  );
  return framed(place, [
    ...warning,
    RULE,
    ...head(place).filter(({ kind }) => kind !== 'mark'),
    RULE,
    ...origin(place),
    RULE,
    ...pair(words.tillTime, localTime(refund.approvedAtMs, facts.timeZone)),
    ...pair(words.order, facts.referenceOrderId),
    ...pair(words.payment, payment.charge.paymentId),
    ...pair(words.refundId, refund.refundRequestId),
    BLANK,
    centred(formatAmount(refund.amount, facts.languages[0] ?? 'en')),
    BLANK,
    { kind: 'barcode', text: payment.facts.paymentRequestId },
    BLANK,
    ...warning,
  ]);
}
