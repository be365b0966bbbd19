import { describe, expect, it } from 'vitest';
import { findOpposite, OPPOSITE_ROOT, searchOpposite } from '../prove/opposite-search.ts';
import { PLANTED_OFFICE } from '../prove/planted-office.ts';

// The office dossier's rules in random schedules: notices, answers, refunds, power cuts at any write, days that go by.

const SEEDS = 40;
const PLANTED_SEEDS = 400;
const RUN = ['office-run.ts'] as const;

describe('The office beside payments, with power cuts at any write', () => {
  it('keeps what it acknowledged, answers once and only with an approver', async () => {
    expect(await searchOpposite(OPPOSITE_ROOT, SEEDS, 0, RUN)).toBe(`${SEEDS} schedules of the office\n`);
  }, 180_000);

  it.each(PLANTED_OFFICE)(
    'finds the planted bug: $id',
    async (bug) => {
      const { seed, said } = await findOpposite(bug, PLANTED_SEEDS, {}, RUN);

      process.stdout.write(`${bug.id}: ${said}`);
      expect(seed).not.toBeNull();
    },
    300_000,
  );
});
