import { parseArgs } from 'node:util';
import { Choices } from './choices.ts';
import { playOffice } from './office-schedule.ts';

// The search over the office: `--seeds N --seed first`; the first broken rule ends it with 1.

const text = { type: 'string' } as const;
const { seeds = '1000', seed = '0' } = parseArgs({ options: { seeds: text, seed: text } }).values;
const first = Number(seed);
let played = 0;
for (; played < Number(seeds); played += 1) {
  let broken: string | null;
  try {
    broken = await playOffice(Choices.ofSeed(first + played));
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error);
  }
  if (broken === null) continue;
  process.stdout.write(`seed ${first + played}: ${broken}\n`);
  process.exitCode = 1;
  break;
}
process.stdout.write(`${played} schedules of the office\n`);
