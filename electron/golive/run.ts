import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openStudio, type Studio } from '../../drivers/golive/camera.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { openOutput } from '../../drivers/system/output.ts';
import { makePrivate } from '../../drivers/system/private-process.ts';
import { publishedFor } from '../../src/golive/cases/published.ts';
import { ANSWERS, type Answers } from '../../src/golive/run-lines.ts';
import type { CaseKind } from '../../src/golive/case.ts';
import { findBrowser } from '../browser.ts';
import { ENVIRONMENT } from '../environment.ts';
import { readSettings, type Settings } from '../settings.ts';
import { EXIT, runAcquirer, type Telling } from './acquirer-run.ts';
import { readArguments, type GoLive } from './arguments.ts';
import { checkFolder } from './check-folder.ts';
import { lineGuide, NOBODY, type Guide, type Task } from './guide.ts';

// `npm run golive`: the acquirers' own acceptance cases, with evidence and one report for each acquirer. A case is a line of
// JSON on standard output; words for people go to standard error. Exit: 0 all that is required passed, 1 something failed or
// is open, 2 usage or config, 3 the folder of the run cannot be used, 4 anything else.

const clock = systemClock();
const errors = openOutput(2, clock);
const output = openOutput(1, clock);
const say = (text: string): void => errors.write(`${text}\n`);
const tell = (line: object): void => output.write(`${JSON.stringify(line)}\n`);

async function main(): Promise<number> {
  const read = readArguments(process.argv.slice(2));
  if (!read.ok) {
    say(read.error);
    return EXIT.usage;
  }
  const asked = read.value;
  if (asked.check !== null) return checkFolder(asked.check, say, tell) ? EXIT.whole : EXIT.open;
  const settings = readSettings(asked.config);
  if (!settings.ok) {
    for (const { path, why } of settings.error) say(`config: ${path === '' ? 'the file' : path}: ${why}`);
    return EXIT.usage;
  }
  const gateways = gatewaysOf(settings.value, asked);
  if (gateways === null) return EXIT.usage;
  const answers = readAnswers(asked.answers);
  if (answers === null) return EXIT.usage;
  if (asked.list) {
    for (const [acquirer, kind] of gateways)
      for (const { id, title, sources, ways, phase } of publishedFor(kind))
        tell({ case: id, acquirer, title, phase, ways, sources });
    return EXIT.whole;
  }
  return runAll(asked, settings.value, gateways, answers);
}

/** Runs every acquirer: the own sandboxes side by side, since their cases wait most of the time; real gateways in turn. */
async function runAll(
  asked: GoLive,
  settings: Settings,
  gateways: ReadonlyMap<string, CaseKind>,
  answers: Answers,
): Promise<number> {
  const leaves = new AbortController();
  const guide = guideOf(asked);
  const leave = (): void => {
    // A second signal ends it as it stands: its folder is settled by the next run.
    if (leaves.signal.aborted) process.exit(EXIT.other);
    leaves.abort();
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  // Who leads is gone: nobody would hear how it ends.
  if (asked.led) process.stdin.on('end', () => process.exit(EXIT.other)).resume();
  const studio = await openStudioHere(asked);
  const isOne = gateways.size === 1;
  const began = clock.nowMs();
  const one = async ([gateway, kind]: readonly [string, CaseKind]): Promise<number> =>
    runAcquirer({
      ...{ asked, settings, gateway, kind, answers, studio, clock, guide, leaves: leaves.signal },
      text: readFileSync(asked.config, 'utf8'),
      path: pathOf(asked, gateway, isOne),
      telling: tellingOf(asked, isOne ? null : gateway),
    });
  try {
    const codes: number[] = [];
    if (asked.against === 'own') codes.push(...(await Promise.all([...gateways].map(one))));
    else for (const each of gateways) codes.push(await one(each));
    if (!isOne) say(`All acquirers: ${Math.round((clock.nowMs() - began) / 1000)} s.`);
    return Math.max(...codes);
  } finally {
    // A browser that is left open would keep this command from ending.
    await studio?.close();
    // Last: as long as it is open, this process hears that who leads is gone.
    guide.close();
    process.stdin.destroy();
  }
}

function pathOf({ out }: GoLive, gateway: string, isOne: boolean): string {
  if (out === null) return resolve('out', 'golive', gateway);
  return isOne ? resolve(out) : resolve(join(out, gateway));
}

/** Words for a person go to standard error; where a page leads, everything is JSON on standard output. */
function tellingOf({ led }: GoLive, acquirer: string | null): Telling {
  const who = acquirer === null ? '' : `${acquirer}: `;
  const named = acquirer === null ? {} : { acquirer };
  return {
    say: (text) => say(`${who}${text}`),
    verdict: (line) => tell({ ...line, ...named }),
    begins: (caseId, number, of) =>
      led
        ? tell({ event: 'begins', case: caseId, number, of, ...named })
        : say(`${who}${caseId} is played, ${number} of ${of}.`),
    ended: (caseId, state, reasons) =>
      led
        ? tell({ event: 'ended', case: caseId, state, ...named })
        : say(`${who}${state === 'failed' ? 'FAILED' : state}  ${caseId}  ${reasons.join(' ')}`),
  };
}

function guideOf({ against, unattended, led }: GoLive): Guide {
  if (against === 'own' || unattended) return NOBODY;
  return lineGuide(process.stdin, (task: Task | null) => {
    if (led) tell({ event: 'task', task });
    else if (task !== null)
      say(
        `${task.case === null ? '' : `${task.case}: `}${task.say}\n(Enter: done. "cannot <why>": not now.)`,
      );
  });
}

/** A browser of this machine; null where there is none. A person who has a screen sees the windows too. */
async function openStudioHere({ against, unattended, led }: GoLive): Promise<Studio | null> {
  const browser = findBrowser();
  if (browser === null) return null;
  const hasScreen = process.platform !== 'linux' || ENVIRONMENT.hasDisplay;
  const isShown = against !== 'own' && !unattended && !led && hasScreen;
  return openStudio(browser.path, { asRoot: process.getuid?.() === 0, isShown });
}

/** The acquirers that are run, each with its kind; null, said in words, where there is none of that name or case. */
function gatewaysOf({ config }: Settings, { acquirer, cases }: GoLive): ReadonlyMap<string, CaseKind> | null {
  const all = Object.entries(config.gateways);
  const named = all.filter(([name]) => acquirer === null || name === acquirer);
  if (named.length === 0) {
    say(`There is no gateway ${acquirer}; the config has ${all.map(([name]) => name).join(', ')}.`);
    return null;
  }
  const kinds = named.map(([name, { kind }]) => [name, kind] as const);
  const known = new Set(kinds.flatMap(([, kind]) => publishedFor(kind).map(({ id }) => id)));
  const strange = cases?.find((id) => !known.has(id));
  if (strange !== undefined) {
    say(`There is no case ${strange} for ${kinds.map(([, kind]) => kind).join(', ')}.`);
    return null;
  }
  const own = kinds.filter(
    ([, kind]) => cases === null || publishedFor(kind).some(({ id }) => cases.includes(id)),
  );
  return new Map(own);
}

function readAnswers(file: string | null): Answers | null {
  if (file === null) return {};
  try {
    const read = ANSWERS.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (read.success) return read.data;
    say(
      `${file}: each entry is {"verdict": "passed"|"failed"|"skipped"|"notForThisShop", "who", "why"} under the id of its case.`,
    );
  } catch (error) {
    say(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return null;
}

makePrivate();
try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = EXIT.other;
}
