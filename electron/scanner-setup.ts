import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { rewriteConfig } from '../drivers/config-file.ts';
import { codeInSigns, setUpScanner } from '../drivers/scanner/setup.ts';
import { systemClock } from '../drivers/system/clock.ts';
import { setupSentence } from '../src/contract/setup-words.ts';
import { withScannerEntry } from '../src/scan/config-entry.ts';
import type { ScannerPart } from '../src/scan/setup.ts';
import { SETUP_SENTENCES } from '../src/scan/setup-sentences.ts';
import { EXIT } from './exit.ts';

// `npm start -- --scanner-setup`: finds out how the shop's scanner is set, at the terminal it was typed at. With
// `--config till.json` the entry is written into that file, after a question or with `--yes`.

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const options = { config: { type: 'string' }, yes: { type: 'boolean' } } as const;
const asked = argumentsOf();

if (asked === null) {
  say('Use: npm start -- --scanner-setup [--config till.json [--yes]]');
  process.exitCode = EXIT.config;
} else {
  const { config, yes } = asked;
  process.exitCode = await setUpScanner({
    clock: systemClock(),
    paths: [],
    tell: (fact) => say(setupSentence(SETUP_SENTENCES, fact)),
    show: async ({ number, of, text }) => {
      say(`Scan code ${number} of ${of} (or a code of your own):`);
      say(await codeInSigns(text));
    },
    quietMs: 400,
    patienceMs: 120_000,
    found: async (part) => {
      say(JSON.stringify(part, null, 2));
      return config === undefined || write(config, part, yes === true);
    },
  });
}

function argumentsOf(): { config?: string | undefined; yes?: boolean | undefined } | null {
  try {
    return parseArgs({ options }).values;
  } catch {
    return null;
  }
}

async function write(file: string, part: ScannerPart, yes: boolean): Promise<boolean> {
  if (!yes && !(await agreed(`Write it into ${file}? (y/n) `))) {
    say('Nothing was written.');
    return true;
  }
  const written = await rewriteConfig(file, (text) => withScannerEntry(text, part));
  say(
    written.ok
      ? `It is written. As it was before, it stands in ${written.value.backup}. Restart the till to use it.`
      : written.error.why,
  );
  return written.ok;
}

/** The answer to a question; an input that ends without one is a no. */
async function agreed(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question(question), ended]);
  lines.close();
  return /^\s*y(es)?\s*$/i.test(answer);
}
