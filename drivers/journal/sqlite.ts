import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  DamagedJournal,
  decodeRecord,
  encodeRecord,
  isOfSale,
  type JournalRecord,
} from '../../src/journal/records.ts';
import type { Journal } from '../../src/ports.ts';
import { err, invariant, ok, type Result } from '../../src/result.ts';
import { MIGRATIONS } from './migrations.ts';

export type JournalError = {
  readonly kind: 'inUse' | 'newer' | 'damaged' | 'unwritable';
  readonly say: string;
};

/** The journal as an open file. */
export interface OpenJournal extends Journal {
  close(): void;
}

/** `PRAGMA synchronous` as a number: 2 is FULL. */
const SYNCHRONOUS_FULL = 2;

/**
 * Opens the journal and holds it until `close` or the end of the process.
 *
 * Every commit is on the disk when `append` returns: WAL with `synchronous = FULL`. The lock is SQLite's own, of the
 * operating system, so it dies with its process. A file that can't be used is left untouched.
 * Errors: `inUse` (another process holds it), `newer` (written by a later version), `damaged`, `unwritable`.
 */
export function openJournal(file: string): Result<OpenJournal, JournalError> {
  let database: Database.Database | null = null;
  try {
    if (!existsSync(dirname(file))) mkdirSync(dirname(file));
  } catch (error) {
    // Whatever keeps the folder from being made, nothing can be written in it.
    return err(
      unwritable(file, error instanceof Error && 'code' in error ? String(error.code) : String(error)),
    );
  }
  try {
    const refused = existsSync(file) ? refusalOf(file) : null;
    if (refused !== null) return err(refused);
    database = new Database(file, { timeout: 0 });
    prepare(database);
    return ok(journalOn(database));
  } catch (error) {
    database?.close();
    return err(errorOf(error, file));
  }
}

/**
 * Looks whether this version may write to the file.
 *
 * Read-only: a connection that may write would carry what a killed process left in the WAL into the file, at its close.
 */
function refusalOf(file: string): JournalError | null {
  try {
    return refusalAt(file, true);
  } catch (error) {
    // The power was cut while the file was made: SQLite first takes that back, and for this it has to write.
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_READONLY_ROLLBACK') throw error;
    return refusalAt(file, false);
  }
}

function refusalAt(file: string, readonly: boolean): JournalError | null {
  const database = new Database(file, { readonly, timeout: 0 });
  try {
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > MIGRATIONS.length) {
      const say = `The journal ${file} was written by a newer version of the till. Install that version again to use it.`;
      return { kind: 'newer', say };
    }
    const tables = database.prepare('SELECT name FROM sqlite_schema').all();
    if (version === 0 && tables.length > 0)
      return { kind: 'damaged', say: damaged(file, 'it is of another program') };
    // A damaged page is found before the first sale, not by it: 0.15 s for 100,000 rows.
    const intact = database.pragma('integrity_check(1)', { simple: true });
    return intact === 'ok'
      ? null
      : { kind: 'damaged', say: damaged(file, 'a page of it does not fit the others') };
  } finally {
    database.close();
  }
}

function prepare(database: Database.Database): void {
  // Exclusive, before the first use of the file: no second till can then write to the same journal.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('BEGIN IMMEDIATE; COMMIT');
  const version = Number(database.pragma('user_version', { simple: true }));
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
  // The library's default for WAL is NORMAL, taken at the first write after it is switched on. A write that changes
  // nothing provokes that, so that FULL can be set once more and relied on.
  database.exec('BEGIN IMMEDIATE; PRAGMA user_version = ' + String(MIGRATIONS.length) + '; COMMIT');
  database.pragma('synchronous = FULL');
}

function journalOn(database: Database.Database): OpenJournal {
  const insert = database.prepare('INSERT INTO event (sale_id, at_ms, body) VALUES (?, ?, ?)');
  const select = database.prepare('SELECT seq, body FROM event ORDER BY seq');
  let proven = false;
  return {
    append(record) {
      insert.run(isOfSale(record) ? record.saleId : '', Math.trunc(record.atMs), encodeRecord(record));
      if (proven) return;
      const synchronous = Number(database.pragma('synchronous', { simple: true }));
      invariant(synchronous === SYNCHRONOUS_FULL, 'a commit is on the disk when it returns');
      proven = true;
    },
    *read(): Iterable<JournalRecord> {
      for (const row of select.iterate() as Iterable<{ seq: number; body: string }>) {
        const record = decodeRecord(row.body);
        if (!record.ok) throw new DamagedJournal(`row ${row.seq} ${record.error}`);
        yield record.value;
      }
    },
    close() {
      database.close();
    },
  };
}

/** What an exception of the database says of the journal; exceptions of other kinds are passed on. */
export function errorOf(error: unknown, file: string): JournalError {
  if (error instanceof DamagedJournal) return { kind: 'damaged', say: damaged(file, error.message) };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      kind: 'inUse',
      say: `Another till is using the journal ${file}. Close that one, or give this one its own file.`,
    };
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return { kind: 'damaged', say: damaged(file, code) };
  }
  if (code.startsWith('SQLITE_')) return unwritable(file, code);
  throw error;
}

function unwritable(file: string, code: string): JournalError {
  const say = `The journal ${file} cannot be written (${code}). Check that its folder may be written and is not full.`;
  return { kind: 'unwritable', say };
}

function damaged(file: string, why: string): string {
  return `The journal ${file} is damaged (${why}). It was left as it is: keep it, and ask for help before selling on.`;
}

/** The version of SQLite that holds the journal. */
export function sqliteVersion(): string {
  const database = new Database(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}
