import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../drivers/centre/embedded-postgres.ts';
import type { Database } from '../../drivers/centre/database.ts';
import { Follower } from '../../drivers/centre/follower.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { TillApi } from '../../drivers/centre/till-api.ts';
import { TillStore } from '../../drivers/centre/till-store.ts';
import type { Clock } from '../../src/ground/ports.ts';

const QUIET = { info: () => undefined, warn: () => undefined };
const MIGRATIONS = join(fileURLToPath(new URL('../../', import.meta.url)), 'drivers/centre/migrations');

/** What follows from the tills; people, keys and the audit stay as they are. Parents first. */
const TABLES = [
  'till',
  'enrolment',
  'epoch',
  'followed',
  'event',
  'office_case',
  'lease',
  'attempt',
  'payment',
  'refund_reserve',
  'sale',
  'known_id',
  'movement',
  'unread',
] as const;

let embedded: Promise<Database> | null = null;

/** The real SQL on an embedded PostgreSQL, one for all schedules of this process. */
function database(): Promise<Database> {
  embedded ??= openEmbedded(null).then(async (opened) => {
    await migrate(opened, MIGRATIONS);
    // Rows of a schedule are thrown away after it, and put back from a copy within it.
    await opened.query('ALTER TABLE centre.event DISABLE TRIGGER event_is_never_changed');
    await opened.query("INSERT INTO centre.store VALUES ('S-1', 'Kopi Corner', 'UTC', 'MYR')");
    for (const table of TABLES)
      await opened.query(`CREATE TEMP TABLE copy_${table} AS SELECT * FROM centre.${table}`);
    return opened;
  });
  return embedded;
}

/** The centre of a schedule: the real calls, the real SQL, the real follower. */
export class ChainCentre {
  readonly database: Database;
  readonly store: TillStore;
  readonly api: TillApi;
  readonly follower: Follower;
  /** Tills whose rows were taken since they were followed. */
  readonly behind = new Set<string>();
  hasCopy = false;

  private constructor(opened: Database, clock: Clock) {
    this.database = opened;
    this.store = new TillStore(opened);
    this.follower = new Follower(opened, { clock, log: QUIET });
    this.api = new TillApi({
      ...{ store: this.store, clock, log: QUIET, centreKey: 'none' },
      taken: (till) => void this.behind.add(till),
      configOf: () => Promise.resolve(null),
    });
  }

  static async begin(clock: Clock): Promise<ChainCentre> {
    const opened = await database();
    await opened.query(`TRUNCATE ${TABLES.map((table) => `centre.${table}`).join(', ')}`);
    return new ChainCentre(opened, clock);
  }

  async newTill(terminal: string): Promise<string> {
    await this.database.query(
      "INSERT INTO centre.till (till_id, store_id, terminal, state) VALUES ($1, 'S-1', $2, 'waiting')",
      [idOf(terminal), terminal],
    );
    return this.store.newCode(idOf(terminal));
  }

  async follow(): Promise<void> {
    for (const till of [...this.behind]) {
      this.behind.delete(till);
      await this.follower.follow(till);
    }
  }

  /** A copy of the database is made; or it is put back. */
  async keepCopy(): Promise<void> {
    for (const table of TABLES) {
      await this.database.query(`TRUNCATE copy_${table}`);
      await this.database.query(`INSERT INTO copy_${table} SELECT * FROM centre.${table}`);
    }
    this.hasCopy = true;
  }

  async putBack(): Promise<void> {
    await this.database.query(`TRUNCATE ${TABLES.map((table) => `centre.${table}`).join(', ')}`);
    for (const table of TABLES)
      await this.database.query(
        `INSERT INTO centre.${table} OVERRIDING SYSTEM VALUE SELECT * FROM copy_${table}`,
      );
    const tills = await this.database.query<{ till_id: string }>('SELECT till_id FROM centre.till');
    for (const { till_id } of tills) this.behind.add(till_id);
  }
}

export function idOf(terminal: string): string {
  return `S-1/${terminal}`;
}
