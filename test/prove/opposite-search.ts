import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlantedBug } from './planted-bug.ts';
import { withPlanted, type KnownSeeds } from './planted-search.ts';

/** A search as a program: its file in this folder, and arguments of its own. */
export type SearchScript = readonly [file: string, ...string[]];
const OPPOSITE: SearchScript = ['opposite-run.ts'];

export const OPPOSITE_ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the last lines of a search over the opposite acquirer in `folder` say; over another world with its script and arguments. */
export function searchOpposite(
  folder: string,
  seeds: number,
  from = 0,
  [script, ...more]: SearchScript = OPPOSITE,
): Promise<string> {
  return new Promise((resolve) => {
    const run = join(folder, 'test/prove', script);
    const args = [run, '--seeds', String(seeds), '--seed', String(from), ...more];
    execFile(process.execPath, args, (_, stdout) => resolve(stdout));
  });
}

/** The first seed that finds a bug, with what was said; a seed that is known to is played first. */
export async function findOpposite(
  bug: PlantedBug,
  seedsMax: number,
  known: KnownSeeds = {},
  script: SearchScript = OPPOSITE,
): Promise<{ readonly seed: number | null; readonly said: string }> {
  return withPlanted(bug, async (folder) => {
    const first = known[bug.id];
    const early = first === undefined ? '' : await searchOpposite(folder, 1, first, script);
    const said = seedIn(early) === null ? await searchOpposite(folder, seedsMax, 0, script) : early;
    return { seed: seedIn(said), said };
  });
}

function seedIn(said: string): number | null {
  const seed = /^seed (\d+): /m.exec(said)?.[1];
  return seed === undefined ? null : Number(seed);
}
