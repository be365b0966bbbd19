import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { err, ok, type Result } from '../../src/ground/result.ts';

const SALTS = { from: 16, to: 24 } as const;
const TRIES = 20;

/**
 * Copies a journal while a till writes to it: file and write-ahead log, as of one moment.
 *
 * How: the log is copied after the file. As long as the log did not begin anew meanwhile (its salts stayed), every page
 * that the till moved into the file stands in the copied log too; a frame that was half written has a wrong sum and is
 * passed over. Source: SQLite documentation, "WAL-mode File Format", section 4.
 * Why not by SQLite: the till holds its journal alone, so that no second till can write to it.
 */
export function copyJournal(from: string, to: string): Result<null, string> {
  if (!existsSync(from)) return err(`There is no journal ${from}.`);
  for (let tried = 0; tried < TRIES; tried += 1) {
    const before = logOf(from);
    const file = readFileSync(from);
    const log = logOf(from);
    if (!sameTurn(before, log)) continue;
    writeFileSync(to, file, { mode: 0o600 });
    if (log === null) rmSync(`${to}-wal`, { force: true });
    else writeFileSync(`${to}-wal`, log, { mode: 0o600 });
    return ok(null);
  }
  return err(`The journal ${from} was written to without a pause. Try again in a quiet moment.`);
}

/** The write-ahead log; null where there is none, or one that nothing was written to yet. */
function logOf(journal: string): Buffer | null {
  try {
    const log = readFileSync(`${journal}-wal`);
    return log.length < SALTS.to ? null : log;
  } catch {
    return null;
  }
}

function sameTurn(before: Buffer | null, after: Buffer | null): boolean {
  if (before === null || after === null) return before === after;
  return before.compare(after, SALTS.from, SALTS.to, SALTS.from, SALTS.to) === 0;
}
