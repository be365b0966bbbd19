import { parseArgs } from 'node:util';
import { progressOf } from '../../build/progress.mjs';
import { inCrew, searchWithCrew } from './crew.ts';
import { findOpposite } from './opposite-search.ts';
import { PLANTED_CHAIN_CODE } from './planted-chain.ts';
import { findInChainCode, findInChainSql } from './planted-chain-search.ts';
import { PLANTED_OPPOSITE } from './planted-opposite.ts';
import { PLANTED } from './planted.ts';
import { findAll, keepKnownSeeds, plantedTable } from './planted-search.ts';
import type { Rule } from './rules.ts';
import { catchThrown, kindOf, minimise, rulesNamed, type Found } from './search.ts';

// `npm run prove -- --seeds N [--seed S]`: searches schedules for a broken money rule. `--seed` alone plays that one
// and tells its story; `--planted` lets the search prove itself. Exit: 0 nothing found, 1 a rule was broken, 2 usage.

const USAGE = `npm run prove -- --seeds <how many> [--seed <the first>]   search
npm run prove -- --seed <one>                               play one seed; tell the story of what it breaks
npm run prove -- --seeds <how many> --all                   search on, and count every kind of violation
  --without <rule,rule>                                     with the rules named not looked at
npm run prove -- --planted                                  look for every planted bug from seed 0 on; keep what found it
`;
const FOUND_MAX = 5;
const PLANTED_SEEDS_MAX = 60_000;

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (options === null) return say(process.stderr, USAGE, 2);
  if (options.planted) return planted();
  if (options.seeds === null) return tell(options.seed ?? 0, options.without);
  const { all, seeds, seed, without } = options;
  const startedAtMs = performance.now();
  const foundMax = all ? seeds : FOUND_MAX;
  const progress = progressOf('prove');
  const { played, found } = await searchWithCrew(
    { from: seed ?? 0, count: seeds, foundMax, without },
    (done) => progress.at(done, seeds),
  );
  progress.end();
  const perSecond = Math.round((played * 1000) / (performance.now() - startedAtMs));
  say(process.stdout, `${played} schedules, ${perSecond} a second: ${found.length} violations.\n`, 0);
  if (all) return say(process.stdout, kindsOf(found), found.length === 0 ? 0 : 1);
  for (const { seed: failing, rule, say: why } of found) {
    say(process.stdout, `seed ${failing}: rule ${rule}: ${why}\n`, 0);
  }
  const first = found[0];
  return first === undefined ? 0 : tell(first.seed, without);
}

/** Every kind of violation: how often, the first seed, the sentence. */
function kindsOf(found: readonly Found[]): string {
  const kinds = Map.groupBy(found, kindOf);
  return [...kinds.values()]
    .sort((a, b) => b.length - a.length)
    .map(
      (same) =>
        `${String(same.length).padStart(7)}  seed ${same[0]?.seed ?? ''}: ${same[0]?.rule ?? ''}: ${same[0]?.say ?? ''}\n`,
    )
    .join('');
}

async function tell(seed: number, without: readonly Rule[]): Promise<number> {
  catchThrown();
  const minimised = await minimise(seed, without);
  if (minimised === null) return say(process.stdout, `Seed ${seed} breaks no rule.\n`, 0);
  const { violation, story } = minimised.after;
  const lines = [
    ...story,
    '',
    `Rule ${violation?.rule ?? ''} is broken: ${violation?.say ?? ''}.`,
    `Play it again: npm run prove -- --seed ${seed}`,
  ];
  return say(process.stdout, `\nSeed ${seed}, made small:\n\n${lines.join('\n')}\n`, 1);
}

async function planted(): Promise<number> {
  const rows = await findAll(PLANTED, PLANTED_SEEDS_MAX);
  const opposite = await inCrew(PLANTED_OPPOSITE, async (bug) => {
    const { seed, said } = await findOpposite(bug, PLANTED_SEEDS_MAX);
    return { id: bug.id, seed, said };
  });
  const found = [
    ...rows.map(({ bug, found: at }) => [bug.id, at?.seed ?? null] as const),
    ...opposite.map(({ id, seed }) => [id, seed] as const),
  ];
  const chain = [
    ...(await inCrew(PLANTED_CHAIN_CODE, (bug) => findInChainCode(bug))),
    ...(await findInChainSql('anew')),
  ];
  found.push(...chain.map(({ id, seed }) => [id, seed] as const));
  opposite.push(...chain);
  keepKnownSeeds(found);
  say(process.stdout, opposite.map(({ id, said }) => `${id}: ${said}`).join(''), 0);
  return say(process.stdout, plantedTable(rows), found.some(([, seed]) => seed === null) ? 1 : 0);
}

interface Options {
  readonly seeds: number | null;
  readonly seed: number | null;
  readonly planted: boolean;
  readonly all: boolean;
  readonly without: readonly Rule[];
}

function optionsOf(args: string[]): Options | null {
  const options = {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    planted: { type: 'boolean' },
    all: { type: 'boolean' },
    without: { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ args, options });
    const seeds = values.seeds === undefined ? null : Number(values.seeds);
    const seed = values.seed === undefined ? null : Number(values.seed);
    const isBad = [seeds, seed].some(
      (value) => value !== null && !(Number.isSafeInteger(value) && value >= 0),
    );
    if (isBad || (seeds === null && seed === null && values.planted !== true)) return null;
    const without = rulesNamed(values.without ?? '');
    return { seeds, seed, planted: values.planted === true, all: values.all === true, without };
  } catch {
    return null;
  }
}

function say(stream: NodeJS.WritableStream, text: string, code: number): number {
  stream.write(text);
  return code;
}

process.exitCode = await main();
