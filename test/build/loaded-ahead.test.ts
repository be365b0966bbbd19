import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lateIn } from '../../build/load-ahead.ts';
import { LOADED_FILE, TERMINAL_FILE, terminalIn } from '../../drivers/system/terminal-program.ts';
import { ROOT } from '../architecture/source.ts';

const BUNDLE = join(ROOT, 'out/till', TERMINAL_FILE);
const BUILDER = join(ROOT, 'build/load-ahead.cjs');

/** Says on standard error what a program asks of its machine, and in which line. */
const WATCHED = `(() => {
  const told = (what) => {
    const line = /terminal-process\\.cjs:(\\d+)/.exec(new Error().stack.split('\\n').slice(3).join(' '))?.[1];
    process._rawDebug('asked ' + what + ' in ' + line);
  };
  const watch = (owner, name, called) => {
    const { value, get, ...shape } = Object.getOwnPropertyDescriptor(owner, name) ?? { configurable: true };
    const real = () => (get === undefined ? value : get.call(owner));
    delete shape.set;
    delete shape.writable;
    const asked = called
      ? () => Object.assign(function (...given) { told(name); return Reflect.apply(real(), this, given); }, real())
      : () => { told(name); return real(); };
    Object.defineProperty(owner, name, { ...shape, configurable: true, get: asked });
  };
  const { crypto, os, fs } = Object.fromEntries(['crypto', 'os', 'fs'].map((id) => [id, process.getBuiltinModule(id)]));
  for (const name of ['env', 'pid', 'argv', 'execPath']) watch(process, name, false);
  for (const name of ['cwd', 'on', 'uptime', 'umask']) watch(process, name, true);
  for (const name of ['randomBytes', 'randomUUID', 'randomInt', 'randomFillSync', 'generateKeyPairSync']) watch(crypto, name, true);
  for (const name of ['hostname', 'tmpdir', 'homedir', 'networkInterfaces', 'userInfo']) watch(os, name, true);
  for (const name of ['readFileSync', 'existsSync', 'openSync', 'statSync', 'readdirSync']) watch(fs, name, true);
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) watch(globalThis, name, true);
  watch(performance, 'now', true);
  watch(Math, 'random', true);
  watch(Date, 'now', true);
})();
`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'till-loaded-'));
  folders.push(folder);
  return folder;
}

/** Loads a program as the bundled terminal is loaded. */
function loaded(program: string): { readonly code: number | null; readonly said: string } {
  const folder = newFolder();
  writeFileSync(join(folder, TERMINAL_FILE), program);
  writeFileSync(join(folder, 'how.json'), JSON.stringify({ builder: BUILDER, withoutCodeCache: true }));
  const flags = ['--snapshot-blob', 'made', '--build-snapshot-config', 'how.json'];
  const { status, stderr } = spawnSync(process.execPath, flags, { cwd: folder, encoding: 'utf8' });
  return { code: status, said: stderr };
}

describe('The terminal, as it is loaded ahead', () => {
  it('knows nothing of the machine on which that was: no time, no chance, no name, no file, no environment', () => {
    const program = `${WATCHED}${readFileSync(BUNDLE, 'utf8')}`;
    const { code, said } = loaded(program);
    const bundle = program.split('\n');
    const asked = [...said.matchAll(/^asked \w+ in (\d+)$/gm)].map(([, line]) =>
      bundle[Number(line) - 1]?.trim(),
    );

    expect(code).toBe(0);
    // All of them pino's: what it says in each line where it is not told otherwise, as it is here, and nanoseconds.
    expect(new Set(asked.map((line) => line?.slice(0, 34)))).toEqual(
      new Set([
        'var { pid } = process;',
        'var hostname = os.hostname();',
        'var startWallTimeNs = BigInt(Date.',
        'var FinalizationRegistry = process',
        'var WeakRef = process.env.NODE_V8_',
      ]),
    );
  });

  it('is loaded without a word of Node’s that it may not be fit for it', () => {
    expect(loaded(readFileSync(BUNDLE, 'utf8'))).toEqual({ code: 0, said: '' });
  });

  it('is not made where a part is asked for that can only come late, and says which', () => {
    const { code, said } = loaded(
      lateIn('let http = require("node:http");\nclass Own extends http.Agent {}\n'),
    );

    expect(code).not.toBe(0);
    expect(said).toContain('While the terminal is loaded, http is asked for Agent.');
  });

  it('is not started from a file of which a part was damaged', () => {
    const till = newFolder();
    const bytes = readFileSync(join(ROOT, 'out/till', LOADED_FILE));
    // In the middle of a text of the program, where nothing would fall over it.
    const at = bytes.indexOf('The till stops because of a bug of its own.');
    writeFileSync(join(till, LOADED_FILE), bytes.fill('X', at, at + 3));
    const { signal, stderr } = spawnSync(process.execPath, terminalIn(till), { encoding: 'utf8' });

    expect(at).toBeGreaterThan(0);
    expect(signal).not.toBe(null);
    expect(stderr).toContain('VerifyChecksum');
  });
});
