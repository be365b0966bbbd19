import { parseArgs } from 'node:util';
import { playOpposite } from './opposite-schedule.ts';

// Plays schedules over the opposite acquirer: `node test/prove/opposite-run.ts --seeds N [--seed FROM] [--story]`. The
// last line is the count; exit 1 where a rule was broken. It ends at the first that is; `--story` prints its rows.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '0' },
    story: { type: 'boolean', default: false },
  },
});
let broken: string | null = null;
// An effect that throws where nobody waits for it is a bug like every other.
process.on('unhandledRejection', (error) => (broken ??= `thrown: ${String(error)}`));
const from = Number(values.seed);
const until = from + Number(values.seeds);
let seed = from;
for (; seed < until && broken === null; seed += 1) {
  const found = await playOpposite(seed);
  broken ??= found;
}
if (broken !== null) {
  if (values.story) await playOpposite(seed - 1, (rows) => process.stdout.write(`${rows.join('\n')}\n`));
  process.stdout.write(`seed ${seed - 1}: ${broken}\n`);
}
process.stdout.write(`${seed - from} schedules: ${broken === null ? 0 : 1} violations.\n`);
process.exitCode = broken === null ? 0 : 1;
