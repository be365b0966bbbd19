import type { Ms } from '../ground/time.ts';
import type { PaperName } from './receipt-state.ts';
import { isUnbegun } from './refund.ts';
import type { Sale } from './state.ts';
import type { TillEvent } from './events.ts';
import { isQuestioned, isUnresolved, wakeAtOf } from './transition.ts';

/**
 * What a sale is told when the process has started again: ask for what was under way, never pay again.
 *
 * `replayed`: payments of the process before. One that was begun since is this run's own, and nothing of it is lost.
 * A receipt that was on its way to paper may or may not be there; it is never printed a second time by itself.
 */
export function resumeEvents(sale: Sale, nowMs: Ms, replayed: ReadonlySet<string>): TillEvent[] {
  const base = { saleId: sale.saleId, atMs: nowMs };
  const payments = sale.payments.flatMap((payment): TillEvent[] => {
    const state = payment.state;
    const lookAgain = state.kind === 'cancelled' && (state.recheck.atNextStart || state.recheck.inFlight);
    const isQuiet = !isUnresolved(payment) && !isQuestioned(payment) && wakeAtOf(payment) === null;
    if (isQuiet && !lookAgain) return [];
    const { paymentRequestId } = payment.facts;
    if (!replayed.has(paymentRequestId)) return [];
    return [{ ...base, kind: 'paymentChanged', paymentRequestId, change: { kind: 'resumed' } }];
  });
  const receipts = Object.entries(sale.receipts).flatMap(([copy, job]): TillEvent[] =>
    job.state.kind === 'printing'
      ? [
          {
            ...base,
            kind: 'receiptEnded',
            copy: copy as PaperName,
            outcome: { kind: 'unknown', why: 'The till was stopped while this receipt was printing.' },
          },
        ]
      : [],
  );
  const refunds = sale.refunds.flatMap(({ facts, state }): TillEvent[] =>
    state.kind === 'pending' && replayed.has(facts.paymentRequestId)
      ? [
          {
            ...base,
            kind: 'refundChanged',
            refundRequestId: facts.refundRequestId,
            change:
              isUnbegun(state) && facts.repeat.kind === 'lookFirst'
                ? { kind: 'resumed', looks: true }
                : { kind: 'resumed' },
          },
        ]
      : [],
  );
  return [...payments, ...refunds, ...receipts];
}
