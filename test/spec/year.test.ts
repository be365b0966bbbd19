import { describe, expect, it } from 'vitest';
import { faultsOf } from '../year/sums.ts';
import { playYear } from '../year/year.ts';
import { YEAR_ZONES } from '../year/zones.ts';

/** By hand `npm run year` plays a million sales. */
const SALES_A_DAY = 2;

describe('A leap year of a till', () => {
  it.each(YEAR_ZONES)(
    'every closed day in %s adds up to the books of the acquirer, across both clock changes, the leap day and a new key',
    async (timeZone) => {
      const year = await playYear({ timeZone, salesADay: SALES_A_DAY, seed: 'year', told: () => undefined });

      expect(faultsOf(year)).toEqual([]);
      expect(year.clockChanges).toBe(2);
      expect(year.charged).toBeGreaterThan(366);
      expect(year.zs.some(({ from }) => from?.startsWith('2028-02-29'))).toBe(true);
      expect(year.zs.at(-1)?.until).toMatch(/^2029-01-0\d/);
    },
    120_000,
  );
});
