import { spawnSync } from 'node:child_process';

/** Chapters of the specification that take the longest: they search, repeat, or draw paper. `npm test` runs them. */
export const LONG_CHAPTERS: readonly string[] = [
  'explore',
  'opposite',
  'paper',
  'printed-once',
  'prove',
  'receipt-papers',
  'scanner-million',
  'tries',
];

/**
 * What vitest is told for the quick tests: the short chapters, and the rules of the house.
 *
 * Why not isolated: these chapters share nothing but modules without state, and a third of the time is loading these.
 */
export function quickTests(): readonly string[] {
  const left = LONG_CHAPTERS.flatMap((name) => ['--exclude', `test/spec/${name}.test.ts`]);
  return ['test/spec', 'test/architecture.test.ts', '--no-isolate', ...left];
}

/**
 * The files that are not as they are on `main`: changed, new or not yet known to git; null where there is no git.
 *
 * Where there is no `main`, the last commit stands in for it.
 */
export function changedFiles(root: string): readonly string[] | null {
  const git = (...args: readonly string[]): string | null => {
    const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : null;
  };
  const changed = git('diff', '--name-only', '--diff-filter=d', git('merge-base', 'HEAD', 'main') ?? 'HEAD');
  const unknown = git('ls-files', '--others', '--exclude-standard');
  if (changed === null || unknown === null) return null;
  return [...changed.split('\n'), ...unknown.split('\n')].filter((path) => path !== '');
}

/** What eslint is told to look at: what has changed, or everything where that is not known. */
export function lintedPaths(changed: readonly string[] | null): readonly string[] {
  return changed?.filter((path) => /\.(ts|tsx|mts|mjs|js)$/.test(path)) ?? ['.'];
}
