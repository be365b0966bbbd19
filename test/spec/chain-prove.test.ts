import { describe, expect, it } from 'vitest';
import { findOpposite, OPPOSITE_ROOT, searchOpposite } from '../prove/opposite-search.ts';
import { CHAIN_BY_DATABASE, PLANTED_CHAIN } from '../prove/planted-chain.ts';
import { readKnownSeeds } from '../prove/planted-search.ts';

// The rules over all tills in random schedules of a chain: two to ten tills, one acquirer, one centre; lines that are cut,
// restarts, clock steps, copies of disks that run, journals and databases put back. Most schedules ask a model of the centre's
// rules. Some ask the real SQL on an embedded PostgreSQL too, and every answer and all that it holds must be the model's.

const SEEDS = 100;
const BOTH_SEEDS = 10;

describe('A chain of tills (chain §5)', () => {
  it('charges no order twice, gives back no more than was charged, and loses no row', async () => {
    expect(await searchOpposite(OPPOSITE_ROOT, SEEDS, 0, ['chain-run.ts', '--asks', 'model'])).toBe(
      `${SEEDS} schedules of the chain\n`,
    );
  }, 300_000);

  it('has one truth: the database and the model of its rules give one answer, and hold the same', async () => {
    expect(await searchOpposite(OPPOSITE_ROOT, BOTH_SEEDS, 0, ['chain-run.ts', '--asks', 'both'])).toBe(
      `${BOTH_SEEDS} schedules of the chain\n`,
    );
  }, 300_000);

  it.each(PLANTED_CHAIN)(
    'finds the planted bug: $id',
    async (bug) => {
      const known = readKnownSeeds();
      const seedsMax = known[bug.id] === undefined ? 400 : 1;
      const { seed, said } = await findOpposite(bug, seedsMax, known, CHAIN_BY_DATABASE);

      process.stdout.write(`${bug.id}: ${said}`);
      expect(seed).not.toBeNull();
    },
    300_000,
  );
});
