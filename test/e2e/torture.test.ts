import { describe, expect, it } from 'vitest';
import { parallelTorture, tallyLines } from '../torture/parallel.ts';

/** Many more by hand (`npm run torture`): sixty meet every kind of instant at least once. */
const ROUNDS = 60;
const TILLS = 3;
const SEED = process.env['TORTURE_SEED'] ?? 'ci';

describe('A till that is killed at any instant (§6, §7)', () => {
  it(
    `${ROUNDS} times, under faults: till and ledger agree to the last unit, and nothing acknowledged is lost`,
    { timeout: 400_000 },
    async () => {
      const tallies = await parallelTorture({
        rounds: ROUNDS,
        seed: SEED,
        tills: TILLS,
        say: () => undefined,
      });

      process.stdout.write(`${tallyLines(tallies, SEED).join('\n')}\n`);
      const kills = tallies.map(({ rounds }) => rounds).reduce((sum, rounds) => sum + rounds);
      const paid = tallies.map((tally) => tally.paid).reduce((sum, count) => sum + count);
      expect(kills).toBe(ROUNDS);
      expect(paid).toBeGreaterThan(ROUNDS / 10);
    },
  );
});
