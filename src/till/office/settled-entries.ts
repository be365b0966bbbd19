import { foldOf } from '../../journal/fold.ts';
import type { JournalReads } from '../../journal/port.ts';
import { entriesOfSale, type TillEntry } from '../../reconcile/entries.ts';
import type { ReadFiles } from '../../reconcile/settlement/cycles.ts';

/** After so many lines the till does what waits. */
const LINES_AT_ONCE = 20;

/**
 * What the till says of the transactions that the lines of cycles name.
 *
 * Why by the index, and not from the whole journal: a till that runs for years would keep a sale waiting.
 */
export async function entriesNamed(
  {
    journal,
    config: { merchant },
  }: {
    readonly journal: Pick<JournalReads, 'find' | 'ofSale'>;
    readonly config: { readonly merchant: { readonly referenceMerchantId: string } };
  },
  { cycles }: ReadFiles,
  breath: () => Promise<void>,
): Promise<TillEntry[]> {
  const entries: TillEntry[] = [];
  const seen = new Set<string>();
  let lines = 0;
  for (const { rows } of cycles.values())
    for (const { referenceMerchantId, transactionRequestId, transactionId } of rows) {
      if ((referenceMerchantId ?? merchant.referenceMerchantId) !== merchant.referenceMerchantId) continue;
      lines += 1;
      if (lines % LINES_AT_ONCE === 0) await breath();
      const saleId = saleOf(journal, [transactionRequestId, transactionId]);
      if (saleId === null || seen.has(saleId)) continue;
      seen.add(saleId);
      const sale = foldOf(journal.ofSale(saleId));
      if (sale !== null) entries.push(...entriesOfSale(sale));
    }
  return entries;
}

function saleOf(journal: Pick<JournalReads, 'find'>, ids: readonly (string | undefined)[]): string | null {
  for (const id of ids) {
    const [found] = id === undefined ? [] : journal.find({ id, limit: 1 });
    if (found !== undefined) return found.saleId;
  }
  return null;
}
