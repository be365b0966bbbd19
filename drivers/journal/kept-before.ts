import { chmodSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { JOURNAL_VERSION, versionOf } from './migrations.ts';

/** Where a journal of an older version stands as it was before it was brought to today's. */
export function keptBeforeFile(journal: string, version: number): string {
  return `${journal}.before-v${JOURNAL_VERSION}-as-v${version}`;
}

/**
 * Keeps a journal of an older version beside itself before its tables are changed: whoever puts the older till back has
 * what that one can read. Throws what SQLite says; then nothing was changed.
 *
 * Why by SQLite: the connection holds the file alone, so that no other program can copy it in between.
 */
export function keepBeforeMigration(database: Database.Database, journal: string): void {
  const version = versionOf(database);
  if (version === 0 || version >= JOURNAL_VERSION) return;
  const file = keptBeforeFile(journal, version);
  const beside = `${file}.new`;
  rmSync(beside, { force: true });
  database.prepare('VACUUM INTO ?').run(beside);
  chmodSync(beside, 0o600);
  renameSync(beside, file);
}
