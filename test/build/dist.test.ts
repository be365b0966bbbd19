import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builderConfig } from '../../build/dist/builder-config.ts';
import { isCarried, packagesUnder } from '../../build/dist/carried.ts';
import { readFuses } from '../../build/dist/fuse-wire.ts';
import { placesIn } from '../../build/dist/stage.ts';
import { FUSES } from '../../build/fuses.ts';
import { lineOf, progressOf } from '../../build/progress.mjs';
import { ALLOCATOR } from '../../drivers/system/allocator.ts';
import { terminalIn } from '../../drivers/system/terminal-program.ts';
import { ROOT } from '../architecture/source.ts';
import { onLinux } from '../fakes/where.ts';

const LINUX = { platform: 'linux', arch: 'x64' };

describe('An installer carries of a package', () => {
  it.each([
    ['package.json', true],
    ['LICENSE', true],
    ['license.md', true],
    ['LICENSE-bsd.txt', true],
    ['src/node.js', true],
    ['dist/harfbuzz.wasm', true],
    ['prebuilds/linux-x64.node', true],
    ['prebuilds/HID_hidraw-linux-x64/node-napi-v4.node', true],
    ['prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node', true],
    ['prebuilds/linuxmusl-x64.node', false],
    ['prebuilds/HID-linux-x64-musl/node-napi-v4.node', false],
    ['prebuilds/linux-x64/@serialport+bindings-cpp.musl.node', false],
    ['prebuilds/linux-arm64.node', false],
    ['prebuilds/win32-x64/@serialport+bindings-cpp.node', false],
    ['src/better_sqlite3.cpp', false],
    ['binding.gyp', false],
    ['README.md', false],
    ['dist/index.d.ts', false],
    ['dist/index.js.map', false],
  ])('%s: %s', (path, carried) => {
    expect(isCarried(path, LINUX)).toBe(carried);
  });

  it('a native part for Linux and for Windows, wherever there is one at all', () => {
    const names = [...packagesUnder(ROOT, join(ROOT, 'out/till/package.json'))];
    const natives = names.map((name) => {
      const folder = join(ROOT, 'node_modules', name);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return {
        name,
        files: files.filter((file) => file.endsWith('.node') && !file.includes('node_modules')),
      };
    });
    const platforms = [LINUX, { platform: 'linux', arch: 'arm64' }, { platform: 'win32', arch: 'x64' }];

    const missing = natives
      .filter(({ files }) => files.length > 0)
      .flatMap(({ name, files }) =>
        platforms
          .filter((target) => !files.some((file) => isCarried(file, target)))
          .map(({ platform, arch }) => `${name} for ${platform}-${arch}`),
      );

    expect(natives.filter(({ files }) => files.length > 0).map(({ name }) => name)).toHaveLength(3);
    expect(missing).toEqual([]);
  });
});

describe('The fuses of an installer', () => {
  const binaryWith = (states: string): Buffer =>
    Buffer.from(
      `ELF dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001${String.fromCharCode(states.length)}${states} end`,
      'latin1',
    );

  it('are read back from the binary, by name', () => {
    const read = readFuses(binaryWith('01r0110'));

    expect(read.slice(0, 3)).toEqual([
      { fuse: 'RunAsNode', state: 'off' },
      { fuse: 'EnableCookieEncryption', state: 'on' },
      { fuse: 'EnableNodeOptionsEnvironmentVariable', state: 'removed' },
    ]);
    expect(read.at(-1)).toEqual({ fuse: 'WasmTrapHandlers', state: 'absent' });
  });

  it('of another version, or of another program, are refused', () => {
    const other = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0002\u00010', 'latin1');

    expect(() => readFuses(other)).toThrow('version 2');
    expect(() => readFuses(Buffer.from('ELF'))).toThrow('no Electron');
  });

  it('are given to electron-builder as the table says', () => {
    const places = { app: 'app', licence: 'LICENSE', noModules: 'no', windowsScript: 'nsh', output: 'out' };
    const config = builderConfig(places, { version: '45.3.4', folder: null });
    const wanted = FUSES.filter(([fuse]) => fuse !== 'WasmTrapHandlers').map(([, state]) => state === 'on');

    expect(Object.values((config as { electronFuses: Record<string, boolean> }).electronFuses)).toEqual(
      wanted,
    );
  });
});

describe('The set-up program for Windows', () => {
  it('has the till start at every sign-in, and takes that back', () => {
    const { windowsScript } = placesIn(ROOT);
    const config = builderConfig(placesIn(ROOT), { version: '45.3.4', folder: null });
    const [install = '', uninstall = ''] = readFileSync(windowsScript, 'utf8').split(
      '!macro customUnInstall',
    );

    expect(config).toMatchObject({ nsis: { include: windowsScript, perMachine: true } });
    expect(install).toMatch(/WriteRegStr HKLM "\S+\\Run" "Paycode Till" '"\$INSTDIR\\paycode-till\.exe"'/);
    expect(uninstall).toMatch(/DeleteRegValue HKLM "\S+\\Run" "Paycode Till"/);
  });
});

describe('The progress of a long command', () => {
  const written = (isTTY: boolean, run: (at: (ms: number, done: number) => void) => void): string[] => {
    const [lines, now] = [[] as string[], { ms: 0 }];
    const out = { isTTY, columns: 80, write: (text: string) => lines.push(text) };
    const progress = progressOf('prove', { out, nowMs: () => now.ms });
    run((ms, done) => {
      now.ms = ms;
      progress.at(done, 100);
    });
    progress.end();
    return lines;
  };

  it('is one line that moves on a terminal, and is gone at the end', () => {
    const lines = written(true, (at) => [0, 100, 400].forEach((ms, index) => at(ms, index * 10)));

    expect(lines).toEqual([
      '\rprove: 0 of 100\u001b[K',
      '\rprove: 20 of 100, about 2 s left\u001b[K',
      '\r\u001b[K',
    ]);
  });

  it('is a line now and then elsewhere, and none for what is quick', () => {
    const quick = written(false, (at) => at(10_000, 99));
    const long = written(false, (at) => [15_000, 16_000, 31_000].forEach((ms, index) => at(ms, 10 + index)));

    expect(quick).toEqual([]);
    expect(long).toEqual(['prove: 10 of 100, about 2 min left\n', 'prove: 12 of 100, about 4 min left\n']);
  });

  it('says how long it has been where nobody knows how long it will be', () => {
    expect(lineOf('torture', 7, null, 7_200_000)).toBe('torture: 7 done, 2.0 h so far');
  });
});

describe('What starts a till without its windows', () => {
  it.each(['build/dist/linux/paycode-till-agent', 'build/run.mjs'])(
    '%s tells the allocator what the kiosk tells it',
    (file) => {
      const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(" ??= '", '=');

      const untold = Object.entries(ALLOCATOR).filter(
        ([name, value]) => !new RegExp(`\\b${name}=${value}\\b`).test(text),
      );

      expect(untold).toEqual([]);
    },
  );

  it('is started as the kiosk’s terminal is', () => {
    const script = readFileSync(join(ROOT, 'build/dist/linux/paycode-till-agent'), 'utf8');

    expect(script.replaceAll('"', '')).toContain(
      `exec $till/runtime/node ${terminalIn('$till').join(' ')} $@\n`,
    );
  });
});

onLinux.describe('What the Debian package brings', () => {
  const files = join(ROOT, 'build/dist/linux');

  it.each(['postinst', 'prerm', 'postrm', 'paycode-till-agent'])(
    '%s is a script that a shell can read',
    (name) => {
      expect(spawnSync('sh', ['-n', join(files, name)], { encoding: 'utf8' }).stderr).toBe('');
    },
  );

  it('deletes nothing of the shop: no script removes a file', () => {
    const removing = ['postinst', 'prerm', 'postrm'].filter((name) =>
      /\brm\b|unlink|-delete/.test(readFileSync(join(files, name), 'utf8')),
    );

    expect(removing).toEqual([]);
  });

  it('opens no keyboard to a user: the rule for raw HID devices names the protocol of scanners', () => {
    const rules = readFileSync(join(files, '70-paycode-till.rules'), 'utf8').split('\n');
    const hidraw = rules.filter((line) => line.startsWith('SUBSYSTEM=="hidraw"'));

    expect(hidraw).toEqual([expect.stringContaining('ATTRS{bInterfaceProtocol}=="00"')]);
  });

  it('has a unit that systemd accepts', (context) => {
    const unit = join(files, 'paycode-till.service');
    const { stderr, error } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], {
      encoding: 'utf8',
    });
    if (error !== undefined) return context.skip('systemd-analyze not installed');
    // Its program is not on the machine of this test.
    const faults = stderr
      .split('\n')
      .filter((line) => /paycode-till\.service:(?!.*is not executable)/.test(line))
      // Waits that grow are of systemd 254 and later; an older one passes them over.
      .filter((line) => !/Unknown key.*'Restart(Steps|MaxDelaySec)'/.test(line));

    expect(faults).toEqual([]);
  });

  it.each(['paycode-till.service', 'paycode-till-kiosk.service'])('%s is started again for ever', (name) => {
    const lines = readFileSync(join(files, name), 'utf8').split('\n');

    expect(lines).toEqual(expect.arrayContaining(['Restart=always', 'StartLimitIntervalSec=0']));
  });
});
