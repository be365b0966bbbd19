import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { inCrew, searchIn } from '../prove/crew.ts';
import { findOpposite } from '../prove/opposite-search.ts';
import type { PlantedBug } from '../prove/planted-bug.ts';
import { PLANTED_CHAIN_CODE, PLANTED_SQL } from '../prove/planted-chain.ts';
import { PLANTED_OFFICE } from '../prove/planted-office.ts';
import { PLANTED_OPPOSITE } from '../prove/planted-opposite.ts';
import { PLANTED } from '../prove/planted.ts';
import { eachPlanted, readKnownSeeds } from '../prove/planted-search.ts';
import { executedBy, type Executed } from './executed.ts';
import { WALKED_BUGS } from './planted.ts';
import { SEEN_WALKS, walkedFoundSchema, WALKS, type WalkedFound } from './planted-walks.ts';
import type { TenderName } from './tenders.ts';

// All planted bugs, looked for by walks: each only in the walks that execute what the bug changes.

/** What the walks made of a bug. `walks`: how many there are by the ways to pay that execute its lines. */
export interface WalkedRow extends WalkedFound {
  readonly bug: PlantedBug;
  readonly walks: number;
  /** Whether a file of the bug was loaded by a walk at all. */
  readonly isLoaded: boolean;
  readonly seconds: number;
}

/** Every planted bug once. */
export function everyBug(): PlantedBug[] {
  const chain = [...PLANTED_CHAIN_CODE, ...PLANTED_SQL];
  const bugs = [...WALKED_BUGS, ...PLANTED, ...PLANTED_OPPOSITE, ...PLANTED_OFFICE, ...chain];
  return [...new Map(bugs.toReversed().map((bug) => [bug.id, bug])).values()].toReversed();
}

/** Walks over every bug until one walk finds it. */
export async function walkAll(
  bugs: readonly PlantedBug[],
  say: (row: WalkedRow) => void,
): Promise<readonly WalkedRow[]> {
  const executed = await inCrew(SEEN_WALKS, async ({ args, tender }) => ({
    tender,
    lines: await executedBy(args),
  }));
  const planned = bugs.map((bug) => ({ ...bug, ...walksOf(bug, executed) }));
  const beside = planned.filter(({ numbers }) => numbers.length === 0);
  const reached = planned.filter(({ numbers }) => numbers.length > 0);
  const told = (bug: Planned, seconds: number, made: WalkedFound): WalkedRow => {
    const row = { bug, walks: bug.numbers.length, isLoaded: bug.isLoaded, seconds, ...made };
    say(row);
    return row;
  };
  return [
    ...beside.map((bug) => told(bug, 0, NOTHING)),
    ...(await eachPlanted(reached, async (bug, folder) => {
      const startedAtMs = performance.now();
      const made = await walkedIn(folder, bug.numbers).catch((error: unknown) => ({
        ...NOTHING,
        cut: [String(error)],
      }));
      return told(bug, (performance.now() - startedAtMs) / 1000, made);
    })),
  ];
}

/** A bug, with the walks that execute what it changes. */
interface Planned extends PlantedBug {
  readonly numbers: readonly number[];
  readonly isLoaded: boolean;
}

const NOTHING: WalkedFound = { found: null, cut: [] };

/** The numbers of the walks by the ways to pay that execute every place that a bug changes. */
function walksOf(
  { patches }: PlantedBug,
  executed: readonly { readonly tender: TenderName; readonly lines: Executed }[],
): { readonly numbers: number[]; readonly isLoaded: boolean } {
  const all = executed.map(({ lines, tender }) => {
    return { tender, places: patches.map(({ file, from }) => lines.has(file, from)) };
  });
  const through = all.filter(({ places }) => places.every((has) => has === true));
  const tenders = new Set(through.map(({ tender }) => tender));
  return {
    numbers: WALKS.flatMap(({ tender }, number) => (tenders.has(tender) ? [number] : [])),
    isLoaded: all.some(({ places }) => places.every((has) => has !== null)),
  };
}

function walkedIn(folder: string, numbers: readonly number[]): Promise<WalkedFound> {
  const worker = spawn(process.execPath, [join(folder, 'test/explore/planted-worker.ts'), numbers.join(',')]);
  let said = '';
  worker.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('close', (code) => {
      if (code === 0) resolve(walkedFoundSchema.parse(JSON.parse(said)));
      else reject(new Error(`the walks over a bug ended with ${String(code)}`));
    });
  });
}

/** How many schedules of each random search a bug is given that no seed is known to find. */
export const SEEDS_TRIED = 3000;

/** Of what the walk finds, the bugs that the random search does not find: by no known seed, nor within `SEEDS_TRIED`. */
export async function onlyWalked(rows: readonly WalkedRow[]): Promise<readonly string[]> {
  const known = readKnownSeeds();
  const isKnown = ({ bug }: WalkedRow): boolean => known[bug.id] !== undefined;
  const unknown = rows.filter((row) => row.found !== null && !isKnown(row));
  const bugs = unknown.map(({ bug }) => bug);
  const ids = await eachPlanted(bugs, async (bug, folder) => {
    const order = { from: 0, count: SEEDS_TRIED, foundMax: 1 };
    const { found } = await searchIn(join(folder, 'test/prove/worker.ts'), order);
    const isMissed = found.length === 0 && (await findOpposite(bug, SEEDS_TRIED)).seed === null;
    return isMissed ? [bug.id] : [];
  });
  return ids.flat();
}

/** One bug for a person: the walk that finds it, the rule, and its story; or why no walk does. */
export function wordsOfRow(row: WalkedRow): string {
  const { bug, cut, found, seconds } = row;
  const took = `${seconds.toFixed(0)} s`;
  const ended = cut.map((walk) => `  ended early, before all was visited: ${walk}`);
  if (found === null) return [`${bug.id}: not found, ${whyMissed(row)} (${took})`, ...ended, ''].join('\n');
  const { rule, story, walk } = found;
  const moves = story.map((sentence, index) => `  ${String(index + 1).padStart(2)}. ${sentence}`);
  return [`${bug.id}: ${story.length} moves (${took}; ${walk})`, rule, ...moves, ...ended, ''].join('\n');
}

/** What came of all of it: what no walk finds, and why; and what nothing else finds. */
export function summaryOf(rows: readonly WalkedRow[], only: readonly string[]): string {
  const reached = rows.filter(({ walks }) => walks > 0);
  const missed = reached.filter(({ found }) => found === null);
  const beside = Map.groupBy(
    rows.filter(({ walks }) => walks === 0),
    whyMissed,
  );
  return [
    'No walk executes these:',
    ...[...beside].toSorted().map(([why, bugs]) => `- ${bugs.length}: ${why}`),
    'No walk finds these, though it executes them:',
    ...missed.map((row) => `- ${row.bug.id}: ${whyMissed(row)}`),
    `Only the walk finds these, and no random search within ${SEEDS_TRIED} seeds:`,
    ...only.map((id) => `- ${id}`),
    `${reached.length - missed.length} of ${reached.length} planted bugs found that a walk executes; ${rows.length} in all`,
    '',
  ].join('\n');
}

/** Why no walk finds a bug. */
function whyMissed({ bug, isLoaded, walks }: WalkedRow): string {
  if (walks > 0) return `none of the ${walks} walks that execute it breaks a rule`;
  if (isLoaded) return 'no walk comes to its line';
  const files = [...new Set(bug.patches.map(({ file }) => file))].join(', ');
  return `no walk is made of ${kindOf(files)}`;
}

/** What a bug is about that lies beside the machine. */
function kindOf(files: string): string {
  const kinds: readonly [RegExp, string][] = [
    [/src\/acquirers\//, 'the wire of an acquirer'],
    [/src\/till\/office\/|src\/acquirers\/office|src\/reconcile\//, 'the office'],
    [/centre\/|order-gate/, 'the chain and its database'],
    [/src\/till\/staff|src\/staff|approver/, 'people and their PINs'],
    [/src\/till\//, 'the loop, its rows and its desks'],
  ];
  return kinds.find(([room]) => room.test(files))?.[1] ?? files;
}
