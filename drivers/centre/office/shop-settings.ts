import type { ConfigSeen } from '../../../src/centre/office/config-page.ts';
import type { LimitSeen } from '../../../src/centre/office/limits-page.ts';
import { signedConfigText, type ConfigAnswer } from '../../../src/centre/wire.ts';
import { parsePushed, takenPushed } from '../../../src/config/pushed.ts';
import { err, ok, type Result } from '../../../src/ground/result.ts';
import { readMarksOf } from '../../printer/marks-folder.ts';
import type { CentreKey } from '../centre-key.ts';
import type { Database, Sql } from '../database.ts';

const VERSIONS_MAX = 50;

/** What the office sets for tills: limits of managers over all of them, and the config of a store's tills. */
export class ShopSettings {
  readonly #database: Database;
  readonly #key: CentreKey;

  constructor(database: Database, key: CentreKey) {
    this.#database = database;
    this.#key = key;
  }

  /** Limits, with what was given back on `day`, of UTC: stores of two zones have one day for them. */
  async limits(day: string): Promise<LimitSeen[]> {
    return [
      ...(await this.#database.query<LimitSeen>(
        `SELECT m.approver_id AS "approverId", m.currency, m.day_max_minor AS "dayMaxMinor",
           coalesce((SELECT sum(r.amount_minor) FROM centre.refund_reserve r
             WHERE r.approver_id = m.approver_id AND r.currency = m.currency AND r.day = $1 AND r.state <> 'failed'), 0)::bigint AS "usedMinor"
         FROM centre.manager_limit m ORDER BY 1, 2`,
        [day],
      )),
    ];
  }

  async setLimit(approverId: string, currency: string, dayMaxMinor: number): Promise<void> {
    await this.#database.query(
      `INSERT INTO centre.manager_limit VALUES ($1, $2, $3)
       ON CONFLICT (approver_id, currency) DO UPDATE SET day_max_minor = excluded.day_max_minor`,
      [approverId, currency, dayMaxMinor],
    );
  }

  async removeLimit(approverId: string, currency: string): Promise<void> {
    await this.#database.query('DELETE FROM centre.manager_limit WHERE approver_id = $1 AND currency = $2', [
      ...[approverId, currency],
    ]);
  }

  /**
   * The newest config of a till's store, signed; null where none was pushed. `fingerprint`: of the key that asks. The one of a
   * till that was revoked, or that is another machine now, is asked about here once more: configs hold hashes of PINs.
   */
  async configOf(till: string, fingerprint: string): Promise<ConfigAnswer | null> {
    const [row] = await this.#database.query<ConfigAnswer>(
      `SELECT c.version, c.body, c.signature FROM centre.config_version c JOIN centre.till t USING (store_id)
       WHERE t.till_id = $1 AND t.fingerprint = $2 ORDER BY c.version DESC LIMIT 1`,
      [till, fingerprint],
    );
    return row ?? null;
  }

  /** The configs of a store, newest first, and how its tills stand with them. `asked`: null for the first store. */
  async config(asked: string | null): Promise<ConfigSeen> {
    const stores = await this.#database.query<{ storeId: string; name: string }>(
      'SELECT store_id AS "storeId", name FROM centre.store ORDER BY name',
    );
    const store = asked ?? stores[0]?.storeId ?? '';
    const [versions, tills] = await Promise.all([
      this.#database.query<{
        version: number;
        body: string;
        madeBy: string;
        madeAt: Date;
        backTo: number | null;
      }>(
        `SELECT version, body, made_by AS "madeBy", made_at AS "madeAt", back_to AS "backTo" FROM centre.config_version
         WHERE store_id = $1 ORDER BY version DESC LIMIT ${VERSIONS_MAX}`,
        [store],
      ),
      this.#database.query<{ terminal: string; version: number; refused: string | null }>(
        `SELECT terminal, config_version AS version, config_refused AS refused FROM centre.till
         WHERE store_id = $1 AND state = 'enrolled' ORDER BY terminal`,
        [store],
      ),
    ]);
    return {
      ...{ store, stores: [...stores], tills: [...tills] },
      versions: versions.map(({ madeAt, ...row }) => ({ ...row, madeAtMs: madeAt.getTime() })),
    };
  }

  /**
   * Makes a new version out of one that follows `seen`, which its maker has looked at. Errors: why it is none.
   *
   * Why the store is locked from the first look on: of two who push at once, the second would undo what the first has set.
   */
  async push(store: string, body: string, personId: string, seen: number): Promise<Result<number, string>> {
    const read = parsePushed(body);
    if (!read.ok) return read;
    return this.#database.transaction(async (sql) => {
      const newest = await newestOf(sql, store);
      if (newest === null) return err(`No store has the id ${store}.`);
      if (newest.version !== seen)
        return err(`Somebody has pushed version ${newest.version} meanwhile. ${LOOK_AGAIN}`);
      const before = newest.body === null ? null : parsePushed(newest.body);
      const taken = takenPushed(read.value, before?.ok === true ? before.value : null);
      if (!taken.ok) return taken;
      const { marks } = taken.value;
      const [fault] = marks === undefined ? [] : readMarksOf(marks.files, []).faults;
      if (fault !== undefined) return err(`marks: ${fault}`);
      const text = JSON.stringify(taken.value);
      const whole = parsePushed(text);
      return whole.ok ? ok(await this.#make(sql, { store, body: text, personId, backTo: null })) : whole;
    });
  }

  /** The body of an earlier version becomes the newest one, where `seen` is still the newest: tills only ever go forward. */
  async putBack(store: string, version: number, personId: string, seen: number): Promise<boolean> {
    return this.#database.transaction(async (sql) => {
      const newest = await newestOf(sql, store);
      const [row] = await sql.query<{ body: string }>(
        'SELECT body FROM centre.config_version WHERE store_id = $1 AND version = $2',
        [store, version],
      );
      if (row === undefined || newest?.version !== seen) return false;
      await this.#make(sql, { store, body: row.body, personId, backTo: version });
      return true;
    });
  }

  /** No till has ever had this number: neither from this database, nor from what a copy of it has forgotten. */
  async #make(
    sql: Sql,
    {
      store,
      body,
      personId,
      backTo,
    }: { store: string; body: string; personId: string; backTo: number | null },
  ): Promise<number> {
    const [row] = await sql.query<{ version: number }>(
      `SELECT greatest((SELECT max(version) FROM centre.config_version WHERE store_id = $1),
         (SELECT config_floor FROM centre.home)) + 1 AS version`,
      [store],
    );
    const version = row?.version ?? 1;
    await sql.query('INSERT INTO centre.config_version VALUES ($1, $2, $3, $4, $5, now(), $6)', [
      ...[store, version, body, this.#key.sign(signedConfigText(store, version, body)), personId, backTo],
    ]);
    return version;
  }
}

const LOOK_AGAIN = 'Look at it, and push what is to follow it.';

/** The newest config of a store, whose row is locked; version 0 where none was pushed, null where there is no such store. */
async function newestOf(
  sql: Sql,
  store: string,
): Promise<{ readonly version: number; readonly body: string | null } | null> {
  const [locked] = await sql.query('SELECT 1 FROM centre.store WHERE store_id = $1 FOR UPDATE', [store]);
  if (locked === undefined) return null;
  const [row] = await sql.query<{ version: number; body: string }>(
    'SELECT version, body FROM centre.config_version WHERE store_id = $1 ORDER BY version DESC LIMIT 1',
    [store],
  );
  return row ?? { version: 0, body: null };
}
