import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { rebuildIndex } from './index-rebuild.ts';

interface Migration {
  readonly sql: string;
  /** It makes the index new: afterwards it is filled from the events. */
  readonly remakesIndex?: boolean;
}

/**
 * The steps from an empty file to today's journal; step N makes version N. Never edited, only added to, and run no
 * code of today.
 *
 * Rows are only ever added: the triggers keep every program from changing what happened. All tables but `event` are
 * the index, which follows from the events.
 */
const MIGRATIONS: readonly Migration[] = [
  {
    sql: `CREATE TABLE event (
       seq INTEGER PRIMARY KEY,
       sale_id TEXT NOT NULL,
       at_ms INTEGER NOT NULL,
       body TEXT NOT NULL CHECK (json_valid(body))
     ) STRICT;
     CREATE INDEX event_of_sale ON event (sale_id);
     CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
     CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END`,
  },
  // REPLACE takes a row away without asking the trigger above.
  {
    sql: `CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
       WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
       BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END`,
  },
  // Every row carries a hash, some belong to no sale, and an index leads to each sale.
  {
    remakesIndex: true,
    sql: `CREATE TABLE chained_event (
       seq INTEGER PRIMARY KEY,
       sale_id TEXT,
       at_ms INTEGER NOT NULL,
       body TEXT NOT NULL CHECK (json_valid(body)),
       hash BLOB NOT NULL CHECK (length(hash) = 32)
     ) STRICT;
     INSERT INTO chained_event SELECT seq, nullif(sale_id, ''), at_ms, body, chained(seq, body) FROM event ORDER BY seq;
     DROP TABLE event;
     ALTER TABLE chained_event RENAME TO event;
     CREATE INDEX event_of_sale ON event (sale_id);
     CREATE INDEX event_of_manager ON event (seq)
       WHERE body ->> 'kind' IN ('approvalRefused', 'refundApproved');
     CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
     CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
     CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
       WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
       BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
     CREATE TABLE sale (
       number INTEGER PRIMARY KEY,
       sale_id TEXT NOT NULL UNIQUE,
       reference_order_id TEXT NOT NULL,
       open INTEGER NOT NULL,
       state TEXT NOT NULL,
       currency TEXT NOT NULL,
       amount_minor INTEGER NOT NULL,
       opened_at_ms INTEGER NOT NULL,
       wallet TEXT
     ) STRICT;
     CREATE INDEX sale_open ON sale (number) WHERE open = 1;
     CREATE INDEX sale_of_order ON sale (reference_order_id);
     CREATE INDEX sale_of_amount ON sale (amount_minor);
     CREATE INDEX sale_opened_at ON sale (opened_at_ms);
     CREATE INDEX sale_of_wallet ON sale (wallet) WHERE wallet IS NOT NULL;
     CREATE INDEX sale_not_paid ON sale (state) WHERE state <> 'paid';
     CREATE TABLE known_id (
       id TEXT NOT NULL,
       kind TEXT NOT NULL,
       sale INTEGER NOT NULL,
       payment_request_id TEXT NOT NULL,
       PRIMARY KEY (id, kind)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE day (number INTEGER PRIMARY KEY, began_at_seq INTEGER NOT NULL) STRICT;
     CREATE TABLE total (
       day INTEGER NOT NULL,
       type TEXT NOT NULL,
       currency TEXT NOT NULL,
       wallet TEXT NOT NULL,
       quarter INTEGER NOT NULL,
       count INTEGER NOT NULL,
       amount_minor INTEGER NOT NULL,
       PRIMARY KEY (day, type, currency, wallet, quarter)
     ) STRICT, WITHOUT ROWID`,
  },
  // A sum may be more than 64 bits hold: what is over 16 digits stands in a column of its own.
  {
    remakesIndex: true,
    sql: `ALTER TABLE total ADD COLUMN amount_carry INTEGER NOT NULL DEFAULT 0;
     UPDATE total SET amount_carry = amount_minor / 10000000000000000, amount_minor = amount_minor % 10000000000000000
       WHERE amount_minor >= 10000000000000000`,
  },
  // From here on a row names its version and its till, in its body. No table changes: a former program, which reads
  // every row alike, is only to refuse the file.
  { sql: '' },
  // From here on a manager approves a void, too, in a row of version 2.
  {
    // A charge of another amount is shown otherwise since: it goes back without a person.
    remakesIndex: true,
    sql: `DROP INDEX event_of_manager;
     CREATE INDEX event_of_manager ON event (seq)
       WHERE body ->> 'kind' IN ('approvalRefused', 'refundApproved', 'giveBackApproved')`,
  },
  // Totals are kept apart by gateway and by person, and rows tell who signed in.
  {
    remakesIndex: true,
    sql: `DROP INDEX event_of_manager;
     CREATE INDEX event_of_person ON event (seq) WHERE body ->> 'kind' IN
       ('approvalRefused', 'refundApproved', 'giveBackApproved', 'triesLapsed', 'signedIn', 'signInRefused');
     DROP TABLE total;
     CREATE TABLE total (
       day INTEGER NOT NULL,
       type TEXT NOT NULL,
       currency TEXT NOT NULL,
       wallet TEXT NOT NULL,
       gateway TEXT NOT NULL,
       operator TEXT NOT NULL,
       quarter INTEGER NOT NULL,
       count INTEGER NOT NULL,
       amount_minor INTEGER NOT NULL,
       amount_carry INTEGER NOT NULL,
       PRIMARY KEY (day, type, currency, wallet, gateway, operator, quarter)
     ) STRICT, WITHOUT ROWID`,
  },
  // Every movement of money is found by its time.
  {
    remakesIndex: true,
    sql: `CREATE TABLE moved (
       at_ms INTEGER NOT NULL,
       seq INTEGER NOT NULL,
       part INTEGER NOT NULL,
       sale INTEGER NOT NULL,
       type TEXT NOT NULL,
       currency TEXT NOT NULL,
       amount_minor INTEGER NOT NULL,
       wallet TEXT,
       gateway TEXT,
       operator TEXT,
       payment_request_id TEXT NOT NULL,
       payment_id TEXT,
       refund_request_id TEXT,
       approver TEXT,
       PRIMARY KEY (at_ms, seq, part)
     ) STRICT, WITHOUT ROWID`,
  },
  // A doubted charge that a manager accepts is an approval, too: the row names it in its change.
  {
    sql: `DROP INDEX event_of_person;
     CREATE INDEX event_of_person ON event (seq) WHERE coalesce(body ->> '$.change.kind', body ->> 'kind') IN
       ('approvalRefused', 'refundApproved', 'giveBackApproved', 'accepted', 'triesLapsed', 'signedIn', 'signInRefused')`,
  },
  // A manager who frees an order approves it, too.
  {
    sql: `DROP INDEX event_of_person;
     CREATE INDEX event_of_person ON event (seq) WHERE coalesce(body ->> '$.change.kind', body ->> 'kind') IN
       ('approvalRefused', 'refundApproved', 'giveBackApproved', 'accepted', 'freed', 'triesLapsed', 'signedIn', 'signInRefused')`,
  },
  // The office: what it is about is read at every start, and what a manager approves in it is an approval.
  {
    sql: `DROP INDEX event_of_person;
     CREATE INDEX event_of_person ON event (seq) WHERE coalesce(body ->> '$.change.kind', body ->> 'kind') IN
       ('approvalRefused', 'refundApproved', 'giveBackApproved', 'officeApproved', 'accepted', 'freed', 'triesLapsed', 'signedIn', 'signInRefused');
     CREATE INDEX event_of_office ON event (seq) WHERE body ->> 'kind' IN
       ('disputeArrived', 'officeApproved', 'officeAnswered', 'officeTold', 'officeWarned', 'officePaperAdded', 'officeClosed')`,
  },
];

/**
 * The hashes that step 3 gives to the rows of before, one after the other.
 *
 * Why not the chain's own: a step does for ever what it did at first.
 */
function chainedOfVersion3(): (seq: unknown, body: unknown) => Buffer {
  let hash = Buffer.alloc(32);
  return (seq, body) => {
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(BigInt(Number(seq)));
    hash = createHash('sha256').update(hash).update(number).update(String(body), 'utf8').digest();
    return hash;
  };
}

/** The version that this program writes. */
export const JOURNAL_VERSION = MIGRATIONS.length;

/**
 * Brings a file to a version, in one transaction with the version inside.
 *
 * Why one: the index is made by the code of today, so in the tables of today, and no file is left without it.
 */
export function migrate(database: Database.Database, to = JOURNAL_VERSION): void {
  const steps = MIGRATIONS.slice(versionOf(database), to);
  if (steps.length === 0) return;
  database.function('chained', chainedOfVersion3());
  database.exec(`BEGIN IMMEDIATE; ${steps.map(({ sql }) => sql).join(';')}`);
  if (to === JOURNAL_VERSION && steps.some(({ remakesIndex }) => remakesIndex === true))
    rebuildIndex(database);
  database.exec(`PRAGMA user_version = ${to}; COMMIT`);
}

/** The version that a file says it is of; 0 for an empty one. */
export function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
