import type { Clock, Log } from '../../src/ground/ports.ts';
import { DatabaseGone, type Database, type Sql } from './database.ts';
import { followSales, type SaleSpan } from './follow-sales.ts';

/** How many rows are followed in one transaction. Ours: a few batches. */
const ROWS_MAX = 500;
/** How long following a till waits while batches wait for their turn. Ours: it goes on slowly, and takes them little time. */
const AFTER_BATCHES_MS = 500;
/** How often the centre looks for rows that no call has told of: another centre took them, or this one was killed. Ours. */
const LOOK_AGAIN_MS = 5000;

interface Place {
  readonly epoch: number;
  readonly seq: number;
}

export interface FollowerParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether batches of tills wait: what is stored can be followed later, and what is not stored may be lost. */
  readonly isBusy: () => boolean;
}

/**
 * Follows the rows of all tills: what the office shows, and how orders stand.
 *
 * The place up to which a till was followed moves in the same transaction, so that a row tells its part once, whichever
 * centre follows it and whenever that one is killed.
 */
export class Follower {
  readonly #database: Database;
  readonly #parts: FollowerParts;
  readonly #waiting = new Set<string>();
  #running: Promise<void> | null = null;
  #callOff: () => void = () => undefined;
  #endPause: () => void = () => undefined;
  #stopped = false;

  constructor(database: Database, parts: FollowerParts) {
    this.#database = database;
    this.#parts = parts;
  }

  start(): void {
    void this.#readAgain().finally(() => this.#lookAgain());
  }

  /** Sales that an older centre could not read: this one may. */
  async #readAgain(): Promise<void> {
    try {
      const unread = await this.#database.query<{ till_id: string; sale_id: string }>(
        'SELECT till_id, sale_id FROM centre.unread',
      );
      for (const { till_id: till, sale_id: saleId } of unread)
        if (!this.#stopped) await this.#database.transaction((sql) => readSaleAgain(sql, { till, saleId }));
    } catch (error) {
      if (!(error instanceof DatabaseGone))
        this.#parts.log.warn('Sales could not be read again.', { why: String(error) });
    }
  }

  /** Rows of a till were taken. */
  taken(till: string): void {
    this.#waiting.add(till);
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    this.#endPause();
    await this.#running;
  }

  /** Follows a till to its last row. */
  async follow(till: string): Promise<void> {
    let isMore = true;
    while (isMore && !this.#stopped)
      isMore = await this.#database.transaction((sql) => followSome(sql, till));
  }

  async #run(): Promise<void> {
    try {
      for (const till of this.#waiting) {
        if (this.#parts.isBusy()) await this.#pause();
        this.#waiting.delete(till);
        if (!this.#stopped) await this.follow(till);
      }
    } catch (error) {
      if (!(error instanceof DatabaseGone))
        this.#parts.log.warn('Rows could not be followed.', { why: String(error) });
    } finally {
      this.#running = null;
    }
    if (this.#waiting.size > 0 && !this.#stopped) this.#running = this.#run();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.#parts.clock.after(AFTER_BATCHES_MS, resolve);
      this.#endPause = () => {
        callOff();
        resolve();
      };
    });
  }

  async #lookAgain(): Promise<void> {
    if (this.#stopped) return;
    try {
      for (const till of await tillsBehind(this.#database)) this.taken(till);
    } catch (error) {
      if (!(error instanceof DatabaseGone))
        this.#parts.log.warn('Tills could not be looked for.', { why: String(error) });
    }
    this.#callOff = this.#parts.clock.after(LOOK_AGAIN_MS, () => void this.#lookAgain());
  }
}

async function tillsBehind(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ till_id: string }>(
    `SELECT t.till_id FROM centre.till t LEFT JOIN centre.followed f ON f.till_id = t.till_id
     WHERE coalesce(f.epoch, 1) < t.epoch OR coalesce(f.seq, 0) < t.next_seq - 1`,
  );
  return rows.map(({ till_id }) => till_id);
}

/** Follows the next rows of a till; whether there may be more. */
async function followSome(sql: Sql, till: string): Promise<boolean> {
  await sql.query('INSERT INTO centre.followed (till_id) VALUES ($1) ON CONFLICT DO NOTHING', [till]);
  const [place] = await sql.query<Place>(
    'SELECT epoch, seq FROM centre.followed WHERE till_id = $1 FOR UPDATE',
    [till],
  );
  if (place === undefined) return false;
  const rows = await sql.query<{ seq: number; sale_id: string | null }>(
    `SELECT seq, sale_id FROM centre.event
     WHERE till_id = $1 AND epoch = $2 AND seq > $3 ORDER BY seq LIMIT ${ROWS_MAX}`,
    [till, place.epoch, place.seq],
  );
  if (rows.length === 0) return beginNextEpoch(sql, till, place);
  await followSales(sql, till, place.epoch, spansOf(rows));
  const seq = rows.at(-1)?.seq ?? place.seq;
  await sql.query('UPDATE centre.followed SET seq = $2 WHERE till_id = $1', [till, seq]);
  return rows.length === ROWS_MAX || beginNextEpoch(sql, till, { epoch: place.epoch, seq });
}

function spansOf(rows: readonly { readonly seq: number; readonly sale_id: string | null }[]): SaleSpan[] {
  const spans = new Map<string, SaleSpan>();
  for (const { seq, sale_id: saleId } of rows)
    if (saleId !== null) spans.set(saleId, { saleId, from: spans.get(saleId)?.from ?? seq, last: seq });
  return [...spans.values()];
}

/** Reads a sale whose rows a centre before could not read, as far as its till was followed. */
export async function readSaleAgain(
  sql: Sql,
  sale: { readonly till: string; readonly saleId: string },
): Promise<void> {
  const [place] = await sql.query<Place>(
    'SELECT epoch, seq FROM centre.followed WHERE till_id = $1 FOR UPDATE',
    [sale.till],
  );
  if (place === undefined) return;
  const { epoch, seq: last } = place;
  await followSales(sql, sale.till, epoch, [{ saleId: sale.saleId, from: last + 1, last }]);
}

/**
 * Where all rows of an epoch were followed, the next one goes on from where it left the line.
 *
 * Why its last row is asked for: rows and the next epoch may have come since this epoch's rows were looked for.
 */
async function beginNextEpoch(sql: Sql, till: string, { epoch, seq }: Place): Promise<boolean> {
  const moved = await sql.query<{ epoch: number }>(
    `UPDATE centre.followed f SET epoch = e.epoch, seq = e.from_seq - 1 FROM centre.epoch e
     WHERE f.till_id = $1 AND e.till_id = $1 AND e.epoch = $2 AND e.former_next_seq = $3 RETURNING e.epoch`,
    [till, epoch + 1, seq + 1],
  );
  return moved.length > 0;
}
