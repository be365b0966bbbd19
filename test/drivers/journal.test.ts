import { readFileSync, rmSync, writeFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { HELD_WAIT_MS, openHeldJournal } from '../../drivers/journal/held.ts';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { keptBeforeFile } from '../../drivers/journal/kept-before.ts';
import { JOURNAL_VERSION, migrate } from '../../drivers/journal/migrations.ts';
import { prepare } from '../../drivers/journal/prepare.ts';
import { chainHash } from '../../src/journal/chain.ts';
import { RECORD_VERSION } from '../../src/journal/records.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgent,
  givenAgentFolder,
  order,
  runAgent,
  saleOf,
  startAgent,
  AgentProcess,
  type Ended,
} from '../fakes/agent-process.ts';
import { givenEntry } from '../fakes/journal-writer.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { TILL } from '../fakes/memory-journal.ts';
import { QUIET } from '../fakes/quiet-log.ts';

afterEach(endAgents);

const NOBODY = 'http://127.0.0.1:9';

/** A folder whose journal holds one paid sale, left by an agent that was stopped, or killed. */
async function givenJournal(
  end: 'stop' | 'kill',
): Promise<{ folder: AgentFolder; file: string; saleId: string }> {
  const { agent, sandbox, folder } = await givenAgent();
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  await agent.events().until(({ sale }) => sale?.state === 'paid');
  await agent[end]();
  return { folder, file: folder.file('journal.sqlite'), saleId };
}

/** Changes a journal behind the till's back. */
function tampered(file: string, ...statements: readonly string[]): void {
  const database = new Database(file);
  for (const statement of statements) database.exec(statement);
  database.close();
}

function startedIn(folder: AgentFolder): Promise<Ended> {
  return runAgent(['--config', folder.config], folder);
}

function wordsOf({ stderr }: Pick<Ended, 'stderr'>): string {
  return stderr.map((line) => String((JSON.parse(line) as { msg: unknown }).msg)).join('\n');
}

/** One more row, linked to the last one as the till would. */
function insertion(file: string, body: string): string {
  const database = new Database(file, { readonly: true });
  const last = database.prepare('SELECT max(seq) AS seq, hash FROM event').get() as {
    seq: number;
    hash: Buffer;
  };
  database.close();
  const hash = Buffer.from(chainHash(last.hash, last.seq + 1, body)).toString('hex');
  return `INSERT INTO event VALUES (${last.seq + 1}, 'x', 1, '${body}', x'${hash}')`;
}

async function saleStateAt(agent: AgentProcess, saleId: string): Promise<string> {
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`)).state;
}

describe('Journal (interface §6) › the file', () => {
  it('every row can be read again after a stop, and after a kill', async () => {
    for (const end of ['stop', 'kill'] as const) {
      const { folder, saleId } = await givenJournal(end);

      const again = await startAgent(folder);

      expect(await saleStateAt(again, saleId)).toBe('paid');
      await endAgents();
    }
  });

  it('rows are only ever added', async () => {
    const { file } = await givenJournal('stop');
    const database = new Database(file);

    const never = 'the journal is only ever added to';
    expect(() => database.exec("UPDATE event SET body = '{}'")).toThrow(never);
    expect(() => database.exec('DELETE FROM event WHERE seq = 1')).toThrow(never);
    expect(() => database.exec("REPLACE INTO event VALUES (1, 'x', 1, '{}', zeroblob(32))")).toThrow(never);
    expect(() => database.exec(insertion(file, 'not JSON'))).toThrow('CHECK constraint failed');
    database.close();
  });

  it('its version is the number of the last migration, in WAL', async () => {
    const { file } = await givenJournal('stop');
    const database = new Database(file, { readonly: true });

    expect(database.pragma('user_version', { simple: true })).toBe(JOURNAL_VERSION);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
  });

  it('a commit is on the disk when it returns: the first one proves that synchronous is FULL', () => {
    const journal = openJournal(givenAgentFolder(NOBODY).file('journal.sqlite'), TILL);
    if (!journal.ok) throw new Error(journal.error.say);

    const append = (): void =>
      journal.value.append({ kind: 'saleClosed', saleId: 'S', atMs: 1 }, givenEntry('S'));

    expect(append).not.toThrow();
    journal.value.close();
  });

  it('keeps 2 MB of its file in memory, however many sales are written to it', () => {
    const file = givenAgentFolder(NOBODY).file('journal.sqlite');
    const database = new Database(file);
    prepare(database, file);

    expect(database.pragma('cache_size', { simple: true })).toBe(-2000);
    database.close();
  });

  it.each(Array.from({ length: JOURNAL_VERSION - 1 }, (_, index) => index + 1))(
    'a file of version %i, with a sale in it, is brought to the last version by the next start',
    async (version) => {
      const { folder, file, saleId } = await givenJournal('stop');
      const rows = givenOlder(file, version);

      const agent = await startAgent(folder);

      expect(await saleStateAt(agent, saleId)).toBe('paid');
      await agent.stop();
      const database = new Database(file, { readonly: true });
      expect(database.pragma('user_version', { simple: true })).toBe(JOURNAL_VERSION);
      expect(database.prepare('SELECT seq, sale_id, at_ms, body FROM event').all()).toStrictEqual(rows);
      database.close();
      const kept = new Database(keptBeforeFile(file, version), { readonly: true });
      expect(kept.pragma('user_version', { simple: true })).toBe(version);
      expect(kept.prepare('SELECT count(*) AS count FROM event').get()).toEqual({ count: rows.length });
      kept.close();
      expect(statSync(keptBeforeFile(file, version)).mode & 0o777).toBe(0o600);
    },
  );

  it('a migration that was broken off is made from its beginning', () => {
    const folder = givenAgentFolder(NOBODY);
    const file = folder.file('journal.sqlite');
    tampered(file, 'PRAGMA journal_mode = WAL', 'PRAGMA user_version = 0');

    const journal = openJournal(file, TILL);

    expect(journal).toMatchObject({ ok: true });
    if (journal.ok) {
      journal.value.append({ kind: 'saleClosed', saleId: 'S', atMs: 1 }, givenEntry('S'));
      expect([...journal.value.all()]).toStrictEqual([{ kind: 'saleClosed', saleId: 'S', atMs: 1 }]);
      journal.value.close();
    }
  });
});

describe('Journal (interface §1, §6) › held by one process', () => {
  it('a second till on the same journal ends with 3 after ten seconds and says why; the first goes on', async () => {
    const { agent, folder } = await givenAgent();

    const second = await startedIn(folder);

    expect(second).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(second)).toContain(
      `Another program is using the journal ${folder.file('journal.sqlite')}.`,
    );
    expect((await agent.call('POST', '/v1/sales', order('ORD-1'))).status).toBe(201);
  });

  it('a start right after the process before it waits until that one has ended', async () => {
    const { agent, folder } = await givenAgent();

    const next = new AgentProcess(folder, ['--config', folder.config]);
    await next.says('Another program holds the journal');
    await agent.stop();
    await next.ready;

    expect((await next.call('POST', '/v1/sales', order('ORD-1'))).status).toBe(201);
  });

  it('it is waited for up to ten seconds, and no longer', async () => {
    const file = givenAgentFolder(NOBODY).file('journal.sqlite');
    const first = openJournal(file, TILL);
    const clock = new ManualClock();

    const late = openHeldJournal(file, TILL, { clock, log: QUIET });
    await clock.advance(HELD_WAIT_MS + 1000);
    const inTime = openHeldJournal(file, TILL, { clock, log: QUIET });
    await clock.advance(HELD_WAIT_MS - 1000);
    if (first.ok) first.value.close();
    await clock.advance(1000);

    const then = await inTime;
    expect(await late).toMatchObject({ ok: false, error: { kind: 'inUse' } });
    expect(then.ok).toBe(true);
    if (then.ok) then.value.close();
  });

  it('the lock dies with its process: after a kill the next one starts', async () => {
    const { agent, folder } = await givenAgent();
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.kill();

    const again = await startAgent(folder);

    expect(await saleStateAt(again, saleId)).toBe('awaitingCode');
  });

  it('another program cannot write to it meanwhile', async () => {
    const { folder } = await givenAgent();

    const other = new Database(folder.file('journal.sqlite'), { timeout: 0 });

    expect(() => other.exec('CREATE TABLE cats (name TEXT)')).toThrow('database is locked');
    other.close();
  });
});

describe('Journal (interface §1, §6) › a file that cannot be used is left as it is', () => {
  it.each(['stop', 'kill'] as const)('written by a newer version, which ended by %s', async (end) => {
    const { folder, file } = await givenJournal(end);
    const version = JOURNAL_VERSION + 1;
    tampered(file, `PRAGMA user_version = ${version}`);
    const before = readFileSync(file);

    const ended = await startedIn(folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toContain('was written by a newer version of the till');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('written by a newer version that was cut off: what stands in the WAL stays there', async () => {
    const { folder, file } = await givenJournal('stop');
    givenCutOff(file, `PRAGMA user_version = ${JOURNAL_VERSION + 1}`);
    const before = bytesOf(file);

    const ended = await startedIn(folder);

    expect(ended.code).toBe(3);
    expect(wordsOf(ended)).toContain('was written by a newer version of the till');
    expect(bytesOf(file)).toStrictEqual(before);
  });

  it('with a row that a newer version wrote', async () => {
    const { folder, file } = await givenJournal('stop');
    tampered(file, insertion(file, `{"version":${RECORD_VERSION + 1},"till":"T07","kind":"somethingNew"}`));
    const before = readFileSync(file);

    const ended = await startedIn(folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toMatch(
      /^The journal .* cannot be read whole \(row \d+ is of version 3, which a newer version of the till wrote\)\. .* install that version again/,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('with another header', async () => {
    const { folder, file } = await givenJournal('stop');
    const bytes = readFileSync(file);
    bytes.write('Not a database..', 0, 'latin1');
    writeFileSync(file, bytes);

    const ended = await startedIn(folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toContain(`The journal ${file} is damaged`);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it.each([
    ['{"kind":"codeScanned","saleId":"x","atMs":1}', 'is of no known kind'],
    ['[]', 'is not an object'],
    ['1', 'is not an object'],
    ['{"kind":"saleClosed","atMs":1}', 'has no saleId'],
    ['{"kind":"saleClosed","saleId":"x","atMs":"1"}', 'has a wrong atMs'],
  ])('with a row that is not ours: %s', async (body, why) => {
    const { folder, file } = await givenJournal('stop');
    tampered(file, insertion(file, body));
    const before = readFileSync(file);

    const ended = await startedIn(folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toMatch(new RegExp(`The journal .* is damaged \\(row \\d+ ${why}\\)`));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('with a table of somebody else', async () => {
    const folder = givenAgentFolder(NOBODY);
    const file = folder.file('journal.sqlite');
    tampered(file, 'CREATE TABLE cats (name TEXT)');
    const before = readFileSync(file);

    const ended = await startedIn(folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toContain('is damaged');
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('Journal (interface §6) › a terminal that was given another id', () => {
  it('goes on, and its first start says which till wrote the rows before', async () => {
    const { folder, file, saleId } = await givenJournal('stop');
    const journal = openJournal(file, 'T01');
    if (!journal.ok) throw new Error(journal.error.say);
    expect(journal.value.formerTill).toBe('T07');
    journal.value.append({ kind: 'retryRequested', saleId, atMs: 1 }, null);
    journal.value.close();

    const agent = await startAgent(folder);

    expect(await saleStateAt(agent, saleId)).toBe('paid');
    const { stderr } = await agent.stop();
    expect(wordsOf({ stderr })).toContain('was written by the till T01; from here on it is written by T07.');
  });
});

describe('Journal (interface §1) › a place that cannot be written', () => {
  it.each([
    ['till.json/journal.sqlite', 'a file stands where its folder should be'],
    ['keys', 'a folder stands in its place'],
    ['/proc/journal.sqlite', 'a folder that takes no files'],
  ])('%s: %s', async (file) => {
    const folder = givenAgentFolder(NOBODY, { journal: { file } });
    const modeOfKeys = (): number => statSync(join(folder.path, 'keys')).mode;
    const before = modeOfKeys();

    const ended = await startedIn(folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toMatch(/^The journal .* cannot be written \(\w+\)\. Check that its folder/);
    expect(modeOfKeys()).toBe(before);
  });
});

/** Makes a file of an older version with the same rows; answers the rows. */
function givenOlder(file: string, version: number): unknown[] {
  // Rows carry a hash from version 3 on. No step changes a row; the index is made anew by the steps that follow.
  const hash = version >= 3 ? ', hash' : '';
  const before = new Database(file, { readonly: true });
  const rows = before.prepare('SELECT seq, sale_id, at_ms, body FROM event').all();
  const written = before.prepare(`SELECT seq, sale_id, at_ms, body${hash} FROM event`).all();
  before.close();
  rmSync(file);
  const older = new Database(file);
  migrate(older, version);
  const values = `@seq, @sale_id, @at_ms, @body${hash.replace(' ', ' @')}`;
  const insert = older.prepare(`INSERT INTO event VALUES (${values})`);
  written.forEach((row) => insert.run(row));
  older.close();
  return rows;
}

/** Leaves a file as a process does that was killed: its last write stands in the WAL alone. */
function givenCutOff(file: string, statement: string): void {
  const database = new Database(file);
  database.exec(statement);
  const wal = readFileSync(`${file}-wal`);
  const main = readFileSync(file);
  database.close();
  writeFileSync(file, main);
  writeFileSync(`${file}-wal`, wal);
}

function bytesOf(file: string): Record<string, string> {
  return Object.fromEntries(
    [file, `${file}-wal`].map((path) => [path, readFileSync(path).toString('base64')]),
  );
}
