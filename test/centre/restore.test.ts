import { afterAll, beforeAll, expect, it } from 'vitest';
import { centreKeyOf } from '../../drivers/centre/centre-key.ts';
import { Follower } from '../../drivers/centre/follower.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { OfficeStore } from '../../drivers/centre/office/office-store.ts';
import { PeopleStore } from '../../drivers/centre/office/people-store.ts';
import { ShopSettings } from '../../drivers/centre/office/shop-settings.ts';
import { openPostgres } from '../../drivers/centre/postgres.ts';
import { serveCentre, type CentreServer } from '../../drivers/centre/server.ts';
import { TillApi } from '../../drivers/centre/till-api.ts';
import { TillStore } from '../../drivers/centre/till-store.ts';
import type { Database } from '../../drivers/centre/database.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { AdmissionDesk } from '../../src/centre/admission.ts';
import type { LeaveHeld } from '../../src/centre/wire.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { PrivatePostgres } from '../fakes/private-postgres.ts';
import { onPostgres } from './on-postgres.ts';
import { addTill, given, givenCaller, givenKey, MIGRATIONS, STORE, type GivenKey } from './given-centre.ts';
import { RowsInMemory, SimulatedTill } from './simulated-till.ts';
import { QUIET } from '../fakes/quiet-log.ts';

// The manual's steps of back-up and restore, by PostgreSQL's own programs, onto another server.

const ID = `${STORE}/A`;

const OWNER = { personId: 'owner', name: 'Mei', role: 'owner', storeId: null } as const;

interface Served {
  readonly database: Database;
  readonly store: TillStore;
  readonly settings: ShopSettings;
  readonly people: PeopleStore;
  readonly office: OfficeStore;
  readonly server: CentreServer;
  readonly follower: Follower;
}

interface Joined {
  readonly id: string;
  readonly terminal: string;
  readonly key: GivenKey;
  readonly journal: RowsInMemory;
  readonly code: string;
  readonly till: SimulatedTill;
}

onPostgres.describe('A centre that is put back from a copy (chain §5)', () => {
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
    const settings = new ShopSettings(database, await centreKeyOf(database));
    const tills = new TillApi({
      ...{ store, clock: systemClock(), log: QUIET, centreKey: 'none', admission: new AdmissionDesk() },
      taken: () => undefined,
      configOf: () => Promise.resolve(null),
    });
    const server = await serveCentre({
      ...{ host: '127.0.0.1', port: 0, tills, office: null, openApi: () => '{}' },
      ...{ clock: systemClock(), log: QUIET },
    });
    const one = {
      ...{ database, store, settings, server },
      follower: new Follower(database, { clock: systemClock(), log: QUIET, isBusy: () => false }),
      people: new PeopleStore(database, systemClock(), false),
      office: new OfficeStore(database),
    };
    served.push(one);
    return one;
  }

  /** A till that has joined the centre, with what a later start of it has: its key, its journal, its code. */
  async function joined(at: Served, terminal: string): Promise<Joined> {
    const id = await addTill(at.database, terminal);
    const own = {
      id,
      terminal,
      key: givenKey(),
      journal: new RowsInMemory(),
      code: await at.store.newCode(id),
    };
    const till = again(own, at);
    await till.until(({ kind }) => kind === 'idle');
    return { ...own, till };
  }

  function again(own: Omit<Joined, 'till'>, at: Served, leave: readonly LeaveHeld[] = []): SimulatedTill {
    const till = new SimulatedTill({
      ...own,
      leave,
      caller: givenCaller(at.server.url, own.key),
      clock: systemClock(),
    });
    links.push(till);
    till.link.start();
    return till;
  }

  async function tell({ till, id }: Joined, at: Served, order: string): Promise<void> {
    const { token } = given(await at.store.takeLease(id, order, 1));
    for (const body of await paidRows(order, token)) till.appendBody(body);
    await till.drained();
    await at.follower.follow(id);
  }

  /** All that was written with a time was written an hour ago. */
  async function aged(database: Database): Promise<void> {
    const columns = await database.query<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'centre' AND data_type = 'timestamp with time zone' AND table_name <> 'audit'`,
    );
    for (const { table, column } of columns)
      await database.query(`UPDATE centre.${table} SET ${column} = ${column} - interval '1 hour'`);
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

  it('an hour is healed by the tills: all rows are there, paid orders are closed, leave is kept; what the office did since is told to people', async () => {
    const before = await serve(first.url());
    const { database } = before;
    await database.query("INSERT INTO centre.store VALUES ($1, 'Kopi Corner', 'UTC', 'MYR')", [STORE]);
    await before.people.add(OWNER, 'twelve or more');
    await before.people.add({ ...OWNER, personId: 'gone', role: 'support' }, 'twelve or more');
    const session = await before.people.signIn('owner', 'twelve or more', '');
    const [a, b, stolen] = [await joined(before, 'A'), await joined(before, 'B'), await joined(before, 'D')];
    await tell(a, before, 'ORD-BEFORE');
    await before.settings.push(STORE, '{"languages":["en"]}', 'owner', 0);
    await aged(database);
    first.run('pg_dump', '--format=custom', '--file', `${first.folder}/centre.dump`, 'postgres');

    // The hour that the copy does not know.
    await tell(a, before, 'ORD-SINCE');
    const held = given(await before.store.takeLease(ID, 'ORD-HELD', 5));
    const late = await joined(before, 'C');
    await before.office.revoke(stolen.id);
    await before.people.remove('owner', 'gone');
    await before.settings.push(STORE, '{"languages":["ms"]}', 'owner', 1);
    for (const { till } of [a, b, stolen, late]) till.link.stop();

    second.run('createuser', '--no-login', 'centre_ingest');
    second.run('createdb', 'centre');
    second.bring(first, 'centre.dump');
    second.run('pg_restore', '--exit-on-error', '--dbname', 'centre', `${second.folder}/centre.dump`);
    const after = await serve(second.url('centre'));

    // Nobody is signed in; nobody is given what somebody else may have; a till that the copy does not know says so.
    expect(await after.people.viewer(session!)).toBeNull();
    expect(await after.office.notHeard()).toEqual(['A', 'B', 'D'].map((terminal) => `${STORE}/${terminal}`));
    expect(await after.store.takeLease(b.id, 'ORD-SINCE', 9)).toBeNull();
    expect(await after.store.takeLease(b.id, 'ORD-HELD', 9)).toBeNull();
    const unknown = again(late, after);
    expect(await unknown.until(({ kind }) => kind === 'waiting')).toMatchObject({ why: 'codeRefused' });
    expect(await after.office.cases({ storeId: null }, null)).toMatchObject([
      { kind: 'putBack', facts: { 'last word of a till': expect.stringMatching(/ UTC$/) } },
    ]);

    // The office revokes again, and the tills tell: A holds leave that it was given in that hour.
    await after.office.revoke(stolen.id);
    const healed = again(a, after, [{ orderId: 'ORD-HELD', token: held.token }]);
    for (const till of [healed, again(b, after)]) {
      await till.drained();
      await after.follower.follow(ID);
      till.link.askSoon();
      await till.until(({ kind }) => kind === 'asking');
      await till.until(({ kind }) => kind === 'idle');
    }

    expect(await after.office.notHeard()).toEqual([]);
    const stored = await after.database.query<{ body: string }>(
      'SELECT body FROM centre.event WHERE till_id = $1 ORDER BY seq',
      [ID],
    );
    expect(stored.map(({ body }) => body)).toEqual(a.journal.rows.map(({ body }) => body));
    expect(await after.store.takeLease(b.id, 'ORD-SINCE', 9)).toMatchObject({ outcome: 'paid', holder: ID });
    expect(await after.store.takeLease(b.id, 'ORD-HELD', 9)).toMatchObject({ outcome: 'held', holder: ID });
    expect((await after.office.cases({ storeId: null }, null)).map(({ kind }) => kind)).toEqual(['putBack']);
    // No version gets a number that a till may have of another one.
    expect(await after.settings.push(STORE, '{}', 'owner', 1)).toEqual({ ok: true, value: 1002 });
    expect((await after.people.list()).map(({ personId }) => personId)).toEqual(['gone', 'owner']);
  }, 120_000);

  it('a database that lives where it lived was not put back', async () => {
    const { office } = await serve(second.url('centre'));

    expect(await office.notHeard()).toEqual([]);
    expect(await office.cases({ storeId: null }, null)).toHaveLength(1);
  }, 60_000);

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
