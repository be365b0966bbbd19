import type { AttemptTold, SaleTold } from '../../src/centre/following.ts';
import type { Sql } from './database.ts';

/**
 * What the rows of a sale tell of its order: who has begun, who has charged, what went back.
 *
 * A row is later than leave: it makes of leave what was done under it. Nothing here asks the time.
 */
export async function keepOrders(sql: Sql, till: string, told: SaleTold): Promise<void> {
  const orderId = told.sale.referenceOrderId;
  for (const attempt of told.attempts) await keepAttempt(sql, till, orderId, attempt);
  if (told.attempts.length > 0) await settleOrder(sql, orderId);
  for (const { paymentRequestId, currency, chargedMinor } of told.charges)
    await sql.query(
      `INSERT INTO centre.payment (payment_request_id, order_id, till_id, currency, charged_minor) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (payment_request_id) DO UPDATE SET currency = excluded.currency, charged_minor = excluded.charged_minor`,
      [paymentRequestId, orderId, till, currency, chargedMinor],
    );
  await keepRefunds(sql, till, told);
}

async function keepAttempt(sql: Sql, till: string, orderId: string, attempt: AttemptTold): Promise<void> {
  const { paymentRequestId, number, leave, begunAtMs, state } = attempt;
  const [known] = await sql.query<{ state: string }>(
    'SELECT state FROM centre.attempt WHERE till_id = $1 AND payment_request_id = $2',
    [till, paymentRequestId],
  );
  if (known !== undefined) {
    // What has charged stays so: a void does not open a paid order.
    if (known.state === state || known.state === 'charged') return;
    await sql.query('UPDATE centre.attempt SET state = $3 WHERE till_id = $1 AND payment_request_id = $2', [
      ...[till, paymentRequestId, state],
    ]);
  } else {
    const token = await tokenOf(sql, till, orderId, attempt);
    await sql.query('INSERT INTO centre.attempt VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      ...[till, paymentRequestId, orderId, number, leave?.by ?? 'home', token, state, Math.trunc(begunAtMs)],
    ]);
  }
  // An attempt that was over may charge late: it is looked at anew.
  if (state !== 'over') await tellOfTwo(sql, till, orderId);
}

async function tellOfTwo(sql: Sql, till: string, orderId: string): Promise<void> {
  const others = await sql.query<{ till_id: string }>(
    `SELECT DISTINCT till_id FROM centre.attempt WHERE order_id = $1 AND till_id <> $2 AND state <> 'over'`,
    [orderId, till],
  );
  if (others.length > 0)
    await openCase(sql, 'twoBegun', till, orderId, {
      tills: [till, ...others.map((other) => other.till_id)].join(', '),
    });
}

/**
 * The token under which an attempt stands. One that was begun without the centre takes the order if nobody holds it; one whose
 * token was passed on is a case.
 */
async function tokenOf(
  sql: Sql,
  till: string,
  orderId: string,
  { leave, paymentRequestId }: AttemptTold,
): Promise<number | null> {
  const [lease] = await sql.query<{ till_id: string; token: number; state: string }>(
    'SELECT till_id, token, state FROM centre.lease WHERE order_id = $1 FOR UPDATE',
    [orderId],
  );
  if (leave?.by === 'centre') {
    const isAnothers = lease !== undefined && lease.state !== 'free' && lease.till_id !== till;
    const isPassed = lease !== undefined && lease.token >= leave.token && lease.till_id !== till;
    if (isPassed || isAnothers || (await isShared(sql, till, orderId, leave.token)))
      await openCase(sql, 'tokenPassed', till, orderId, { payment: paymentRequestId, token: leave.token });
    // A token above all that are known was given before this database was put back from a copy.
    if (!isPassed && (lease === undefined || lease.token <= leave.token))
      await sql.query(
        `INSERT INTO centre.lease AS x (order_id, till_id, token, state, said_at_ms, changed_at) VALUES ($1, $2, $3, 'begun', 0, now())
         ON CONFLICT (order_id) DO UPDATE SET till_id = excluded.till_id, token = excluded.token, changed_at = now(),
           state = CASE WHEN x.state = 'paid' THEN 'paid' ELSE 'begun' END`,
        [orderId, till, leave.token],
      );
    return leave.token;
  }
  if (lease !== undefined && lease.state !== 'free' && lease.till_id !== till) return null;
  const [taken] = await sql.query<{ token: number }>(
    `INSERT INTO centre.lease AS x (order_id, till_id, token, state, said_at_ms, changed_at) VALUES ($1, $2, 1, 'begun', 0, now())
     ON CONFLICT (order_id) DO UPDATE SET till_id = excluded.till_id, token = x.token + 1,
       state = CASE WHEN x.state = 'paid' THEN 'paid' ELSE 'begun' END, changed_at = now()
     RETURNING token`,
    [orderId, till],
  );
  return taken?.token ?? null;
}

/**
 * Whether another till began under this very token.
 *
 * Why the lease does not tell: a database that was put back gives a token again, and the rows of the first one come later.
 */
async function isShared(sql: Sql, till: string, orderId: string, token: number): Promise<boolean> {
  const others = await sql.query(
    `SELECT 1 FROM centre.attempt WHERE order_id = $1 AND till_id <> $2 AND leave_by = 'centre' AND token = $3 LIMIT 1`,
    [orderId, till, token],
  );
  return others.length > 0;
}

/** An order that was charged is closed for good; one whose last attempt is over is free, unless leave was given since. */
async function settleOrder(sql: Sql, orderId: string): Promise<void> {
  await sql.query(
    `INSERT INTO centre.lease AS x (order_id, till_id, token, state, said_at_ms, changed_at)
     SELECT a.order_id, a.till_id, 1, 'paid', 0, now() FROM centre.attempt a
     WHERE a.order_id = $1 AND a.state = 'charged' ORDER BY a.begun_at_ms LIMIT 1
     ON CONFLICT (order_id) DO UPDATE SET till_id = excluded.till_id, state = 'paid', token = x.token + 1, changed_at = now()
     WHERE x.state <> 'paid'`,
    [orderId],
  );
  await sql.query(
    `UPDATE centre.lease x SET state = 'free', changed_at = now() WHERE x.order_id = $1 AND x.state = 'begun'
     AND NOT EXISTS (SELECT 1 FROM centre.attempt a WHERE a.order_id = $1 AND a.state <> 'over')`,
    [orderId],
  );
}

/** Refunds that stand, with or without room that was reserved for them; those that failed count no more. */
async function keepRefunds(sql: Sql, till: string, { refunds, movements, sale }: SaleTold): Promise<void> {
  for (const refund of refunds)
    await keepReserve(sql, till, refund.refundRequestId, {
      ...refund,
      day: dayOf(refund.approvedAtMs),
    });
  for (const moved of movements.filter(({ type }) => type === 'void'))
    await keepReserve(sql, till, `void ${moved.paymentRequestId}`, {
      ...moved,
      approverId: '',
      day: dayOf(moved.atMs),
      state: 'made',
    });
  const over = await sql.query<{ payment_request_id: string }>(
    `SELECT p.payment_request_id FROM centre.payment p
     JOIN centre.refund_reserve r ON r.payment_request_id = p.payment_request_id AND r.state <> 'failed'
     WHERE p.order_id = $1 GROUP BY p.payment_request_id, p.charged_minor HAVING sum(r.amount_minor) > p.charged_minor`,
    [sale.referenceOrderId],
  );
  for (const { payment_request_id } of over)
    await openCase(sql, 'refundedOver', till, sale.referenceOrderId, { payment: payment_request_id });
}

async function keepReserve(
  sql: Sql,
  till: string,
  id: string,
  refund: {
    readonly paymentRequestId: string;
    readonly approverId: string;
    readonly amountMinor: number;
    readonly currency: string;
    readonly day: string;
    readonly state: string;
  },
): Promise<void> {
  await sql.query(
    `INSERT INTO centre.refund_reserve VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now(), true)
     ON CONFLICT (refund_request_id) DO UPDATE SET state = excluded.state, announced = true WHERE centre.refund_reserve.state = 'reserved'`,
    [
      ...[id, refund.paymentRequestId, till, refund.approverId, refund.amountMinor, refund.currency],
      ...[refund.day, refund.state],
    ],
  );
}

function openCase(
  sql: Sql,
  kind: string,
  till: string,
  orderId: string,
  facts: Readonly<Record<string, string | number>>,
): Promise<unknown> {
  return sql.query('SELECT centre.open_case($1, $2, $3, $2, $4)', [
    kind,
    orderId,
    till,
    JSON.stringify(facts),
  ]);
}

/** Of UTC: the limit of a manager's day needs one day for all tills. */
function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
