import { spawn, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { InstallRoot } from '../../drivers/update/install-root.ts';
import { openMatters } from '../../drivers/update/open-matters.ts';
import { stageUpdate, type Step } from '../../drivers/update/stage.ts';
import { journalBefore, switchStaged, type JournalPlace } from '../../drivers/update/switch.ts';
import { signedManifest } from '../../src/update/manifest.ts';
import { ROOT } from '../architecture/source.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { TILL } from '../fakes/memory-journal.ts';

const KEYS = generateKeyPairSync('ed25519');
const OWN = KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const OPEN = KEYS.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const QUIET: Step = () => undefined;

let folder: string;
let root: InstallRoot;
let journal: JournalPlace;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'till-update-'));
  root = new InstallRoot(join(folder, 'installed'));
  root.make(OPEN);
  journal = { file: join(folder, 'journal.sqlite'), till: TILL };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A release as `npm run dist` packs one, with so much of a till that it is taken for one; answers its manifest. */
function release(version: string, change: Partial<Parameters<typeof signedManifest>[0]> = {}): string {
  const inside = join(folder, `made-${version}/paycode-till`);
  mkdirSync(join(inside, 'resources/till'), { recursive: true });
  writeFileSync(join(inside, 'resources/till/terminal-process.cjs'), `// ${version}\n`.repeat(5000));
  writeFileSync(join(inside, 'resources/till/terminal-process.loaded'), version);
  writeFileSync(join(inside, 'resources/till/package.json'), JSON.stringify({ version }));
  for (let part = 0; part < 40; part += 1) writeFileSync(join(inside, `part-${part}`), `${version} ${part}`);
  const file = `paycode-till-${version}.tar.gz`;
  const archive = join(folder, file);
  spawnSync('tar', ['-czf', archive, '-C', join(inside, '..'), 'paycode-till']);
  const bytes = readFileSync(archive);
  const manifest = {
    ...{ product: 'paycode-till' as const, version, platform: process.platform, arch: process.arch, file },
    ...{ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...change },
  };
  const place = join(folder, `${file}.update.json`);
  writeFileSync(place, signedManifest(manifest, OWN));
  return place;
}

/** Installs a version where nothing is under way. */
function install(version: string): void {
  const staged = stageUpdate(root, release(version), QUIET);
  if (!staged.ok) throw new Error(staged.error);
  const switched = switchStaged(root, null, QUIET);
  if (!switched.ok) throw new Error(switched.error);
}

/** What would start: the version by its own words, where it is whole. */
function starts(): string | null {
  const current = join(root.path, 'current');
  if (!existsSync(current)) return null;
  const { version } = JSON.parse(readFileSync(join(current, 'resources/till/package.json'), 'utf8')) as {
    version: string;
  };
  const parts = readdirSync(current).filter((name) => name.startsWith('part-'));
  const isWhole = parts.every((name) => readFileSync(join(current, name), 'utf8').startsWith(`${version} `));
  const program = readFileSync(join(current, 'resources/till/terminal-process.cjs'), 'utf8');
  return isWhole && parts.length === 40 && program.length === `// ${version}\n`.length * 5000
    ? version
    : 'torn';
}

function write(rows: GivenSale['rows']): void {
  const opened = openJournal(journal.file, TILL);
  if (!opened.ok) throw new Error(opened.error.say);
  const writer = new JournalWriter(opened.value);
  for (const row of rows) writer.write(row);
  opened.value.close();
}

describe('The update gate › what is checked before anything is unpacked', () => {
  it.each([
    ['a package of another hash', { sha256: 'b'.repeat(64) }, 'somebody changed it'],
    ['a package that is longer than it says', { bytes: 10 }, 'is longer than its manifest says'],
    ['a version that was here already', { version: '0.1.9' }, 'Versions only rise'],
    ['another machine', { arch: 'sparc' }, 'is for linux-sparc'],
  ])('%s', (_, change, say) => {
    install('0.2.0');
    const before = readdirSync(root.path).sort();

    const staged = stageUpdate(root, release('0.3.0', change), QUIET);

    expect(staged).toEqual({ ok: false, error: expect.stringContaining(say) as string });
    expect([starts(), readdirSync(root.path).sort(), readdirSync(join(root.path, 'versions'))]).toEqual([
      '0.2.0',
      before,
      ['0.2.0'],
    ]);
  });

  it('a signature of somebody else, and a package that was changed after it was signed', () => {
    install('0.2.0');
    const manifest = release('0.3.0');
    appendFileSync(join(folder, 'paycode-till-0.3.0.tar.gz'), 'x');
    const changed = stageUpdate(root, manifest, QUIET);
    const stranger = generateKeyPairSync('ed25519')
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    const { manifest: text } = JSON.parse(readFileSync(manifest, 'utf8')) as { manifest: string };
    writeFileSync(
      manifest,
      signedManifest(JSON.parse(text) as Parameters<typeof signedManifest>[0], stranger),
    );
    const unsigned = stageUpdate(root, manifest, QUIET);

    expect([changed.ok, unsigned.ok, starts()]).toEqual([false, false, '0.2.0']);
    expect(unsigned).toMatchObject({ error: expect.stringContaining('not signed by the key') as string });
  });

  it('a version that once ran is not taken again, although an older one was put back by hand', () => {
    install('0.2.0');
    install('0.3.0');
    root.switchTo('0.2.0');

    expect(stageUpdate(root, release('0.3.0'), QUIET).ok).toBe(false);
  });
});

describe('The update gate › never while something is open', () => {
  const cases = [
    ['a sale that waits for its code', () => new GivenSale(1).opened(), 'under way'],
    ['a payment that was sent', () => new GivenSale(1).opened().started(), 'under way'],
  ] as const;
  it.each(cases)('%s: the old version starts, and the new one waits', (_, sale, say) => {
    install('0.2.0');
    write(sale().rows);
    stageUpdate(root, release('0.3.0'), QUIET);

    const switched = switchStaged(root, journal, QUIET);

    expect(switched).toMatchObject({ ok: true, value: { kind: 'waits', version: '0.3.0' } });
    expect(switched.ok && switched.value.kind === 'waits' ? switched.value.why.join() : '').toContain(say);
    expect(starts()).toBe('0.2.0');
  });

  it('nothing open: the new version starts, and the journal was copied before', () => {
    install('0.2.0');
    write(new GivenSale(1).paid().rows);
    stageUpdate(root, release('0.3.0'), QUIET);
    const open = openMatters(journal.file, TILL);

    const switched = switchStaged(root, journal, QUIET);
    const copy = openJournal(journalBefore(journal.file, '0.3.0'), TILL);

    expect([open, switched]).toEqual([
      { ok: true, value: [] },
      { ok: true, value: { kind: 'switched', version: '0.3.0' } },
    ]);
    expect([starts(), statSync(journalBefore(journal.file, '0.3.0')).mode & 0o777]).toEqual(['0.3.0', 0o600]);
    expect(copy.ok && copy.value.last().seq).toBe(3);
    if (copy.ok) copy.value.close();
  });

  it('a write-ahead log that nothing was written to yet is none', () => {
    write(new GivenSale(1).paid().rows);
    writeFileSync(`${journal.file}-wal`, '');

    expect(openMatters(journal.file, TILL)).toEqual({ ok: true, value: [] });
  });

  it('a journal that cannot be looked at: the old version starts, and says why', () => {
    install('0.2.0');
    writeFileSync(journal.file, 'no journal');
    stageUpdate(root, release('0.3.0'), QUIET);

    expect([switchStaged(root, journal, QUIET).ok, starts()]).toEqual([false, '0.2.0']);
  });
});

describe('The update gate › a cut at every step leaves the old version or the new one whole', () => {
  /** Every step of an update, in their order. */
  function update(step: Step): void {
    const staged = stageUpdate(root, join(folder, 'paycode-till-0.3.0.tar.gz.update.json'), step);
    if (!staged.ok && root.highest() !== '0.3.0') throw new Error(staged.error);
    const switched = switchStaged(root, journal, step);
    if (!switched.ok) throw new Error(switched.error);
  }

  function given(): void {
    rmSync(root.path, { recursive: true, force: true });
    root.make(OPEN);
    install('0.2.0');
    release('0.3.0');
  }

  it('before each of them; the same update then ends well', () => {
    write(new GivenSale(1).paid().rows);
    given();
    const steps: string[] = [];
    update((name) => void steps.push(name));
    expect(steps.length).toBeGreaterThan(8);
    for (const at of steps.keys()) {
      given();
      let left = at;
      const cut = (): void => {
        if (left === 0) throw new Error('plug pulled');
        left -= 1;
      };
      expect(() => update(cut)).toThrow('plug pulled');
      expect(['0.2.0', '0.3.0']).toContain(starts());
      update(QUIET);
      expect(starts()).toBe('0.3.0');
    }
  });

  /** Runs the command, and kills it when it has said so many of its steps. */
  async function killedAt(step: number, ...args: readonly string[]): Promise<void> {
    const child = spawn(process.execPath, ['electron/update/run.ts', '--root', root.path, ...args], {
      cwd: ROOT,
      env: { ...process.env, XDG_DATA_HOME: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = 0;
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('update: ')) said += 1;
      if (said === step) child.kill('SIGKILL');
    });
    await once(child, 'exit');
  }

  it('by a kill of a process of its own at each of its steps; what is begun anew ends well', async () => {
    install('0.2.0');
    const manifest = release('0.3.0');
    const seen: (string | null)[] = [];
    for (let step = 1; step <= 6; step += 1) {
      await killedAt(step, '--manifest', manifest);
      seen.push(starts());
    }
    await killedAt(Infinity, '--manifest', manifest);
    for (let step = 1; step <= 4; step += 1) {
      await killedAt(step, '--switch');
      seen.push(starts());
    }
    await killedAt(Infinity, '--switch');

    // Before `--switch` nothing that starts was touched, wherever the kill came.
    expect(seen.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => '0.2.0'));
    expect(seen.every((version) => version === '0.2.0' || version === '0.3.0')).toBe(true);
    expect(starts()).toBe('0.3.0');
  }, 90_000);
});
