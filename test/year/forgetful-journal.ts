import { MemoryJournal } from '../fakes/memory-journal.ts';
import type { IndexEntry, SaleQuery, Span } from '../../src/journal/entry.ts';
import type { Journal } from '../../src/journal/port.ts';
import type { JournalRecord } from '../../src/journal/records.ts';
import type { Ms } from '../../src/ground/time.ts';

/** The next close looks back at the last one. */
const DAYS_KEPT = 3;

interface Row {
  readonly record: JournalRecord;
  readonly entry: IndexEntry | null;
}

/**
 * A journal in memory that lets go of old sales, which a disk would keep: a year of a million sales has ten million rows.
 *
 * What a till may still ask for stays: rows of the shop, open sales, and sales that were opened since a given time.
 */
export class ForgetfulJournal implements Journal {
  #rows: Row[] = [];
  #daysForgotten = 0;
  #kept = new MemoryJournal();

  append(record: JournalRecord, entry: IndexEntry | null): void {
    this.#rows.push({ record, entry });
    this.#kept.append(record, entry);
  }

  /** Lets go of the closed sales that were opened before. */
  forget(beforeMs: Ms): void {
    const last = new Map(
      this.#rows.flatMap(({ entry }) => (entry === null ? [] : [[entry.sale.saleId, entry.sale]])),
    );
    const days = this.#rows.filter(({ record }) => record.kind === 'dayClosed');
    const oldDays = new Set(days.slice(0, -DAYS_KEPT));
    this.#daysForgotten += oldDays.size;
    this.#rows = this.#rows.filter((row) => {
      const { entry } = row;
      if (entry === null) return !oldDays.has(row);
      const sale = last.get(entry.sale.saleId);
      return sale === undefined || sale.open || sale.openedAtMs >= beforeMs;
    });
    this.#kept = new MemoryJournal();
    for (const { record, entry } of this.#rows) this.#kept.append(record, entry);
  }

  open = () => this.#kept.open();
  ofSale = (saleId: string) => this.#kept.ofSale(saleId);
  ofShop = () => this.#kept.ofShop();
  office = () => this.#kept.office();
  proofOf = (saleId: string) => this.#kept.proofOf(saleId);
  head = () => this.#kept.head();
  approvals = () => this.#kept.approvals();
  find = (query: SaleQuery) => this.#kept.find(query);
  attemptOf = (paymentId: string) => this.#kept.attemptOf(paymentId);
  totals = () => {
    const totals = this.#kept.totals();
    return { ...totals, day: totals.day + this.#daysForgotten };
  };
  moved = (span: Span) => this.#kept.moved(span);
}
