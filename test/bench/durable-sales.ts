import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openJournal, type OpenJournal } from '../../drivers/journal/sqlite.ts';
import { decodeRecord, encodeRecord, isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import { CHARGED } from '../fakes/answers.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { TILL } from '../fakes/memory-journal.ts';
import { fileSystemOf } from './machine-facts.ts';
import { rowOf, type Row } from './row.ts';

const SALES = 400;
/** So many sales are written to one file, then to the other: both meet the same load. */
const SALES_IN_TURN = 10;

/** How many whole sales a second the journal keeps, beside the very same bytes in as many commits by the library alone. */
export async function durableSaleRows(): Promise<Row[]> {
  const sales = await wholeSales();
  const folder = mkdtempSync(join(tmpdir(), 'till-bench-'));
  try {
    const files = { ours: join(folder, 'journal.sqlite'), raw: join(folder, 'raw.sqlite') };
    const opened = openJournal(files.ours, TILL);
    if (!opened.ok) throw new Error(opened.error.say);
    const seen = inTurn(sales, opened.value, files.raw);
    opened.value.close();
    const commits = sales[0]?.length ?? 0;
    const note = `${commits} commits a sale, synchronous FULL, in the machine's temporary folder (${fileSystemOf(folder)})`;
    return [
      rowOf({ name: 'durable sales', unit: '/s', note: `with index and chain; ${note}` }, seen.ours),
      rowOf(
        { name: 'the same rows by better-sqlite3 alone', unit: '/s', note: `one table; ${note}` },
        seen.raw,
      ),
      rowOf(
        {
          name: 'durable sales over better-sqlite3 alone',
          unit: '×',
          note: `each ${SALES_IN_TURN} sales over the ${SALES_IN_TURN} beside them`,
          goal: { percentile: 'p50', atLeast: 0.7 },
        },
        seen.ours.map((perSecond, at) => perSecond / (seen.raw[at] ?? NaN)),
      ),
      rowOf({ name: 'a sale in the journal', unit: 'KB', note: 'rows, index and chain on the disk' }, [
        statSync(files.ours).size / 1024 / sales.length,
      ]),
      rowOf({ name: 'the same rows in one table', unit: 'KB', note: 'on the disk' }, [
        statSync(files.raw).size / 1024 / sales.length,
      ]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inTurn(
  sales: readonly (readonly JournalRecord[])[],
  journal: OpenJournal,
  rawFile: string,
): { readonly ours: number[]; readonly raw: number[] } {
  const writer = new JournalWriter(journal);
  const database = new Database(rawFile);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('create table event (seq integer primary key, saleId text, atMs integer, body text)');
  const insert = database.prepare('insert into event (saleId, atMs, body) values (?, ?, ?)');
  const speed = { ours: [] as number[], raw: [] as number[] };
  for (let from = 0; from < sales.length; from += SALES_IN_TURN) {
    const part = sales.slice(from, from + SALES_IN_TURN).flat();
    speed.ours.push(perSecond(() => part.forEach((record) => writer.write(record))));
    speed.raw.push(
      perSecond(() =>
        part.forEach((record) => {
          const saleId = isOfSale(record) ? record.saleId : null;
          insert.run(saleId, record.atMs, encodeRecord(record, TILL));
        }),
      ),
    );
  }
  database.close();
  // The first of each warms the compiler up.
  return { ours: speed.ours.slice(1), raw: speed.raw.slice(1) };
}

function perSecond(write: () => void): number {
  const startedAtMs = performance.now();
  write();
  return (SALES_IN_TURN * 1000) / (performance.now() - startedAtMs);
}

/** The rows of a sale as the till's own loop writes them, opened to paid; and so for as many orders as are asked for. */
async function wholeSales(): Promise<JournalRecord[][]> {
  const till = new GivenTill({ pay: [CHARGED] });
  const saleId = await till.sell('ORD-1');
  await till.clock.advance(1000);
  till.terminal.stop();
  const { paymentRequestId = '' } = till.sale(saleId);
  return Array.from({ length: SALES }, (_, number) =>
    till.journal.rows.flatMap((row) => {
      const text = row.replaceAll(saleId, `SALE-${number}`).replaceAll('ORD-1', `ORD-${number}`);
      const record = decodeRecord(text.replaceAll(paymentRequestId, String(number).padStart(26, '0')));
      return record.ok && isOfSale(record.value) ? [record.value] : [];
    }),
  );
}
