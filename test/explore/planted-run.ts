import { inCrew } from '../prove/crew.ts';
import type { PlantedBug } from '../prove/planted-bug.ts';
import { PLANTED_OPPOSITE } from '../prove/planted-opposite.ts';
import { PLANTED } from '../prove/planted.ts';
import { withPlanted } from '../prove/planted-search.ts';
import { argumentsOf, saidBy, WALKED_BUGS } from './planted.ts';
import type { TenderName } from './tenders.ts';

// The bugs that the random search is held to, looked for by the walk: each with the smallest walk that finds it and its
// shortest story.

/** What a walk made of a bug; null where none within `WALKS` found it. */
export interface WalkedRow {
  readonly bug: PlantedBug;
  readonly found: { readonly walk: string; readonly rule: string; readonly story: readonly string[] } | null;
}

/** The walks, the cheap ones first: without a fault, with one, with a restart as well, and with a second attempt. */
const SIZES = [
  { attempts: 1, refunds: 1, voids: 1, faults: 0, restarts: 0 },
  { attempts: 1, refunds: 0, voids: 0, faults: 1, restarts: 0 },
  { attempts: 1, refunds: 1, voids: 1, faults: 0, restarts: 1 },
  { attempts: 2, refunds: 0, voids: 0, faults: 1, restarts: 0 },
  { attempts: 1, refunds: 1, voids: 1, faults: 1, restarts: 1 },
];
const TENDERS_WALKED: readonly TenderName[] = [
  ...(['code', 'trust-payments', 'trust-payments-tap', 'computop'] as const),
  ...(['saferpay', 'saferpay-link', 'antom-card', 'antom-order-code'] as const),
];
const WALKS = SIZES.flatMap((size) => TENDERS_WALKED.map((tender) => argumentsOf({ tender, ...size })));

/** What the walk is made of: a bug elsewhere is none of its states. */
const WALKED_FILES = /^src\/(payment\/|till\/(order|queue|book)\.ts)/;

/** Every planted bug that lies in what the walk is made of. */
export function everyBug(): PlantedBug[] {
  const known = [...PLANTED, ...PLANTED_OPPOSITE].filter(({ patches }) =>
    patches.every(({ file }) => WALKED_FILES.test(file)),
  );
  return [...WALKED_BUGS, ...known.filter(({ id }) => WALKED_BUGS.every((walked) => walked.id !== id))];
}

/** Walks over every bug until one walk finds it. */
export function walkAll(
  bugs: readonly PlantedBug[],
  say: (row: WalkedRow) => void,
): Promise<readonly WalkedRow[]> {
  return inCrew(bugs, async (bug) => {
    const row = await withPlanted(bug, async (folder): Promise<WalkedRow> => {
      for (const walk of WALKS) {
        const said = await saidBy(folder, walk);
        const rule = /^Rule .*$/m.exec(said)?.[0];
        if (rule === undefined) continue;
        const [first = ''] = said.slice(said.indexOf(rule)).split('\n\n');
        return { bug, found: { walk: walk.join(' '), rule, story: first.split('\n').slice(1) } };
      }
      return { bug, found: null };
    });
    say(row);
    return row;
  });
}

/** One bug for a person: the walk that finds it, the rule, and its story. */
export function wordsOfRow({ bug, found }: WalkedRow): string {
  if (found === null) return `${bug.id}: NOT FOUND within ${WALKS.length} walks\n`;
  return [`${bug.id}: ${found.story.length} moves (${found.walk})`, found.rule, ...found.story, ''].join(
    '\n',
  );
}
