import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLicences } from './licences.ts';

// `node drivers/system/licences-file.ts <project> <file>`: keeps the licences of all that ships, for a till that is bundled.

const [root, file] = process.argv.slice(2);
if (root === undefined || file === undefined) {
  process.stderr.write('Name the folder of the project, and the file to write.\n');
  process.exitCode = 2;
} else {
  writeFileSync(file, JSON.stringify(readLicences(root, join(root, 'drivers/printer/font'))));
}
