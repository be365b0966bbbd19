import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restore } from '../../drivers/backup/restore.ts';
import { AnchorFolder } from '../../drivers/journal/anchor-folder.ts';
import { openAnchoredJournal, type AnchoredJournal } from '../../drivers/journal/anchored.ts';
import { SLOT_BYTES, SLOT_PLACES } from '../../src/journal/anchor.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, givenAgent, order, runAgent, startAgent } from '../fakes/agent-process.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { TILL } from '../fakes/memory-journal.ts';
import { QUIET } from '../fakes/quiet-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'till-anchor-'));
});
afterEach(async () => {
  await endAgents();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const PARTS = ['journal.sqlite', 'journal.sqlite-wal', 'journal.sqlite-shm'];

function open() {
  const places = {
    file: at('journal.sqlite'),
    anchor: at('anchor'),
    traces: [at('api.token')],
    mark: at('till-T07.mark'),
  };
  return openAnchoredJournal(places, TILL, { clock: new ManualClock(), log: QUIET });
}

async function opened(): Promise<AnchoredJournal> {
  const journal = await open();
  if (!journal.ok) throw new Error(journal.error.say);
  return journal.value;
}

/** Why the journal is refused; null where it is not. */
async function refusal(): Promise<string | null> {
  const journal = await open();
  if (!journal.ok) return journal.error.say;
  journal.value.close();
  return null;
}

/** Sales of three rows each; the first one is number `from`. */
async function sell(from: number, sales: number): Promise<void> {
  const journal = await opened();
  const writer = new JournalWriter(journal);
  for (let index = from; index < from + sales; index += 1)
    for (const row of new GivenSale(index).paid().rows) writer.write(row);
  journal.close();
}

/** The journal as it stands now, to be put back later. */
function kept(name: string): () => void {
  for (const part of PARTS) if (existsSync(at(part))) copyFileSync(at(part), at(`${part}.${name}`));
  return () => {
    for (const part of PARTS) {
      rmSync(at(part), { force: true });
      if (existsSync(at(`${part}.${name}`))) copyFileSync(at(`${part}.${name}`), at(part));
    }
  };
}

/** Changes the file as somebody does who knows its triggers and its hashes. */
function forged(file: string, change: (database: Database.Database) => void): void {
  const database = new Database(file);
  database.exec('DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed');
  change(database);
  database.close();
}

/** Makes every hash of a journal anew. */
function rechained(database: Database.Database): void {
  let hash = CHAIN_START;
  const rows = database.prepare('SELECT seq, body FROM event ORDER BY seq').all() as {
    seq: number;
    body: string;
  }[];
  for (const { seq, body } of rows) {
    hash = chainHash(hash, seq, body);
    database.prepare('UPDATE event SET hash = ? WHERE seq = ?').run(hash, seq);
  }
}

const CHANGED = "UPDATE event SET body = replace(body, '4550', '1')";

describe('The journal has an anchor outside itself › found at the next start', () => {
  it('a chain that was made anew over a changed row', async () => {
    await sell(0, 3);
    forged(at('journal.sqlite'), (database) => {
      database.exec(CHANGED);
      rechained(database);
    });
    const before = readFileSync(at('journal.sqlite'));

    const say = await refusal();

    expect(say).toContain('is not the one that this till has written: its row 9 is another one');
    expect(say).toContain('npm run restore');
    expect(readFileSync(at('journal.sqlite')).equals(before)).toBe(true);
  });

  it('an end that was cut off', async () => {
    await sell(0, 3);
    forged(at('journal.sqlite'), (database) => database.exec('DELETE FROM event WHERE seq > 6'));

    expect(await refusal()).toContain('it has 6 rows, and the till has written 9');
  });

  it('a journal that was deleted; nothing is made in its place', async () => {
    await sell(0, 3);
    for (const part of PARTS) rmSync(at(part), { force: true });

    expect(await refusal()).toContain('is gone: this till has written 9 rows');
    expect(existsSync(at('journal.sqlite'))).toBe(false);
  });

  it('an empty one in its place', async () => {
    const putBack = kept('empty');
    await sell(0, 3);
    putBack();
    new Database(at('journal.sqlite')).close();

    expect(await refusal()).toContain('there are none');
  });

  it('an older copy of it', async () => {
    await sell(0, 1);
    const putBack = kept('old');
    await sell(1, 2);
    putBack();

    expect(await refusal()).toContain('is older than this till remembers');
  });

  it('an older copy that another till went on with, so that it is longer', async () => {
    await sell(0, 1);
    const putBack = kept('old');
    await sell(1, 1);
    putBack();
    const elsewhere = at('journal.sqlite');
    forged(elsewhere, (database) => {
      const last = database.prepare('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1').get() as {
        seq: number;
        hash: Uint8Array;
      };
      let { hash } = last;
      for (let seq = last.seq + 1; seq <= last.seq + 9; seq += 1) {
        const body = '{"version":2,"till":"T08"}';
        hash = chainHash(hash, seq, body);
        database.prepare('INSERT INTO event VALUES (?, NULL, 1, ?, ?)').run(seq, body, hash);
      }
    });

    expect(await refusal()).not.toBeNull();
  });

  it('an anchor that was taken away while the key stayed, and one that the key did not seal', async () => {
    await sell(0, 1);
    copyFileSync(at('anchor/journal.anchor'), at('true.anchor'));

    writeFileSync(at('anchor/journal.anchor'), ' '.repeat(SLOT_PLACES[1] + SLOT_BYTES));
    const foreign = await refusal();
    rmSync(at('anchor/journal.anchor'));
    const gone = await refusal();
    copyFileSync(at('true.anchor'), at('anchor/journal.anchor'));

    expect([foreign, gone, await refusal()]).toEqual([
      expect.stringContaining('was not written by this till'),
      expect.stringContaining('of the journal is gone'),
      null,
    ]);
  });
});

describe('The journal has an anchor outside itself › no false alarm', () => {
  it('a plug that was pulled between the commit and the anchor, at any row', async () => {
    await sell(0, 1);
    const anchors: Buffer[] = [];
    const journal = await opened();
    const writer = new JournalWriter(journal);
    for (const row of new GivenSale(1).paid().rows) {
      anchors.push(readFileSync(at('anchor/journal.anchor')));
      writer.write(row);
    }
    journal.close();

    const refusals: (string | null)[] = [];
    for (const anchor of anchors) {
      writeFileSync(at('anchor/journal.anchor'), anchor);
      refusals.push(await refusal());
    }

    expect(refusals).toEqual([null, null, null]);
  });

  it.each([0, 1])('a write of slot %d that broke off', async (slot) => {
    await sell(0, 2);
    const handle = openSync(at('anchor/journal.anchor'), 'r+');
    writeSync(handle, Buffer.alloc(SLOT_BYTES / 2), 0, SLOT_BYTES / 2, SLOT_PLACES[slot]);

    expect(await refusal()).toBeNull();
  });

  it('the first start with a journal of before: it is taken as it is, and anchored from then on', async () => {
    await sell(0, 1);
    rmSync(at('anchor'), { recursive: true });

    const first = await refusal();
    for (const part of PARTS) rmSync(at(part), { force: true });

    expect([first, await refusal()]).toEqual([null, expect.stringContaining('is gone')]);
  });
});

describe('Lock-outs live beside the anchor', () => {
  it('a journal that knows nothing of a wrong PIN opens no lock', async () => {
    const journal = await opened();
    const wrong = (atMs: number) => ({ kind: 'signInRefused', atMs, personId: 'c1', post: 'till' }) as const;
    for (let times = 0; times < 5; times += 1) journal.append(wrong(times), null);
    journal.close();
    // A person has accepted an empty journal: here the folder is that of a first start, but for the lock-outs.
    for (const part of [...PARTS, 'anchor/journal.anchor']) rmSync(at(part), { force: true });
    acceptNone();

    const after = await opened();
    const seen = [...after.approvals()].map(({ kind, atMs }) => [kind, atMs]);
    after.close();

    expect(seen).toEqual([4, 3, 2, 1, 0].map((atMs) => ['signInRefused', atMs]));
  });

  it('what the journal has is told once', async () => {
    const journal = await opened();
    journal.append({ kind: 'signInRefused', atMs: 1, personId: 'c1', post: 'till' }, null);
    journal.close();

    const after = await opened();

    expect([...after.approvals()]).toHaveLength(1);
    after.close();
  });
});

/** A person has the till go on without the rows of before. */
function acceptNone(): void {
  const opened = AnchorFolder.openToRenew(at('anchor'));
  if (!opened.ok) throw new Error(opened.error);
  opened.value.remember({ epoch: 2, seq: 0, head: CHAIN_START });
  opened.value.close();
}

describe('A till whose journal is not the one that it remembers', () => {
  const sold = async (): Promise<AgentFolder> => {
    const { agent, folder: till } = await givenAgent();
    await agent.call('POST', '/v1/sales', order('ORD-1'));
    await agent.kill();
    return till;
  };

  it('is refused with 3, in words; put right, it starts again', async () => {
    const till = await sold();
    for (const part of PARTS) if (existsSync(till.file(part))) copyFileSync(till.file(part), at(part));
    for (const part of PARTS) rmSync(till.file(part), { force: true });

    const { code, stderr } = await runAgent(['--config', till.config], till);
    for (const part of PARTS) if (existsSync(at(part))) copyFileSync(at(part), till.file(part));
    const again = await startAgent(till);

    expect(code).toBe(3);
    expect(stderr.join('\n')).toContain(
      'No sale is taken, since orders that stood there could be charged twice.',
    );
    expect((await again.call('GET', '/v1/sales')).json).toHaveLength(1);
  });
});

describe('What a till leaves beside the key of its acquirer', () => {
  const alarm = async (): Promise<string | null> => {
    const journal = await opened();
    journal.close();
    return journal.alarm;
  };
  const clear = (names: readonly string[]): void => {
    for (const name of names) rmSync(at(name), { recursive: true, force: true });
  };

  it('tells of journal, anchor and token that were removed together, at each start, until a person accepts it', async () => {
    await sell(0, 3);
    clear([...PARTS, 'anchor', 'api.token']);

    const alarms = [await alarm(), await alarm()];
    rmSync(at('till-T07.mark'));

    for (const said of alarms) {
      expect(said).toContain('although it ran here before');
      expect(said).toContain('had at least 9 rows');
    }
    expect(await alarm()).toBeNull();
  });

  it('tells of a journal that was made anew together with key and anchor', async () => {
    await sell(0, 3);
    forged(at('journal.sqlite'), (database) => {
      database.exec(CHANGED);
      rechained(database);
    });
    clear(['anchor', 'api.token']);

    expect(await alarm()).toContain("The till's own key is another one than before");
  });

  it('is read back from the acquirer’s folder of keys by a whole till; `restore --accept` ends the alarm', async () => {
    const { agent, folder: till } = await givenAgent();
    await agent.call('POST', '/v1/sales', order('ORD-1'));
    await agent.stop();
    const mode = statSync(till.file('keys/till-T07.mark')).mode & 0o777;
    for (const name of [...PARTS, 'anchor', 'api.token'])
      rmSync(till.file(name), { recursive: true, force: true });

    const again = await startAgent(till);
    const health = (await again.call('GET', '/v1/health')).json as { journal: { why?: string } };
    await again.stop();
    const { code } = restore(['--config', till.config, '--accept']);
    const after = (await (await startAgent(till)).call('GET', '/v1/health')).json as typeof health;

    expect(mode).toBe(0o600);
    expect(health.journal.why).toContain('although it ran here before');
    expect(code).toBe(0);
    expect(after.journal.why).toBeUndefined();
  });
});

describe('Journal and key that are gone together', () => {
  it('look like a new till, unless something else of it still stands: then that is said', async () => {
    const quiet = await opened();
    quiet.close();
    writeFileSync(at('api.token'), 'x', { mode: 0o600 });
    const second = await opened();
    second.close();
    for (const part of [...PARTS, 'anchor']) rmSync(at(part), { recursive: true, force: true });

    const cleared = await opened();
    cleared.close();

    expect([quiet.alarm, second.alarm]).toEqual([null, null]);
    expect(cleared.alarm).toContain('although it ran here before');
    expect(cleared.alarm).toContain(at('api.token'));
  });
});

describe('A day that a till closes', () => {
  it('is signed by its key, which `npm run verify` finds beside the journal', async () => {
    const { agent, folder: shop } = await givenAgent();
    const closed = await agent.call('POST', '/v1/reports/z', {});
    await agent.stop();

    const run = ['drivers/journal/verify-file.ts', '--journal', shop.file('journal.sqlite')];
    const { status, stdout } = spawnSync(process.execPath, run, { encoding: 'utf8' });

    expect([closed.status, status]).toEqual([201, 0]);
    expect(stdout).toContain('1 days closed, 1 of them signed (by ');
    expect(stdout).toContain('till.pub.pem');
  });
});
