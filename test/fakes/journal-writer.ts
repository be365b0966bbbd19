import { entryOf, type IndexEntry } from '../../src/journal/entry.ts';
import { foldOnto } from '../../src/journal/fold.ts';
import { isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { Journal } from '../../src/journal/port.ts';

/** Writes records as the till does: each with what the index takes note of. */
export class JournalWriter {
  readonly #journal: Pick<Journal, 'append'>;
  readonly #sales = new Map<string, Sale>();

  constructor(journal: Pick<Journal, 'append'>) {
    this.#journal = journal;
  }

  write(record: JournalRecord): void {
    if (!isOfSale(record)) return this.#journal.append(record, null);
    const before = this.#sales.get(record.saleId) ?? null;
    const after = foldOnto(before, record);
    this.#sales.set(record.saleId, after);
    this.#journal.append(record, entryOf(before, after, record));
  }
}

/** What the index would hold of a sale that was just opened, where only the rows matter. */
export function givenEntry(saleId: string, change: Partial<IndexEntry['sale']> = {}): IndexEntry {
  const amount = { currency: 'MYR', valueMinor: 4550 } as IndexEntry['sale']['amount'];
  const sale = { saleId, referenceOrderId: 'ORD', open: true, amount, openedAtMs: 1, wallet: null };
  return { isNew: true, sale: { ...sale, state: 'awaitingCode', ...change }, ids: [], movements: [] };
}
