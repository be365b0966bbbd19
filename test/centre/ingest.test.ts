import { afterAll, beforeAll, expect, it } from 'vitest';
import { hexOf } from '../../src/centre/batch.ts';
import { CENTRE_PATHS, type CentreCall } from '../../src/centre/wire.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { onPostgres } from './on-postgres.ts';
import {
  A_WORD,
  givenCaller,
  givenCentre,
  givenKey,
  STORE,
  type GivenCentre,
  type GivenKey,
} from './given-centre.ts';
import { EpochInMemory, RowsInMemory, SimulatedTill } from './simulated-till.ts';

onPostgres.describe('Ingest (chain §2)', () => {
  let centre: GivenCentre;
  const tills: SimulatedTill[] = [];

  beforeAll(async () => {
    centre = await givenCentre();
  }, 60_000);

  afterAll(async () => {
    for (const till of tills) till.link.stop();
    await centre.stop();
  });

  interface Parts {
    readonly key?: GivenKey;
    readonly code?: string | null;
    readonly journal?: RowsInMemory;
    readonly epochs?: EpochInMemory;
  }

  function started(terminal: string, parts: Parts = {}): SimulatedTill {
    const key = parts.key ?? givenKey();
    const till = new SimulatedTill({
      ...{ key, terminal, code: null, clock: systemClock(), journal: new RowsInMemory(), ...parts },
      caller: givenCaller(centre.url, key),
    });
    tills.push(till);
    till.link.start();
    return till;
  }

  /** A till that is enrolled and has told `rows` rows. */
  async function enrolled(
    terminal: string,
    rows: number,
  ): Promise<{ till: SimulatedTill; key: GivenKey; epochs: EpochInMemory }> {
    const [key, epochs, journal] = [givenKey(), new EpochInMemory(), new RowsInMemory()];
    const code = await centre.newTill(terminal);
    const till = started(terminal, { key, code, epochs, journal });
    await till.until(({ kind }) => kind === 'idle');
    for (let n = 0; n < rows; n += 1) till.append(n);
    await till.drained();
    return { till, key, epochs };
  }

  async function storedOf(terminal: string): Promise<{ epoch: number; seq: number; hash: string }[]> {
    return [
      ...(await centre.database.query<{ epoch: number; seq: number; hash: string }>(
        "SELECT epoch, seq, encode(hash, 'hex') AS hash FROM centre.event WHERE till_id = $1 ORDER BY epoch, seq",
        [`${STORE}/${terminal}`],
      )),
    ];
  }

  async function caseKinds(terminal: string): Promise<string[]> {
    const rows = await centre.database.query<{ kind: string }>(
      'SELECT kind FROM centre.office_case WHERE till_id = $1 ORDER BY case_id',
      [`${STORE}/${terminal}`],
    );
    return rows.map(({ kind }) => kind);
  }

  it('a till is enrolled by a code, and its rows arrive in order, each once', async () => {
    const { till } = await enrolled('T01', 250);

    const hashes = till.journal.rows.map(({ hash }) => Buffer.from(hash).toString('hex'));
    expect(await storedOf('T01')).toEqual(hashes.map((hash, index) => ({ epoch: 1, seq: index + 1, hash })));
  });

  it('a code enrols one key: another till that has it is refused', async () => {
    const code = await centre.newTill('T02');
    const first = started('T02', { code });
    await first.until(({ kind }) => kind === 'idle');

    const second = started('T02', { code });

    const state = await second.until(({ kind }) => kind === 'waiting');
    expect(state).toMatchObject({ why: 'codeRefused' });
  });

  it('a call that is signed by another key changes nothing', async () => {
    const { key } = await enrolled('T03', 3);
    const other = givenKey();
    const forged = givenCaller(centre.url, { publicKey: key.publicKey, sign: other.sign });

    const heard = await forged.call('ask', JSON.stringify(A_WORD), { timeoutMs: 5000, isMoney: false });

    expect(heard).toMatchObject({
      kind: 'answered',
      status: 401,
      body: { type: expect.stringContaining('unauthorized') },
    });
  });

  it('a till that starts anew remembers no cursor: it asks, and sends what is missing', async () => {
    const { till, key, epochs } = await enrolled('T04', 20);
    till.link.stop();
    for (let n = 20; n < 45; n += 1) till.append(n);

    const again = started('T04', { key, epochs, journal: till.journal });

    await again.drained();
    expect((await storedOf('T04')).map(({ seq }) => seq)).toEqual(till.journal.rows.map(({ seq }) => seq));
  });

  it('rows that are here already are taken once, however often they come', async () => {
    const { till, key } = await enrolled('T05', 10);
    const caller = givenCaller(centre.url, key);
    const rows = till.journal.rows
      .slice(3)
      .map(({ hash, body }) => ({ hash: Buffer.from(hash).toString('hex'), body }));
    const previous = Buffer.from(till.journal.hashAt(3)!).toString('hex');

    const heard = await caller.call('ingest', JSON.stringify({ epoch: 1, first: 4, previous, rows }), {
      ...{ timeoutMs: 5000, isMoney: true },
    });

    expect(heard).toMatchObject({ body: { outcome: 'taken', next: 11 } });
    expect(await storedOf('T05')).toHaveLength(10);
  });

  it.each([
    ['a gap', { first: 12 }, 'gap'],
    ['a row whose hash does not follow from the one before', { first: 11, spoilt: true }, 'chainBroken'],
  ])('%s is refused, and nothing is stored', async (_what, { first, ...rest }, outcome) => {
    const terminal = `T06-${outcome}`;
    const { till, key } = await enrolled(terminal, 10);
    const ahead = RowsInMemory.copyOf(till.journal);
    for (let n = 10; n < 13; n += 1) ahead.append(`{"kind":"saleOpened","atMs":1,"n":${n}}`);
    const rows = ahead.rows.slice(first - 1).map(({ hash, body }) => ({
      hash: Buffer.from(hash).toString('hex'),
      body: 'spoilt' in rest ? body.replace('saleOpened', 'saleClosed') : body,
    }));
    const previous = Buffer.from(ahead.hashAt(first - 1)!).toString('hex');

    const heard = await givenCaller(centre.url, key).call(
      'ingest',
      JSON.stringify({ epoch: 1, first, previous, rows }),
      { timeoutMs: 5000, isMoney: true },
    );

    expect(heard).toMatchObject({ body: { outcome, next: 11 } });
    expect(await storedOf(terminal)).toHaveLength(10);
    expect(await caseKinds(terminal)).toEqual([]);
  });

  it('another row under the same number is a fork: the till is fenced, a person is told, what was stored stays', async () => {
    const { till, key, epochs } = await enrolled('T07', 10);
    const copy = RowsInMemory.copyOf(till.journal);
    const clone = new SimulatedTill({
      ...{ key, terminal: 'T07', code: null, clock: systemClock(), journal: copy },
      epochs: new EpochInMemory(epochs.read()),
      caller: givenCaller(centre.url, key),
    });
    tills.push(clone);
    clone.link.start();
    await clone.until(({ kind }) => kind === 'idle');
    till.append(10);
    await till.drained();
    const before = await storedOf('T07');

    clone.append(999);

    expect(await clone.until(({ kind }) => kind === 'waiting')).toMatchObject({ why: 'fenced' });
    expect(await caseKinds('T07')).toEqual(['fork']);
    expect(await storedOf('T07')).toEqual(before);
    till.append(11);
    expect(await till.until(({ kind }) => kind === 'waiting')).toMatchObject({ why: 'fenced' });
  });

  it('a till whose journal was put back from a copy begins a new epoch from the last row that both have', async () => {
    const { till, key, epochs } = await enrolled('T08', 130);
    till.link.stop();
    const restored = RowsInMemory.copyOf(till.journal, 77);
    restored.append('{"kind":"saleOpened","atMs":1,"afterRestore":true}');

    const again = started('T08', { key, epochs, journal: restored });

    await again.drained();
    const stored = await storedOf('T08');
    expect(epochs.read()).toBe(2);
    expect(stored.filter(({ epoch }) => epoch === 1)).toHaveLength(130);
    expect(stored.filter(({ epoch }) => epoch === 2).map(({ seq }) => seq)).toEqual([78]);
    expect(await caseKinds('T08')).toEqual(['restored']);
  });

  it('a disk that was copied before a new epoch began is fenced when it asks', async () => {
    const { till, key, epochs } = await enrolled('T09', 30);
    const copyOfDisk = {
      epochs: new EpochInMemory(epochs.read()),
      journal: RowsInMemory.copyOf(till.journal),
    };
    till.link.stop();
    const restored = started('T09', { key, epochs, journal: RowsInMemory.copyOf(till.journal, 12) });
    await restored.until(({ kind }) => kind === 'idle');

    const copy = started('T09', { key, ...copyOfDisk });

    expect(await copy.until(({ kind }) => kind === 'waiting')).toMatchObject({ why: 'fenced' });
    expect(await caseKinds('T09')).toEqual(['restored', 'clone']);
  });

  it('the role that takes rows can call its function and nothing else', async () => {
    const { ingest } = centre.database;
    const tables = await centre.database.query<{ name: string }>(
      "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema = 'centre'",
    );
    const functions = await centre.database.query<{ call: string; name: string }>(
      `SELECT p.oid::regprocedure::text AS call, p.proname AS name FROM pg_proc p
       JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'centre'`,
    );

    for (const { name } of tables) {
      for (const statement of [
        `SELECT * FROM ${name}`,
        `DELETE FROM ${name}`,
        `INSERT INTO ${name} DEFAULT VALUES`,
      ])
        await expect(ingest.query(statement)).rejects.toThrow(/permission denied/);
    }
    await expect(ingest.query('CREATE TEMP TABLE own (a int)')).rejects.toThrow(/permission denied/);
    const allowed = await Promise.all(
      functions.map(async ({ call, name }) => {
        const [row] = await ingest.query<{ may: boolean }>(
          `SELECT has_function_privilege($1, 'execute') AS may`,
          [call],
        );
        return row?.may === true ? [name] : [];
      }),
    );
    expect(allowed.flat()).toEqual(['ingest']);
  });

  it('what comes in a wrong form is refused by its part', async () => {
    const { key } = await enrolled('T10', 1);
    const caller = givenCaller(centre.url, key);
    const answers: unknown[] = [];
    for (const body of ['{', '{}', '{"epoch":1,"first":1,"previous":"00","rows":[]}'])
      answers.push(await caller.call('ingest', body, { timeoutMs: 5000, isMoney: false }));

    const told = (detail: RegExp): object => ({
      kind: 'answered',
      status: 400,
      body: expect.objectContaining({
        ...{ type: 'urn:paycode-till:problem:invalid-request', status: 400 },
        detail: expect.stringMatching(detail),
      }),
    });
    expect(answers).toMatchObject([told(/not JSON/), told(/^epoch/), told(/^previous/)]);
    const get = await fetch(`${centre.url}${CENTRE_PATHS.ingest}`);
    const { status, headers } = get;
    expect([status, headers.get('allow'), headers.get('content-type')]).toEqual([
      ...[405, 'POST', 'application/problem+json'],
    ]);
    expect(await get.json()).toMatchObject({ type: 'urn:paycode-till:problem:method-not-allowed', status });
  });

  it('a text that no database holds, and a time that no date holds, are refused; what looks like SQL is a text', async () => {
    const { till, key } = await enrolled('T11', 1);
    const caller = givenCaller(centre.url, key);
    const asked = async (call: CentreCall, body: object): Promise<number> => {
      const heard = await caller.call(call, JSON.stringify(body), { timeoutMs: 5000, isMoney: false });
      return heard.kind === 'answered' ? heard.status : 0;
    };
    const rowOf = (row: object): object => ({
      ...{ epoch: 1, first: 2, previous: hexOf(till.journal.hashAt(1)!) },
      rows: [{ hash: '0'.repeat(64), body: JSON.stringify(row) }],
    });

    expect(await asked('lease', { orderId: 'O\0', saidAtMs: 1 })).toBe(400);
    expect(await asked('ingest', rowOf({ kind: 'a\0', atMs: 1 }))).toBe(400);
    expect(await asked('ingest', rowOf({ kind: 'a', saleId: '\0', atMs: 1 }))).toBe(400);
    expect(await asked('ingest', rowOf({ kind: 'a', atMs: 1e300 }))).toBe(400);
    till.appendBody(
      JSON.stringify({ kind: "'; DROP TABLE centre.event; --", saleId: '\u202e\ud800', atMs: 1, note: '\0' }),
    );
    await till.drained();
    expect(await storedOf('T11')).toHaveLength(2);
  });
});
