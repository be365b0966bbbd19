import { parseArgs } from 'node:util';
import type { ChainAsks } from './chain-centre.ts';
import { playChain } from './chain-world.ts';
import { Choices } from './choices.ts';

// The search over a chain: `--seeds N --seed first`; the first broken rule ends it with 1.
// Schedules ask a model of the centre's rules; every so-manieth asks the real SQL too, and both must agree. `--asks database`
// asks the SQL alone: what is broken in it is then found by what it does to money.

const text = { type: 'string' } as const;
const {
  seeds = '1000',
  seed = '0',
  asks,
} = parseArgs({
  options: { seeds: text, seed: text, asks: text },
}).values;
const BOTH_EVERY = 50;
const asksOf = (at: number): ChainAsks =>
  asks === 'model' || asks === 'database' || asks === 'both'
    ? asks
    : at % BOTH_EVERY === 0
      ? 'both'
      : 'model';
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
    broken = (await playChain(Choices.ofSeed(first + played), asksOf(first + played))) ?? stray;
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
