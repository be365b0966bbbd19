import { describe, expect, it } from 'vitest';
import { findOpposite, OPPOSITE_ROOT, searchOpposite } from '../prove/opposite-search.ts';
import { PLANTED_OPPOSITE } from '../prove/planted-opposite.ts';
import { readKnownSeeds } from '../prove/planted-search.ts';

// The acquirer's seam: an acquirer with the opposite of Alipay+'s traits, over the real machine and loop, in random
// schedules with losses, kills and a customer who pays whenever the link can be paid. Only many schedules reach a late
// payment whose refund is lost while the till is killed; a cheaper test walks one way.

const SEEDS = 1500;
/** Books that lag matter only where a refund is lost and something asks a moment later. */
const PLANTED_SEEDS = 30_000;

describe('An acquirer that cannot cancel, must not be asked freely, and doubles repeated refunds', () => {
  it('keeps every money rule, and is never asked without an occasion', async () => {
    expect(await searchOpposite(OPPOSITE_ROOT, SEEDS)).toBe(`${SEEDS} schedules: 0 violations.\n`);
  }, 180_000);

  it.each(PLANTED_OPPOSITE)(
    'finds the planted bug: $id',
    async (bug) => {
      const { seed, said } = await findOpposite(bug, PLANTED_SEEDS, readKnownSeeds());

      process.stdout.write(`${bug.id}: ${said}`);
      expect(seed).not.toBeNull();
    },
    300_000,
  );
});
