import { givenDayClosed } from '../fakes/given-day-closed.ts';
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { faultOfIndex, rebuildIndex } from '../../drivers/journal/index-rebuild.ts';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { DamagedJournal, isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import { DrawnRecords } from '../fakes/drawn-records.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { TILL } from '../fakes/memory-journal.ts';

/** Any record that the till may write. */
const record = new DrawnRecords().any();

describe('Journal (interface §6) › records', () => {
  it('every event comes back out of the file, in the order of writing, after it was closed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'till-journal-'));
    const file = join(folder, 'journal.sqlite');
    const before: JournalRecord[] = [];

    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (written) => {
        const journal = opened(file);
        // In no index: they are rows of no sale that could have happened.
        written.forEach((one) => journal.append(one, null));
        before.push(...written);
        journal.close();

        const again = opened(file);
        const read = [...again.all()];
        again.close();

        expect(read).toStrictEqual(before);
      }),
      { numRuns: 25 },
    );
    rmSync(folder, { recursive: true });
  });
});

describe('Journal (interface §6) › the index', () => {
  it('is the same when it is made anew from the events', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), (drawn) => {
        const folder = mkdtempSync(join(tmpdir(), 'till-journal-'));
        const file = join(folder, 'journal.sqlite');
        const journal = opened(file);
        const writer = new JournalWriter(journal);
        for (const one of historyOf(drawn)) writeIfPossible(writer, one);
        journal.close();
        const database = new Database(file);

        const before = indexIn(database);
        database.transaction(() => rebuildIndex(database))();

        expect(indexIn(database)).toStrictEqual(before);
        database.close();
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('Journal (interface §6) › totals over 64 bits', () => {
  const MOST = Number.MAX_SAFE_INTEGER;

  it('stop no sale, are exact, and follow from the events', () => {
    const folder = mkdtempSync(join(tmpdir(), 'till-journal-'));
    const file = join(folder, 'journal.sqlite');
    const journal = opened(file);
    const writer = new JournalWriter(journal);
    journal.together(() => {
      for (let number = 0; number < 1100; number += 1) {
        const sale = new GivenSale(number, { atMs: 1000, valueMinor: MOST - (number % 2) }).paid();
        for (const row of sale.rows) writer.write(row);
      }
    });

    const [total] = journal.totals().totals;
    journal.close();
    const database = new Database(file);
    const fault = faultOfIndex(database);
    database.close();
    rmSync(folder, { recursive: true });

    expect(total).toMatchObject({ count: 1100, amountMinor: 1100n * BigInt(MOST) - 550n });
    expect(total?.amountMinor).toBeGreaterThan(2n ** 63n);
    expect(fault).toBeNull();
  });
});

/** Random records brought together in three sales with one payment each, and now and then a closed day. */
function historyOf(drawn: readonly JournalRecord[]): JournalRecord[] {
  let days = 0;
  const opening = [0, 1, 2].flatMap((number) => new GivenSale(number).opened().started().rows);
  const events = drawn.map((record, index): JournalRecord => {
    const sale = new GivenSale(index % 3);
    const { saleId, paymentRequestId } = sale;
    if (index % 7 === 6) return givenDayClosed((days += 1), index);
    if (!isOfSale(record)) return record;
    if (record.kind !== 'paymentChanged') return { ...record, saleId };
    const { change } = record;
    if (!('answer' in change) || change.answer.kind !== 'charged')
      return { ...record, saleId, paymentRequestId };
    return sale.charged().rows[0] ?? record;
  });
  return [...opening, ...events];
}

function writeIfPossible(writer: JournalWriter, record: JournalRecord): void {
  try {
    writer.write(record);
  } catch (error) {
    // What cannot have happened is not written.
    if (!(error instanceof DamagedJournal)) throw error;
  }
}

function indexIn(database: Database.Database): unknown[][] {
  return ['sale', 'known_id', 'day', 'total', 'moved'].map((table) =>
    database.prepare(`SELECT * FROM ${table}`).all(),
  );
}

function opened(file: string) {
  const journal = openJournal(file, TILL);
  if (!journal.ok) throw new Error(journal.error.say);
  return journal.value;
}
