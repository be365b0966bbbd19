import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { chainHash, sameHash } from '../../src/journal/chain.ts';
import type { FoundJournal } from '../../src/journal/anchor.ts';
import type { IndexEntry } from '../../src/journal/entry.ts';
import { encodeRecord, isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import type { JournalRow } from '../../src/journal/verify.ts';
import { remembered } from '../../src/staff/approvals.ts';
import { Book } from '../../src/till/book.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import type { Journal } from '../../src/journal/port.ts';
import { err, invariant, ok, type Result } from '../../src/ground/result.ts';
import { EventRows } from './event-rows.ts';
import { JOURNAL_VERSION, versionOf } from './migrations.ts';
import { damaged, errorOf, unwritable, type JournalError } from './journal-error.ts';
import { faultOfIndex } from './index-rebuild.ts';
import { readsOn } from './journal-reads.ts';
import { prepare } from './prepare.ts';
import { SaleIndex } from './sale-index.ts';

/** The journal as an open file. */
export interface OpenJournal extends Journal {
  /** The id of the till that wrote the last row before it was opened; null where no row tells it. */
  readonly formerTill: string | null;
  /** The last row's number and hash; 0, and what the chain starts from, where there is none. */
  readonly last: () => { readonly seq: number; readonly hash: Uint8Array };
  /** The hash of a row; null where there is no such row. */
  readonly hashAt: (seq: number) => Uint8Array | null;
  /** Rows as they stand in the file, from one on. */
  readonly rowsFrom: (
    seq: number,
    rowsMax: number,
  ) => readonly { readonly seq: number; readonly hash: Uint8Array; readonly body: string }[];
  /** Every row from the first, each held against the chain. */
  all(): Iterable<JournalRecord>;
  /** Everything that `appendAll` appends, in one commit: for a history that is made, not lived. */
  together(appendAll: () => void): void;
  close(): void;
}

/** A journal as a file that is only looked at. */
export interface ReadJournal {
  readonly rows: () => Iterable<JournalRow>;
  /** Every row from the first, each held against the chain. */
  readonly all: () => Iterable<JournalRecord>;
  /** The rows of a sale before the row `seq`. */
  readonly before: (saleId: string, seq: number) => Iterable<TillEvent>;
  /** Which part of the index does not follow from the rows, in words; null where all of it does. */
  readonly faultOfIndex: () => string | null;
  readonly close: () => void;
}

/** Says why a journal is not the one that the till remembers; null where it is. */
export type AnchorCheck = (found: FoundJournal) => string | null;

/** `PRAGMA synchronous` as a number: 2 is FULL. */
const SYNCHRONOUS_FULL = 2;

/** How many sales a screen shows at the start. */
const SHOWN_FIRST = 20;

const MISFIT = 'a page of it does not fit the others';

/**
 * Opens the journal and holds it until `close` or the end of the process.
 *
 * Every commit is on the disk when `append` returns: WAL with `synchronous = FULL`. The lock is SQLite's own, of the
 * operating system, so it dies with its process. A file that can't be used is left untouched.
 * `till`: the id in the config, which every new row carries. `isOurs`: says why a journal is not the one that the till
 * remembers.
 * Errors: `inUse` (another process holds it), `newer` (written by a later version), `damaged`, `unwritable`, `unanchored`.
 */
export function openJournal(
  file: string,
  till: string,
  isOurs: AnchorCheck = () => null,
): Result<OpenJournal, JournalError> {
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
    const checked = existsSync(file) ? checkedAt(file, isOurs) : ok(null);
    if (!checked.ok) return checked;
    database = new Database(file, { timeout: 0 });
    prepare(database, file);
    return ok(journalOn(database, till, checked.value));
  } catch (error) {
    database?.close();
    return err(errorOf(error, file));
  }
}

/**
 * Opens a journal that no till holds to look at all of it: every page now, every row as it is asked for.
 *
 * Errors: those of `openJournal`; an older version is `unwritable`, since the rows carry no hashes yet.
 */
export function readJournal(file: string): Result<ReadJournal, JournalError> {
  if (!existsSync(file)) return err({ kind: 'unwritable', say: `There is no journal ${file}.` });
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: true, timeout: 0 });
    const refused = refusalOfVersion(database, file) ?? refusalToRead(database, file);
    if (refused !== null) {
      database.close();
      return err(refused);
    }
    return ok(readerOn(database));
  } catch (error) {
    database?.close();
    return err(errorOf(error, file));
  }
}

function refusalToRead(database: Database.Database, file: string): JournalError | null {
  if (versionOf(database) < JOURNAL_VERSION) {
    const say = `The journal ${file} is of an older version. Start the till with it once, then look again.`;
    return { kind: 'unwritable', say };
  }
  return isIntact(database) ? null : { kind: 'damaged', say: damaged(file, MISFIT) };
}

function readerOn(database: Database.Database): ReadJournal {
  const rows = new EventRows(database);
  return {
    rows: () => rows.stored(),
    all: () => rows.all(),
    before: (saleId, seq) => rows.ofSale(saleId, seq),
    faultOfIndex: () => faultOfIndex(database),
    close: () => void database.close(),
  };
}

/** The rows of the open sales as the check has read them, and the last row's hash then. */
interface Checked {
  readonly head: Uint8Array;
  readonly open: readonly TillEvent[];
}

/**
 * Looks whether this version may write to the file; of one of today's version, answers what it has read.
 *
 * Read-only: a connection that may write would carry what a killed process left in the WAL into the file, at its close.
 */
function checkedAt(file: string, isOurs: AnchorCheck): Result<Checked | null, JournalError> {
  try {
    return checkedBy(file, true, isOurs);
  } catch (error) {
    // The power was cut while the file was made: SQLite first takes that back, and for this it has to write.
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_READONLY_ROLLBACK') throw error;
    return checkedBy(file, false, isOurs);
  }
}

function checkedBy(
  file: string,
  readonly: boolean,
  isOurs: AnchorCheck,
): Result<Checked | null, JournalError> {
  const database = new Database(file, { readonly, timeout: 0 });
  try {
    const refused = refusalOfVersion(database, file);
    if (refused !== null) return err(refused);
    const foreign = versionOf(database) < JOURNAL_VERSION ? null : isOurs(foundIn(database));
    if (foreign !== null) {
      // A damaged page hides rows, too.
      return isIntact(database)
        ? err({ kind: 'unanchored', say: foreign })
        : err({ kind: 'damaged', say: damaged(file, MISFIT) });
    }
    if (versionOf(database) === JOURNAL_VERSION) return ok(checkNeeded(database));
    return isIntact(database) ? ok(null) : err({ kind: 'damaged', say: damaged(file, MISFIT) });
  } finally {
    database.close();
  }
}

function foundIn(database: Database.Database): FoundJournal {
  const rows = new EventRows(database);
  return { seq: rows.last().seq, hashAt: (seq) => rows.hashAt(seq) };
}

function refusalOfVersion(database: Database.Database, file: string): JournalError | null {
  const version = versionOf(database);
  if (version > JOURNAL_VERSION) {
    const say = `The journal ${file} was written by a newer version of the till. Install that version again to use it.`;
    return { kind: 'newer', say };
  }
  const tables = database.prepare('SELECT name FROM sqlite_schema').all();
  return version === 0 && tables.length > 0
    ? { kind: 'damaged', say: damaged(file, 'it is of another program') }
    : null;
}

/** Every page, in time that grows with the file: for what is done once. */
function isIntact(database: Database.Database): boolean {
  return database.pragma('integrity_check(1)', { simple: true }) === 'ok';
}

/**
 * Reads all that a start needs, and the last rows: damage there is found before the first sale, not by it.
 *
 * Why no more: every page would take the longer the more was ever sold. A damaged page elsewhere is met when it is
 * asked for, and ends the till then; `verify` looks at all of them.
 */
function checkNeeded(database: Database.Database): Checked {
  const rows = new EventRows(database);
  rows.checkTail();
  const reads = readsOn(rows, new SaleIndex(database));
  // The head first: what another program appends meanwhile makes it an older one, and the rows are read again.
  const { hash: head } = rows.last();
  const open = [...reads.open()];
  const book = new Book({ ...reads, open: () => open });
  book.replay();
  book.recent(SHOWN_FIRST);
  remembered(reads.approvals(), Infinity);
  reads.totals();
  return { head, open };
}

/** `checked`: what the check has read; it is taken once, so that a start reads the open sales once. */
function journalOn(database: Database.Database, till: string, checked: Checked | null): OpenJournal {
  const rows = new EventRows(database);
  const index = new SaleIndex(database);
  const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)');
  let { seq, hash } = rows.last();
  let today = index.today();
  let read = checked;
  let proven = false;
  const write = (record: JournalRecord, entry: IndexEntry | null) => {
    const body = encodeRecord(record, till);
    const next = { seq: seq + 1, hash: chainHash(hash, seq + 1, body) };
    const saleId = isOfSale(record) ? record.saleId : null;
    insert.run(next.seq, saleId, Math.trunc(record.atMs), body, next.hash);
    if (entry !== null) index.put(entry, next.seq, today.number);
    if (record.kind === 'dayClosed') index.beginDay(next.seq);
    return next;
  };
  const commit = database.transaction(write);
  return {
    formerTill: rows.lastTill(),
    last: () => ({ seq, hash }),
    hashAt: (at) => rows.hashAt(at),
    rowsFrom: (from, rowsMax) => rows.from(from, rowsMax),
    append(record, entry) {
      // Within `together` a transaction of its own would cost more than the rows.
      ({ seq, hash } = database.inTransaction ? write(record, entry) : commit.immediate(record, entry));
      if (record.kind === 'dayClosed') today = index.today();
      if (proven) return;
      const synchronous = Number(database.pragma('synchronous', { simple: true }));
      invariant(synchronous === SYNCHRONOUS_FULL, 'a commit is on the disk when it returns');
      proven = true;
    },
    ...readsOn(rows, index, () => hash),
    open() {
      // Another program may have written between the check and the lock.
      const open = read !== null && sameHash(read.head, hash) ? read.open : rows.open();
      read = null;
      return open;
    },
    all: () => rows.all(),
    together: (appendAll) => database.transaction(appendAll)(),
    close() {
      database.close();
    },
  };
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
