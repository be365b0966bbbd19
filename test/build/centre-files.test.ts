import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../architecture/source.ts';
import { where } from '../fakes/where.ts';

// The examples by which a shop runs its centre. What reads them is asked where it is there: systemd's own program.

const UNIT = readFileSync(join(ROOT, 'build/centre/paycode-till-centre.service'), 'utf8');
const CONTAINER = readFileSync(join(ROOT, 'build/centre/Containerfile'), 'utf8');
const COMMAND = ['node', 'build/run.mjs', 'centre', '--config'];

const withSystemd = where(
  spawnSync('systemd-analyze', ['--version']).status === 0,
  'there is no systemd-analyze',
);

/** The values of a key, in the order of the lines. */
function valuesOf(key: string): string[] {
  return UNIT.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
}

describe('The examples for a centre', () => {
  it('start it by the one command, with a config from outside of the program', () => {
    const [start = ''] = valuesOf('ExecStart');
    const entry = /^ENTRYPOINT (\[.*\])$/m.exec(CONTAINER)?.[1] ?? '[]';
    const [unit, container] = [start.split(' '), JSON.parse(entry) as string[]];

    expect([unit[0]?.split('/').at(-1), ...unit.slice(1, -1)]).toEqual(COMMAND);
    expect(container.slice(0, -1)).toEqual(COMMAND);
    expect(unit.at(-1)).toMatch(/^\/etc\//);
    expect(container.at(-1)).toMatch(/^\/config\//);
  });

  it('run it as somebody who may do nothing else', () => {
    expect(valuesOf('User')).toEqual(['paycode-centre']);
    expect([...valuesOf('NoNewPrivileges'), ...valuesOf('ProtectSystem')]).toEqual(['yes', 'strict']);
    expect(CONTAINER).toMatch(/^USER node$/m);
  });

  withSystemd.it('the unit is one that systemd can read', () => {
    // Its program and its user are of another machine: of the form is judged what is left.
    const folder = mkdtempSync(join(tmpdir(), 'unit-'));
    const file = join(folder, 'paycode-till-centre.service');
    writeFileSync(file, UNIT.replaceAll('/usr/bin/node', '/usr/bin/env'));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });

    expect({ status, unknown: /Unknown|Failed|Invalid/.exec(stderr) }).toEqual({ status: 0, unknown: null });
  });
});
