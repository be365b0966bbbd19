import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { faultsOf, linesOf } from './judge.ts';
import { soak } from './soak.ts';

// `npm run soak -- --hours h --pace n [--seed S]`: a shop's days with one real till, then memory, handles, threads, files
// and books are looked at. Exit: 0 all flat and equal, 1 something is not, 2 usage.

const { values } = parseArgs({
  options: { hours: { type: 'string' }, pace: { type: 'string' }, seed: { type: 'string' } },
});
const hours = Number(values.hours ?? 1);
const pace = Number(values.pace ?? 50);
const seed = values.seed ?? String(randomInt(2 ** 32));
if (!(hours > 0) || !(pace > 0)) {
  process.stderr.write('usage: npm run soak -- --hours <more than 0> --pace <more than 0> [--seed <text>]\n');
  process.exit(2);
}
process.stderr.write(`soak: ${hours} h at ${pace} times the pace of a shop, seed ${seed}\n`);
try {
  const soaked = await soak({
    hours,
    pace,
    seed,
    say: (line) => void process.stderr.write(`soak: ${line}\n`),
  });
  const faults = faultsOf(soaked);
  process.stdout.write(`${[...linesOf(soaked), ...faults].join('\n')}\n`);
  if (faults.length > 0) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nsoak: seed ${seed}\n`);
  process.exitCode = 1;
}
