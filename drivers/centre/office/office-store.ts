import type { CaseSeen } from '../../../src/centre/office/cases-page.ts';
import type { DaySeen, DaySum } from '../../../src/centre/office/day-page.ts';
import type { Viewer } from '../../../src/centre/office/frame.ts';
import type { AuditLine } from '../../../src/centre/office/other-pages.ts';
import type { AttemptSeen, SaleSeen } from '../../../src/centre/office/search-page.ts';
import type { TillSeen } from '../../../src/centre/office/tills-page.ts';
import type { Database } from '../database.ts';

type Sees = Pick<Viewer, 'storeId'>;

const SALES_MAX = 200;
const CASES_MAX = 200;

const SALE = `SELECT s.till_id AS till, s.sale_id AS "saleId", s.order_id AS "orderId", s.state, s.currency,
  s.amount_minor AS minor, s.opened_at_ms AS "openedAtMs", s.wallet, st.time_zone AS "timeZone"
  FROM centre.sale s JOIN centre.till t USING (till_id) JOIN centre.store st USING (store_id)`;

/** The local day of a movement `m` of a store `st`. */
const DAY = `to_char(to_timestamp(m.at_ms / 1000.0) AT TIME ZONE st.time_zone, 'YYYY-MM-DD')`;
const HOUR = `extract(hour FROM to_timestamp(m.at_ms / 1000.0) AT TIME ZONE st.time_zone)::int::text`;
const DAY_MS = 86_400_000;

/** What the office shows, as statements. Whoever is of one store sees that store alone. */
export class OfficeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async tills({ storeId }: Sees, nowMs: number): Promise<TillSeen[]> {
    const rows = await this.#database.query<
      Omit<TillSeen, 'soldToday' | 'heardAtMs'> & { heard: Date | null }
    >(
      `SELECT t.till_id AS till, t.terminal, st.name AS store, t.state, t.heard_at AS heard, t.next_seq - 1 AS rows,
         (SELECT count(*) FROM centre.sale s WHERE s.till_id = t.till_id AND s.is_open) AS "openSales",
         (SELECT count(*) FROM centre.office_case c WHERE c.till_id = t.till_id AND c.closed_at IS NULL) AS cases
       FROM centre.till t JOIN centre.store st USING (store_id) WHERE $1::text IS NULL OR t.store_id = $1 ORDER BY t.till_id`,
      [storeId],
    );
    const sums = await this.#sums({ nowMs }, storeId, 'm.till_id');
    return rows.map(({ heard, ...row }) => ({
      ...row,
      heardAtMs: heard === null ? null : heard.getTime(),
      soldToday: sums
        .filter(({ key }) => key === row.till)
        .map(({ currency, soldMinor, sold }) => ({ currency, minor: soldMinor, count: sold })),
    }));
  }

  async cases({ storeId }: Sees, till: string | null): Promise<CaseSeen[]> {
    const rows = await this.#database.query<{
      case_id: number;
      kind: string;
      subject: string;
      till_id: string | null;
      order_id: string | null;
      facts: string;
      opened_at: Date;
      closed_at: Date | null;
      closed_by: string | null;
      closed_why: string | null;
    }>(
      `SELECT c.* FROM centre.office_case c LEFT JOIN centre.till t USING (till_id)
       WHERE ($1::text IS NULL OR t.store_id = $1) AND ($2::text IS NULL OR c.till_id = $2)
         AND (c.closed_at IS NULL OR c.closed_at > now() - interval '7 days')
       ORDER BY c.closed_at IS NOT NULL, c.opened_at DESC LIMIT ${CASES_MAX}`,
      [storeId, till],
    );
    return rows.map((row) => ({
      ...{
        caseId: row.case_id,
        kind: row.kind,
        subject: row.subject,
        till: row.till_id,
        orderId: row.order_id,
      },
      facts: JSON.parse(row.facts) as CaseSeen['facts'],
      openedAtMs: row.opened_at.getTime(),
      closed: row.closed_at === null ? null : { by: row.closed_by ?? '', why: row.closed_why ?? '' },
    }));
  }

  async closeCase({ storeId, personId }: Viewer, caseId: number, reason: string): Promise<boolean> {
    const closed = await this.#database.query(
      `UPDATE centre.office_case c SET closed_at = now(), closed_by = $2, closed_why = $3
       WHERE c.case_id = $1 AND c.closed_at IS NULL AND ($4::text IS NULL
         OR EXISTS (SELECT 1 FROM centre.till t WHERE t.till_id = c.till_id AND t.store_id = $4)) RETURNING c.case_id`,
      [caseId, personId, reason, storeId],
    );
    return closed.length > 0;
  }

  async find({ storeId }: Sees, id: string): Promise<SaleSeen[]> {
    return this.#sales(
      `($2::text IS NULL OR t.store_id = $2) AND (s.order_id = $1 OR s.sale_id = $1 OR EXISTS
         (SELECT 1 FROM centre.known_id k WHERE k.id = $1 AND k.till_id = s.till_id AND k.sale_id = s.sale_id))`,
      [id, storeId],
    );
  }

  async sale({ storeId }: Sees, till: string, saleId: string): Promise<SaleSeen | null> {
    const [sale] = await this.#sales(
      's.till_id = $1 AND s.sale_id = $2 AND ($3::text IS NULL OR t.store_id = $3)',
      [...[till, saleId, storeId]],
    );
    return sale ?? null;
  }

  /** The rows of a sale on the till's present line, and under what each attempt began. */
  async rowsOf(till: string, saleId: string): Promise<{ bodies: string[]; attempts: AttemptSeen[] }> {
    const rows = await this.#database.query<{ body: string }>(
      `SELECT e.body FROM centre.event e JOIN centre.till t USING (till_id)
       WHERE e.till_id = $1 AND e.sale_id = $2 AND e.epoch = centre.epoch_at($1, t.epoch, e.seq) ORDER BY e.seq`,
      [till, saleId],
    );
    const attempts = await this.#database.query<AttemptSeen>(
      `SELECT a.payment_request_id AS "paymentRequestId", a.leave_by AS by FROM centre.attempt a JOIN centre.sale s
         ON s.till_id = a.till_id AND s.order_id = a.order_id WHERE s.till_id = $1 AND s.sale_id = $2 ORDER BY a.number`,
      [till, saleId],
    );
    return { bodies: rows.map(({ body }) => body), attempts: [...attempts] };
  }

  /** The local day of a store, or of the store where it is the latest; null where there is no store yet. */
  async today({ storeId }: Sees, asked: string | null, nowMs: number): Promise<string | null> {
    const [row] = await this.#database.query<{ day: string | null }>(
      `SELECT max(to_char(to_timestamp($1::bigint / 1000.0) AT TIME ZONE time_zone, 'YYYY-MM-DD')) AS day
       FROM centre.store WHERE $2::text IS NULL OR store_id = $2`,
      [Math.trunc(nowMs), storeId ?? asked],
    );
    return row?.day ?? null;
  }

  async day({ storeId }: Sees, date: string, asked: string | null): Promise<DaySeen> {
    const store = storeId ?? asked;
    const [stores, byHour, byWallet, byGateway, byTill] = await Promise.all([
      this.#database.query<{ storeId: string; name: string }>(
        'SELECT store_id AS "storeId", name FROM centre.store WHERE $1::text IS NULL OR store_id = $1 ORDER BY name',
        [storeId],
      ),
      this.#sums(date, store, HOUR),
      this.#sums(date, store, "coalesce(m.wallet, 'not told')"),
      this.#sums(date, store, "coalesce(m.gateway, 'not told')"),
      this.#sums(date, store, 'm.till_id'),
    ]);
    const [fromMs, untilMs] = aroundDay(date);
    const sales = await this.#sales(
      `s.opened_at_ms BETWEEN $1 AND $2 AND ($3::text IS NULL OR t.store_id = $3)
       AND to_char(to_timestamp(s.opened_at_ms / 1000.0) AT TIME ZONE st.time_zone, 'YYYY-MM-DD') = $4`,
      [fromMs, untilMs, store, date],
    );
    return { date, store, stores, byHour, byWallet, byGateway, byTill, sales };
  }

  /** Every movement of a day, for a file. */
  async movements({ storeId }: Sees, date: string, asked: string | null): Promise<readonly MovementRow[]> {
    const [fromMs, untilMs] = aroundDay(date);
    return this.#database.query<MovementRow>(
      `SELECT m.*, st.store_id, st.time_zone FROM centre.movement m JOIN centre.till t USING (till_id)
         JOIN centre.store st USING (store_id)
       WHERE m.at_ms BETWEEN $1 AND $2 AND ${DAY} = $3 AND ($4::text IS NULL OR t.store_id = $4) ORDER BY m.at_ms, m.till_id, m.seq`,
      [fromMs, untilMs, date, storeId ?? asked],
    );
  }

  async closedDays({ storeId }: Sees): Promise<readonly { till: string; body: string; timeZone: string }[]> {
    return this.#database.query(
      `SELECT e.till_id AS till, e.body, st.time_zone AS "timeZone" FROM centre.event e JOIN centre.till t USING (till_id)
         JOIN centre.store st USING (store_id)
       WHERE e.kind = 'dayClosed' AND ($1::text IS NULL OR t.store_id = $1) ORDER BY e.at_ms DESC LIMIT ${SALES_MAX}`,
      [storeId],
    );
  }

  async audit(): Promise<AuditLine[]> {
    const rows = await this.#database.query<{ at: Date; person_id: string; act: string; subject: string }>(
      `SELECT at, person_id, act, subject FROM centre.audit ORDER BY audit_id DESC LIMIT ${SALES_MAX}`,
    );
    return rows.map(({ at, person_id, act, subject }) => ({
      ...{ at: at.toISOString(), person: person_id, act, subject },
    }));
  }

  async note(personId: string, act: string, subject: string): Promise<void> {
    await this.#database.query(
      'INSERT INTO centre.audit (at, person_id, act, subject) VALUES (now(), $1, $2, $3)',
      [...[personId, act, subject]],
    );
  }

  /** Whether somebody who sees one store sees this till. */
  async seesTill({ storeId }: Sees, till: string): Promise<boolean> {
    const rows = await this.#database.query(
      'SELECT 1 FROM centre.till WHERE till_id = $1 AND ($2::text IS NULL OR store_id = $2)',
      [till, storeId],
    );
    return rows.length > 0;
  }

  /** A till that waits for its code; its store is made where it is new. */
  async newTill(store: string, terminal: string, timeZone: string, currency: string): Promise<string> {
    const till = `${store}/${terminal}`;
    await this.#database.query('INSERT INTO centre.store VALUES ($1, $1, $2, $3) ON CONFLICT DO NOTHING', [
      ...[store, timeZone, currency],
    ]);
    await this.#database.query(
      `INSERT INTO centre.till (till_id, store_id, terminal, state) VALUES ($1, $2, $3, 'waiting') ON CONFLICT DO NOTHING`,
      [till, store, terminal],
    );
    return till;
  }

  /** Its key is forgotten, and a code that was shown for it is good no more. */
  async revoke(till: string): Promise<void> {
    await this.#database.transaction(async (sql) => {
      await sql.query(
        "UPDATE centre.till SET state = 'revoked', fingerprint = NULL, public_key = NULL WHERE till_id = $1",
        [till],
      );
      await sql.query('DELETE FROM centre.enrolment WHERE till_id = $1', [till]);
    });
  }

  /** Tills that have not told all since the database was put back from a copy. */
  async notHeard(): Promise<string[]> {
    const rows = await this.#database.query<{ till: string }>(
      'SELECT n AS till FROM centre.not_heard() AS n ORDER BY n',
    );
    return rows.map(({ till }) => till);
  }

  /** The database was put back in a way that it cannot see itself. */
  async wasPutBack(): Promise<void> {
    await this.#database.query('SELECT centre.was_put_back()');
  }

  /** They are waited for no longer. */
  async goOn(): Promise<void> {
    await this.#database.query('DELETE FROM centre.healing');
  }

  async #sales(where: string, values: readonly unknown[]): Promise<SaleSeen[]> {
    return [
      ...(await this.#database.query<SaleSeen>(
        `${SALE} WHERE ${where} ORDER BY s.opened_at_ms DESC LIMIT ${SALES_MAX}`,
        values,
      )),
    ];
  }

  /** `day`: its date, or a moment: then each store's own day around it. */
  async #sums(
    day: string | { readonly nowMs: number },
    store: string | null,
    key: string,
  ): Promise<DaySum[]> {
    const nowMs = typeof day === 'string' ? 0 : day.nowMs;
    const date = typeof day === 'string' ? day : null;
    const [fromMs, untilMs] = aroundDay(date ?? new Date(nowMs).toISOString().slice(0, 'yyyy-mm-dd'.length));
    const sumOf = (type: string): string =>
      `coalesce(sum(m.amount_minor) FILTER (WHERE m.type ${type}), 0)::bigint`;
    return [
      ...(await this.#database.query<DaySum>(
        `SELECT ${key} AS key, m.currency, ${sumOf("= 'sale'")} AS "soldMinor", count(*) FILTER (WHERE m.type = 'sale') AS sold,
           ${sumOf("<> 'sale'")} AS "backMinor", count(*) FILTER (WHERE m.type <> 'sale') AS back
         FROM centre.movement m JOIN centre.till t USING (till_id) JOIN centre.store st USING (store_id)
         WHERE m.at_ms BETWEEN $1 AND $2 AND ${DAY} = coalesce($3, to_char(to_timestamp($5::bigint / 1000.0) AT TIME ZONE st.time_zone, 'YYYY-MM-DD'))
           AND ($4::text IS NULL OR t.store_id = $4) GROUP BY 1, 2`,
        [fromMs, untilMs, date, store, Math.trunc(nowMs)],
      )),
    ];
  }
}

/** A movement as a file has it. */
export interface MovementRow {
  readonly till_id: string;
  readonly store_id: string;
  readonly time_zone: string;
  readonly type: string;
  readonly currency: string;
  readonly amount_minor: number;
  readonly wallet: string | null;
  readonly gateway: string | null;
  readonly at_ms: number;
  readonly order_id: string;
  readonly payment_request_id: string;
  readonly payment_id: string | null;
  readonly refund_request_id: string | null;
}

/** More than the day in any zone, so that an index finds it. */
function aroundDay(date: string): [number, number] {
  const atMs = Date.parse(`${date}T00:00:00Z`);
  return [atMs - DAY_MS, atMs + 2 * DAY_MS];
}
