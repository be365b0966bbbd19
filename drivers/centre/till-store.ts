import { createHash, randomBytes } from 'node:crypto';
import type { OutboxRow } from '../../src/centre/batch.ts';
import { hexOf } from '../../src/centre/batch.ts';
import {
  fingerprintOf,
  type AskAnswer,
  type AskCall,
  type EnrolAnswer,
  type EnrolCall,
  type EpochAnswer,
  type EPOCH_OUTCOMES,
  type IngestAnswer,
  type IngestOutcome,
  type LeaseAnswer,
  type ReserveAnswer,
  type ReserveCall,
} from '../../src/centre/wire.ts';
import type { Database } from './database.ts';
import { columnsOf } from './order-tables.ts';

/** A row with what the centre finds it by. */
export interface TakenRow extends Omit<OutboxRow, 'seq'> {
  readonly kind: string;
  readonly saleId: string | null;
  readonly atMs: number;
}

/** A till that is known by its key. */
export interface KnownTill {
  readonly till: string;
  readonly publicKey: string;
}

/** How long a code to enrol a till is good. Ours: a technician's day. */
const CODE_LIFE = '24 hours';

interface CursorRow {
  readonly epoch: number;
  readonly next_seq: number;
  readonly head: Uint8Array;
}

/** What a till's calls come to, whatever stands behind them. */
export type TillStatements = Pick<
  TillStore,
  'known' | 'ingest' | 'beginEpoch' | 'ask' | 'newCode' | 'enrol' | 'takeLease' | 'reserve'
>;

/** What tills tell the centre and ask of it, as statements: one call of a function each, whole or not at all. */
export class TillStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The till whose key has this fingerprint; null where none has. */
  async known(fingerprint: string): Promise<KnownTill | null> {
    const [row] = await this.#database.query<{ till_id: string; public_key: string }>(
      'SELECT till_id, public_key FROM centre.till WHERE fingerprint = $1',
      [fingerprint],
    );
    return row === undefined ? null : { till: row.till_id, publicKey: row.public_key };
  }

  async ingest(
    till: string,
    batch: { readonly epoch: number; readonly first: number; readonly previous: Uint8Array },
    rows: readonly TakenRow[],
  ): Promise<IngestAnswer> {
    const bodies = rows.map((each) => each.body).join('');
    let end = 0;
    const ends = rows.map((each) => (end += Buffer.byteLength(each.body, 'utf8')));
    const [row] = await this.#database.ingest.query<CursorRow & { outcome: IngestOutcome }>(
      'SELECT * FROM centre.ingest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [
        ...[till, batch.epoch, batch.first, batch.previous, Buffer.from(bodies, 'utf8'), ends],
        ...[Buffer.concat(rows.map((each) => each.hash)), rows.map((each) => each.kind)],
        ...[rows.map((each) => each.saleId), rows.map((each) => each.atMs)],
      ],
    );
    return { outcome: row?.outcome ?? 'revoked', ...cursorOf(row) };
  }

  async beginEpoch(till: string, epoch: number, from: number, previous: Uint8Array): Promise<EpochAnswer> {
    const [row] = await this.#database.query<CursorRow & { outcome: (typeof EPOCH_OUTCOMES)[number] }>(
      'SELECT * FROM centre.begin_epoch($1, $2, $3, $4)',
      [till, epoch, from, previous],
    );
    return { outcome: row?.outcome ?? 'revoked', ...cursorOf(row) };
  }

  async ask(
    till: string,
    { epoch, last, keeps, refunds, leave, config, saidAtMs, haves }: AskCall,
  ): Promise<AskAnswer> {
    const [row] = await this.#database.query<
      CursorRow & { state: AskAnswer['state']; config_version: number }
    >('SELECT * FROM centre.ask($1, $2, $3, $4)', [till, epoch, config.version, config.refused]);
    const state = row?.state === 'enrolled' || row?.state === 'fenced' ? row.state : 'revoked';
    const cursor = cursorOf(row);
    if (state === 'enrolled')
      await this.#database.query('SELECT centre.keep_words($1, $2, $3, $4, $5, $6, $7, $8)', [
        ...[till, keeps, refunds, ...columnsOf(leave, 'orderId', 'token'), saidAtMs, epoch, last],
      ]);
    return {
      state,
      ...cursor,
      common: haves.length === 0 ? 0 : await this.#commonOf(till, cursor.epoch, cursor.next, haves),
      configVersion: row?.config_version ?? 0,
    };
  }

  async #commonOf(
    till: string,
    epoch: number,
    next: number,
    haves: readonly { readonly seq: number; readonly hash: string }[],
  ): Promise<number> {
    const [row] = await this.#database.query<{ common: number | null }>(
      `SELECT max(h.seq)::bigint AS common FROM unnest($3::bigint[], $4::bytea[]) AS h (seq, hash)
       WHERE h.seq < $5 AND centre.hash_at($1, $2, h.seq) = h.hash`,
      [till, epoch, haves.map((each) => each.seq), haves.map((each) => Buffer.from(each.hash, 'hex')), next],
    );
    return row?.common ?? 0;
  }

  /**
   * A code to enrol a till by, which may have been revoked. It is told here and nowhere else: what is kept is its hash.
   * One that was shown before and not used is good no more.
   */
  async newCode(till: string): Promise<string> {
    const code = randomBytes(15).toString('base64url');
    await this.#database.transaction(async (sql) => {
      await sql.query("UPDATE centre.till SET state = 'waiting' WHERE till_id = $1 AND state = 'revoked'", [
        till,
      ]);
      await sql.query('DELETE FROM centre.enrolment WHERE till_id = $1 AND fingerprint IS NULL', [till]);
      await sql.query(
        'INSERT INTO centre.enrolment (code_hash, till_id, expires_at) VALUES ($1, $2, now() + $3::interval)',
        [codeHash(code), till, CODE_LIFE],
      );
    });
    return code;
  }

  async enrol(call: EnrolCall): Promise<Omit<EnrolAnswer, 'centreKey'>> {
    const { code, publicKey, terminal, store, shop } = call;
    const [row] = await this.#database.query<{ outcome: EnrolAnswer['outcome']; epoch: number }>(
      'SELECT * FROM centre.enrol($1, $2, $3, $4, $5)',
      [codeHash(code), fingerprintOf(publicKey), publicKey, terminal, store],
    );
    // A zone that the database does not know by that name would break every page: the store keeps the one that it has.
    if (row?.outcome === 'enrolled')
      await this.#database.query(
        `UPDATE centre.store SET name = $2, currency = $4,
           time_zone = coalesce((SELECT z.name FROM pg_timezone_names z WHERE lower(z.name) = lower($3)), time_zone)
         WHERE store_id = $1`,
        [store, shop.name, shop.timeZone, shop.currency],
      );
    return row ?? { outcome: 'refused', epoch: 0 };
  }

  /** Leave to charge an order; null while the centre, put back from a copy, waits for the words of all tills. */
  async takeLease(till: string, orderId: string, saidAtMs: number): Promise<LeaseAnswer | null> {
    const [row] = await this.#database.query<Healing<LeaseAnswer>>(
      'SELECT * FROM centre.take_lease($1, $2, $3)',
      [orderId, till, saidAtMs],
    );
    if (row?.outcome === 'healing') return null;
    return row === undefined
      ? { outcome: 'revoked', token: 0, holder: '', attempts: 0 }
      : { ...row, outcome: row.outcome };
  }

  /** Room for a refund; null as for leave. */
  async reserve(till: string, call: ReserveCall): Promise<ReserveAnswer | null> {
    const [row] = await this.#database.query<Healing<ReserveAnswer> & { left_minor: number }>(
      'SELECT * FROM centre.reserve_refund($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [
        ...[call.refundRequestId, call.paymentRequestId, till, call.approverId, call.amountMinor],
        ...[call.currency, call.day, call.orderId, call.chargedMinor, call.saidAtMs],
      ],
    );
    if (row?.outcome === 'healing') return null;
    return { outcome: row?.outcome ?? 'revoked', leftMinor: row?.left_minor ?? 0 };
  }
}

/** An answer of the database, which may have forgotten what it is asked for. */
type Healing<T extends { readonly outcome: string }> = Omit<T, 'outcome'> & {
  readonly outcome: T['outcome'] | 'healing';
};

function cursorOf(row: CursorRow | undefined): { epoch: number; next: number; head: string } {
  return { epoch: row?.epoch ?? 0, next: row?.next_seq ?? 0, head: hexOf(row?.head ?? new Uint8Array()) };
}

function codeHash(code: string): Buffer {
  return createHash('sha256').update(`paycode-till enrolment ${code}`, 'utf8').digest();
}
