import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Follower } from '../../drivers/centre/follower.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { openPostgres } from '../../drivers/centre/postgres.ts';
import { serveCentre, type CentreServer } from '../../drivers/centre/server.ts';
import { TillApi } from '../../drivers/centre/till-api.ts';
import { TillStore } from '../../drivers/centre/till-store.ts';
import type { Database } from '../../drivers/centre/database.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { AdmissionDesk } from '../../src/centre/admission.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { PrivatePostgres, whyNoPostgres } from '../fakes/private-postgres.ts';
import { addTill, givenCaller, givenKey, MIGRATIONS, STORE } from './given-centre.ts';
import { RowsInMemory, SimulatedTill } from './simulated-till.ts';

// The manual's steps of back-up and restore, by PostgreSQL's own programs, onto another server.

const NO_POSTGRES = whyNoPostgres();
const why = NO_POSTGRES === null ? '' : ` (skipped: ${NO_POSTGRES})`;
const QUIET = { info: () => undefined, warn: () => undefined };
const ID = `${STORE}/A`;

interface Served {
  readonly database: Database;
  readonly store: TillStore;
  readonly server: CentreServer;
  readonly follower: Follower;
}

describe.skipIf(NO_POSTGRES !== null)(`A centre that is put back from a copy (chain §5)${why}`, () => {
  let first: PrivatePostgres;
  let second: PrivatePostgres;
  const served: Served[] = [];
  const links: SimulatedTill[] = [];

  beforeAll(async () => {
    [first, second] = [await PrivatePostgres.start(), await PrivatePostgres.start()];
  }, 60_000);

  afterAll(async () => {
    for (const { link } of links) link.stop();
    for (const { server, database } of served) {
      await server.close();
      await database.close();
    }
    await first.stop();
    await second.stop();
  }, 60_000);

  async function serve(url: string): Promise<Served> {
    const database = openPostgres({ url, connectionsMax: 5, log: QUIET });
    await migrate(database, MIGRATIONS);
    const store = new TillStore(database);
    const tills = new TillApi({
      ...{ store, clock: systemClock(), log: QUIET, centreKey: 'none', admission: new AdmissionDesk() },
      taken: () => undefined,
      configOf: () => Promise.resolve(null),
    });
    const server = await serveCentre({
      ...{ host: '127.0.0.1', port: 0, tills, office: null, openApi: () => '{}' },
      ...{ clock: systemClock(), log: QUIET },
    });
    const follower = new Follower(database, { clock: systemClock(), log: QUIET, isBusy: () => false });
    served.push({ database, store, server, follower });
    return { database, store, server, follower };
  }

  /** The rows of an order that was paid under leave. */
  async function paidRows(order: string, token: number): Promise<string[]> {
    const till = new GivenTill({ pay: [{ kind: 'charged', charge: givenCharge(RM45_50) }] });
    await till.sell(order);
    till.terminal.stop();
    return till.journal.rows.map((row) =>
      row
        .replace(
          '"kind":"paymentStarted",',
          `"kind":"paymentStarted","leave":{"by":"centre","token":${token}},`,
        )
        .replaceAll(/S\d+-\d+/g, `SALE-${order}`),
    );
  }

  it('the tills heal it: all rows are there, what was paid since the copy is closed, and nobody is called in vain', async () => {
    const before = await serve(first.url());
    await before.database.query("INSERT INTO centre.store VALUES ($1, 'Kopi Corner', 'UTC', 'MYR')", [STORE]);
    const code = await before.store.newCode(await addTill(before.database, 'A'));
    const [key, journal] = [givenKey(), new RowsInMemory()];
    const connect = (at: Served): SimulatedTill => {
      const caller = givenCaller(at.server.url, key);
      const till = new SimulatedTill({ key, caller, code, journal, terminal: 'A', clock: systemClock() });
      links.push(till);
      till.link.start();
      return till;
    };
    const tell = async (till: SimulatedTill, at: Served, order: string): Promise<void> => {
      const { token } = await at.store.takeLease(ID, order, 1);
      for (const body of await paidRows(order, token)) till.appendBody(body);
      await till.drained();
      await at.follower.follow(ID);
    };
    const till = connect(before);
    await till.until(({ kind }) => kind === 'idle');
    await tell(till, before, 'ORD-BEFORE');

    first.run('pg_dump', '--format=custom', '--file', `${first.folder}/centre.dump`, 'postgres');
    await tell(till, before, 'ORD-SINCE');
    till.link.stop();
    second.run('createuser', '--no-login', 'centre_ingest');
    second.run('createdb', 'centre');
    second.bring(first, 'centre.dump');
    second.run('pg_restore', '--exit-on-error', '--dbname', 'centre', `${second.folder}/centre.dump`);
    const after = await serve(second.url('centre'));
    const [atCopy] = await after.database.query<{ rows: number }>(
      'SELECT count(*) AS rows FROM centre.event',
    );
    await connect(after).drained();
    await after.follower.follow(ID);

    const stored = await after.database.query<{ body: string }>('SELECT body FROM centre.event ORDER BY seq');
    expect(atCopy!.rows).toBeLessThan(journal.rows.length);
    expect(stored.map(({ body }) => body)).toEqual(journal.rows.map(({ body }) => body));
    expect(await after.store.takeLease(ID, 'ORD-SINCE', 2)).toMatchObject({ outcome: 'paid', holder: ID });
    expect(await after.database.query('SELECT kind FROM centre.office_case')).toEqual([]);
  }, 120_000);

  it('a database without the role that takes rows gets it at the start', async () => {
    second.run('createdb', 'bare');
    second.bring(first, 'centre.dump');
    second.run('pg_restore', '--no-privileges', '--dbname', 'bare', `${second.folder}/centre.dump`);

    const { database } = await serve(second.url('bare'));

    const taken = await database.ingest.query<{ outcome: string }>(
      "SELECT outcome FROM centre.ingest('nobody', 1, 1, '', '', '{}', '', '{}', '{}', '{}')",
    );
    expect(taken).toEqual([{ outcome: 'revoked' }]);
  }, 60_000);
});
