import type { Database } from '../../drivers/centre/database.ts';
import type { ChainModel } from './chain-model.ts';

/** A row that a centre has stored. `isOnLine`: the till's line of today goes through it. */
interface StoredRow {
  readonly till: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly isOnLine: boolean;
}

/** All that a centre holds, for the rules, and to hold one centre against another. */
export interface CentreBooks {
  readonly tills: readonly { readonly till: string; readonly state: string; readonly next: number }[];
  /** By till, epoch and number. */
  readonly rows: readonly StoredRow[];
  readonly cases: readonly {
    readonly kind: string;
    readonly subject: string;
    readonly till: string;
    readonly order: string | null;
    readonly isClosed: boolean;
  }[];
  /** Since the database was put back. */
  readonly notHeard: readonly string[];
  readonly leases: readonly string[];
  readonly attempts: readonly string[];
  readonly payments: readonly string[];
  readonly reserves: readonly {
    readonly refund: string;
    readonly payment: string;
    readonly till: string;
    readonly minor: number;
    readonly state: string;
  }[];
}

export async function booksOfDatabase(database: Database): Promise<CentreBooks> {
  const texts = async (sql: string): Promise<string[]> =>
    (await database.query<{ text: string }>(sql)).map(({ text }) => text);
  return {
    tills: await database.query(
      'SELECT till_id AS till, state, next_seq AS next FROM centre.till ORDER BY till_id COLLATE "C"',
    ),
    rows: await database.query(
      `SELECT e.till_id AS till, e.epoch, e.seq, encode(e.hash, 'hex') AS hash,
         e.epoch = centre.epoch_at(e.till_id, t.epoch, e.seq) AND e.seq < t.next_seq AS "isOnLine"
       FROM centre.event e JOIN centre.till t USING (till_id) ORDER BY e.till_id COLLATE "C", e.epoch, e.seq`,
    ),
    cases: await database.query(
      `SELECT kind, subject, till_id AS till, order_id AS order, closed_at IS NOT NULL AS "isClosed"
       FROM centre.office_case ORDER BY (kind || ' ' || subject) COLLATE "C"`,
    ),
    notHeard: await texts('SELECT n AS text FROM centre.not_heard() AS n ORDER BY n COLLATE "C"'),
    leases: await texts(
      "SELECT order_id || ' ' || till_id || ' ' || token || ' ' || state AS text FROM centre.lease ORDER BY order_id COLLATE \"C\"",
    ),
    attempts: await texts(
      `SELECT till_id || ' ' || payment_request_id || ' ' || order_id || ' ' || number || ' ' || leave_by || ' '
         || coalesce(token::text, '-') || ' ' || state AS text
       FROM centre.attempt ORDER BY (till_id || ' ' || payment_request_id) COLLATE "C"`,
    ),
    payments: await texts(
      `SELECT payment_request_id || ' ' || order_id || ' ' || currency || ' ' || charged_minor AS text
       FROM centre.payment ORDER BY payment_request_id COLLATE "C"`,
    ),
    reserves: await database.query(
      `SELECT refund_request_id AS refund, payment_request_id AS payment, till_id AS till, amount_minor AS minor, state
       FROM centre.refund_reserve ORDER BY refund_request_id COLLATE "C"`,
    ),
  };
}

export function booksOfModel(model: ChainModel): CentreBooks {
  const { tills, rows, orders } = model.tables;
  return {
    tills: byKey(tills).map(({ till, state, next }) => ({ till, state, next })),
    rows: byKey(tills).flatMap((till) =>
      [...(rows.get(till.till) ?? [])]
        .sort((one, other) => one.epoch - other.epoch || one.seq - other.seq)
        .map((row) => ({
          ...{ till: till.till, epoch: row.epoch, seq: row.seq, hash: row.hash },
          isOnLine: model.isOnLine(till, row),
        })),
    ),
    cases: byKey(orders.cases),
    notHeard: model.notHeard().sort(),
    leases: byKey(orders.tables.leases).map(
      ({ order, till, token, state }) => `${order} ${till} ${token} ${state}`,
    ),
    attempts: byKey(orders.tables.attempts).map(
      ({ till, payment, order, number, by, token, state }) =>
        `${till} ${payment} ${order} ${number} ${by} ${token ?? '-'} ${state}`,
    ),
    payments: byKey(orders.tables.payments).map(
      ({ payment, order, currency, chargedMinor }) => `${payment} ${order} ${currency} ${chargedMinor}`,
    ),
    reserves: byKey(orders.tables.rooms).map(({ refund, payment, till, amountMinor: minor, state }) => ({
      ...{ refund, payment, till, minor, state },
    })),
  };
}

function byKey<T>(map: ReadonlyMap<string, T>): T[] {
  return [...map].sort(inOrder).map(([, value]) => value);
}

function inOrder([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
