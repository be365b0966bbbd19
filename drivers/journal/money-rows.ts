import type Database from 'better-sqlite3';
import { quarterOf, type MoneyMoved, type MoneyRow, type Span } from '../../src/journal/entry.ts';

const PUT = `INSERT INTO moved SELECT ?, ?, ?, number, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM sale WHERE sale_id = ?`;
/** The primary key leads to the first row and gives the order. */
const NEXT = `SELECT m.*, s.sale_id, s.reference_order_id FROM moved m JOIN sale s ON s.number = m.sale
  WHERE (m.at_ms, m.seq, m.part) > (?, ?, ?) AND m.at_ms < ? ORDER BY m.at_ms, m.seq, m.part LIMIT ?`;
/** How many are read at once. Nothing can be written while they are; between two reads everything can. Ours. */
const ROWS_AT_ONCE = 200;

interface Row {
  readonly at_ms: number;
  readonly seq: number;
  readonly part: number;
  readonly type: MoneyRow['type'];
  readonly currency: MoneyRow['currency'];
  readonly amount_minor: number;
  readonly wallet: string | null;
  readonly gateway: string | null;
  readonly operator: string | null;
  readonly payment_request_id: string;
  readonly payment_id: string | null;
  readonly refund_request_id: string | null;
  readonly approver: string | null;
  readonly sale_id: string;
  readonly reference_order_id: string;
}

/** Every movement of money, found by its time: the part of the index that lists single rows. */
export class MoneyRows {
  readonly #put: Database.Statement;
  readonly #next: Database.Statement;

  constructor(database: Database.Database) {
    this.#put = database.prepare(PUT);
    this.#next = database.prepare(NEXT);
  }

  /** Takes what the row `seq` moved; its sale must be in the index. */
  put(movements: readonly MoneyMoved[], saleId: string, seq: number): void {
    for (const [part, moved] of movements.entries()) {
      const { atMs, type, currency, amountMinor, wallet, gateway, operatorId } = moved;
      const { paymentRequestId, paymentId, refundRequestId, approverId } = moved;
      this.#put.run(
        ...[Math.trunc(atMs), seq, part, type, currency, BigInt(amountMinor), wallet, gateway, operatorId],
        ...[paymentRequestId, paymentId, refundRequestId, approverId, saleId],
      );
    }
  }

  /** Reads a few rows at a time, so that the journal can be written to in between. */
  *in({ fromMs, untilMs }: Span): Generator<MoneyRow> {
    let rows = this.#after([Math.ceil(fromMs) - 1, Number.MAX_SAFE_INTEGER, 0], untilMs);
    for (;;) {
      yield* rows.map(moneyRow);
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_AT_ONCE) return;
      rows = this.#after([last.at_ms, last.seq, last.part], untilMs);
    }
  }

  #after(key: readonly number[], untilMs: number): Row[] {
    return this.#next.all(...key, untilMs, ROWS_AT_ONCE) as Row[];
  }
}

function moneyRow(row: Row): MoneyRow {
  const { type, currency, wallet, gateway } = row;
  return {
    ...{ type, currency, wallet, gateway },
    operatorId: row.operator,
    quarter: quarterOf(row.at_ms),
    amountMinor: row.amount_minor,
    atMs: row.at_ms,
    paymentRequestId: row.payment_request_id,
    paymentId: row.payment_id,
    refundRequestId: row.refund_request_id,
    approverId: row.approver,
    saleId: row.sale_id,
    referenceOrderId: row.reference_order_id,
  };
}
