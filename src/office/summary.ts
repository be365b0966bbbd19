import type { Ms } from '../ground/time.ts';
import { daysLeft } from '../acquirers/office-days.ts';
import type { OfficeBook } from './book.ts';
import { disputeOf, promisedBack, waitsForAnswer } from './dispute.ts';

/** The office in a few numbers, as every screen may show it. */
export interface OfficeSummary {
  /** Disputes that are not closed. */
  readonly disputes: number;
  /** Those that a person has to answer. */
  readonly toAnswer: number;
  /** Promised money that is not back yet. */
  readonly toGiveBack: number;
  /** Until when the next answer is due; null where none is. */
  readonly dueAtMs: Ms | null;
  readonly daysLeft: number | null;
  /** Rises with every change: a page that shows more asks again. */
  readonly changes: number;
}

/**
 * Sums up the office.
 *
 * Why it is kept: every picture of the till shows it, and a thousand open matters must not make a sale slower.
 */
export class OfficeSummaries {
  readonly #book: OfficeBook;
  #kept: Omit<OfficeSummary, 'daysLeft'> | null = null;

  constructor(book: OfficeBook) {
    this.#book = book;
  }

  at(nowMs: Ms): OfficeSummary {
    if (this.#kept?.changes !== this.#book.changes) this.#kept = this.#summed();
    const { dueAtMs } = this.#kept;
    return { ...this.#kept, daysLeft: dueAtMs === null ? null : daysLeft(dueAtMs, nowMs) };
  }

  #summed(): Omit<OfficeSummary, 'daysLeft'> {
    const open = this.#book
      .all('dispute')
      .map((matter) => disputeOf(matter))
      .filter(({ closed }) => closed === null);
    const waiting = open.filter(waitsForAnswer);
    const due = waiting.flatMap(({ dueAtMs }) => dueAtMs ?? []);
    return {
      disputes: open.length,
      toAnswer: waiting.length,
      toGiveBack: open.filter((dispute) => promisedBack(dispute) !== null).length,
      dueAtMs: due.length === 0 ? null : Math.min(...due),
      changes: this.#book.changes,
    };
  }
}
