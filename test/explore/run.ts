import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { BUDGETS_MAX } from './met.ts';
import { reportOf } from './story.ts';
import { isTenderName, TENDERS, type TenderName } from './tenders.ts';
import { GUARDED } from './till.ts';
import { walk } from './walk.ts';
import type { Bounds } from './world.ts';

// `npm run explore -- [tender] [bounds]`: visits every state of one order within the bounds. Exit: 0 no rule broken, 1 one
// is, 2 usage.

const USAGE = `npm run explore -- [--tender ${Object.keys(TENDERS).join('|')}]
  [--attempts 1] [--refunds 1] [--voids 1] [--faults 1] [--restarts 1] [--tills 1]
  [--first]                       ends with the first state that breaks a rule
npm run explore -- --planted [words]   look for every planted bug by walks, or for those whose name has the words;
                                tell the shortest story of each
`;
/** Within a minute on a machine that does other things too. */
const DEFAULTS: Bounds = { attempts: 1, refunds: 1, voids: 1, faults: 1, restarts: 1, tills: 1 };
const BOUND_MAX = 30;

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const [first, words] = args;
  if (first === '--planted' && args.length <= 2) return planted(words);
  const asked = askedOf(args);
  if (!asked.ok) {
    process.stderr.write(`${asked.error}\n${USAGE}`);
    return 2;
  }
  const { bounds, isToFirst, tender } = asked.value;
  const startedAtMs = performance.now();
  const parts = { machine: GUARDED, tender: TENDERS[tender] };
  const walked = walk(parts, bounds, { isToFirst, progress: (say) => process.stderr.write(`${say}\n`) });
  process.stdout.write(reportOf({ tender, bounds }, walked, (performance.now() - startedAtMs) / 1000));
  return walked.findings.length === 0 ? 0 : 1;
}

/** Looks for the planted bugs whose name has the words, and tells each with its shortest story. Exit: 1 where one that walks execute was not found. */
async function planted(words = ''): Promise<number> {
  // A walk itself needs nothing of the random search, whose till takes longer to load than a small walk.
  const { everyBug, onlyWalked, summaryOf, walkAll, wordsOfRow } = await import('./planted-run.ts');
  const bugs = everyBug().filter(({ id }) => id.includes(words));
  const rows = await walkAll(bugs, (row) => process.stdout.write(`${wordsOfRow(row)}\n`));
  process.stdout.write(summaryOf(rows, await onlyWalked(rows)));
  return rows.every(({ found, walks }) => walks === 0 || found !== null) ? 0 : 1;
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
