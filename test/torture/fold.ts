import { Book } from '../../src/till/book.ts';
import { isBeingRechecked, isUnresolved } from '../../src/payment/transition.ts';
import type { JournalRecord } from '../../src/journal/records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';

/** The state that a till would rebuild from these rows; throws where a row breaks an invariant. */
export function folded(records: Iterable<JournalRecord>): Book {
  const journal = new MemoryJournal();
  const writer = new JournalWriter(journal);
  for (const record of records) writer.write(record);
  const book = new Book(journal);
  book.replay();
  return book;
}

/** The payments of a book that are not at rest: unresolved, or to be looked at again. */
export function restless(book: Book): string[] {
  return book
    .open()
    .flatMap(({ payments }) => payments)
    .filter((payment) => isUnresolved(payment) || isBeingRechecked(payment))
    .map(({ facts, state }) => `${facts.paymentRequestId} is ${state.kind}`);
}
