import Database from 'better-sqlite3';
import { MIGRATIONS } from '../../drivers/journal/migrations.ts';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { parseAmount } from '../../src/money/amount.ts';
import { encodeRecord, isOfSale, type JournalRecord } from '../../src/journal/records.ts';

// `plain-journal.ts <file> <NORMAL|FULL|till> <rows>`: appends rows and says after each how many there are. `till` does
// it with the till's own journal; the others with the same tables and the library's way to switch the WAL on.

const [file = '', mode = '', rows = ''] = process.argv.slice(2);

function opened(): { append(record: JournalRecord): void; close(): void } {
  if (mode === 'till') {
    const journal = openJournal(file);
    if (!journal.ok) throw new Error(journal.error.say);
    return journal.value;
  }
  const database = new Database(file);
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  for (const sql of MIGRATIONS) database.exec(sql);
  database.pragma(`user_version = ${MIGRATIONS.length}`);
  database.pragma(`synchronous = ${mode}`);
  const insert = database.prepare('INSERT INTO event (sale_id, at_ms, body) VALUES (?, ?, ?)');
  return {
    append: (record) =>
      void insert.run(isOfSale(record) ? record.saleId : '', record.atMs, encodeRecord(record)),
    close: () => void database.close(),
  };
}

const journal = opened();
for (let row = 1; row <= Number(rows); row += 1) {
  const sale = { referenceOrderId: `ORD-${row}`, orderDescription: 'Two coffees'.repeat(1 + (row % 9)) };
  const amount = parseAmount({ currency: 'MYR', value: String(row) });
  if (!amount.ok) throw new Error(amount.error.say);
  journal.append({ kind: 'saleOpened', saleId: `SALE-${row}`, atMs: row, ...sale, amount: amount.value });
  process.stdout.write(`rows ${row}\n`);
}
journal.close();
