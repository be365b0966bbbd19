import { parseArgs } from 'node:util';
import { playChain } from './chain-world.ts';
import { Choices } from './choices.ts';

// The search over a chain: `--seeds N --seed first`; the first broken rule ends it with 1.

const text = { type: 'string' } as const;
const { seeds = '1000', seed = '0' } = parseArgs({ options: { seeds: text, seed: text } }).values;
const first = Number(seed);
let stray: string | null = null;
process.on(
  'unhandledRejection',
  (error) => (stray = error instanceof Error ? (error.stack ?? error.message) : String(error)),
);
let played = 0;
for (; played < Number(seeds); played += 1) {
  let broken: string | null;
  try {
    broken = (await playChain(Choices.ofSeed(first + played))) ?? stray;
  } catch (error) {
    broken = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  if (broken === null) continue;
  process.stdout.write(`seed ${first + played}: ${broken}\n`);
  process.exitCode = 1;
  break;
}
process.stdout.write(`${played} schedules of the chain\n`);
process.exit();
