import type Database from 'better-sqlite3';
import { CHAIN_START, chainHash, sameHash } from '../../src/journal/chain.ts';
import {
  DamagedJournal,
  approvalIn,
  isOfSale,
  readRow,
  type JournalRecord,
  type ShopRecord,
  type StoredRecord,
} from '../../src/journal/records.ts';
import { isOfOffice, OFFICE_KINDS, type OfficeRecord } from '../../src/journal/office-records.ts';
import type { RowProof } from '../../src/journal/port.ts';
import { APPROVAL_KINDS, type ApprovalRecord } from '../../src/staff/approvals.ts';
import type { JournalRow } from '../../src/journal/verify.ts';
import type { TillEvent } from '../../src/payment/events.ts';

/** How many of the last rows are looked at before the till takes a sale. */
const TAIL_ROWS = 100;

/** A row as it stands in the file, with the hash of the one before it. */
interface StoredRow {
  readonly seq: number;
  readonly body: string;
  readonly hash: Uint8Array;
  readonly previous: Uint8Array | null;
}

const COLUMNS = 'e.seq, e.body, e.hash, p.hash AS previous';
/** As the index of these rows has them, or it is of no use. */
const APPROVALS = APPROVAL_KINDS.map((kind) => `'${kind}'`).join(', ');
/** As the index of these rows has them, too. */
const OFFICE = OFFICE_KINDS.map((kind) => `'${kind}'`).join(', ');
const BEFORE = 'LEFT JOIN event p ON p.seq = e.seq - 1';

/** The rows of an open file: every one that is read is held against its hash. */
export class EventRows {
  readonly #database: Database.Database;
  readonly #ofSale: Database.Statement;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#ofSale = database.prepare(
      `SELECT ${COLUMNS} FROM event e ${BEFORE} WHERE e.sale_id = ? AND e.seq < ? ORDER BY e.seq`,
    );
  }

  /** Rows of open sales. The sales lead to the rows: the file may hold millions that are over. */
  open(): Generator<TillEvent> {
    return this.#events(
      this.#rows(
        `SELECT ${COLUMNS} FROM sale s CROSS JOIN event e ON e.sale_id = s.sale_id ${BEFORE}
         WHERE s.open = 1 ORDER BY e.seq`,
      ),
    );
  }

  /** Rows of a sale, where asked for only those before the row `endSeq`. */
  ofSale(saleId: string, endSeq = Number.MAX_SAFE_INTEGER): TillEvent[] {
    return [...this.#events(this.#ofSale.all(saleId, endSeq) as StoredRow[])];
  }

  *ofShop(): Generator<ShopRecord> {
    const rows = this.#rows(
      `SELECT ${COLUMNS} FROM event e ${BEFORE} WHERE e.sale_id IS NULL ORDER BY e.seq DESC`,
    );
    for (const row of rows) {
      const record = recordOf(row);
      if (!isOfSale(record)) yield record;
    }
  }

  *office(): Generator<OfficeRecord> {
    const rows = this.#rows(
      `SELECT ${COLUMNS} FROM event e ${BEFORE} WHERE e.body ->> 'kind' IN (${OFFICE}) ORDER BY e.seq`,
    );
    for (const row of rows) {
      const record = recordOf(row);
      if (isOfOffice(record)) yield record;
    }
  }

  proofOf(saleId: string): RowProof[] {
    const rows = this.#database
      .prepare(
        'SELECT seq, at_ms AS atMs, lower(hex(hash)) AS hash FROM event WHERE sale_id = ? ORDER BY seq',
      )
      .all(saleId);
    return rows as RowProof[];
  }

  *approvals(): Generator<ApprovalRecord> {
    const rows = this.#rows(
      `SELECT ${COLUMNS} FROM event e ${BEFORE}
       WHERE coalesce(e.body ->> '$.change.kind', e.body ->> 'kind') IN (${APPROVALS}) ORDER BY e.seq DESC`,
    );
    for (const row of rows) {
      const approval = approvalIn(recordOf(row));
      if (approval !== null) yield approval;
    }
  }

  *all(): Generator<JournalRecord> {
    for (const row of this.#rows(`SELECT ${COLUMNS} FROM event e ${BEFORE} ORDER BY e.seq`))
      yield recordOf(row);
  }

  /** Every row as it stands in the file. */
  stored(): IterableIterator<JournalRow> {
    const sql = 'SELECT seq, sale_id AS saleId, at_ms AS atMs, body, hash FROM event ORDER BY seq';
    return this.#database.prepare(sql).iterate() as IterableIterator<JournalRow>;
  }

  /** Looks at the last rows: where a write went wrong, it went wrong there. */
  checkTail(): void {
    const rows = this.#rows(
      `SELECT ${COLUMNS} FROM event e ${BEFORE} WHERE e.seq > (SELECT max(seq) FROM event) - ${TAIL_ROWS}`,
    );
    for (const row of rows) recordOf(row);
  }

  /** The last row's number and hash; before the first, 0 and what the chain starts from. */
  last(): { readonly seq: number; readonly hash: Uint8Array } {
    const [row] = this.#database.prepare('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1').all() as {
      seq: number;
      hash: Uint8Array;
    }[];
    return row ?? { seq: 0, hash: CHAIN_START };
  }

  /** The hash that a row carries; null where there is no such row. */
  hashAt(seq: number): Uint8Array | null {
    const sql = 'SELECT hash FROM event WHERE seq = ?';
    return (this.#database.prepare(sql).pluck().get(seq) as Uint8Array | undefined) ?? null;
  }

  /** Rows as they leave the till, from one on: a few, read as they are asked for. */
  from(seq: number, rowsMax: number): readonly { seq: number; hash: Uint8Array; body: string }[] {
    const sql = 'SELECT seq, hash, body FROM event WHERE seq >= ? ORDER BY seq LIMIT ?';
    return this.#database.prepare(sql).all(seq, rowsMax) as { seq: number; hash: Uint8Array; body: string }[];
  }

  /** The id of the till that wrote the last row; null where there is none, or it does not tell. */
  lastTill(): string | null {
    for (const row of this.#rows(`SELECT ${COLUMNS} FROM event e ${BEFORE} ORDER BY e.seq DESC LIMIT 1`))
      return readStored(row).till;
    return null;
  }

  atMsOf(seq: number): number | null {
    const row = this.#database.prepare('SELECT at_ms FROM event WHERE seq = ?').get(seq) as
      { at_ms: number } | undefined;
    return row?.at_ms ?? null;
  }

  #rows(sql: string): Iterable<StoredRow> {
    return this.#database.prepare(sql).iterate() as Iterable<StoredRow>;
  }

  *#events(rows: Iterable<StoredRow>): Generator<TillEvent> {
    for (const row of rows) {
      const record = recordOf(row);
      if (!isOfSale(record))
        throw new DamagedJournal(`row ${row.seq} stands under a sale and belongs to none`);
      yield record;
    }
  }
}

function recordOf(row: StoredRow): JournalRecord {
  return readStored(row).record;
}

function readStored({ seq, body, hash, previous }: StoredRow): StoredRecord {
  const before = seq === 1 ? CHAIN_START : previous;
  if (before === null) throw new DamagedJournal(`row ${seq - 1} is missing`);
  if (!sameHash(chainHash(before, seq, body), hash)) {
    throw new DamagedJournal(`row ${seq} was changed after it was written, or the one before it was`);
  }
  return readRow(seq, body);
}
