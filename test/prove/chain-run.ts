import { parseArgs } from 'node:util';
import { MIGRATIONS, type ChainAsks } from './chain-centre.ts';
import { searchChain } from './chain-search.ts';

// The search over a chain: `--seeds N --seed first`; the first broken rule ends it with 1.
// Schedules ask a model of the centre's rules; every so-manieth (`--both-every`) asks the real SQL too, and both must agree.
// `--asks database` asks the SQL alone: what is broken in it is then found by what it does to money.

const text = { type: 'string' } as const;
const {
  seeds = '1000',
  seed = '0',
  'both-every': bothEvery = '50',
  asks,
} = parseArgs({
  options: { seeds: text, seed: text, asks: text, 'both-every': text },
}).values;
const asksOf = (at: number): ChainAsks =>
  asks === 'model' || asks === 'database' || asks === 'both'
    ? asks
    : at % Number(bothEvery) === 0
      ? 'both'
      : 'model';
const { played, broken } = await searchChain({ from: Number(seed), count: Number(seeds) }, (at) => ({
  asks: asksOf(at),
  migrations: MIGRATIONS,
}));
if (broken !== null) {
  process.stdout.write(`seed ${broken.seed}: ${broken.say}\n`);
  process.exitCode = 1;
}
process.stdout.write(`${played} schedules of the chain\n`);
process.exit();
