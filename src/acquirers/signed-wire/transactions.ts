import { z } from 'zod';
import type { Amount } from '../../ground/money/amount.ts';
import type { RefundSeen } from '../../payment/answers.ts';
import { amount, loose, NAME_CHARACTERS_MAX, result, scalar, time } from './values.ts';

/** What became of a payment later. A PAYMENT is listed by some gateways as its own first transaction. */
const transaction = z
  .object({
    transactionType: scalar,
    transactionStatus: scalar.nullish(),
    transactionResult: result.nullish(),
    transactionAmount: amount,
    transactionId: loose(NAME_CHARACTERS_MAX),
    transactionRequestId: loose(NAME_CHARACTERS_MAX),
    transactionTime: time,
  })
  .refine(
    (t) => t.transactionStatus || t.transactionResult,
    'has neither transactionStatus nor transactionResult',
  );
export type Transaction = z.infer<typeof transaction>;

/** The type of a transaction under a name that one of the pages misprints. Source: Antom card dossier section 4. */
const MISPRINTED = 'transationType';

const listed = z.preprocess((value) => {
  if (typeof value !== 'object' || value === null || !(MISPRINTED in value)) return value;
  return { transactionType: value[MISPRINTED], ...value };
}, transaction);

/** Those that cannot be read are said to be so: one may give all back. */
export const transactions = z
  .union([z.array(listed), z.literal('unreadable')])
  .nullish()
  .catch('unreadable');

/** Anything but a known end is under way: it may still be done, so it counts. */
export function statusOfTransaction({
  transactionStatus,
  transactionResult,
}: Transaction): RefundSeen['status'] {
  const word = transactionStatus ?? transactionResult?.resultStatus;
  if (word === 'SUCCESS' || word === 'S') return 'done';
  return word === 'FAIL' || word === 'F' || word === 'CANCELLED' ? 'failed' : 'underWay';
}

/** Whether a transaction undid the whole payment. */
export function isUndoing({ transactionType }: Transaction): boolean {
  return transactionType === 'CANCEL' || transactionType === 'VOID';
}

/** The sum of the refunds; null where one of them has no amount in the payment's currency. */
export function refundedMinorOf(done: readonly Transaction[], paid: Amount): number | null {
  const counted = new Set<string>();
  let sumMinor = 0;
  for (const { transactionType, transactionAmount, transactionId } of done) {
    if (transactionType !== 'REFUND') continue;
    if (transactionAmount?.currency !== paid.currency) return null;
    // One refund that is listed twice is still one: counted twice, it could hide a charge.
    if (transactionId !== undefined && counted.has(transactionId)) continue;
    if (transactionId !== undefined) counted.add(transactionId);
    sumMinor += transactionAmount.valueMinor;
  }
  return sumMinor;
}

/**
 * The refunds of a payment as they are listed, with every id that they carry; null where one has no readable amount in the
 * payment's currency: what is left could then be told too high.
 */
export function refundsSeenIn(all: readonly Transaction[], paid: Amount): readonly RefundSeen[] | null {
  const refunds = all.filter(({ transactionType }) => transactionType === 'REFUND');
  const seen = refunds.flatMap((refund) => refundSeen(refund, paid) ?? []);
  return seen.length === refunds.length ? seen : null;
}

function refundSeen(transaction: Transaction, paid: Amount): RefundSeen | null {
  const { transactionAmount, transactionId, transactionRequestId, transactionTime } = transaction;
  if (transactionAmount?.currency !== paid.currency) return null;
  return {
    refundRequestId: transactionRequestId,
    refundId: transactionId,
    refundTime: transactionTime,
    status: statusOfTransaction(transaction),
    amount: transactionAmount,
  };
}
