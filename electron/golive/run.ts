import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../../drivers/system/clock.ts';
import { openOutput } from '../../drivers/system/output.ts';
import { makePrivate, NODE_FLAGS } from '../../drivers/system/private-process.ts';
import { RunFolder, sha256 } from '../../drivers/golive/run-folder.ts';
import { publishedFor } from '../../src/golive/cases/published.ts';
import type { AcceptanceCase, CaseKind } from '../../src/golive/case.ts';
import { ANSWERS, type Answers, type Build } from '../../src/golive/run-lines.ts';
import { isWhole, standingsOf, type Standing } from '../../src/golive/standing.ts';
import { openCamera, type Camera } from '../../drivers/golive/camera.ts';
import { findBrowser } from '../browser.ts';
import { assetsOfProcess, programOfProcess } from '../assets.ts';
import { readSettings, type Settings } from '../settings.ts';
import { readArguments, type GoLive } from './arguments.ts';
import { checkFolder } from './check-folder.ts';
import { at, rehearse } from './rehearse.ts';
import { shortenedIn } from './shortened.ts';
import { stageTrouble } from './stage-guard.ts';
import { writeReport } from './write-report.ts';

// `npm run golive`: the acquirers' own acceptance cases, with evidence and one report. A case is a line of JSON on
// standard output; words for people go to standard error. Exit: 0 all that is required passed, 1 something failed or
// is open, 2 usage or config, 3 the folder of the run cannot be used, 4 anything else.

const EXIT = { whole: 0, open: 1, usage: 2, unusable: 3, other: 4 } as const;

const clock = systemClock();
/** The sandbox speaks of every call; the record has them. */
const quietLog = { info: () => undefined, warn: (message: string) => say(message) };
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
  const gateway = gatewayOf(settings.value, asked.acquirer);
  if (gateway === null) return EXIT.usage;
  const kind = settings.value.config.gateways[gateway]?.kind as CaseKind;
  const cases = publishedFor(kind);
  if (asked.case !== null && !cases.some(({ id }) => id === asked.case)) {
    say(`There is no case ${asked.case} for ${kind}.`);
    return EXIT.usage;
  }
  if (asked.list) {
    for (const { id, title, sources, ways, phase } of cases) tell({ case: id, title, phase, ways, sources });
    return EXIT.whole;
  }
  const trouble = stageTrouble(settings.value.config.gateways[gateway], asked.against);
  if (trouble !== null) {
    say(trouble);
    return EXIT.usage;
  }
  const answers = readAnswers(asked.answers);
  if (answers === null) return EXIT.usage;
  return run({ asked, settings: settings.value, gateway, kind, cases, answers });
}

interface Run {
  readonly asked: GoLive;
  readonly settings: Settings;
  readonly gateway: string;
  readonly kind: CaseKind;
  readonly cases: readonly AcceptanceCase[];
  readonly answers: Answers;
}

async function run({ asked, settings, gateway, kind, cases, answers }: Run): Promise<number> {
  const path = resolve(asked.out ?? join('out', 'golive', gateway));
  const opened = RunFolder.open(path);
  if (!opened.ok) {
    say(opened.error.say);
    return EXIT.unusable;
  }
  const folder = opened.value;
  const camera = await openCameraHere();
  try {
    const { timeZone } = settings.config.terminal;
    const text = readFileSync(asked.config, 'utf8');
    const build = buildOf(asked, settings, gateway, kind, text);
    const began = folder.lines.length === 0 || !asked.report;
    const runId = runIdOf(folder, path);
    if (began)
      folder.add({
        ...{ kind: 'begun', at: at(clock, timeZone), run: runId, build },
        shortened: [...shortenedIn(settings.config.gateways[gateway])],
      });
    breakOff(folder, timeZone);
    const before = standingsOf(cases, entriesOf(folder), build);
    const due = before.filter((standing) =>
      asked.case === null ? isDue(standing) : standing.of.id === asked.case,
    );
    const played = due.map(({ of }) => of).filter(({ script }) => script !== undefined);
    if (!asked.report && played.length > 0 && asked.against === 'own') {
      say(`${played.length} cases are played against the own sandbox, as a dress rehearsal.`);
      await rehearse(
        {
          ...{ run: runId, settings, gateway, kind, folder, clock, timeZone, camera, log: quietLog },
          shop: JSON.parse(text) as Record<string, unknown>,
          program: { node: process.execPath, terminal: programOfProcess().terminal, flags: NODE_FLAGS },
          begins: (id, number, of) => say(`${id} is played, ${number} of ${of}.`),
          ended: (id, passed, reasons) => say(`${passed ? 'passed' : 'FAILED'}  ${id}  ${reasons.join(' ')}`),
        },
        played,
      );
    }
    for (const [id, { verdict, who, why }] of Object.entries(answers))
      if (cases.some((of) => of.id === id))
        folder.add({ kind: 'said', at: at(clock, timeZone), case: id, verdict, who, why });
    const standings = standingsOf(cases, entriesOf(folder), build);
    for (const { of, state, why, by, attempt } of standings) tell({ case: of.id, state, by, attempt, why });
    await writeReport({
      folder,
      standings,
      settings,
      gateway,
      build,
      runId,
      camera,
      at: at(clock, timeZone),
    });
    say(`The report: ${join(path, 'report', 'report.html')}`);
    return isWhole(standings) ? EXIT.whole : EXIT.open;
  } finally {
    // A browser that is left open would keep this command from ending.
    await camera?.close();
    folder.close();
  }
}

/** A camera in this machine's browser; null where there is none. */
async function openCameraHere(): Promise<Camera | null> {
  const browser = findBrowser();
  return browser === null ? null : openCamera(browser.path, process.getuid?.() === 0);
}

/** What has not passed in this build, and nobody has settled. */
function isDue({ state, ofAnotherBuild }: Standing): boolean {
  return ofAnotherBuild || ['open', 'running', 'failed'].includes(state);
}

function entriesOf({ lines }: RunFolder) {
  return lines.map(({ entry }) => entry);
}

/** A case that was being played when its run ended is broken off, and begun anew as the next try. */
function breakOff(folder: RunFolder, timeZone: string): void {
  const last = folder.lines.findLast(
    ({ entry }) => entry.kind === 'caseBegun' || entry.kind === 'caseEnded' || entry.kind === 'brokenOff',
  );
  if (last?.entry.kind !== 'caseBegun') return;
  const { case: id, attempt } = last.entry;
  folder.add({
    ...{ kind: 'brokenOff', at: at(clock, timeZone), case: id, attempt },
    why: 'the run was ended in the middle of it; its sandbox ended with it',
  });
}

function runIdOf({ lines }: RunFolder, path: string): string {
  const first = lines.find(({ entry }) => entry.kind === 'begun')?.entry;
  return first?.kind === 'begun' ? first.run : sha256(`${path} ${clock.nowMs()}`).slice(0, 8).toUpperCase();
}

function buildOf(
  { against }: GoLive,
  settings: Settings,
  gateway: string,
  kind: CaseKind,
  text: string,
): Build {
  const keys = [...(settings.keys.get(gateway) ?? [])].map(([name, key]) => `${name} ${key}`).join('\n');
  return {
    version: assetsOfProcess().version,
    ...{ configHash: sha256(text), keysHash: sha256(keys), gateway, kind, against },
  };
}

function gatewayOf({ config }: Settings, named: string | null): string | null {
  const names = Object.keys(config.gateways);
  const [only, ...more] = names;
  if (named !== null && names.includes(named)) return named;
  if (named === null && only !== undefined && more.length === 0) return only;
  say(`Say which acquirer, by its name in the config: --acquirer ${names.join(' | ')}`);
  return null;
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
