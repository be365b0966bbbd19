import { saleTransition } from '../../src/payment/sale.ts';
import { WALKS, type WalkedFound } from './planted-walks.ts';
import { TENDERS } from './tenders.ts';
import { walk } from './walk.ts';

// One process for one bug: `<number,number,…>` of the walks that may find it; answers one line of JSON.

/** Three times what the largest of these walks knows of the program without a bug: a bug may make its states endless. */
const STATES_MAX = 250_000;

/** Walks until one walk finds something. */
function found(numbers: readonly number[]): WalkedFound {
  const cut: string[] = [];
  for (const { args, bounds, tender } of WALKS.filter((_, number) => numbers.includes(number))) {
    const parts = { machine: { transition: saleTransition }, tender: TENDERS[tender] };
    const { endedBy, findings } = walk(parts, bounds, { isToFirst: true, statesMax: STATES_MAX });
    const [first] = findings;
    const name = args.join(' ');
    if (first !== undefined) {
      const { kind, rule, story } = first;
      return { found: { walk: name, rule: `Rule ${rule} is broken: ${kind}.`, story: [...story] }, cut };
    }
    if (endedBy !== null) cut.push(name);
  }
  return { found: null, cut };
}

const [numbers = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(found(numbers.split(',').map(Number))));
