import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { isBusy } from '../../src/payment/sale.ts';
import { Book } from '../../src/till/book.ts';
import { queueOf } from '../../src/till/queue.ts';
import { copyJournal } from '../backup/copy-journal.ts';
import { openJournal } from '../journal/sqlite.ts';

/** Something that an update waits for, in words. */
export type OpenMatter = string;

/**
 * What is under way at a till, by its journal: a sale on the stage, and whatever is owed to an acquirer or to paper.
 *
 * Why by a copy: the till may run and hold its journal; and an older journal is brought to today's form by being opened,
 * which must not happen to the till's own before its update is decided. Errors: a sentence where it cannot be told.
 */
export function openMatters(journal: string, till: string): Result<readonly OpenMatter[], string> {
  if (!existsSync(journal)) return ok([]);
  const folder = mkdtempSync(join(tmpdir(), 'paycode-till-look-'));
  try {
    const copy = join(folder, 'journal.sqlite');
    const copied = copyJournal(journal, copy);
    if (!copied.ok) return copied;
    const opened = openJournal(copy, till);
    if (!opened.ok) return err(opened.error.say);
    try {
      const book = new Book(opened.value);
      book.replay();
      const sales = book.open().filter(isBusy);
      return ok([
        ...sales.map(({ referenceOrderId }) => `the sale ${referenceOrderId} is under way`),
        ...queueOf(book).map(({ kind, saleId }) => `${kind} of the sale ${saleId} is owed`),
      ]);
    } finally {
      opened.value.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
