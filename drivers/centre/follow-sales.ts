import { followed, type KeptRow, type SaleTold } from '../../src/centre/following.ts';
import { OrderBooks } from '../../src/centre/order-books.ts';
import type { Sql } from './database.ts';
import { columnsOf, readOrders, writeOrders } from './order-tables.ts';

/** Rows of a sale that are to be followed: those from `from` to `last` tell, those before were told. */
export interface SaleSpan {
  readonly saleId: string;
  readonly from: number;
  readonly last: number;
}

interface SaleRow extends KeptRow {
  readonly saleId: string;
  /** The first row that tells: one that could not be read before, where there is one. */
  readonly fromSeq: number;
}

/**
 * Follows sales of a till on the line of an epoch, all in a few statements: a till that comes back after a day tells of
 * hundreds of them.
 *
 * Where a row of a sale could not be read before, all from that one on tell: a newer centre reads them.
 */
export async function followSales(
  sql: Sql,
  till: string,
  epoch: number,
  spans: readonly SaleSpan[],
): Promise<void> {
  if (spans.length === 0) return;
  const rows = Map.groupBy(await rowsOf(sql, till, epoch, spans), ({ saleId }) => saleId);
  const told: SaleTold[] = [];
  const read: string[] = [];
  const unread: SaleSpan[] = [];
  for (const span of spans) {
    const of = rows.get(span.saleId) ?? [];
    const sale = followed(
      of.filter(({ seq, fromSeq }) => seq < fromSeq),
      of.filter(({ seq, fromSeq }) => seq >= fromSeq),
    );
    if (sale === null) unread.push(span);
    else told.push(sale);
    if (sale !== null && of.some(({ fromSeq }) => fromSeq < span.from)) read.push(span.saleId);
  }
  await keepSales(sql, till, told);
  const books = new OrderBooks(await readOrders(sql, till, told));
  for (const sale of told) books.keep(till, sale);
  await writeOrders(sql, books);
  if (read.length > 0) await wereRead(sql, till, read);
  if (unread.length > 0) await cannotBeRead(sql, till, unread);
}

function rowsOf(
  sql: Sql,
  till: string,
  epoch: number,
  spans: readonly SaleSpan[],
): Promise<readonly SaleRow[]> {
  return sql.query<SaleRow>(
    `SELECT e.sale_id AS "saleId", e.epoch, e.seq, e.body, least(s.from_seq, u.seq) AS "fromSeq"
     FROM unnest($3::text[], $4::bigint[], $5::bigint[]) AS s (sale_id, from_seq, last_seq)
     JOIN centre.event e ON e.till_id = $1 AND e.sale_id = s.sale_id AND e.seq <= s.last_seq
     LEFT JOIN centre.unread u ON u.till_id = $1 AND u.sale_id = s.sale_id
     WHERE CASE WHEN $2 = 1 THEN e.epoch = 1 ELSE e.epoch = centre.epoch_at($1, $2, e.seq) END ORDER BY e.seq`,
    [till, epoch, ...columnsOf(spans, 'saleId', 'from', 'last')],
  );
}

async function cannotBeRead(sql: Sql, till: string, spans: readonly SaleSpan[]): Promise<void> {
  await sql.query(
    `INSERT INTO centre.unread (till_id, sale_id, seq) SELECT $1, n.* FROM unnest($2::text[], $3::bigint[]) AS n
     ON CONFLICT DO NOTHING`,
    [till, ...columnsOf(spans, 'saleId', 'from')],
  );
  await sql.query("SELECT centre.open_case('unreadable', $1, $1, NULL, '{}')", [till]);
}

async function wereRead(sql: Sql, till: string, saleIds: readonly string[]): Promise<void> {
  await sql.query('DELETE FROM centre.unread WHERE till_id = $1 AND sale_id = ANY ($2)', [till, saleIds]);
  await sql.query(
    `UPDATE centre.office_case SET closed_at = now(), closed_by = 'centre', closed_why = 'The rows were read.'
     WHERE kind = 'unreadable' AND subject = $1 AND closed_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM centre.unread u WHERE u.till_id = $1)`,
    [till],
  );
}

/** What the office shows of sales: how they stand, by which ids they are found, what they moved. */
async function keepSales(sql: Sql, till: string, told: readonly SaleTold[]): Promise<void> {
  await sql.query(
    `INSERT INTO centre.sale (till_id, sale_id, order_id, state, currency, amount_minor, opened_at_ms, wallet, is_open)
     SELECT $1, n.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::boolean[]) AS n
     ON CONFLICT (till_id, sale_id) DO UPDATE SET state = excluded.state, wallet = excluded.wallet, is_open = excluded.is_open`,
    [
      till,
      ...columnsOf(
        told.map(({ sale }) => ({
          ...{ id: sale.saleId, order: sale.referenceOrderId, state: sale.state },
          ...{ currency: sale.amount.currency, minor: sale.amount.valueMinor },
          ...{ atMs: Math.trunc(sale.openedAtMs), wallet: sale.wallet, isOpen: sale.open },
        })),
        ...(['id', 'order', 'state', 'currency', 'minor', 'atMs', 'wallet', 'isOpen'] as const),
      ),
    ],
  );
  const ids = told.flatMap(({ sale, ids: of }) => of.map((each) => ({ ...each, saleId: sale.saleId })));
  await sql.query(
    `INSERT INTO centre.known_id (id, kind, till_id, sale_id)
     SELECT n.id, n.kind, $1, n.sale_id FROM unnest($2::text[], $3::text[], $4::text[]) AS n (id, kind, sale_id)
     ON CONFLICT DO NOTHING`,
    [till, ...columnsOf(ids, 'id', 'kind', 'saleId')],
  );
  const movements = told.flatMap(({ sale, movements: of }) =>
    of.map((moved) => ({
      ...{ ...moved, atMs: Math.trunc(moved.atMs) },
      ...{ saleId: sale.saleId, order: sale.referenceOrderId },
    })),
  );
  if (movements.length > 0)
    await sql.query(
      `INSERT INTO centre.movement (till_id, epoch, seq, place, type, currency, amount_minor, wallet, gateway, operator_id,
         at_ms, sale_id, order_id, payment_request_id, payment_id, refund_request_id)
       SELECT $1, n.* FROM unnest($2::integer[], $3::bigint[], $4::integer[], $5::text[], $6::text[], $7::bigint[], $8::text[],
         $9::text[], $10::text[], $11::bigint[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[]) AS n
       ON CONFLICT DO NOTHING`,
      [
        till,
        ...columnsOf(
          movements,
          ...(['epoch', 'seq', 'place', 'type', 'currency', 'amountMinor', 'wallet', 'gateway'] as const),
          ...(['operatorId', 'atMs', 'saleId', 'order'] as const),
          ...(['paymentRequestId', 'paymentId', 'refundRequestId'] as const),
        ),
      ],
    );
}
