import { parseArgs } from 'node:util';
import { saleTransition } from '../../src/payment/sale.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { BUDGETS_MAX } from './met.ts';
import { reportOf } from './story.ts';
import { isTenderName, TENDERS, type TenderName } from './tenders.ts';
import { walk } from './walk.ts';
import type { Bounds } from './world.ts';

// `npm run explore -- [tender] [bounds]`: visits every state of one order within the bounds. Exit: 0 no rule broken, 1 one
// is, 2 usage.

const USAGE = `npm run explore -- [--tender ${Object.keys(TENDERS).join('|')}]
  [--attempts 1] [--refunds 1] [--voids 1] [--faults 1] [--restarts 1] [--tills 1]
  [--first]                       ends with the first state that breaks a rule
npm run explore -- --planted      look for every planted bug by walks; tell the shortest story of each
`;
/** Within a minute on a machine that does other things too. */
const DEFAULTS: Bounds = { attempts: 1, refunds: 1, voids: 1, faults: 1, restarts: 1, tills: 1 };
const BOUND_MAX = 30;

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.length === 1 && args[0] === '--planted') return planted();
  const asked = askedOf(args);
  if (!asked.ok) {
    process.stderr.write(`${asked.error}\n${USAGE}`);
    return 2;
  }
  const { bounds, isToFirst, tender } = asked.value;
  const startedAtMs = performance.now();
  const parts = { machine: { transition: saleTransition }, tender: TENDERS[tender] };
  const walked = walk(parts, bounds, { isToFirst, progress: (say) => process.stderr.write(`${say}\n`) });
  process.stdout.write(reportOf({ tender, bounds }, walked, (performance.now() - startedAtMs) / 1000));
  return walked.findings.length === 0 ? 0 : 1;
}

/** Looks for the planted bugs, and tells each with its shortest story. Exit: 1 where one that walks execute was not found. */
async function planted(): Promise<number> {
  // A walk itself needs nothing of the random search, whose till takes longer to load than a small walk.
  const { everyBug, onlyWalked, SEEDS_TRIED, walkAll, wordsOfRow } = await import('./planted-run.ts');
  const rows = await walkAll(everyBug(), (row) => process.stdout.write(`${wordsOfRow(row)}\n`));
  const only = await onlyWalked(rows);
  const [reached, found] = [rows.filter(({ walks }) => walks > 0), rows.filter((row) => row.found !== null)];
  process.stdout.write(
    [
      `Only the walk finds these, and no random search within ${SEEDS_TRIED} seeds:`,
      ...only.map((id) => `- ${id}`),
      `${found.length} of ${reached.length} planted bugs found that a walk executes; ${rows.length} in all`,
      '',
    ].join('\n'),
  );
  return found.length === reached.length ? 0 : 1;
}

interface Asked {
  readonly tender: TenderName;
  readonly bounds: Bounds;
  readonly isToFirst: boolean;
}

/** What the command line asks for, or what is wrong with it. */
function askedOf(args: string[]): Result<Asked, string> {
  const text = { type: 'string' } as const;
  const options = {
    tender: text,
    attempts: text,
    refunds: text,
    voids: text,
    faults: text,
    restarts: text,
    tills: text,
    first: { type: 'boolean' },
  } as const;
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  const { first = false, tender = 'code', ...counts } = values;
  if (!isTenderName(tender)) return err(`--tender is one of ${Object.keys(TENDERS).join(', ')}.`);
  const given = Object.entries(counts).map(([name, value]) => [name, Number(value)] as const);
  const wrong = given.find(([, value]) => !Number.isSafeInteger(value) || value < 0 || value > BOUND_MAX);
  if (wrong !== undefined) return err(`--${wrong[0]} is a whole number from 0 to ${BOUND_MAX}.`);
  const bounds = { ...DEFAULTS, ...Object.fromEntries(given) };
  const wrongly = wrongTills(tender, bounds);
  if (wrongly !== null) return err(wrongly);
  if ((bounds.faults + 1) * (bounds.restarts + 1) > BUDGETS_MAX)
    return err(`Too many faults and restarts: (faults + 1) × (restarts + 1) is at most ${BUDGETS_MAX}.`);
  return ok({ tender, bounds, isToFirst: first });
}

/** Why two tills cannot be walked over so; null where they can. */
function wrongTills(tender: TenderName, { attempts, tills }: Bounds): string | null {
  if (tills === 1) return null;
  if (tills !== 2) return '--tills is 1 or 2.';
  if (tender !== 'code') return 'Two tills are walked over by code only: each page is a payment of its own.';
  return attempts > 1
    ? 'Two tills are walked over with --attempts 1: they meet under the id of the same attempt.'
    : null;
}

process.exitCode = await main();
