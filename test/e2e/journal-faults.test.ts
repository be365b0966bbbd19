import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { AgentFolder, Patch } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  runAgent,
  saleOf,
  startAgent,
  AgentProcess,
  type Ended,
} from '../fakes/agent-process.ts';
import { differencesAtRest } from '../torture/audit.ts';
import { Memory } from '../torture/memory.ts';
import { limitFileSize, SmallDisk } from '../torture/small-disk.ts';
import { SteadyCashier } from '../torture/steady-cashier.ts';
import { pidOf } from '../torture/traced-run.ts';
import { TorturedTill } from '../torture/tortured-till.ts';

const JOURNAL = 'disk/journal.sqlite';
const PAGE_BYTES = 4096;
const unmounts: (() => void)[] = [];

afterEach(async () => {
  for (const unmount of unmounts.splice(0)) unmount();
  await endAgents();
});

interface Shop {
  readonly folder: AgentFolder;
  readonly sandbox: Sandbox;
  readonly cashier: SteadyCashier;
  readonly memory: Memory;
}

/** The look after a cancel ends with the life of its code. */
const TIMING = { codeLifeMs: 1200, windowMs: 1200, resendUntilMs: 1000 };

async function givenShop(patch: Patch = {}): Promise<Shop> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, { ...patch, gateways: { alipayPlus: { timing: TIMING } } });
  const memory = new Memory();
  return { folder, sandbox, memory, cashier: new SteadyCashier(memory, sandbox) };
}

/** A shop whose journal stands on a disk of its own; the test is skipped, in words, where none can be had. */
async function givenShopOnSmallDisk(
  context: TestContext,
  size: string,
): Promise<Shop & { readonly disk: SmallDisk }> {
  const shop = await givenShop({ journal: { file: JOURNAL } });
  const disk = SmallDisk.mount(shop.folder.file('disk'), size);
  if (typeof disk === 'string') return context.skip(disk);
  unmounts.push(() => disk.unmount());
  return { ...shop, disk };
}

/** A shop that has sold, and whose till was stopped or killed. */
async function givenSold(end: 'stop' | 'kill', sales = 4): Promise<Shop & { readonly file: string }> {
  const shop = await givenShop();
  const agent = await startAgent(shop.folder);
  await shop.cashier.sell(agent, sales);
  await agent[end]();
  return { ...shop, file: shop.folder.file('journal.sqlite') };
}

function startedIn(folder: AgentFolder): Promise<Ended> {
  return runAgent(['--config', folder.config], folder);
}

function wordsOf({ stderr }: Pick<Ended, 'stderr'>): string {
  return stderr.map((line) => String((JSON.parse(line) as { msg: unknown }).msg)).join('\n');
}

/** Nothing that was acknowledged is lost, and after the till has asked, it says the same as the ledger. */
async function expectAllThere(agent: AgentProcess, { memory, sandbox }: Shop): Promise<void> {
  await agent
    .events()
    .until(
      ({ queue, recent }) =>
        queue === 0 && recent.every(({ state }) => ['paid', 'cancelled', 'awaitingCode'].includes(state)),
    );
  const sales = await TorturedTill.sales(agent, memory.sales.keys());
  expect([...memory.lostIn(sales)]).toEqual([]);
  expect([...memory.brokenCancels(sales)]).toEqual([]);
  expect(differencesAtRest([...sales.values()], sandbox.ledger.books(Date.now()))).toEqual([]);
}

/** What is kept of the journal: its file, and what stands in the write-ahead log. */
function bytesOf(file: string): string[] {
  return [file, `${file}-wal`].map((path) => (existsSync(path) ? readFileSync(path, 'base64') : ''));
}

describe('Journal (§1, §6) › a disk without space', () => {
  it('ends the till with 3, in words; with space again nothing acknowledged is lost', async (context) => {
    const shop = await givenShopOnSmallDisk(context, '400k');
    const agent = await startAgent(shop.folder);

    const soldOn = await shop.cashier.sell(agent, 200);
    const ended = await agent.ended;
    const onFullDisk = await startedIn(shop.folder);
    shop.disk.remount('size=8m');
    const again = await startAgent(shop.folder);

    expect(soldOn).toBe(false);
    expect(shop.memory.sales.size).toBeGreaterThan(2);
    for (const run of [ended, onFullDisk]) {
      expect(run.code).toBe(3);
      expect(wordsOf(run)).toMatch(/The journal .* cannot be written \(SQLITE_\w+\)\. Check that its folder/);
    }
    await expectAllThere(again, shop);
  });

  it('that is full before the first start: 3, in words, and a start once there is space', async (context) => {
    const shop = await givenShopOnSmallDisk(context, '8k');
    writeFileSync(shop.folder.file('disk/filler'), Buffer.alloc(8192));

    const ended = await startedIn(shop.folder);
    shop.disk.remount('size=8m');
    const again = await startAgent(shop.folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toContain('cannot be written');
    expect((await again.call('POST', '/v1/sales', order('ORD-1'))).status).toBe(201);
  });

  it('the same where a file may not grow any more', async (context) => {
    const shop = await givenShop();
    const agent = await startAgent(shop.folder);
    await shop.cashier.sell(agent, 2);
    const pid = pidOf(shop.folder);
    if (pid === null) return context.skip('the process of the till is not to be found in /proc');
    const why = limitFileSize(pid, statSync(shop.folder.file('journal.sqlite-wal')).size + 5 * PAGE_BYTES);
    if (why !== null) return context.skip(`prlimit cannot be used here: ${why}`);

    const soldOn = await shop.cashier.sell(agent, 50);
    const ended = await agent.ended;
    const again = await startAgent(shop.folder);

    expect(soldOn).toBe(false);
    expect(ended.code).toBe(3);
    expect(wordsOf(ended)).toContain('cannot be written');
    await expectAllThere(again, shop);
  });
});

describe('Journal (§1, §6) › a disk that may only be read', () => {
  it.for(['stop', 'kill'] as const)('after a %s: 3, in words, file untouched', async (end, context) => {
    const shop = await givenShopOnSmallDisk(context, '8m');
    const agent = await startAgent(shop.folder);
    await shop.cashier.sell(agent, 3);
    await agent[end]();
    const before = bytesOf(shop.folder.file(JOURNAL));
    shop.disk.remount('ro');

    const ended = await startedIn(shop.folder);
    const after = bytesOf(shop.folder.file(JOURNAL));
    shop.disk.remount('rw');
    const again = await startAgent(shop.folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toMatch(/The journal .* cannot be written \(SQLITE_\w+\)/);
    expect(after).toEqual(before);
    await expectAllThere(again, shop);
  });
});

describe('Journal (§1, §6) › held by another program', () => {
  it('ends with 3, says so, and starts once it is let go', async () => {
    const shop = await givenSold('kill');
    const other = new Database(shop.file);
    other.exec('BEGIN IMMEDIATE');

    const ended = await startedIn(shop.folder);
    other.exec('ROLLBACK');
    other.close();
    const again = await startAgent(shop.folder);

    expect(ended).toMatchObject({ code: 3, stdout: [] });
    expect(wordsOf(ended)).toContain('Another program is using the journal');
    await expectAllThere(again, shop);
  });
});

describe('Journal (§6) › a torn tail of the write-ahead log', () => {
  it.each([
    ['cut off in the middle of a page', (wal: string, bytes: number) => truncateSync(wal, bytes + 24 + 1500)],
    ['with a frame of rubbish', (wal: string, bytes: number) => writeTail(wal, bytes, () => 0xa5)],
    ['with a frame of zeros', (wal: string, bytes: number) => writeTail(wal, bytes, () => 0)],
    [
      'with a frame of the past',
      (wal: string, bytes: number) => writeTail(wal, bytes, (at) => readFileSync(wal)[32 + at] ?? 0),
    ],
  ] as const)('%s: the till opens, and all that was acknowledged before is there', async (_how, tear) => {
    const shop = await givenShop();
    const agent = await startAgent(shop.folder);
    await shop.cashier.sell(agent, 3);
    const wal = shop.folder.file('journal.sqlite-wal');
    const { size } = statSync(wal);
    // What comes now is written, and torn before it is acknowledged.
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-TORN')));
    await agent.kill();
    tear(wal, size);
    shop.memory.sales.delete(saleId);

    const again = await startAgent(shop.folder);

    await expectAllThere(again, shop);
    expect((await again.call('GET', `/v1/sales/${saleId}`)).status).toBe(404);
    // The anchor knows of the row: whoever looks after the till is told that the disk lost it.
    expect((await again.call('GET', '/v1/health')).json).toMatchObject({
      journal: {
        status: 'ok',
        why: expect.stringContaining('The disk has lost the end of the journal') as string,
      },
    });
  });
});

function writeTail(wal: string, from: number, byteAt: (at: number) => number): void {
  const bytes = readFileSync(wal);
  for (let at = 0; at < 24 + PAGE_BYTES && from + at < bytes.length; at += 1) bytes[from + at] = byteAt(at);
  writeFileSync(wal, bytes);
}

describe('Journal (§6) › a power cut at the very first start', () => {
  it('a file that was half made is taken back and made anew', async () => {
    const { folder } = await givenShop();
    const draft = new Database(folder.file('draft'));
    draft.exec(`PRAGMA cache_size = 1; BEGIN; CREATE TABLE half (made BLOB);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      INSERT INTO half SELECT randomblob(3000) FROM n`);
    copyFileSync(folder.file('draft'), folder.file('journal.sqlite'));
    copyFileSync(folder.file('draft-journal'), folder.file('journal.sqlite-journal'));
    draft.close();

    const agent = await startAgent(folder);

    expect((await agent.call('POST', '/v1/sales', order('ORD-1'))).status).toBe(201);
  });
});

describe('Journal (§1, §6) › a damaged page', () => {
  it('whichever it is, in rubbish or zeros: 3, in words, at the start or when it is met, and the file is left as it is', async () => {
    const shop = await givenSold('stop', 5);
    const { folder, file } = shop;
    const whole = readFileSync(file);
    const pages = whole.length / PAGE_BYTES;
    const metLater: number[] = [];

    for (let page = 0; page < pages; page += 1) {
      const bytes = Buffer.from(whole).fill(
        page % 2 === 0 ? 0xa5 : 0,
        page * PAGE_BYTES,
        (page + 1) * PAGE_BYTES,
      );
      writeFileSync(file, bytes);
      const agent = new AgentProcess(folder, ['--config', folder.config]);
      const started = await Promise.race([agent.ready.then(() => true), agent.ended.then(() => false)]);
      // A page that the start has no need of is met by the next sales, or by whoever looks for old ones.
      const soldOn = started && (await shop.cashier.sell(agent, 3));
      const ended = soldOn ? await agent.stop() : await agent.ended;

      expect([page, ended.code]).toEqual([page, 3]);
      expect(wordsOf(ended)).toContain(`The journal ${file} is damaged`);
      if (started) metLater.push(page);
      expect(readFileSync(file).equals(bytes)).toBe(true);
      rmSync(`${file}-wal`, { force: true });
      rmSync(`${file}-shm`, { force: true });
    }
    process.stdout.write(`of ${pages} pages, ${metLater.length} were met after the start\n`);
    expect(pages).toBeGreaterThan(10);
  }, 120_000);

  it('in the write-ahead log, in the middle: what follows it is not taken, and the till opens', async () => {
    const { folder, file } = await givenSold('kill', 5);
    const wal = readFileSync(`${file}-wal`);
    wal.fill(0xa5, Math.floor(wal.length / 2), Math.floor(wal.length / 2) + 64);
    writeFileSync(`${file}-wal`, wal);

    const again = await startAgent(folder);

    expect((await again.call('GET', '/v1/health')).json).toMatchObject({ journal: { status: 'ok' } });
  });
});
