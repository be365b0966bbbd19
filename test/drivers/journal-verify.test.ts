import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../drivers/journal/migrations.ts';
import { openJournal, type OpenJournal } from '../../drivers/journal/sqlite.ts';
import { chainHash } from '../../src/journal/chain.ts';
import { DamagedJournal, RECORD_VERSION } from '../../src/journal/records.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { TILL } from '../fakes/memory-journal.ts';

const ENTRY = fileURLToPath(new URL('../../drivers/journal/verify-file.ts', import.meta.url));

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'till-verify-'));
  file = join(folder, 'journal.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(): OpenJournal {
  const journal = openJournal(file, TILL);
  if (!journal.ok) throw new Error(journal.error.say);
  return journal.value;
}

function givenSold(sales = 3): GivenSale[] {
  const journal = opened();
  const writer = new JournalWriter(journal);
  const sold = Array.from({ length: sales }, (_, index) => new GivenSale(index).paid());
  for (const row of sold.flatMap(({ rows }) => rows)) writer.write(row);
  journal.close();
  return sold;
}

/** Changes the file as somebody would who knows its triggers. */
function tampered(...statements: readonly string[]): void {
  const database = new Database(file);
  database.exec('DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed');
  for (const statement of statements) database.exec(statement);
  database.close();
}

function verify(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run verify -- --journal <file>', () => {
  it('ends with 0 where every row is good, counts them, and leaves the file as it is', () => {
    givenSold();
    const before = readFileSync(file);

    const ended = verify('--journal', file);

    const stdout = '9 rows good: 3 sales, 3 payments, 3 paid, 0 refunds, 0 days closed.\n';
    expect(ended).toEqual({ status: 0, stdout, stderr: '' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('says from which row on another till wrote', () => {
    givenSold();
    const journal = openJournal(file, 'T08');
    if (!journal.ok) throw new Error(journal.error.say);
    const writer = new JournalWriter(journal.value);
    for (const row of new GivenSale(7).paid().rows) writer.write(row);
    journal.value.close();

    const { status, stdout } = verify('--journal', file);

    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^12 rows good: .*\nFrom row 10 on the rows are of the till T08, before it of T07\.\n$/,
    );
  });

  it('ends with 1 at a row that a newer version wrote, and says that it may be good', () => {
    givenSold();
    const body = `{"version":${RECORD_VERSION + 1},"till":"T07","kind":"somethingNew"}`;
    const database = new Database(file);
    const last = database.prepare('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1').get() as {
      seq: number;
      hash: Buffer;
    };
    database
      .prepare('INSERT INTO event VALUES (?, NULL, 1, ?, ?)')
      .run(last.seq + 1, body, chainHash(last.hash, last.seq + 1, body));
    database.close();

    const { status, stdout } = verify('--journal', file);

    expect(status).toBe(1);
    expect(stdout).toContain(
      `Row 10 is of version ${RECORD_VERSION + 1}, which a newer version of the till wrote.`,
    );
    expect(stdout).toContain('Nothing is known to be wrong with it.');
  });

  it('ends with 1 at the first bad row: its number, what is wrong, and what that means', () => {
    givenSold();
    tampered("UPDATE event SET body = replace(body, '4550', '4551') WHERE seq >= 6");

    const { status, stdout } = verify('--journal', file);

    expect(status).toBe(1);
    expect(stdout).toContain('5 rows good');
    expect(stdout).toMatch(/^Row 6 does not carry the hash .*\.\nThe file was changed by something else/m);
  });

  it.each([
    ['the list of sales', "UPDATE sale SET state = 'failed' WHERE number = 1"],
    ['the ids that lead to a sale', "DELETE FROM known_id WHERE kind = 'paymentId' AND sale = 1"],
    ['the running totals', 'UPDATE total SET amount_minor = amount_minor + 1'],
    ['the days', 'INSERT INTO day VALUES (2, 5)'],
  ])('sees that the index does not follow from the rows: %s', (part, change) => {
    givenSold();
    tampered(change);

    const { status, stdout } = verify('--journal', file);

    expect(status).toBe(1);
    expect(stdout).toMatch(/^9 rows good/);
    expect(stdout).toContain(`The index does not follow from the rows: ${part}.`);
  });

  it('sees a row that was taken out', () => {
    givenSold();
    tampered('DELETE FROM event WHERE seq = 4');

    expect(verify('--journal', file)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Row 5 stands where row 4 should.') as string,
    });
  });

  it.each([[[]], [['--journal']], [['--file', 'x']]])('ends with 2 and says how to use it: %j', (args) => {
    expect(verify(...args)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('npm run verify') as string,
    });
  });

  it('ends with 3 where the file cannot be used: missing, of another program, damaged, in use, older', () => {
    expect(verify('--journal', file)).toMatchObject({ status: 3, stderr: `There is no journal ${file}.\n` });

    writeFileSync(file, 'Not a database at all');
    expect(verify('--journal', file)).toMatchObject({ status: 3 });
    rmSync(file);

    const older = new Database(file);
    migrate(older, 2);
    older.close();
    expect(verify('--journal', file).stderr).toContain('is of an older version');
    rmSync(file);

    givenSold();
    const journal = opened();
    expect(verify('--journal', file).stderr).toContain('Another program is using the journal');
    journal.close();

    const bytes = readFileSync(file).fill(0xa5, 4096 * 3, 4096 * 4);
    writeFileSync(file, bytes);
    expect(verify('--journal', file)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('is damaged') as string,
    });
  }, 90_000);
});

describe('Journal (interface §1, §6) › a row that was changed behind the till', () => {
  const changed = (seq: number): string =>
    `UPDATE event SET body = replace(body, 'Two coffees', 'Ten coffees') WHERE seq = ${seq}`;

  it('is found at the start among the last rows', () => {
    givenSold();
    tampered(changed(1));

    const journal = openJournal(file, TILL);

    expect(journal).toMatchObject({ ok: false, error: { kind: 'damaged' } });
    if (!journal.ok) expect(journal.error.say).toContain('row 1 was changed after it was written');
  });

  it('is found at the start in an open sale, however old', () => {
    const journal = opened();
    const writer = new JournalWriter(journal);
    for (const row of new GivenSale(0).opened().rows) writer.write(row);
    for (let number = 1; number < 60; number += 1) {
      for (const row of new GivenSale(number).paid().rows) writer.write(row);
    }
    journal.close();
    tampered(changed(1));

    expect(openJournal(file, TILL)).toMatchObject({ ok: false, error: { kind: 'damaged' } });
  });

  it('is found in an old sale that is over when it is asked for', () => {
    const [first] = givenSold(60);
    tampered(changed(1));

    const journal = opened();

    expect(() => [...journal.ofSale(first?.saleId ?? '')]).toThrow(DamagedJournal);
    journal.close();
  });
});
