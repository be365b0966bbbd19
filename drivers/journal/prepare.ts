import type Database from 'better-sqlite3';
import { keepBeforeMigration } from './kept-before.ts';
import { JOURNAL_VERSION, migrate } from './migrations.ts';

/**
 * What the journal's connection keeps of the file in memory, in KiB.
 *
 * Why not the 16 MB of the library: they fill up with what was written, a few KB with each sale, and a till reads old
 * sales seldom. Source: SQLite, PRAGMA cache_size, whose own default this is; better-sqlite3, deps/defines.gypi.
 */
const CACHE_KIB = 2000;

/** Makes a connection the journal's own: nobody else writes to the file, which is brought to this version. */
export function prepare(database: Database.Database, file: string): void {
  // Exclusive, before the first use of the file: no second till can then write to the same journal.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.exec('BEGIN IMMEDIATE; COMMIT');
  keepBeforeMigration(database, file);
  migrate(database);
  // The library's default for WAL is NORMAL, taken at the first write after it is switched on. A write that changes
  // nothing provokes that, so that FULL can be set once more and relied on.
  database.exec('BEGIN IMMEDIATE; PRAGMA user_version = ' + String(JOURNAL_VERSION) + '; COMMIT');
  database.pragma('synchronous = FULL');
}
