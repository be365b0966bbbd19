import { parseArgs } from 'node:util';
import { fuzzed } from './surface.ts';
import { SURFACES } from './surfaces.ts';

// `npm run fuzz -- --inputs 1000000 [--seed s] [--surface name] [--from n]`: inputs over every surface, with a line for
// each. Exit: 0 nothing wrong, 1 a fault, with what finds it again, 2 usage.

const options = {
  inputs: { type: 'string', default: '20000' },
  seed: { type: 'string', default: '1' },
  surface: { type: 'string', default: '' },
  from: { type: 'string', default: '0' },
} as const;

async function main(): Promise<number> {
  const { inputs, seed, surface: name, from } = parseArgs({ options }).values;
  const surfaces = SURFACES.filter((surface) => surface.name.includes(name));
  if (!/^\d+$/.test(inputs) || !/^\d+$/.test(from) || surfaces.length === 0) {
    const names = SURFACES.map((surface) => surface.name).join(', ');
    process.stderr.write(
      `Use: npm run fuzz -- --inputs 1000000 [--seed s] [--surface name]; surfaces: ${names}\n`,
    );
    return 2;
  }
  let code = 0;
  for (const [index, surface] of surfaces.entries()) {
    process.stderr.write(`${surface.name} (${index + 1} of ${surfaces.length})\n`);
    const {
      inputs: done,
      ms,
      longestMs,
      grownBytes,
      fault,
    } = await fuzzed(surface, Number(inputs), seed, Number(from));
    const figures = [
      `${done} inputs`,
      `${(ms / 1000).toFixed(1)} s`,
      `longest ${longestMs.toFixed(1)} ms of work`,
      `memory ${(grownBytes / 2 ** 20).toFixed(1)} MB`,
    ];
    process.stdout.write(`${surface.name}: ${figures.join(', ')}${fault === null ? '' : `\n${fault}`}\n`);
    if (fault !== null) code = 1;
  }
  return code;
}

process.exitCode = await main();
