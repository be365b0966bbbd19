import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlantedBug } from './planted-bug.ts';
import { withPlanted, type KnownSeeds } from './planted-search.ts';

export const OPPOSITE_ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the last lines of a search over the opposite acquirer in `folder` say. */
export function searchOpposite(folder: string, seeds: number, from = 0): Promise<string> {
  return new Promise((resolve) => {
    const run = join(folder, 'test/prove/opposite-run.ts');
    const args = [run, '--seeds', String(seeds), '--seed', String(from)];
    execFile(process.execPath, args, (_, stdout) => resolve(stdout));
  });
}

/** The first seed that finds a bug, with what was said; a seed that is known to is played first. */
export async function findOpposite(
  bug: PlantedBug,
  seedsMax: number,
  known: KnownSeeds = {},
): Promise<{ readonly seed: number | null; readonly said: string }> {
  return withPlanted(bug, async (folder) => {
    const first = known[bug.id];
    const early = first === undefined ? '' : await searchOpposite(folder, 1, first);
    const said = seedIn(early) === null ? await searchOpposite(folder, seedsMax) : early;
    return { seed: seedIn(said), said };
  });
}

function seedIn(said: string): number | null {
  const seed = /^seed (\d+): /m.exec(said)?.[1];
  return seed === undefined ? null : Number(seed);
}
