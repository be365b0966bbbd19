import type Database from 'better-sqlite3';
import type {
  IndexEntry,
  KnownId,
  MoneyRow,
  Movement,
  SaleEntry,
  SaleQuery,
  Span,
  Total,
} from '../../src/journal/entry.ts';
import type { SaleState } from '../../src/ground/sale-states.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import { MoneyRows } from './money-rows.ts';

interface SaleRow {
  readonly sale_id: string;
  readonly reference_order_id: string;
  readonly open: number;
  readonly state: SaleState;
  readonly currency: Currency;
  readonly amount_minor: Minor;
  readonly opened_at_ms: number;
  readonly wallet: string | null;
}

/** A row of the totals, its numbers as 64 bits hold them. */
interface TotalRow extends Pick<Total, 'type' | 'currency'> {
  readonly wallet: string;
  readonly gateway: string;
  readonly operator: string;
  readonly quarter: bigint;
  readonly count: bigint;
  readonly amount_minor: bigint;
  readonly amount_carry: bigint;
}

/** A day of the till: from which row on. */
export interface Day {
  readonly number: number;
  readonly beganAtSeq: number;
}

const NEW_SALE = 'INSERT INTO sale VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
const SET_SALE = `UPDATE sale SET open = @open, state = @state, wallet = @wallet
  WHERE sale_id = @saleId AND (open <> @open OR state <> @state OR wallet IS NOT @wallet)`;
const PUT_ID = `INSERT INTO known_id SELECT ?, ?, number, ? FROM sale WHERE sale_id = ?
  ON CONFLICT (id, kind) DO UPDATE SET sale = excluded.sale, payment_request_id = excluded.payment_request_id`;
/**
 * A sum counts `CARRY` each in `amount_carry`, and the rest in `amount_minor`. An amount is always less than one.
 *
 * Why: SQLite refuses a sum that 64 bits do not hold, and a refused row would stop the till while money moves.
 */
const CARRY = 10n ** 16n;
const ADD_MOVEMENT = `INSERT INTO total VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, 0)
  ON CONFLICT DO UPDATE SET count = count + 1,
    amount_carry = amount_carry + (amount_minor + excluded.amount_minor) / ${CARRY},
    amount_minor = (amount_minor + excluded.amount_minor) % ${CARRY}`;

/**
 * The index: what leads to a sale, how it stands, and the running totals.
 *
 * It follows from the events (`entryOf`), is written in their transaction, and can be made anew at any time.
 */
export class SaleIndex {
  readonly #database: Database.Database;
  readonly #newSale: Database.Statement;
  readonly #setSale: Database.Statement;
  readonly #putId: Database.Statement;
  readonly #addMovement: Database.Statement;
  readonly #attemptOf: Database.Statement;
  readonly #totals: Database.Statement;
  readonly #money: MoneyRows;
  readonly #finds = new Map<string, Database.Statement>();

  constructor(database: Database.Database) {
    this.#database = database;
    this.#newSale = database.prepare(NEW_SALE);
    this.#setSale = database.prepare(SET_SALE);
    this.#putId = database.prepare(PUT_ID);
    this.#addMovement = database.prepare(ADD_MOVEMENT);
    this.#money = new MoneyRows(database);
    this.#attemptOf = database
      .prepare("SELECT payment_request_id FROM known_id WHERE id = ? AND kind = 'paymentId'")
      .pluck();
    this.#totals = database
      .prepare(
        `SELECT type, currency, wallet, gateway, operator, quarter, count, amount_minor, amount_carry
         FROM total WHERE day = ?`,
      )
      .safeIntegers();
  }

  /** Takes what follows from the row `seq` of the day `day`; the first row of a sale gives it its number. */
  put({ isNew, sale, ids, movements }: IndexEntry, seq: number, day: number): void {
    if (isNew) this.#newSale.run(seq, ...columnsOf(sale));
    else {
      const { saleId, open, state, wallet } = sale;
      this.#setSale.run({ saleId, open: Number(open), state, wallet });
    }
    for (const known of ids) this.#putKnown(known, sale.saleId);
    for (const movement of movements) this.#add(movement, day);
    this.#money.put(movements, sale.saleId, seq);
  }

  /** The next day begins with the row `seq`. */
  beginDay(seq: number): void {
    this.#database.prepare('INSERT INTO day SELECT coalesce(max(number), 0) + 1, ? FROM day').run(seq);
  }

  today(): Day {
    const row = this.#database
      .prepare('SELECT number, began_at_seq FROM day ORDER BY number DESC LIMIT 1')
      .get() as { number: number; began_at_seq: number } | undefined;
    return { number: row?.number ?? 1, beganAtSeq: row?.began_at_seq ?? 1 };
  }

  attemptOf(paymentId: string): string | null {
    return (this.#attemptOf.get(paymentId) as string | undefined) ?? null;
  }

  totalsOf(day: number): Total[] {
    const rows = this.#totals.all(day) as TotalRow[];
    return rows.map(({ type, currency, ...row }) => ({
      type,
      currency,
      wallet: orNull(row.wallet),
      gateway: orNull(row.gateway),
      operatorId: orNull(row.operator),
      quarter: Number(row.quarter),
      count: Number(row.count),
      amountMinor: row.amount_carry * CARRY + row.amount_minor,
    }));
  }

  moved(span: Span): Iterable<MoneyRow> {
    return this.#money.in(span);
  }

  find({ limit, ...query }: SaleQuery): SaleEntry[] {
    const asked = Object.entries(query).filter(([, value]) => value !== undefined);
    const terms = asked.map(([name]) => TERMS[name as keyof typeof TERMS]);
    // Only so is the index of the few sales that are not paid of any use.
    if (query.state !== undefined && query.state !== 'paid') terms.push("state <> 'paid'");
    const where = terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`;
    const sql = `SELECT * FROM sale ${where} ORDER BY number DESC LIMIT @limit`;
    const statement = this.#finds.get(sql) ?? this.#database.prepare(sql);
    this.#finds.set(sql, statement);
    return (statement.all({ ...Object.fromEntries(asked), limit }) as SaleRow[]).map(entryIn);
  }

  #putKnown({ id, kind, paymentRequestId }: KnownId, saleId: string): void {
    this.#putId.run(id, kind, paymentRequestId, saleId);
  }

  #add({ type, currency, wallet, gateway, operatorId, quarter, amountMinor }: Movement, day: number): void {
    const names = [wallet ?? '', gateway ?? '', operatorId ?? ''];
    this.#addMovement.run(day, type, currency, ...names, quarter, BigInt(amountMinor));
  }
}

/** A part of a key is never NULL in the file: nothing is an empty text. */
function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function known(kind: KnownId['kind'] & keyof SaleQuery): string {
  return `number = (SELECT sale FROM known_id WHERE id = @${kind} AND kind = '${kind}')`;
}

const TERMS: Readonly<Record<keyof Omit<SaleQuery, 'limit'>, string>> = {
  id: `number IN (SELECT number FROM sale WHERE sale_id = @id UNION ALL
    SELECT number FROM sale WHERE reference_order_id = @id UNION ALL
    SELECT sale FROM known_id WHERE id = @id AND kind <> 'idempotencyKey')`,
  referenceOrderId: 'reference_order_id = @referenceOrderId',
  paymentRequestId: known('paymentRequestId'),
  refundRequestId: known('refundRequestId'),
  idempotencyKey: known('idempotencyKey'),
  amountMinor: 'amount_minor = @amountMinor',
  fromMs: 'opened_at_ms >= @fromMs',
  untilMs: 'opened_at_ms < @untilMs',
  sinceDay: `sale_id IN (SELECT sale_id FROM event
    WHERE seq >= (SELECT began_at_seq FROM day WHERE number = @sinceDay))`,
  wallet: 'wallet = @wallet',
  state: 'state = @state',
};

function columnsOf(sale: SaleEntry): (string | number | null)[] {
  const { saleId, referenceOrderId, open, state, amount, openedAtMs, wallet } = sale;
  const { currency, valueMinor } = amount;
  return [
    saleId,
    referenceOrderId,
    Number(open),
    state,
    currency,
    valueMinor,
    Math.trunc(openedAtMs),
    wallet,
  ];
}

function entryIn(row: SaleRow): SaleEntry {
  const amount: Amount = { currency: row.currency, valueMinor: row.amount_minor };
  const { sale_id: saleId, reference_order_id: referenceOrderId, state, wallet } = row;
  return {
    saleId,
    referenceOrderId,
    open: row.open === 1,
    state,
    amount,
    openedAtMs: row.opened_at_ms,
    wallet,
  };
}
