import { catchThrown, rulesNamed, searchSeeds } from './search.ts';

// One process of a search: `<from> <count> <foundMax> [rules to leave out]`; answers one line of JSON.

catchThrown();
const [from, count, foundMax, without = ''] = process.argv.slice(2);
const order = { from: Number(from), count: Number(count), foundMax: Number(foundMax) };
process.stdout.write(`${JSON.stringify(await searchSeeds({ ...order, without: rulesNamed(without) }))}\n`);
