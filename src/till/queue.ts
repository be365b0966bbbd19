import type { Ms } from '../ground/time.ts';
import { giveBackOf } from '../payment/give-back-refund.ts';
import type { Payment, Sale } from '../payment/state.ts';
import type { Book } from './book.ts';

/** What is still owed to an acquirer or to paper. */
export interface Owed {
  readonly kind: 'capture' | 'cancel' | 'refund' | 'inquiry' | 'receipt';
  readonly saleId: string;
  readonly paymentRequestId?: string;
  readonly refundRequestId?: string;
  readonly sinceMs: Ms;
  readonly tries: number;
  readonly nextTryAtMs: Ms;
  readonly lastAnswer: string | null;
}

/** The queue: derived from how the open sales stand, so that it can neither lose nor invent an item. */
export function queueOf(book: Book): Owed[] {
  return book
    .open()
    .flatMap((sale) => [
      ...sale.payments.flatMap((p) => owedBy(sale, p)),
      ...refundsOwed(sale),
      ...receiptsOwed(sale),
    ]);
}

/** One that waits for an earlier refund of its payment has no time of its own yet: it follows the moment that one ends. */
function refundsOwed(sale: Sale): Owed[] {
  return sale.refunds.flatMap(({ facts, state }) =>
    state.kind === 'pending'
      ? [
          {
            kind: 'refund' as const,
            saleId: sale.saleId,
            paymentRequestId: facts.paymentRequestId,
            refundRequestId: facts.refundRequestId,
            sinceMs: state.sinceMs,
            tries: state.tries,
            nextTryAtMs: state.nextTryAtMs ?? state.sinceMs,
            lastAnswer: state.lastAnswer,
          },
        ]
      : [],
  );
}

function owedBy(sale: Sale, payment: Payment): Owed[] {
  const ids = { saleId: sale.saleId, paymentRequestId: payment.facts.paymentRequestId };
  const state = payment.state;
  if (state.kind === 'cancelling') {
    const { sinceMs, tries, nextTryAtMs, lastAnswer } = state;
    const kind = state.phase === 'inquire' ? 'inquiry' : state.phase;
    const refund =
      kind === 'refund' ? { refundRequestId: giveBackOf(payment.facts, state).refundRequestId } : {};
    return [{ kind, ...ids, ...refund, sinceMs, tries, nextTryAtMs, lastAnswer }];
  }
  if ('question' in state && state.question !== null) {
    const { sinceMs, tries, nextTryAtMs, lastAnswer } = state.question;
    return [{ kind: 'inquiry', ...ids, sinceMs, tries, nextTryAtMs, lastAnswer }];
  }
  if (state.kind === 'capturing') {
    const { asks, sinceMs, tries, nextTryAtMs, lastAnswer } = state;
    return [{ kind: asks ? 'inquiry' : 'capture', ...ids, sinceMs, tries, nextTryAtMs, lastAnswer }];
  }
  if (state.kind === 'checking') {
    const { tries, nextAskAtMs, lastAnswer } = state;
    return [
      {
        kind: 'inquiry',
        ...ids,
        sinceMs: payment.facts.startedAtMs,
        tries,
        nextTryAtMs: nextAskAtMs,
        lastAnswer,
      },
    ];
  }
  // The look after a cancel is a precaution; it is owed once a first look brought no answer.
  if (state.kind === 'cancelled' && state.recheck.dueAtMs !== null && state.recheck.tries > 0) {
    const { sinceMs, tries, dueAtMs } = state.recheck;
    return [{ kind: 'inquiry', ...ids, sinceMs, tries, nextTryAtMs: dueAtMs, lastAnswer: null }];
  }
  return [];
}

function receiptsOwed(sale: Sale): Owed[] {
  return Object.values(sale.receipts).flatMap((job) =>
    job.state.kind === 'waiting'
      ? [
          {
            kind: 'receipt' as const,
            saleId: sale.saleId,
            sinceMs: job.state.sinceMs,
            tries: job.state.why === null ? 0 : 1,
            nextTryAtMs: job.state.sinceMs,
            lastAnswer: job.state.why,
          },
        ]
      : [],
  );
}
