import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { MIGRATIONS } from './chain-centre.ts';
import { searchChain } from './chain-search.ts';
import { PLANTED_SQL } from './planted-chain.ts';
import { PLANTED_CHAIN_SEEDS_MAX, type ChainBugFound } from './planted-chain-search.ts';
import type { PlantedBug } from './planted-bug.ts';
import { readKnownSeeds } from './planted-search.ts';

// Looks for each planted bug of the SQL, all of them in one process: its database takes longer to start than a bug to be found.
// One line for each: `{"id":…,"seed":…,"said":…}`; `--anew` looks from the first seed on.

const known = process.argv.includes('--anew') ? {} : readKnownSeeds();
for (const bug of PLANTED_SQL) {
  const folder = mkdtempSync(join(tmpdir(), 'planted-sql-'));
  plant(bug, folder);
  const seeds = [
    ...(known[bug.id] === undefined ? [] : [{ from: known[bug.id] ?? 0, count: 1 }]),
    { from: 0, count: PLANTED_CHAIN_SEEDS_MAX },
  ];
  let broken: { readonly seed: number; readonly say: string } | null = null;
  for (const each of seeds)
    broken ??= (await searchChain(each, () => ({ asks: 'database', migrations: folder }))).broken;
  const found: ChainBugFound = { id: bug.id, seed: broken?.seed ?? null, said: broken?.say ?? '' };
  process.stdout.write(`${JSON.stringify(found)}\n`);
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

function plant({ id, patches }: PlantedBug, folder: string): void {
  cpSync(MIGRATIONS, folder, { recursive: true });
  for (const { file, from, to } of patches) {
    const path = join(folder, basename(file));
    const parts = readFileSync(path, 'utf8').split(from);
    if (parts.length !== 2) throw new Error(`${id}: its text stands ${parts.length - 1} times in ${file}`);
    writeFileSync(path, parts.join(to));
  }
}
