import type { Refund } from '../payment/refund-state.ts';
import { ok, type Result } from '../ground/result.ts';
import { pair, type Place } from './document.ts';
import { noPaper, type NoPaper } from './no-paper.ts';
import { warnedSlip } from './pending-slip.ts';
import { receiptOf, type Receipt, type ReceiptFacts, type VoidedPayment } from './receipt.ts';
import { paperLanguageOf, wordsOf } from './words/languages.ts';

/** What a slip of a refund says beside the refund and its payment. */
type SlipFacts = Omit<Place, 'language'> &
  Pick<ReceiptFacts, 'copy' | 'brands' | 'marked' | 'referenceOrderId' | 'languages'>;

/**
 * The slip of a refund as it stands: its receipt once the acquirer confirmed it, before that a slip that says PENDING.
 *
 * A pending slip never says that money was given back. Error: a refund that failed has no slip.
 */
export function refundSlipOf(
  facts: SlipFacts,
  payment: VoidedPayment,
  refund: Refund,
): Result<Receipt, NoPaper> {
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
      return noPaper('refundFailed', 'This refund did not go through: there is no receipt of it.');
  }
}

function pendingSlip(facts: SlipFacts, payment: VoidedPayment, { facts: refund }: Refund): Receipt {
  const language = paperLanguageOf(facts.languages[0]);
  const words = wordsOf(language);
  return warnedSlip({ ...facts, language }, ({ refundPending }) => refundPending, {
    paymentRequestId: refund.paymentRequestId,
    amount: refund.amount,
    atMs: refund.approvedAtMs,
    languages: facts.languages,
    references: [
      ...pair(words.order, facts.referenceOrderId),
      ...pair(words.payment, payment.charge.paymentId),
      ...pair(words.refundId, refund.refundRequestId),
    ],
    foot: [],
  });
}
