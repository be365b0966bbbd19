import { parseArgs } from 'node:util';
import { saleTransition } from '../../src/payment/sale.ts';
import { reportOf } from './story.ts';
import { walk } from './walk.ts';
import { walletAcquirer } from './wallet-acquirer.ts';
import type { Bounds } from './world.ts';

// `npm run explore -- [bounds]`: visits every state of one order within the bounds. Exit: 0 no rule broken, 1 one is,
// 2 usage.

const USAGE = `npm run explore -- [--attempts 2] [--refunds 1] [--voids 1] [--faults 1] [--restarts 0] [--tills 1]
`;
const DEFAULTS: Bounds = { attempts: 2, refunds: 1, voids: 1, faults: 1, restarts: 0, tills: 1 };

function main(): number {
  const bounds = boundsOf(process.argv.slice(2));
  if (bounds === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  const startedAtMs = performance.now();
  const parts = { machine: { transition: saleTransition }, acquirer: walletAcquirer };
  const walked = walk(parts, bounds, (say) => process.stderr.write(`${say}\n`));
  process.stdout.write(reportOf(bounds, walked, (performance.now() - startedAtMs) / 1000));
  return walked.findings.length === 0 ? 0 : 1;
}

/** The bounds of the command line; null where they are none. One till is all that the walk knows today. */
function boundsOf(args: string[]): Bounds | null {
  const text = { type: 'string' } as const;
  const options = { attempts: text, refunds: text, voids: text, faults: text, restarts: text, tills: text };
  try {
    const { values } = parseArgs({ args, options });
    const given = Object.entries(values).map(([name, value]) => [name, Number(value)] as const);
    if (given.some(([, value]) => !Number.isSafeInteger(value) || value < 0 || value > 99)) return null;
    const bounds = { ...DEFAULTS, ...Object.fromEntries(given) };
    return bounds.tills === 1 ? bounds : null;
  } catch {
    return null;
  }
}

process.exitCode = main();
