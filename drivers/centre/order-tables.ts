import type { SaleTold } from '../../src/centre/following.ts';
import {
  attemptKey,
  voidRoom,
  type Attempt,
  type ChargedPayment,
  type Lease,
  type OrderBooks,
  type OrderTables,
  type Room,
} from '../../src/centre/order-books.ts';
import type { Sql } from './database.ts';

/**
 * Reads, and locks, what the books have of the orders that these sales tell of.
 *
 * Why an order that nobody has leave for gets a row first: a till that asks for leave meanwhile waits at it then.
 */
export async function readOrders(sql: Sql, till: string, told: readonly SaleTold[]): Promise<OrderTables> {
  const orders = namesOf(told, ({ sale }) => [sale.referenceOrderId]);
  const begun = namesOf(told, ({ sale, attempts }) => (attempts.length > 0 ? [sale.referenceOrderId] : []));
  await sql.query(
    `INSERT INTO centre.lease (order_id, till_id, token, state, said_at_ms, changed_at)
     SELECT o, $2, 0, 'free', 0, now() FROM unnest($1::text[]) AS o ORDER BY o ON CONFLICT DO NOTHING`,
    [begun, till],
  );
  const leases = await sql.query<Lease>(
    `SELECT order_id AS "order", till_id AS till, token, state FROM centre.lease
     WHERE order_id = ANY ($1) ORDER BY order_id FOR UPDATE`,
    [orders],
  );
  const attempts = await sql.query<Attempt>(
    `SELECT till_id AS till, payment_request_id AS payment, order_id AS "order", number, leave_by AS by, token, state,
       begun_at_ms AS "begunAtMs" FROM centre.attempt WHERE order_id = ANY ($1)`,
    [orders],
  );
  const payments = await sql.query<ChargedPayment>(
    `SELECT payment_request_id AS payment, order_id AS "order", till_id AS till, currency, charged_minor AS "chargedMinor"
     FROM centre.payment WHERE order_id = ANY ($1) OR payment_request_id = ANY ($2)
     ORDER BY payment_request_id FOR UPDATE`,
    [orders, namesOf(told, ({ charges }) => charges.map(({ paymentRequestId }) => paymentRequestId))],
  );
  const rooms = await sql.query<Room>(
    `SELECT refund_request_id AS refund, payment_request_id AS payment, till_id AS till, approver_id AS approver,
       amount_minor AS "amountMinor", currency, day, state, announced FROM centre.refund_reserve
     WHERE payment_request_id = ANY ($1) OR refund_request_id = ANY ($2)`,
    [payments.map(({ payment }) => payment), namesOf(told, roomNames)],
  );
  return {
    leases: new Map(leases.map((each) => [each.order, each])),
    attempts: new Map(attempts.map((each) => [attemptKey(each.till, each.payment), each])),
    payments: new Map(payments.map((each) => [each.payment, each])),
    rooms: new Map(rooms.map((each) => [each.refund, each])),
  };
}

function roomNames({ refunds, movements }: SaleTold): string[] {
  return [
    ...refunds.map(({ refundRequestId }) => refundRequestId),
    ...movements.filter(({ type }) => type === 'void').map((moved) => voidRoom(moved.paymentRequestId)),
  ];
}

function namesOf(told: readonly SaleTold[], of: (sale: SaleTold) => readonly string[]): string[] {
  return [...new Set(told.flatMap(of))];
}

/** Writes what the books have changed. */
export async function writeOrders(sql: Sql, { changed, cases }: OrderBooks): Promise<void> {
  const leases = [...changed.leases];
  if (leases.length > 0)
    await sql.query(
      `UPDATE centre.lease x SET till_id = n.till, token = n.token, state = n.state, changed_at = now()
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) AS n (order_id, till, token, state)
       WHERE x.order_id = n.order_id`,
      columnsOf(leases, 'order', 'till', 'token', 'state'),
    );
  const attempts = [...changed.attempts];
  if (attempts.length > 0)
    await sql.query(
      `INSERT INTO centre.attempt
         (till_id, payment_request_id, order_id, number, leave_by, token, state, begun_at_ms)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::bigint[], $7::text[], $8::bigint[])
       ON CONFLICT (till_id, payment_request_id) DO UPDATE SET state = excluded.state`,
      columnsOf(attempts, 'till', 'payment', 'order', 'number', 'by', 'token', 'state', 'begunAtMs'),
    );
  const payments = [...changed.payments];
  if (payments.length > 0)
    await sql.query(
      `INSERT INTO centre.payment (payment_request_id, order_id, till_id, currency, charged_minor)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
       ON CONFLICT (payment_request_id) DO UPDATE SET order_id = excluded.order_id, till_id = excluded.till_id,
         currency = excluded.currency, charged_minor = excluded.charged_minor`,
      columnsOf(payments, 'payment', 'order', 'till', 'currency', 'chargedMinor'),
    );
  const rooms = [...changed.rooms];
  if (rooms.length > 0)
    await sql.query(
      `INSERT INTO centre.refund_reserve AS x
         (refund_request_id, payment_request_id, till_id, approver_id, amount_minor, currency, day, state, reserved_at, announced)
       SELECT n.*, now(), true FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[]) AS n
       ON CONFLICT (refund_request_id) DO UPDATE SET state = excluded.state, announced = true WHERE x.state = 'reserved'`,
      columnsOf(rooms, 'refund', 'payment', 'till', 'approver', 'amountMinor', 'currency', 'day', 'state'),
    );
  await writeCases(sql, cases);
}

/** Opens and closes cases, as if each act were done by itself: the last word on a case counts. */
async function writeCases(sql: Sql, acts: OrderBooks['cases']): Promise<void> {
  const opened = new Map<string, OrderBooks['cases'][number]>();
  const over = new Map<string, OrderBooks['cases'][number]>();
  for (const act of acts) {
    const key = `${act.kind} ${act.subject}`;
    if (act.isOver) over.set(key, act);
    else if (over.delete(key) || !opened.has(key)) opened.set(key, act);
  }
  if (opened.size > 0)
    await sql.query(
      `SELECT centre.open_case(n.kind, n.subject, n.till, n.order_id, n.facts)
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS n (kind, subject, till, order_id, facts)`,
      [
        ...columnsOf([...opened.values()], 'kind', 'subject', 'till', 'order'),
        [...opened.values()].map(({ facts }) => JSON.stringify(facts)),
      ],
    );
  if (over.size > 0)
    await sql.query(
      `UPDATE centre.office_case x SET closed_at = now(), closed_by = 'centre', closed_why = 'It is over.'
       FROM unnest($1::text[], $2::text[]) AS n (kind, subject)
       WHERE x.kind = n.kind AND x.subject = n.subject AND x.closed_at IS NULL`,
      columnsOf([...over.values()], 'kind', 'subject'),
    );
}

/** Rows as columns: an array for each. */
export function columnsOf<T>(rows: readonly T[], ...names: readonly (keyof T)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}
