import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changedFiles, lintedPaths, LONG_CHAPTERS } from '../../build/quick.ts';
import { where } from '../fakes/where.ts';

const withGit = where(spawnSync('git', ['--version']).status === 0, 'there is no git');

const ROOT = join(import.meta.dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paycode-till-quick-'));
  // A hook of git's tells its children which repository is meant.
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function git(...args: readonly string[]): void {
  const who = ['-c', 'user.name=Aisyah', '-c', 'user.email=aisyah@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function givenFile(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function givenCommit(): void {
  git('add', '.');
  git('commit', '--quiet', '--message', 'Something');
}

withGit.describe('The files that changed', () => {
  it('are those of the branch, those not committed, and new ones; not those that are gone', () => {
    git('init', '--quiet', '--initial-branch', 'main');
    for (const name of ['same.ts', 'committed.ts', 'edited.ts', 'gone.ts']) givenFile(name, '1');
    givenCommit();
    git('switch', '--quiet', '--create', 'branch');
    givenFile('committed.ts', '2');
    givenCommit();
    givenFile('edited.ts', '2');
    givenFile('new.ts', '1');
    rmSync(join(folder, 'gone.ts'));

    expect(changedFiles(folder)?.toSorted()).toEqual(['committed.ts', 'edited.ts', 'new.ts']);
  });

  it('are those since the last commit, where there is no main', () => {
    git('init', '--quiet', '--initial-branch', 'other');
    givenFile('same.ts', '1');
    givenCommit();
    givenFile('new.ts', '1');

    expect(changedFiles(folder)).toEqual(['new.ts']);
  });

  it('are not known outside git', () => {
    expect(changedFiles(folder)).toBeNull();
  });
});

describe('The quick tests', () => {
  it('lint what changed and can be linted, or everything', () => {
    expect(lintedPaths(['README.md', 'src/a.ts', 'renderer/b.tsx', 'build/run.mjs'])).toEqual([
      'src/a.ts',
      'renderer/b.tsx',
      'build/run.mjs',
    ]);
    expect(lintedPaths([])).toEqual([]);
    expect(lintedPaths(null)).toEqual(['.']);
  });

  it('leave out only chapters that there are', () => {
    const missing = LONG_CHAPTERS.filter((name) => !existsSync(join(ROOT, `test/spec/${name}.test.ts`)));

    expect(missing).toEqual([]);
  });
});
