import Database from 'better-sqlite3';
import { migrate } from '../../drivers/journal/migrations.ts';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { parseAmount } from '../../src/ground/money/amount.ts';
import { encodeRecord, type JournalRecord } from '../../src/journal/records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';

// `plain-journal.ts <file> <NORMAL|FULL|till> <rows>`: appends rows and says after each how many there are. `till` does
// it with the till's own journal; the others with the same tables and the library's way to switch the WAL on.

const [file = '', mode = '', rows = ''] = process.argv.slice(2);

function opened(): { write(record: JournalRecord): void; close(): void } {
  if (mode === 'till') {
    const journal = openJournal(file, 'T07');
    if (!journal.ok) throw new Error(journal.error.say);
    const writer = new JournalWriter(journal.value);
    return { write: (record) => writer.write(record), close: () => journal.value.close() };
  }
  const database = new Database(file);
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  migrate(database);
  database.pragma(`synchronous = ${mode}`);
  const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)');
  let last = { seq: 0, hash: CHAIN_START };
  return {
    write: (record) => {
      const body = encodeRecord(record, 'T07');
      last = { seq: last.seq + 1, hash: chainHash(last.hash, last.seq + 1, body) };
      insert.run(last.seq, null, record.atMs, body, last.hash);
    },
    close: () => void database.close(),
  };
}

const journal = opened();
for (let row = 1; row <= Number(rows); row += 1) {
  const sale = { referenceOrderId: `ORD-${row}`, orderDescription: 'Two coffees'.repeat(1 + (row % 9)) };
  const amount = parseAmount({ currency: 'MYR', value: String(row) });
  if (!amount.ok) throw new Error(amount.error.say);
  journal.write({
    kind: 'saleOpened',
    saleId: `SALE-${row}`,
    atMs: row,
    ...sale,
    amount: amount.value,
    copies: [],
  });
  process.stdout.write(`rows ${row}\n`);
}
journal.close();
