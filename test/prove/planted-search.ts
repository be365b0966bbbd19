import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { inCrew, searchIn } from './crew.ts';
import type { PlantedBug } from './planted-bug.ts';
import type { Found } from './search.ts';

const knownSeedsSchema = z.record(z.string(), z.number());

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the search made of a bug; `seeds` is how many it took. */
export interface PlantedRow {
  readonly bug: PlantedBug;
  readonly found: Found | null;
  readonly seeds: number;
}

/** The seeds that found the bugs when they were last looked for from the first seed on, by the bugs' ids. */
export type KnownSeeds = Readonly<Record<string, number>>;

const KNOWN_SEEDS = new URL('planted-seeds.json', import.meta.url);

/**
 * Looks for every bug, each in a copy of the source of its own; the shipped source has no hooks.
 *
 * A seed that is known to find a bug is played first: only where the schedules have moved on is all searched.
 */
export async function findAll(
  bugs: readonly PlantedBug[],
  seedsMax: number,
  known: KnownSeeds = {},
): Promise<PlantedRow[]> {
  return eachPlanted(bugs, async (bug, folder): Promise<PlantedRow> => {
    const worker = join(folder, 'test/prove/worker.ts');
    const seed = known[bug.id];
    if (seed !== undefined) {
      const { found } = await searchIn(worker, { from: seed, count: 1, foundMax: 1 });
      if (found[0] !== undefined) return { bug, found: found[0], seeds: seed + 1 };
    }
    const { played, found } = await searchIn(worker, { from: 0, count: seedsMax, foundMax: 1 });
    return { bug, found: found[0] ?? null, seeds: played };
  });
}

export function readKnownSeeds(): KnownSeeds {
  return knownSeedsSchema.parse(JSON.parse(readFileSync(KNOWN_SEEDS, 'utf8')));
}

/** Keeps what whole searches have found, by the bugs' ids; a bug that was missed keeps none. */
export function keepKnownSeeds(found: readonly (readonly [id: string, seed: number | null])[]): void {
  const seeds = Object.fromEntries(found.filter(([, seed]) => seed !== null));
  writeFileSync(KNOWN_SEEDS, `${JSON.stringify(seeds, null, 2)}\n`);
}

/** Lends a copy of source and prover with the bug in it, inside `out/` so that the packages are found. */
export async function withPlanted<T>(bug: PlantedBug, use: (folder: string) => Promise<T>): Promise<T> {
  const [only] = await eachPlanted([bug], (_, folder) => use(folder));
  return only as T;
}

/** The same for many bugs, as many at once as the machine has cores: a copy takes longer than a seed, and is used again. */
export async function eachPlanted<B extends PlantedBug, T>(
  bugs: readonly B[],
  use: (bug: B, folder: string) => Promise<T>,
): Promise<T[]> {
  const stale = bugs.flatMap(staleTexts);
  if (stale.length > 0) throw new Error(`bugs that cannot be planted any more:\n${stale.join('\n')}`);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  const all: string[] = [];
  const free: string[] = [];
  try {
    return await inCrew(bugs, async (bug) => {
      const folder = free.pop() ?? copied(all);
      plant(bug, folder);
      const made = await use(bug, folder);
      for (const { file } of bug.patches) cpSync(join(ROOT, file), join(folder, file));
      free.push(folder);
      return made;
    });
  } finally {
    for (const folder of all) rmSync(folder, { recursive: true, force: true });
  }
}

/** What a schedule is played with. */
const PARTS = [
  'src',
  'drivers/sandbox',
  'drivers/centre',
  'test/prove',
  'build/progress.mjs',
  'test/explore',
  'test/fakes',
] as const;

/** A new copy, which is told to its owner before it is whole: what is broken off is removed too. */
function copied(all: string[]): string {
  const folder = mkdtempSync(join(ROOT, 'out', 'planted-'));
  all.push(folder);
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  return folder;
}

function plant(bug: PlantedBug, folder: string): void {
  for (const { file, from, to } of bug.patches) {
    const path = join(folder, file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(from, () => to),
    );
  }
}

/** A bug is only planted where its text stands exactly once: else the source has moved on under it. */
function staleTexts({ id, patches }: PlantedBug): string[] {
  return patches.flatMap(({ file, from }) => {
    const times = readFileSync(join(ROOT, file), 'utf8').split(from).length - 1;
    return times === 1 ? [] : [`${id}: its text stands ${times} times in ${file}`];
  });
}

/** The table: bug, seeds to find it, the rule it broke first. */
export function plantedTable(rows: readonly PlantedRow[]): string {
  const width = Math.max(...rows.map(({ bug }) => bug.id.length));
  const lines = rows.map(({ bug, found, seeds }) => {
    const what = found === null ? 'NOT FOUND' : `rule ${found.rule}: ${found.say}`;
    return `${bug.id.padEnd(width)}  ${String(seeds).padStart(6)}  ${what}`;
  });
  return [`${'bug'.padEnd(width)}   seeds  broken`, ...lines, ''].join('\n');
}
