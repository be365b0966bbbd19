import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../drivers/system/clock.ts';
import { makePrivate } from '../../drivers/system/private-process.ts';
import { TypedLines } from '../../drivers/system/typed-lines.ts';
import { assetsOfProcess } from '../assets.ts';
import { EXIT } from '../exit.ts';
import { converse } from './conversation.ts';
import { SetUpSession } from './session.ts';

// `npm run setup -- --out till.json`: asks at a terminal what a till needs, tries each answer, writes the config. The same
// questions as on the pages of the till. Exit: 0 the config is written, 2 arguments, 4 it was left before the end.

const HELP = `Use: npm run setup -- --out till.json

Asks what a till needs, one question after the other, and writes the config with its keys (mode 0600).
Enter takes what stands in brackets. "-" leaves out what may be left out, "<" goes back, Ctrl-C leaves:
what was answered is kept beside the config, and is not asked again the next time.
A config that is there already is kept as till.json.bak.
`;

/** A person at a terminal reads the questions, and not the log of the trials. */
const NO_LOG = { info: () => undefined, warn: () => undefined };

const say = (text: string): void => void process.stdout.write(`${text}\n`);
makePrivate();
process.exitCode = await main();

async function main(): Promise<number> {
  const asked = argumentsOf();
  if (asked?.help === true) {
    say(HELP);
    return EXIT.done;
  }
  if (asked?.out === undefined) {
    process.stderr.write(HELP);
    return EXIT.config;
  }
  const clock = systemClock();
  const session = new SetUpSession({
    ...{ file: resolve(asked.out), assets: assetsOfProcess(), clock, log: NO_LOG },
    done: () => undefined,
  });
  await session.begin();
  const lines = new TypedLines();
  try {
    return (await converse({ session, lines, say, clock })) ? EXIT.done : EXIT.other;
  } finally {
    lines.close();
  }
}

function argumentsOf(): { out?: string | undefined; help?: boolean | undefined } | null {
  try {
    const options = { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ options }).values;
  } catch {
    return null;
  }
}
