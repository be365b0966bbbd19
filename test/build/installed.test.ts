import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildDeb } from '../../build/dist/deb.ts';
import { readFuses } from '../../build/dist/fuse-wire.ts';
import { deflate, shippedFont } from '../../drivers/printer/paper-font.ts';
import { assetsOfProcess } from '../../electron/assets.ts';
import { findElectron } from '../../electron/electron-binary.ts';
import { drawPaper } from '../../src/receipt/paper.ts';
import { pngOf } from '../../src/receipt/picture.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { ROOT } from '../architecture/source.ts';
import { newCode } from '../browser/codes.ts';
import { TillPage } from '../browser/till-page.ts';
import { Display, missingForDisplay } from '../electron/display.ts';
import { CleanRoot, missingForCleanRoot, USER } from './clean-root.ts';

// What it finds that a cheaper test would not: a library, a file, a right or a font that only a developer's machine has.
// It packs the till (20 s), and installs it twice where nothing else is: it found a library that the package forgot.

const HOME = '/usr/lib/paycode-till';
const SHOP = `${USER.home}/.local/share/paycode-till`;
const NAMES = ['茶水間', 'ร้านน้ำชา', 'مقهى الزاوية'];
const VERSIONS = ['0.1.0', '0.1.1'] as const;

interface Sold {
  readonly saleId: string;
  readonly state: string;
  readonly receipts: Readonly<Record<string, { readonly state: string }>>;
}

/** A till that takes sales over its local API. */
class Till {
  readonly #child: ChildProcess;
  readonly #api: string;
  readonly #token: string;

  private constructor(child: ChildProcess, api: string, token: string) {
    this.#child = child;
    this.#api = api;
    this.#token = token;
  }

  static async ready(child: ChildProcess, root: CleanRoot): Promise<Till> {
    for await (const line of createInterface({ input: child.stdout! })) {
      if (!line.startsWith('{"event":"ready"')) continue;
      const { api, tokenFile } = JSON.parse(line) as { readonly api: string; readonly tokenFile: string };
      return new Till(child, api, readFileSync(root.file(tokenFile), 'utf8').trim());
    }
    throw new Error('The installed till ended before it took a sale.');
  }

  async get(path: string): Promise<Buffer> {
    const answer = await fetch(this.#api + path, { headers: { Authorization: `Bearer ${this.#token}` } });
    return Buffer.from(await answer.arrayBuffer());
  }

  async sale(saleId: string): Promise<Sold> {
    return JSON.parse((await this.get(`/v1/sales/${saleId}`)).toString()) as Sold;
  }

  async post(path: string, body: object): Promise<Sold> {
    const headers = { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(this.#api + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await answer.json()) as Sold;
  }

  /** Sells for a code of the sandbox; settles when the customer's copy is on paper. */
  async sells(referenceOrderId: string, sandboxUrl: string): Promise<Sold> {
    const amount = { currency: 'MYR', value: '4550' };
    const { saleId } = await this.post('/v1/sales', {
      referenceOrderId,
      orderDescription: 'Two coffees',
      amount,
    });
    const made = await fetch(`${sandboxUrl}/sandbox/codes`, { method: 'POST', body: '{}' });
    await this.post(`/v1/sales/${saleId}/code`, { text: ((await made.json()) as { code: string }).code });
    const isPrinted = async (): Promise<Sold | false> => {
      const sale = await this.sale(saleId);
      return sale.receipts['customer']?.state === 'printed' && sale;
    };
    return vi.waitUntil(isPrinted, { timeout: 20_000, interval: 100 });
  }

  async stop(): Promise<void> {
    await ended(this.#child);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** The windows of the kiosk, by what Linux says of their processes. */
function windowsOf(root: CleanRoot) {
  const of = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && of(pid, 'cmdline').includes('--type=renderer'))
    .filter((pid) => readlinkSync(`/proc/${pid}/exe`).includes(root.path))
    .map((pid) => ({
      user: Number(/^Uid:\s+(\d+)/m.exec(of(pid, 'status'))?.[1]),
      filtered: /^Seccomp:\s+2$/m.test(of(pid, 'status')),
      apart: readlinkSync(`/proc/${pid}/ns/pid`) !== readlinkSync('/proc/self/ns/pid'),
    }));
}

/** All files of the shop with their bytes' hashes. */
function shopOf(root: CleanRoot): string {
  return spawnSync('sh', ['-c', `cd ${root.file(SHOP)} && find . -type f | sort | xargs sha256sum`], {
    encoding: 'utf8',
  }).stdout;
}

function missing(): string | null {
  const electron = findElectron(ROOT);
  if (electron.kind === 'none') return electron.say;
  return missingForDisplay() ?? missingForCleanRoot();
}

describe('The Debian package, in a root that has only what it depends on', () => {
  const why = missing();
  if (why !== null) return it('is installed', (context) => context.skip(why));
  const debs = mkdtempSync(join(tmpdir(), 'till-debs-'));
  const debOf = (version: string): string => join(debs, `paycode-till_${version}.deb`);
  const started: ChildProcess[] = [];
  let root: CleanRoot;
  let display: Display;
  let sandboxUrl: string;

  beforeAll(async () => {
    const packed = spawnSync(process.execPath, ['build/run.mjs', 'dist', '--dir'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (packed.status !== 0) throw new Error(packed.stderr);
    const facts = { arch: 'amd64', builtAtMs: 0, compression: 'none' } as const;
    for (const version of VERSIONS)
      expect(
        await buildDeb(ROOT, join(ROOT, 'out/dist/linux-unpacked'), debOf(version), { version, ...facts }),
      ).toBe(0);
    root = CleanRoot.for(debOf(VERSIONS[0]));
    for (const version of VERSIONS) cpSync(debOf(version), root.file(`tmp/${version}.deb`));
    root.run(['dpkg', '-i', `/tmp/${VERSIONS[0]}.deb`]);
    display = await Display.started();
    await givenShop();
  }, 240_000);
  afterEach(async () => {
    for (const child of started.splice(0)) await ended(child);
  });
  afterAll(async () => {
    for (const child of sandboxes) await ended(child);
    await display.stop();
    root.remove();
    rmSync(debs, { recursive: true, force: true });
  }, 60_000);

  const sandboxes: ChildProcess[] = [];
  /** A shop of three scripts, at a sandbox that is a process of its own, where an installed till looks for it. */
  async function givenShop(): Promise<void> {
    const folder = join(debs, 'shop');
    const args = ['build/run.mjs', 'sandbox', '--port', '0', '--dir', folder];
    const sandbox = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
    sandboxes.push(sandbox);
    const [line] = (await once(createInterface({ input: sandbox.stdout }), 'line')) as [string];
    sandboxUrl = (JSON.parse(line) as { readonly url: string }).url;
    const config = JSON.parse(readFileSync(join(folder, 'till.json'), 'utf8')) as {
      merchant: { store: Record<string, unknown> };
      printers?: unknown;
    };
    config.merchant.store['storeDisplayName'] = NAMES.join(' · ');
    config.printers = [{ kind: 'file', path: 'paper.bin', copies: ['customer'] }];
    writeFileSync(join(folder, 'till.json'), JSON.stringify(config));
    cpSync(folder, root.file(SHOP), { recursive: true });
    spawnSync('chown', ['-R', `${USER.id}:${USER.id}`, root.file(USER.home)]);
  }

  function kiosk(...args: readonly string[]): ChildProcess {
    const command = ['/usr/bin/paycode-till', '--disable-gpu', ...args];
    const child = root.start(command, { DISPLAY: display.name }, { stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    return child;
  }

  function agent(): ChildProcess {
    const command = ['/usr/bin/paycode-till-agent', '--config', `${SHOP}/till.json`];
    const child = root.start(command, {}, { stdio: ['ignore', 'pipe', 'ignore'] });
    started.push(child);
    return child;
  }

  it('has its fuses set, and its files as dpkg brought them', () => {
    const fuses = readFuses(readFileSync(root.file(`${HOME}/paycode-till`)));
    const open = spawnSync('find', [root.file(HOME), '-perm', '/022', '!', '-type', 'l'], {
      encoding: 'utf8',
    }).stdout;

    expect(Object.fromEntries(fuses.map(({ fuse, state }) => [fuse, state]))).toMatchObject({
      ...{ RunAsNode: 'off', EnableCookieEncryption: 'on', EnableNodeOptionsEnvironmentVariable: 'off' },
      ...{ EnableNodeCliInspectArguments: 'off', EnableEmbeddedAsarIntegrityValidation: 'on' },
      ...{ OnlyLoadAppFromAsar: 'on', GrantFileProtocolExtraPrivileges: 'off' },
    });
    expect([root.run(['dpkg', '--verify', 'paycode-till']), open]).toEqual(['', '']);
    expect(existsSync(root.file('/usr/bin/node'))).toBe(false);
  });

  it('practises where it is asked to, with Chromium in its sandbox', async () => {
    const child = kiosk('--training', '--remote-debugging-port=0');
    let address: string | null = null;
    for await (const line of createInterface({ input: child.stderr! })) {
      address = /DevTools listening on (\S+)/.exec(line)?.[1] ?? null;
      if (address !== null) break;
    }
    child.stderr?.resume();
    // A window that opens while Playwright joins can stop it for good.
    await once(createInterface({ input: child.stdout! }), 'line');
    await vi.waitUntil(() => windowsOf(root).length > 0, { timeout: 20_000, interval: 100 });
    const browser = await chromium.connectOverCDP(address!);
    const [context] = browser.contexts();
    const page = new TillPage(context!.pages()[0] ?? (await context!.waitForEvent('page')));

    await page.shows('Amount to charge');
    const windows = windowsOf(root);
    await page.charge('12.50');
    await page.scan(newCode());
    await page.shows('Hand over the goods');
    await browser.close();

    expect(windows).toEqual([{ user: USER.id, filtered: true, apart: true }]);
  });

  it('sells with the config at its place, and prints Han, Thai and Arabic', async () => {
    const till = await Till.ready(kiosk(), root);

    const { saleId, state } = await till.sells('ORD-1', sandboxUrl);
    const paper = readFileSync(root.file(`${SHOP}/paper.bin`));
    const png = await till.get(`/v1/sales/${saleId}/receipts/customer?format=png`);
    const receipt = (await till.get(`/v1/sales/${saleId}/receipts/customer?format=text`)).toString();
    const health = JSON.parse((await till.get('/v1/health')).toString()) as object;
    const windows = windowsOf(root);

    const drawn = drawPaper(paper, PROFILES['generic-80mm'], shippedFont(assetsOfProcess().fontFolder));
    expect(state).toBe('paid');
    expect(NAMES.filter((name) => !receipt.includes(name))).toEqual([]);
    // Health would name the letters that paper shows a box for.
    expect(health).not.toHaveProperty('letters');
    expect(drawn.ok && Buffer.compare(png, Buffer.from(pngOf(drawn.value.dots, deflate)))).toBe(0);
    expect(windows).toContainEqual({ user: USER.id, filtered: true, apart: true });
  });

  it('carries the kit of the acceptance cases, which the technician’s page starts', async () => {
    const till = `${HOME}/resources/till`;
    const command = [`${till}/runtime/node`, `${till}/golive.js`, '--config', `${SHOP}/till.json`, '--list'];

    const listed = await text(root.start(command, {}, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout!);

    expect(listed).toContain('"case":"AP-302"');
  });

  it('is not upgraded while a sale is open: dpkg says why, and the old version stays whole', async () => {
    const till = await Till.ready(agent(), root);
    const amount = { currency: 'MYR', value: '4550' };
    const sale = { referenceOrderId: 'ORD-OPEN', orderDescription: 'Two coffees', amount };
    const { saleId } = await till.post('/v1/sales', sale);

    const upgrade = (): string => root.run(['dpkg', '-i', `/tmp/${VERSIONS[1]}.deb`]);

    expect(upgrade).toThrow('is busy');
    expect([
      root.run(['dpkg-query', '-W', '-f=${Version} ${db:Status-Status}', 'paycode-till']),
      root.run(['dpkg', '--verify', 'paycode-till']),
    ]).toEqual([`${VERSIONS[0]} installed`, '']);
    await till.post(`/v1/sales/${saleId}/cancel`, {});
  });

  it('is upgraded over the journal of an older version, and goes on with its sales', async () => {
    for (const name of readdirSync(root.file(SHOP)).filter((each) => each.startsWith('journal.')))
      rmSync(join(root.file(SHOP), name));
    // A till of that version had no anchor: with this one's, its journal would be one that was put in its place.
    rmSync(join(root.file(SHOP), 'anchor'), { recursive: true });
    cpSync(join(ROOT, 'test/vectors/journal-v5.sqlite'), root.file(`${SHOP}/journal.sqlite`));
    spawnSync('chown', [`${USER.id}:${USER.id}`, root.file(`${SHOP}/journal.sqlite`)]);

    root.run(['dpkg', '-i', `/tmp/${VERSIONS[1]}.deb`]);
    const till = await Till.ready(agent(), root);
    const old = await till.sale('S0-1');
    const { state } = await till.sells('ORD-2', sandboxUrl);

    expect([old.state, state]).toEqual(['paid', 'paid']);
    expect(root.run(['dpkg-query', '-W', '-f=${Version}', 'paycode-till'])).toBe(VERSIONS[1]);
  });

  it('is removed and purged without touching what is the shop’s', () => {
    const verified = root.run([
      '/usr/bin/paycode-till-tool',
      'verify',
      '--journal',
      `${SHOP}/journal.sqlite`,
    ]);
    const before = shopOf(root);

    root.run(['dpkg', '--purge', 'paycode-till']);

    expect(verified).toMatch(/^\d+ rows good/);
    expect([shopOf(root) === before, before.includes('journal.sqlite')]).toEqual([true, true]);
    expect(
      [HOME, '/usr/bin/paycode-till', '/usr/lib/udev/rules.d/70-paycode-till.rules'].filter((path) =>
        existsSync(root.file(path)),
      ),
    ).toEqual([]);
  });
});
