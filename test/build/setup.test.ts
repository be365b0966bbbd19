import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../electron/browser.ts';
import { closingLine } from '../../build/counts-reporter.ts';
import { helpOf } from '../../build/help.mjs';
import { chooseNode } from '../../build/node.mjs';
import { cacheFor, installPackages, isInstalled, stampOf, withLock } from '../../build/setup.mjs';
import { launchIn, parseMode } from '../../electron/start-till.ts';
import { onPosix } from '../fakes/where.ts';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paycode-till-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function givenProgram(name: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
}

onPosix.describe('The browser for the screens', () => {
  const find = () => findBrowser({ platform: 'linux', env: { PATH: `/nowhere:${folder}` } });

  it('is the one that is preferred, of those on PATH', () => {
    givenProgram('microsoft-edge');
    const path = givenProgram('google-chrome');

    expect(find()).toEqual({ path, name: 'Google Chrome' });
  });

  it('is none where no program of such a name can be run', () => {
    givenProgram('chromium', 0o644);
    mkdirSync(join(folder, 'google-chrome'));

    expect(find()).toBeNull();
  });

  it('is found in the folder of applications of a Mac', () => {
    const place = join(folder, 'Applications/Google Chrome.app/Contents/MacOS');
    mkdirSync(place, { recursive: true });
    const path = givenProgram('Applications/Google Chrome.app/Contents/MacOS/Google Chrome');

    expect(findBrowser({ platform: 'darwin', env: { HOME: folder } })).toEqual({
      path,
      name: 'Google Chrome',
    });
  });
});

describe('The packages', () => {
  const lock = (packages: object): string => JSON.stringify({ packages: { '': {}, ...packages } });
  const a = { integrity: 'sha512-a' };
  const forMac = { integrity: 'sha512-m', optional: true, os: ['darwin'] };
  const forLinux = { integrity: 'sha512-l', optional: true, os: 'linux', cpu: 'x64' };

  it('have a stamp that changes with the lockfile and with the platform', () => {
    const stamps = [stampOf('a', 'linux-x64'), stampOf('b', 'linux-x64'), stampOf('a', 'linux-arm64')];

    expect(new Set(stamps).size).toBe(3);
    expect(stampOf('a', 'linux-x64')).toBe(stamps[0]);
  });

  it.each([
    ['whole, without what is for another platform', { a, forLinux }, true],
    ['one of another version', { a: { integrity: 'sha512-b' }, forLinux }, false],
    ['one missing', { forLinux }, false],
    ['the one for this platform missing', { a }, false],
    ['one that the lockfile does not know', { a, forLinux, b: a }, false],
  ])('are compared with the lockfile: %s', (_, installed, whole) => {
    expect(isInstalled(lock({ a, forMac, forLinux }), lock(installed), 'linux', 'x64')).toBe(whole);
  });

  it('are set up by one start at a time, and a lock whose process is gone holds nobody up', async () => {
    const dead = spawnSync(process.execPath, ['--version']).pid;
    mkdirSync(join(folder, 'out/setup.lock'), { recursive: true });
    writeFileSync(join(folder, 'out/setup.lock/pid'), String(dead));
    const order: string[] = [];
    const start = (name: string): Promise<void> =>
      withLock(
        folder,
        () => undefined,
        async () => {
          order.push(`${name} begins`);
          await Promise.resolve();
          order.push(`${name} ends`);
        },
      );

    await Promise.all([start('a'), start('b')]);

    expect([order[0]?.slice(2), order[2]?.slice(2)]).toEqual(['begins', 'begins']);
    expect(order[1]).toBe(`${order[0]?.slice(0, 1) ?? ''} ends`);
  });
});

onPosix.describe('Packages behind a link', () => {
  it('of another lockfile are left as they are: others may be using them', async () => {
    const [clone, shared] = [join(folder, 'clone'), join(folder, 'shared')];
    mkdirSync(clone);
    mkdirSync(join(shared, 'zod'), { recursive: true });
    symlinkSync(shared, join(clone, 'node_modules'));
    writeFileSync(join(clone, 'package-lock.json'), '{"packages":{}}');
    const said: string[] = [];

    const there = await installPackages(clone, (sentence) => said.push(sentence));

    expect({ there, kept: readdirSync(shared) }).toEqual({ there: false, kept: ['zod'] });
    expect(said.join(' ')).toMatch(/node_modules is a link/);
  });
});

describe('The Node that runs the program', () => {
  const host = { typescript: false, execPath: '/host/node', project: null };

  it.each([
    ['24.1.0', null, { kind: 'here' }],
    ['22.18.0', null, { kind: 'here' }],
    ['24.21.0', '/own/node', { kind: 'other', path: '/own/node', flags: [] }],
    ['24.21.0', '/host/node', { kind: 'here' }],
    ['20.20.2', '/own/node', { kind: 'other', path: '/own/node', flags: [] }],
    ['22.14.0', null, { kind: 'other', path: '/host/node', flags: ['--experimental-strip-types'] }],
  ])('with host %s and own %s', (version, project, choice) => {
    expect(chooseNode({ ...host, version, project })).toEqual(choice);
  });

  it('is none, in words, where the host is old and the package has none for it', () => {
    expect(chooseNode({ ...host, version: '20.20.2' })).toMatchObject({
      kind: 'none',
      say: expect.stringContaining('Node 24') as string,
    });
  });
});

describe('npm scripts', () => {
  it('name the commands and exit 2 for one that is unknown', () => {
    const run = spawnSync(process.execPath, [join(ROOT, 'build/run.mjs'), 'brew'], { encoding: 'utf8' });

    expect(run.status).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/"brew" is no command: use one of start, agent, sandbox, test/);
  });

  it('call commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = Object.values(scripts).flatMap((script) => /build\/run\.mjs (\S+)/.exec(script)?.[1] ?? []);
    const known = readFileSync(join(ROOT, 'build/run.mjs'), 'utf8');

    expect(named.filter((command) => !known.includes(`'${command}'`))).toEqual([]);
  });

  it('start in training without a config, with its set-up where one is asked for, and with it otherwise', () => {
    expect(parseMode([])).toEqual(['--training']);
    expect(parseMode(['--set-up', 'till.json'])).toEqual(['--training', '--set-up', 'till.json']);
    expect(parseMode(['--set-up', 'till.json', '--config', 'till.json'])).toBeNull();
    expect(parseMode(['--config', 'till.json'])).toEqual(['--config', 'till.json']);
    expect(parseMode(['--confg', 'till.json'])).toBeNull();
  });

  it('take the address of the screens from the ready line, and from each that comes later', () => {
    const ready = { event: 'ready', api: 'http://127.0.0.1:1', launch: 'http://127.0.0.1:1/?launch=s' };
    const later = { event: 'launch', launch: 'http://127.0.0.1:1/?launch=t' };

    expect(launchIn(JSON.stringify(ready))).toEqual({ event: 'ready', launch: ready.launch });
    expect(launchIn(JSON.stringify(later))).toEqual(later);
    expect(launchIn('{"event":"ready","api":"http://127.0.0.1:1"}')).toBeNull();
    expect(launchIn('not JSON')).toBeNull();
  });
});

describe('The closing line', () => {
  it('counts, and names skipped tests only where there are any', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });
});

describe('Help', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };

  it.each(Object.keys(scripts))('stands in the papers for %s', (command) => {
    expect(helpOf(ROOT, command)).toContain(command);
  });

  it('is given at once, and begins nothing', () => {
    const run = ['build/run.mjs', 'start', '--help'];

    const { status, stdout, stderr } = spawnSync(process.execPath, run, { cwd: ROOT, encoding: 'utf8' });

    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('npm start -- --config till.json');
  });
});

describe('The folder in which npm keeps what it fetches', () => {
  it('is its own where that can be written, be it still to be made', () => {
    expect(cacheFor('/clone', {}, folder)).toBeNull();
  });

  it('is one in out/ where the home is a file, or cannot be written', () => {
    const home = givenProgram('home');

    expect(cacheFor('/clone', {}, home)).toBe('/clone/out/npm-cache');
    expect(cacheFor('/clone', { npm_config_cache: '/proc/npm' }, folder)).toBe('/clone/out/npm-cache');
  });
});
