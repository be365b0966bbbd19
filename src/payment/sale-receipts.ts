import { assertNever, invariant } from '../ground/result.ts';
import type { PrintOutcome } from './answers.ts';
import type { TillEvent } from './events.ts';
import type { SaleStep } from './step.ts';
import type { PaperName, PrintedOn, ReceiptJob } from './receipt-state.ts';
import type { Sale } from './state.ts';

/** Copies begin their way to paper. */
export function printing(
  sale: Sale,
  copies: readonly PaperName[],
  atMs: number,
  printer: string | null = null,
): SaleStep {
  const receipts = { ...sale.receipts };
  for (const copy of copies) {
    const before = receipts[copy];
    const onPaper = before !== undefined && ['printing', 'printed', 'unknown'].includes(before.state.kind);
    receipts[copy] = {
      state: { kind: 'waiting', why: null, sinceMs: atMs },
      // A copy that is surely not on paper yet is still the original.
      marked: onPaper || (before?.marked ?? false),
      to: printer,
      on: null,
    };
  }
  return {
    sale: { ...sale, receipts },
    effects: copies.map((copy) => ({ kind: 'printReceipt', saleId: sale.saleId, copy, printer })),
  };
}

/** Why a copy is not printed that a person gave up while it waited for a printer. */
export const SKIPPED = 'It was skipped while it waited for a printer.';

/** Something happened to one copy. */
export function withReceipt(sale: Sale, copy: PaperName, change: (job: ReceiptJob) => ReceiptJob): SaleStep {
  const job = sale.receipts[copy] ?? (sale.copies === null ? UNHEARD_OF : undefined);
  invariant(
    job !== undefined,
    `an event for the ${copy} receipt of ${sale.saleId}, which was never asked for`,
  );
  return { sale: { ...sale, receipts: { ...sale.receipts, [copy]: change(job) } }, effects: [] };
}

const UNHEARD_OF: ReceiptJob = { state: { kind: 'printing' }, marked: false, to: null, on: null };

/** It goes to paper now. */
export function started(job: ReceiptJob, on: PrintedOn | undefined): ReceiptJob {
  return { ...job, state: { kind: 'printing' }, on: on ?? null };
}

/**
 * What became of a print; paper that was on its way when its sale was voided says nothing of the void's own.
 *
 * What waits may only be given up, and what is over stays as it is: an original that was printed is not printed again.
 */
export function ended(job: ReceiptJob, outcome: PrintOutcome, atMs: number): ReceiptJob {
  const isToCome = job.state.kind === 'waiting' && outcome.kind === 'notPrinted';
  if (job.state.kind !== 'printing' && !isToCome) return job;
  switch (outcome.kind) {
    case 'printed':
      return { ...job, state: { kind: 'printed' } };
    case 'notPrinted':
      return outcome.again
        ? { ...job, state: { kind: 'waiting', why: outcome.why, sinceMs: atMs } }
        : { ...job, state: { kind: 'notPrinted', why: outcome.why } };
    case 'unknown':
      return { ...job, state: { kind: 'unknown', why: outcome.why } };
    default:
      return assertNever(outcome);
  }
}

/** A refund that is done has a slip of its own. */
export function withRefundSlip(
  before: Sale,
  step: SaleStep,
  { refundRequestId, atMs }: Extract<TillEvent, { kind: 'refundChanged' }>,
): SaleStep {
  const isDone = (sale: Sale): boolean =>
    sale.refunds.some(
      ({ facts, state }) => facts.refundRequestId === refundRequestId && state.kind === 'refunded',
    );
  if (isDone(before) || !isDone(step.sale)) return step;
  const printed = printing(step.sale, [paperOfRefund(refundRequestId)], atMs);
  return { sale: printed.sale, effects: [...step.effects, ...printed.effects] };
}

/** The name of a refund's slip. Source: interface section 3, receipts. */
export function paperOfRefund(refundRequestId: string): PaperName {
  return `refund-${refundRequestId}`;
}
