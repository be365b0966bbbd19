import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findOpposite } from './opposite-search.ts';
import type { PlantedBug } from './planted-bug.ts';
import type { KnownSeeds } from './planted-search.ts';

/** Schedules that ask a database are slow. */
export const PLANTED_CHAIN_SEEDS_MAX = 400;

const foundSchema = z.object({ id: z.string(), seed: z.number().nullable(), said: z.string() });
/** What the search made of a bug. */
export type ChainBugFound = z.infer<typeof foundSchema>;

/** Looks for a bug of the chain's code; what the model of the rules shares with the centre is found without a database. */
export async function findInChainCode(bug: PlantedBug, known: KnownSeeds = {}): Promise<ChainBugFound> {
  const isShared = bug.patches.every(({ file }) => file.startsWith('src/'));
  const script = ['chain-run.ts', '--asks', isShared ? 'model' : 'database'] as const;
  return { id: bug.id, ...(await findOpposite(bug, PLANTED_CHAIN_SEEDS_MAX, known, script)) };
}

/** Looks for every bug of the chain's SQL, in one process with one database. */
export function findInChainSql(how: 'known seeds first' | 'anew'): Promise<ChainBugFound[]> {
  const run = fileURLToPath(new URL('chain-sql-run.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [run, ...(how === 'anew' ? ['--anew'] : [])], (error, stdout) => {
      if (error !== null) return reject(new Error(error.message));
      resolve(
        stdout
          .trim()
          .split('\n')
          .map((line) => foundSchema.parse(JSON.parse(line))),
      );
    });
  });
}
