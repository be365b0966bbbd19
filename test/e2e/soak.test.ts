import { existsSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { faultsOf, linesOf } from '../soak/judge.ts';
import { soak } from '../soak/soak.ts';
import { where } from '../fakes/where.ts';

/** A minute at twice the pace of a long soak. What memory and files do takes longer to see. */
const HOURS = 0.015;
const PACE = 100;

describe('A soak with all acquirers', () => {
  where(existsSync('/proc/self/fd'), 'nothing tells of handles here').it(
    'ends with equal books and flat handles and threads, after kills and devices that come and go',
    async () => {
      const soaked = await soak({ hours: HOURS, pace: PACE, seed: 'test', say: () => undefined });
      process.stdout.write(`${linesOf(soaked).join('\n')}\n`);

      expect(faultsOf(soaked)).toEqual([]);
      expect(Object.keys(soaked.troubles).length).toBeGreaterThan(1);
      expect(soaked.ends['paid']).toBeGreaterThan(20);
    },
    600_000,
  );
});
