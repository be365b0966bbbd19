import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openJournal, type OpenJournal } from '../../drivers/journal/sqlite.ts';
import { MemoryJournal, TILL } from '../fakes/memory-journal.ts';
import { journalSuite } from './journal.suite.ts';

const opened: { readonly folder: string; readonly journal: OpenJournal }[] = [];

afterEach(() => {
  for (const { folder, journal } of opened.splice(0)) {
    journal.close();
    rmSync(folder, { recursive: true });
  }
});

function givenFile(): OpenJournal {
  const folder = mkdtempSync(join(tmpdir(), 'till-journal-'));
  const journal = openJournal(join(folder, 'journal.sqlite'), TILL);
  if (!journal.ok) throw new Error(journal.error.say);
  opened.push({ folder, journal: journal.value });
  return journal.value;
}

journalSuite('A journal in memory', () => new MemoryJournal());
journalSuite('A journal in a file', givenFile);
