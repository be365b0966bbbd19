import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, LogFiles } from '../../drivers/system/log-files.ts';
import { ROOT } from '../architecture/source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'till-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process whose loop is watched with short waits, and what it does then. */
function watched(then: string) {
  const from = (file: string): string => JSON.stringify(pathToFileURL(join(ROOT, file)).href);
  const script = join(folder, 'watched.mjs');
  writeFileSync(
    script,
    `import { watchLoop } from ${from('drivers/system/loop-watch.ts')};
import { systemClock } from ${from('drivers/system/clock.ts')};
const stop = watchLoop(systemClock(), { beatMs: 20, lookMs: 100, looksMax: 4 });
${then}`,
  );
  return spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 30_000 });
}

describe('The watch over the loop of the money process', () => {
  it('ends a process that hangs, and says why', () => {
    const { signal, stderr } = watched('for (;;);');

    expect(signal).toBe('SIGKILL');
    expect(JSON.parse(stderr.trim())).toMatchObject({
      level: 'warn',
      msg: expect.stringMatching(/hung/) as string,
    });
  });

  it('leaves one that is busy now and then, and lets it end', () => {
    const busy =
      'setTimeout(() => { const until = Date.now() + 200; while (Date.now() < until); stop(); }, 100);';

    const { status, signal, stderr } = watched(busy);

    expect([status, signal, stderr]).toEqual([0, null, '']);
  });
});

describe('The log in files', () => {
  it('turns to the next file when one is full, keeps so many, and lets nobody else read them', () => {
    const log = new LogFiles();
    log.write('said before the config was read\n');
    log.open({ folder: join(folder, 'log'), fileBytesMax: 100, files: 3 });
    for (let line = 0; line < 20; line += 1)
      log.write(`line ${String(line).padStart(2, '0')} of a long day at the till\n`);

    const names = readdirSync(join(folder, 'log')).sort();
    const modes = [folder, ...names].slice(1).map((name) => statSync(join(folder, 'log', name)).mode & 0o777);
    expect(names).toEqual(['till.1.log', 'till.2.log', 'till.log']);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(join(folder, 'log')).mode & 0o777).toBe(0o700);
    expect(readFileSync(fileOf(join(folder, 'log'), 0), 'utf8')).toContain('line 19');
    for (const name of names) expect(statSync(join(folder, 'log', name)).size).toBeLessThanOrEqual(100);
  });

  it('goes on where the last start ended, with what was said before the config was read', () => {
    for (const start of ['first', 'second']) {
      const log = new LogFiles();
      log.write(`${start}\n`);
      log.open({ folder, fileBytesMax: 1000, files: 2 });
    }

    expect(readFileSync(fileOf(folder, 0), 'utf8')).toBe('first\nsecond\n');
  });

  it('costs nothing where it cannot be written', () => {
    const log = new LogFiles();
    writeFileSync(join(folder, 'log'), 'a file where the folder should be');

    log.open({ folder: join(folder, 'log'), fileBytesMax: 1000, files: 2 });

    expect(() => log.write('a line\n')).not.toThrow();
  });
});
