import type Database from 'better-sqlite3';
import { entryOf } from '../../src/journal/entry.ts';
import { foldOnto } from '../../src/journal/fold.ts';
import { isOfSale, readRow } from '../../src/journal/records.ts';
import type { Sale } from '../../src/payment/state.ts';
import { SaleIndex, type Day } from './sale-index.ts';

/** Makes the index anew from the events, sale by sale, so that a journal of any length fits into memory. */
export function rebuildIndex(database: Database.Database): void {
  database.exec(
    'DELETE FROM sale; DELETE FROM known_id; DELETE FROM total; DELETE FROM day; DELETE FROM moved',
  );
  const index = new SaleIndex(database);
  index.beginDay(1);
  const days = daysOf(database, index);
  let before: Sale | null = null;
  for (const { seq, body } of bySale(database)) {
    const { record } = readRow(seq, body);
    if (!isOfSale(record)) continue;
    if (before?.saleId !== record.saleId) before = null;
    const after = foldOnto(before, record);
    const day = days.findLast(({ beganAtSeq }) => beganAtSeq <= seq);
    index.put(entryOf(before, after, record), seq, day?.number ?? 1);
    before = after;
  }
}

/** A part of the index and what it is for, as it is called in words. */
const PARTS = {
  sale: 'the list of sales',
  known_id: 'the ids that lead to a sale',
  total: 'the running totals',
  moved: 'the movements of money',
  day: 'the days',
} as const;

/**
 * Which part of the index does not follow from the events, in words; null where all of it does.
 *
 * How: the index is made anew in temporary tables of the same names, so that a file which may only be read is enough.
 */
export function faultOfIndex(database: Database.Database): string | null {
  const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const made = database
    .prepare("SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck();
  for (const name of names)
    database.exec(String(made.get(name)).replace('CREATE TABLE', 'CREATE TEMP TABLE'));
  rebuildIndex(database);
  const wrong = names.find((name) =>
    database
      .prepare(
        `SELECT EXISTS (SELECT * FROM main.${name} EXCEPT SELECT * FROM temp.${name})
           OR EXISTS (SELECT * FROM temp.${name} EXCEPT SELECT * FROM main.${name})`,
      )
      .pluck()
      .get(),
  );
  for (const name of names) database.exec(`DROP TABLE temp.${name}`);
  return wrong === undefined ? null : PARTS[wrong];
}

interface BodyRow {
  readonly seq: number;
  readonly sale_id: string;
  readonly body: string;
}

/** The rows of one sale after the other, read in pieces: nothing can be written while a read goes on. */
function* bySale(database: Database.Database): Generator<BodyRow> {
  const piece = database.prepare(
    `SELECT seq, sale_id, body FROM event WHERE (sale_id, seq) > (?, ?) ORDER BY sale_id, seq LIMIT 1000`,
  );
  let rows = piece.all('', 0) as BodyRow[];
  while (rows.length > 0) {
    yield* rows;
    const last = rows.at(-1);
    rows = piece.all(last?.sale_id, last?.seq) as BodyRow[];
  }
}

function daysOf(database: Database.Database, index: SaleIndex): Day[] {
  const days = [index.today()];
  const ofTill = database
    .prepare("SELECT seq FROM event WHERE sale_id IS NULL AND body ->> 'kind' = 'dayClosed' ORDER BY seq")
    .pluck();
  for (const seq of ofTill.all() as number[]) {
    index.beginDay(seq);
    days.push(index.today());
  }
  return days;
}
