import { parseArgs } from 'node:util';
import { saleTransition } from '../../src/payment/sale.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { BUDGETS_MAX } from './met.ts';
import { reportOf } from './story.ts';
import { walk } from './walk.ts';
import { walletAcquirer } from './wallet-acquirer.ts';
import type { Bounds } from './world.ts';

// `npm run explore -- [bounds]`: visits every state of one order within the bounds. Exit: 0 no rule broken, 1 one is,
// 2 usage.

const USAGE = `npm run explore -- [--attempts 1] [--refunds 1] [--voids 1] [--faults 1] [--restarts 1] [--tills 1]
`;
/** Within a minute on a machine that does other things too. */
const DEFAULTS: Bounds = { attempts: 1, refunds: 1, voids: 1, faults: 1, restarts: 1, tills: 1 };
const BOUND_MAX = 30;

function main(): number {
  const bounds = boundsOf(process.argv.slice(2));
  if (!bounds.ok) {
    process.stderr.write(`${bounds.error}\n${USAGE}`);
    return 2;
  }
  const startedAtMs = performance.now();
  const parts = { machine: { transition: saleTransition }, acquirer: walletAcquirer };
  const walked = walk(parts, bounds.value, (say) => process.stderr.write(`${say}\n`));
  process.stdout.write(reportOf(bounds.value, walked, (performance.now() - startedAtMs) / 1000));
  return walked.findings.length === 0 ? 0 : 1;
}

/** The bounds of the command line, or what is wrong with them. */
function boundsOf(args: string[]): Result<Bounds, string> {
  const text = { type: 'string' } as const;
  const options = { attempts: text, refunds: text, voids: text, faults: text, restarts: text, tills: text };
  let values: Readonly<Record<string, string | undefined>>;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  const given = Object.entries(values).map(([name, value]) => [name, Number(value)] as const);
  const wrong = given.find(([, value]) => !Number.isSafeInteger(value) || value < 0 || value > BOUND_MAX);
  if (wrong !== undefined) return err(`--${wrong[0]} is a whole number from 0 to ${BOUND_MAX}.`);
  const bounds = { ...DEFAULTS, ...Object.fromEntries(given) };
  if (bounds.tills !== 1) return err('The walk knows one till: --tills is 1.');
  if ((bounds.faults + 1) * (bounds.restarts + 1) > BUDGETS_MAX)
    return err(`Too many faults and restarts: (faults + 1) × (restarts + 1) is at most ${BUDGETS_MAX}.`);
  return ok(bounds);
}

process.exitCode = main();
