import { catchThrown, searchSeeds } from './search.ts';

// One process of a search: `<from> <count> <foundMax>`; answers one line of JSON.

catchThrown();
const [from = 0, count = 0, foundMax = 1] = process.argv.slice(2).map(Number);
process.stdout.write(`${JSON.stringify(await searchSeeds({ from, count, foundMax }))}\n`);
