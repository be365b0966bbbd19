import { describe, expect, it } from 'vitest';
import { Book } from '../../src/till/book.ts';
import { nextAttempt } from '../../src/till/order.ts';
import { refused } from '../fakes/answers.ts';
import { GivenTill } from '../fakes/given-till.ts';

// The book follows from the journal: what it remembers of a look is what another look would find.

/** What comes next for an order, by a till's book. */
const nextOf = (book: Book, order: string) => nextAttempt(book, 'M-1', order, 0);

/** The same by a book that has just read the journal. */
function readAnew(till: GivenTill, order: string) {
  const book = new Book(till.journal);
  book.replay();
  return nextOf(book, order);
}

describe('What comes next for an order', () => {
  it('is the same by a book that has looked before as by one that has just read the journal', async () => {
    const till = new GivenTill({ pay: [refused('USER_BALANCE_NOT_ENOUGH')] });
    const numbers: number[] = [];

    for (const order of ['ORD-1', 'ORD-1', 'ORD-2', 'ORD-1', 'ORD-2', 'ORD-2']) {
      await till.sell(order);

      const next = nextOf(till.terminal.book, order);
      expect(next).toEqual(readAnew(till, order));
      numbers.push(next.number);
    }

    expect(numbers).toEqual([2, 3, 2, 4, 3, 4]);
  });
});
