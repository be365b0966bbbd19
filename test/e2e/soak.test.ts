import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsOf, linesOf } from '../soak/judge.ts';
import { soak } from '../soak/soak.ts';

/** Some minutes at twice the pace of a long soak: about the customers of five minutes of it. Memory takes longer. */
const HOURS = 0.04;
const PACE = 100;

describe('A soak with all acquirers', () => {
  it.skipIf(!existsSync('/proc/self/fd'))(
    'ends with equal books and flat handles, threads and files, after kills and devices that come and go',
    async () => {
      const soaked = await soak({ hours: HOURS, pace: PACE, seed: 'test', say: () => undefined });
      process.stdout.write(`${linesOf(soaked).join('\n')}\n`);

      expect(faultsOf(soaked)).toEqual([]);
      expect(soaked.kills).toBeGreaterThan(0);
      expect(Object.keys(soaked.troubles).length).toBeGreaterThan(2);
      expect(soaked.ends['paid']).toBeGreaterThan(30);
    },
    600_000,
  );
});
