import { resolve } from 'node:path';
import { KNOWN_MARKS } from '../../src/acquirers/brands.ts';
import { readMarks } from './marks-folder.ts';

// `npm run marks:check -- <folder>`: prints what fails, a line each; exit code 1 then, 2 without a folder.

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('Name the folder: npm run marks:check -- <folder>\n');
  process.exitCode = 2;
} else {
  const { faults, placeholders, pictures } = readMarks(resolve(folder), KNOWN_MARKS);
  const failing = [...faults, ...placeholders.map((id) => `${id}: is a placeholder, not the mark itself`)];
  for (const fault of failing) process.stdout.write(`${fault}\n`);
  if (failing.length === 0) process.stdout.write(`All marks comply: ${[...pictures.keys()].join(', ')}.\n`);
  process.exitCode = failing.length === 0 ? 0 : 1;
}
