import { followed, type KeptRow, type SaleTold } from '../../src/centre/following.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { DatabaseGone, type Database, type Sql } from './database.ts';
import { keepOrders } from './follow-orders.ts';

/** How many rows are followed in one transaction. Ours: a few batches. */
const ROWS_MAX = 500;
/** How often the centre looks for rows that no call has told of: another centre took them, or this one was killed. Ours. */
const LOOK_AGAIN_MS = 5000;

interface Place {
  readonly epoch: number;
  readonly seq: number;
}

/**
 * Follows the rows of all tills: what the office shows, and how orders stand.
 *
 * The place up to which a till was followed moves in the same transaction, so that a row tells its part once, whichever
 * centre follows it and whenever that one is killed.
 */
export class Follower {
  readonly #database: Database;
  readonly #parts: { readonly clock: Clock; readonly log: Log };
  readonly #waiting = new Set<string>();
  #running: Promise<void> | null = null;
  #callOff: () => void = () => undefined;
  #stopped = false;

  constructor(database: Database, parts: { readonly clock: Clock; readonly log: Log }) {
    this.#database = database;
    this.#parts = parts;
  }

  start(): void {
    void this.#lookAgain();
  }

  /** Rows of a till were taken. */
  taken(till: string): void {
    this.#waiting.add(till);
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
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
  const rows = await sql.query<KeptRow & { sale_id: string | null }>(
    `SELECT epoch, seq, body, sale_id FROM centre.event
     WHERE till_id = $1 AND epoch = $2 AND seq > $3 ORDER BY seq LIMIT ${ROWS_MAX}`,
    [till, place.epoch, place.seq],
  );
  if (rows.length === 0) return beginNextEpoch(sql, till, place);
  const bySale = Map.groupBy(rows, ({ sale_id }) => sale_id);
  for (const [saleId, ofSale] of bySale)
    if (saleId !== null) await followSale(sql, { till, saleId }, place, ofSale);
  await sql.query('UPDATE centre.followed SET seq = $2 WHERE till_id = $1', [
    till,
    rows.at(-1)?.seq ?? place.seq,
  ]);
  return rows.length === ROWS_MAX;
}

/** All rows of an epoch were followed: the next one goes on from where it left the line. */
async function beginNextEpoch(sql: Sql, till: string, { epoch }: Place): Promise<boolean> {
  const moved = await sql.query<{ epoch: number }>(
    `UPDATE centre.followed f SET epoch = e.epoch, seq = e.from_seq - 1 FROM centre.epoch e
     WHERE f.till_id = $1 AND e.till_id = $1 AND e.epoch = $2 RETURNING e.epoch`,
    [till, epoch + 1],
  );
  return moved.length > 0;
}

async function followSale(
  sql: Sql,
  { till, saleId }: { readonly till: string; readonly saleId: string },
  place: Place,
  rows: readonly KeptRow[],
): Promise<void> {
  const before = await sql.query<KeptRow>(
    `SELECT epoch, seq, body FROM centre.event e WHERE till_id = $1 AND sale_id = $2 AND seq <= $3
     AND epoch = centre.epoch_at($1, $4, seq) ORDER BY seq`,
    [till, saleId, place.seq, place.epoch],
  );
  const told = followed(before, rows);
  if (told === null) {
    await sql.query("SELECT centre.open_case('unreadable', $1, $1, NULL, '{}')", [till]);
    return;
  }
  await keepSale(sql, till, told);
  await keepOrders(sql, till, told);
  for (const found of told.cases) {
    if (found.isOver)
      await sql.query(
        `UPDATE centre.office_case SET closed_at = now(), closed_by = 'centre', closed_why = 'It is over.'
         WHERE kind = $1 AND subject = $2 AND closed_at IS NULL`,
        [found.kind, found.subject],
      );
    else
      await sql.query('SELECT centre.open_case($1, $2, $3, $4, $5)', [
        ...[found.kind, found.subject, till, found.orderId, JSON.stringify(found.facts)],
      ]);
  }
}

async function keepSale(sql: Sql, till: string, { sale, ids, movements }: SaleTold): Promise<void> {
  await sql.query(
    `INSERT INTO centre.sale (till_id, sale_id, order_id, state, currency, amount_minor, opened_at_ms, wallet, is_open)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (till_id, sale_id) DO UPDATE SET state = excluded.state, wallet = excluded.wallet, is_open = excluded.is_open`,
    [
      ...[till, sale.saleId, sale.referenceOrderId, sale.state, sale.amount.currency, sale.amount.valueMinor],
      ...[Math.trunc(sale.openedAtMs), sale.wallet, sale.open],
    ],
  );
  for (const { id, kind } of ids)
    await sql.query('INSERT INTO centre.known_id VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
      ...[id, kind, till, sale.saleId],
    ]);
  for (const moved of movements)
    await sql.query(
      `INSERT INTO centre.movement VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       ON CONFLICT DO NOTHING`,
      [
        ...[till, moved.epoch, moved.seq, moved.place, moved.type, moved.currency, moved.amountMinor],
        ...[moved.wallet, moved.gateway, moved.operatorId, Math.trunc(moved.atMs), sale.saleId],
        ...[sale.referenceOrderId, moved.paymentRequestId, moved.paymentId, moved.refundRequestId],
      ],
    );
}
