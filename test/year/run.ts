import { parseArgs } from 'node:util';
import { progressOf } from '../../build/progress.mjs';
import { faultsOf, sumsOf } from './sums.ts';
import { playYear } from './year.ts';
import { YEAR_ZONES } from './zones.ts';

// `npm run year -- --sales N [--seed S]`: a leap year of a simulated till in three zones, N sales in all. Exit: 0 every
// day adds up to the acquirer's books, 1 one does not, 2 usage.

const DAYS = 366;
const { values } = parseArgs({ options: { sales: { type: 'string' }, seed: { type: 'string' } } });
const sales = Number(values.sales ?? 1_000_000);
const seed = values.seed ?? 'year';
if (!Number.isSafeInteger(sales) || sales < 1) {
  process.stderr.write('usage: npm run year -- --sales <1 or more> [--seed <text>]\n');
  process.exit(2);
}
const salesADay = Math.ceil(sales / DAYS / YEAR_ZONES.length);
const progress = progressOf('year');
for (const [index, timeZone] of YEAR_ZONES.entries()) {
  const told = (day: number): void => progress.at(index * DAYS + day, DAYS * YEAR_ZONES.length);
  const startedAtMs = performance.now();
  const year = await playYear({ timeZone, salesADay, seed: `${seed} ${timeZone}`, told });
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  const faults = faultsOf(year);
  const { keptMinor } = sumsOf(year.zs);
  process.stdout.write(
    [
      `${timeZone}: ${year.sales} sales, ${year.charged} charged, ${year.zs.length} closed days, ` +
        `${year.clockChanges} clock changes, kept ${keptMinor}, ${seconds} s`,
      ...faults,
      '',
    ].join('\n'),
  );
  if (faults.length > 0) process.exitCode = 1;
}
progress.end();
