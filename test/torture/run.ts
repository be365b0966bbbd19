import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parallelTorture, tallyLines } from './parallel.ts';

// `npm run torture -- --rounds N [--seed S] [--tills T]`: kills real tills at random instants, then reckons.

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, tills: { type: 'string' } },
});
const rounds = Number(values.rounds ?? 200);
const tills = Number(values.tills ?? 2);
const seed = values.seed ?? String(randomInt(2 ** 32));
if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(tills) || tills < 1) {
  process.stderr.write(
    'usage: npm run torture -- --rounds <1 or more> [--seed <text>] [--tills <1 or more>]\n',
  );
  process.exit(2);
}
process.stderr.write(`torture: ${rounds} rounds, seed ${seed}\n`);
try {
  const say = (line: string): void => void process.stderr.write(`torture: ${line}\n`);
  process.stdout.write(
    `${tallyLines(await parallelTorture({ rounds, seed, tills, say }), seed).join('\n')}\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\ntorture: seed ${seed}\n`);
  process.exitCode = 1;
}
