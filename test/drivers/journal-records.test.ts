import { givenDayClosed } from '../fakes/given-day-closed.ts';
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { faultOfIndex, rebuildIndex } from '../../drivers/journal/sale-index.ts';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { DamagedJournal, decodeRecord, encodeRecord, type JournalRecord } from '../../src/journal/records.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((value) => value.toWellFormed());
const amount = fc.record({ currency: fc.constantFrom('MYR', 'JPY', 'KWD'), valueMinor: fc.maxSafeNat() });
const charge = fc.record(
  { amount, paymentId: text, paymentTime: text, pspId: text, walletBrandName: text },
  { requiredKeys: ['amount', 'paymentId'] },
);
const answer = fc.oneof(
  fc.record({ kind: fc.constant('charged'), charge }),
  fc.record({ kind: fc.constant('unknown'), why: text, code: text }, { requiredKeys: ['kind', 'why'] }),
  fc.record({ kind: fc.constant('throttled') }),
);
const change = fc.oneof(
  fc.record(
    {
      kind: fc.constantFrom('payAnswered', 'inquiryAnswered', 'cancelAnswered'),
      answer,
      clockOffsetMs: fc.integer(),
    },
    { requiredKeys: ['kind', 'answer'] },
  ),
  fc.record({ kind: fc.constantFrom('woke', 'resumed', 'cancelRequested', 'hinted', 'hurried') }),
);
const copy = fc.constantFrom('customer', 'merchant');
const outcome = fc.oneof(
  fc.record({ kind: fc.constant('printed') }),
  fc.record({ kind: fc.constant('notPrinted'), why: text, again: fc.boolean() }),
  fc.record({ kind: fc.constant('unknown'), why: text }),
);
const what = fc.oneof(
  fc.record({ kind: fc.constant('saleOpened'), referenceOrderId: text, orderDescription: text, amount }),
  fc.record({
    kind: fc.constant('paymentStarted'),
    paymentRequestId: text,
    number: fc.integer({ min: 1, max: 99 }),
    gateway: text,
    family: fc.constantFrom('ALIPAY_PLUS', 'ALIPAY_LEGACY'),
    code: text,
    clockOffsetMs: fc.option(fc.integer()),
  }),
  fc.record({ kind: fc.constantFrom('retryRequested', 'saleClosed') }),
  fc.record({ kind: fc.constant('paymentChanged'), paymentRequestId: text, change }),
  fc.record({ kind: fc.constantFrom('receiptRequested', 'receiptStarted'), copy }),
  fc.record({ kind: fc.constant('receiptEnded'), copy, outcome }),
);
/** Any event that the till may write. */
const record = fc
  .tuple(what, text, fc.integer({ min: 0, max: 4_102_444_800_000 }))
  .map(([event, saleId, atMs]) => structuredClone({ saleId, atMs, ...event }) as unknown as JournalRecord);

describe('Journal (interface §6) › records', () => {
  it('every event is read back as it was written', () => {
    fc.assert(
      fc.property(record, (written) => {
        const read = decodeRecord(encodeRecord(written));

        expect(read).toStrictEqual({ ok: true, value: written });
      }),
    );
  });

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
    if (record.kind !== 'paymentChanged') return { ...record, saleId } as JournalRecord;
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
  return ['sale', 'known_id', 'day', 'total'].map((table) =>
    database.prepare(`SELECT * FROM ${table}`).all(),
  );
}

function opened(file: string) {
  const journal = openJournal(file);
  if (!journal.ok) throw new Error(journal.error.say);
  return journal.value;
}
