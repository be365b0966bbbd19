import { beforeAll, describe, expect, it } from 'vitest';
import { OPPOSITE_ROOT, searchOpposite } from '../prove/opposite-search.ts';
import { PLANTED_CHAIN_CODE, PLANTED_SQL } from '../prove/planted-chain.ts';
import { findInChainCode, findInChainSql, type ChainBugFound } from '../prove/planted-chain-search.ts';
import { readKnownSeeds } from '../prove/planted-search.ts';

// The rules over all tills in random schedules of a chain: two to ten tills, one acquirer, one centre; lines that are cut,
// restarts, clock steps, copies of disks that run, journals and databases put back. Most schedules ask a model of the centre's
// rules. Some ask the real SQL on an embedded PostgreSQL too, and every answer and all that it holds must be the model's.

const SEEDS = 100;
const BOTH_EVERY = 10;
const TIMEOUT_MS = 300_000;

describe('A chain of tills (chain §5)', () => {
  it(
    'charges no order twice, gives back no more than was charged, and loses no row; the database and the model say the same',
    async () => {
      const script = ['chain-run.ts', '--both-every', String(BOTH_EVERY)] as const;

      expect(await searchOpposite(OPPOSITE_ROOT, SEEDS, 0, script)).toBe(`${SEEDS} schedules of the chain\n`);
    },
    TIMEOUT_MS,
  );

  it.each(PLANTED_CHAIN_CODE)(
    'finds the planted bug: $id',
    async (bug) => {
      const { seed, said } = await findInChainCode(bug, readKnownSeeds());

      process.stdout.write(`${bug.id}: ${said}`);
      expect(seed).not.toBeNull();
    },
    TIMEOUT_MS,
  );

  describe('with a bug in its SQL', () => {
    let found: readonly ChainBugFound[] = [];
    beforeAll(async () => {
      found = await findInChainSql('known seeds first');
    }, TIMEOUT_MS);

    it.each(PLANTED_SQL)('finds the planted bug: $id', ({ id }) => {
      const { seed = null, said } = found.find((each) => each.id === id) ?? {};

      process.stdout.write(`${id}: seed ${seed}: ${said}\n`);
      expect(seed).not.toBeNull();
    });
  });
});
