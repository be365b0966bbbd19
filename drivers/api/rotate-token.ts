import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { readGuarded } from '../system/guarded-file.ts';
import { makePrivate } from '../system/private-process.ts';
import { writePrivateFile } from '../system/private-file.ts';
import { isToken, newSecret } from './token.ts';

// `npm run token -- --file api.token`: another token in place of the one in a file. A till that runs takes it from the next
// call on, and the old one no more. Exit: 0, or 2 and why not.

const USAGE = `Use: npm run token -- --file api.token

Writes another token into the file (mode 0600): the one of "api.tokenFile", or of a role in "api.tokens". A till that runs
takes it from the next call on, and the token before it no more. The token itself is not shown: programs read the file.`;

makePrivate();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const asked = argumentsOf(args);
  if (asked?.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (asked?.file === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const file = resolve(asked.file);
  const before = readGuarded(file, 'secret');
  if (before.ok ? !isToken(before.value.toString('utf8')) : before.error.kind === 'unread') {
    const why = before.ok ? `${file} holds something else than a token` : before.error.say;
    process.stderr.write(`${why}: it was left as it is. Name the file of a token.\n`);
    return 2;
  }
  try {
    await writePrivateFile(file, `${newSecret()}\n`);
  } catch (error) {
    process.stderr.write(`${file} cannot be written: ${String(error)}\n`);
    return 2;
  }
  process.stdout.write(`Another token stands in ${file}. Tell it to the programs that read this file.\n`);
  return 0;
}

function argumentsOf(
  args: readonly string[],
): { file?: string | undefined; help?: boolean | undefined } | null {
  try {
    const options = { file: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return null;
  }
}
