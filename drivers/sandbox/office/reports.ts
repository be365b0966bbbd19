import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cycleDayOf, isDay } from '../../../src/reconcile/cycle.ts';
import { workingDaysAfter } from '../../../src/reconcile/settlement/working-days.ts';
import { gatewayTime } from '../answers.ts';
import type { BookEntry } from '../books.ts';
import { done, refused, type ControlAnswer } from '../control-answer.ts';
import { settle } from '../wallets.ts';
import { REPORT_FAULTS, reportFiles, type Transaction } from './report-files.ts';

const UTC_PLUS_8_MS = 8 * 60 * 60_000;

/** Cycles are paid on their second working day. Source: reports dossier section 2. */
const PAID_AFTER = 2;

const name = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be letters, digits and dashes');
const day = z.string().refine(isDay, 'must be a day, such as 2026-11-20');

/** What is asked for: the reports of one day, as they stand on the acquirer's server. */
export const reportsOrder = z.strictObject({
  participantId: name,
  agreementId: name.default('2188400000000042'),
  settlementCurrency: z.string().length(3).optional(),
  day: day.optional(),
  paidOn: day.optional(),
  referenceMerchantId: name.optional(),
  referenceStoreId: name.optional(),
  fault: z.enum(REPORT_FAULTS).optional(),
});
type ReportsOrder = z.infer<typeof reportsOrder>;

/**
 * Makes all four kinds of report of a day of the books, and what the bank books of it; a sandbox that has a folder writes
 * them there as the acquirer's server has them, below `reports`.
 */
export function madeReports(
  { day: asked, paidOn, referenceMerchantId = '', referenceStoreId = '', ...order }: ReportsOrder,
  books: readonly BookEntry[],
  { nowMs, dir }: { readonly nowMs: number; readonly dir: string | null },
): ControlAnswer {
  const of = asked ?? cycleDayOf(nowMs, UTC_PLUS_8_MS);
  const { participantId, agreementId, fault } = order;
  // A set of files is of one currency: that of the newest payment, where nobody asks for another.
  const currency = order.settlementCurrency ?? books.at(-1)?.settlementCurrency ?? 'USD';
  const transactions = books
    .filter((entry) => entry.settlementCurrency === currency)
    .flatMap((entry) => transactionsOf(entry, of, { referenceMerchantId, referenceStoreId }));
  const { files, bank } = reportFiles({
    ...{ participantId, agreementId, currency, day: of, transactions, fault },
    paidOn: paidOn ?? workingDaysAfter(of, PAID_AFTER, []),
  });
  if (dir !== null) {
    try {
      for (const { folder, name: file, bytes } of files) {
        mkdirSync(join(dir, 'reports', folder), { recursive: true });
        writeFileSync(join(dir, 'reports', folder, file), bytes);
      }
      writeFileSync(join(dir, 'reports', 'bank-credits.csv'), bank);
    } catch (error) {
      return refused(500, error instanceof Error ? error.message : String(error));
    }
  }
  return done({
    ...{ day: of, transactions: transactions.length, written: dir === null ? null : join(dir, 'reports') },
    files: files.map(({ folder, name: file, bytes }) => ({
      ...{ folder, name: file, text: Buffer.from(bytes).toString('utf8') },
    })),
    bank,
  });
}

/** What a payment moved on a day at UTC+8: nothing that failed, and nothing that was cancelled. Source: reports dossier section 1. */
function transactionsOf(
  { amount, cancelled, chargedAtMs, paymentId, paymentRequestId, pspId, refunds, ...entry }: BookEntry,
  of: string,
  { referenceMerchantId, referenceStoreId }: { referenceMerchantId: string; referenceStoreId: string },
): Transaction[] {
  if (cancelled || chargedAtMs === null) return [];
  const shop = { pspId, merchantId: referenceMerchantId, storeId: referenceStoreId };
  const paidOn = cycleDayOf(chargedAtMs, UTC_PLUS_8_MS);
  // A refund goes back at the rate of its payment. Source: reports dossier section 4.
  const settled = (money: Transaction['amount']) =>
    settle(money, entry.settlementCurrency, paidOn).settlementAmount;
  const payment: Transaction = {
    ...{ type: 'PAYMENT', requestId: paymentRequestId, id: paymentId, originalId: null, ...shop },
    ...{ time: gatewayTime(chargedAtMs), amount, settlement: settled(amount) },
  };
  const back = refunds
    .filter(({ code, atMs }) => code === 'SUCCESS' && cycleDayOf(atMs, UTC_PLUS_8_MS) === of)
    .map(({ refundRequestId, refundId, amount: given, atMs }): Transaction => ({
      ...{ type: 'REFUND', requestId: refundRequestId, id: refundId, originalId: paymentId, ...shop },
      ...{ time: gatewayTime(atMs), amount: given, settlement: settled(given) },
    }));
  return [...(paidOn === of ? [payment] : []), ...back];
}
