import { describe, expect, it } from 'vitest';
import { findOpposite, OPPOSITE_ROOT, searchOpposite } from '../prove/opposite-search.ts';
import { PLANTED_CHAIN } from '../prove/planted-chain.ts';
import { readKnownSeeds } from '../prove/planted-search.ts';

// The rules over all tills in random schedules of a chain: two to ten tills, one acquirer, one centre with its real SQL on an
// embedded PostgreSQL; lines that are cut, restarts, clock steps, copies of disks that run, journals and databases put back.

const SEEDS = 12;
const RUN = 'chain-run.ts';

describe('A chain of tills (chain §5)', () => {
  it('charges no order twice, gives back no more than was charged, and loses no row', async () => {
    expect(await searchOpposite(OPPOSITE_ROOT, SEEDS, 0, RUN)).toBe(`${SEEDS} schedules of the chain\n`);
  }, 300_000);

  it.each(PLANTED_CHAIN)(
    'finds the planted bug: $id',
    async (bug) => {
      const known = readKnownSeeds();
      const { seed, said } = await findOpposite(bug, known[bug.id] === undefined ? 400 : 1, known, RUN);

      process.stdout.write(`${bug.id}: ${said}`);
      expect(seed).not.toBeNull();
    },
    300_000,
  );
});
