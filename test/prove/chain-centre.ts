import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../drivers/centre/embedded-postgres.ts';
import type { Database } from '../../drivers/centre/database.ts';
import { Follower } from '../../drivers/centre/follower.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { TillApi } from '../../drivers/centre/till-api.ts';
import { TillStore } from '../../drivers/centre/till-store.ts';
import { AdmissionDesk } from '../../src/centre/admission.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { booksOfDatabase, booksOfModel, type CentreBooks } from './chain-books.ts';
import { ChainModel } from './chain-model.ts';
import { TwinStatements } from './chain-twin.ts';
import { QUIET } from '../fakes/quiet-log.ts';

/** The tables and functions as they are shipped. */
export const MIGRATIONS = join(
  fileURLToPath(new URL('../../', import.meta.url)),
  'drivers/centre/migrations',
);

/** What follows from the tills; people, keys and the audit stay as they are. Parents first. */
const TABLES = [
  'till',
  'healing',
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
let migrated: string | null = null;

/** The real SQL on an embedded PostgreSQL, one for all schedules of this process. */
async function database(migrations: string): Promise<Database> {
  // Its start costs more than many schedules: other migrations are done in the same one, from the first on.
  const opened = await (embedded ??= openEmbedded(null));
  if (migrated === migrations) return opened;
  if (migrated !== null) {
    await opened.query('DROP SCHEMA centre CASCADE');
    for (const table of ['centre_version', ...TABLES.map((each) => `copy_${each}`)])
      await opened.query(`DROP TABLE ${table}`);
  }
  migrated = migrations;
  await migrate(opened, migrations);
  // Rows of a schedule are thrown away after it, and put back from a copy within it.
  await opened.query('ALTER TABLE centre.event DISABLE TRIGGER event_is_never_changed');
  await opened.query("INSERT INTO centre.store VALUES ('S-1', 'Kopi Corner', 'UTC', 'MYR')");
  for (const table of TABLES)
    await opened.query(`CREATE TEMP TABLE copy_${table} AS SELECT * FROM centre.${table}`);
  return opened;
}

/** Which centre a schedule asks: the model alone, the database alone, or both, whose answers must be the same. */
export type ChainAsks = 'model' | 'database' | 'both';

/** What a schedule is played before. */
export interface ChainSide {
  readonly asks: ChainAsks;
  readonly migrations: string;
}

/** The centre of a schedule: the real calls, before the model of its rules or before the real SQL with the real follower. */
export class ChainCentre {
  readonly api: TillApi;
  /** Tills whose rows were taken since they were followed. */
  readonly behind = new Set<string>();
  hasCopy = false;
  readonly #real: {
    readonly database: Database;
    readonly store: TillStore;
    readonly follower: Follower;
  } | null;
  readonly #model: ChainModel | null;
  readonly #twin: TwinStatements | null;

  private constructor(asks: ChainAsks, opened: Database | null, clock: Clock) {
    this.#model = asks === 'database' ? null : new ChainModel();
    this.#real =
      opened === null
        ? null
        : {
            database: opened,
            store: new TillStore(opened),
            follower: new Follower(opened, { clock, log: QUIET, isBusy: () => false }),
          };
    const real = this.#real?.store ?? null;
    this.#twin = real !== null && this.#model !== null ? new TwinStatements(real, this.#model) : null;
    const store = this.#twin ?? real ?? this.#model;
    if (store === null) throw new Error('a schedule asks nobody');
    this.api = new TillApi({
      ...{ store, clock, log: QUIET, centreKey: 'none', admission: new AdmissionDesk() },
      taken: (till) => void this.behind.add(till),
      configOf: () => Promise.resolve(null),
    });
  }

  static async begin({ asks, migrations }: ChainSide, clock: Clock): Promise<ChainCentre> {
    if (asks === 'model') return new ChainCentre(asks, null, clock);
    const opened = await database(migrations);
    await opened.query(`TRUNCATE ${TABLES.map((table) => `centre.${table}`).join(', ')}`);
    return new ChainCentre(asks, opened, clock);
  }

  async newTill(terminal: string): Promise<string> {
    await this.#real?.database.query(
      "INSERT INTO centre.till (till_id, store_id, terminal, state) VALUES ($1, 'S-1', $2, 'waiting')",
      [idOf(terminal), terminal],
    );
    const code = await this.#real?.store.newCode(idOf(terminal));
    return this.#model?.addTill(idOf(terminal), terminal, code) ?? code ?? '';
  }

  async follow(): Promise<void> {
    for (const till of [...this.behind]) {
      this.behind.delete(till);
      const both = async (): Promise<void> => {
        await this.#real?.follower.follow(till);
        this.#model?.follow(till);
      };
      await (this.#twin?.inTurn(both) ?? both());
    }
  }

  async books(): Promise<CentreBooks> {
    const model = this.#model === null ? null : booksOfModel(this.#model);
    const real = this.#real === null ? null : await booksOfDatabase(this.#real.database);
    if (real !== null && model !== null) this.#twin?.compare(real, model);
    const books = real ?? model;
    if (books === null) throw new Error('a schedule asks nobody');
    return books;
  }

  /** Where the database and the model said different things; null where they did not. */
  get differs(): string | null {
    return this.#twin?.differs ?? null;
  }

  /** A copy of the database is made; or it is put back. */
  async keepCopy(): Promise<void> {
    this.hasCopy = true;
    this.#model?.keepCopy();
    if (this.#real === null) return;
    for (const table of TABLES) {
      await this.#real.database.query(`TRUNCATE copy_${table}`);
      await this.#real.database.query(`INSERT INTO copy_${table} SELECT * FROM centre.${table}`);
    }
  }

  async putBack(): Promise<void> {
    this.#model?.putBack();
    await this.#putBackReal();
    const { tills } = await this.books();
    for (const { till } of tills) this.behind.add(till);
  }

  /** A person has it wait for no till any more. */
  async goOn(): Promise<void> {
    this.#model?.goOn();
    await this.#real?.database.query('DELETE FROM centre.healing');
  }

  async #putBackReal(): Promise<void> {
    if (this.#real === null) return;
    const { database: opened } = this.#real;
    await opened.query(`TRUNCATE ${TABLES.map((table) => `centre.${table}`).join(', ')}`);
    for (const table of TABLES)
      await opened.query(`INSERT INTO centre.${table} OVERRIDING SYSTEM VALUE SELECT * FROM copy_${table}`);
    await opened.query('SELECT centre.wait_for_all()');
  }
}

export function idOf(terminal: string): string {
  return `S-1/${terminal}`;
}
