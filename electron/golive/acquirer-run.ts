import type { Studio } from '../../drivers/golive/camera.ts';
import { readOwnCases } from '../../drivers/golive/own-cases.ts';
import { RunFolder, sha256 } from '../../drivers/golive/run-folder.ts';
import type { AcceptanceCase, CaseKind } from '../../src/golive/case.ts';
import { publishedFor } from '../../src/golive/cases/published.ts';
import { withOwnCases } from '../../src/golive/own-cases.ts';
import type { Answers } from '../../src/golive/run-lines.ts';
import { isWhole, standingsOf, type Standing } from '../../src/golive/standing.ts';
import { needsPerson, paymentsOf, whyNotThere } from '../../src/golive/where.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { assetsOfProcess, programOfProcess } from '../assets.ts';
import type { Settings } from '../settings.ts';
import type { GoLive } from './arguments.ts';
import { buildOf } from './build-of.ts';
import type { Guide } from './guide.ts';
import { checkedPerson, type Person } from './person.ts';
import { openOwnSide } from './own-side.ts';
import { at, playCases } from './play-cases.ts';
import { takePhoto } from './photos.ts';
import { openRealSide } from './real-side.ts';
import { shopTraits } from './shop-traits.ts';
import { shortenedIn } from './shortened.ts';
import { accountSeen, stageTrouble } from './stage-guard.ts';
import { writeReport } from './write-report.ts';

export const EXIT = { whole: 0, open: 1, usage: 2, unusable: 3, other: 4 } as const;

/** Who hears of a run. */
export interface Telling {
  readonly say: (text: string) => void;
  readonly verdict: (line: object) => void;
  readonly begins: (caseId: string, number: number, of: number) => void;
  readonly ended: (
    caseId: string,
    state: 'passed' | 'failed' | 'skipped',
    reasons: readonly string[],
  ) => void;
}

/** One acquirer's run. */
export interface AcquirerRun {
  readonly asked: GoLive;
  readonly settings: Settings;
  readonly gateway: string;
  readonly kind: CaseKind;
  readonly answers: Answers;
  readonly studio: Studio | null;
  readonly clock: Clock;
  readonly guide: Guide;
  readonly leaves: AbortSignal;
  /** The config's text. */
  readonly text: string;
  /** The folder of the run. */
  readonly path: string;
  readonly telling: Telling;
}

/** What is sold where a case names no amount; no ending of it chooses a fault. Ours. */
const USUAL_MINOR = 1200;
/** Payments on a live account in one run. Source: going-live dossier, section 4.1. */
const LIVE_PAYMENTS_MAX = 10;
/** A payment on a live account, in minor units, where the config says nothing else. Source: as above. */
const LIVE_MINOR = 100;
/** How much longer than the flow a person is waited for. Ours. */
const PERSON_MS = 15 * 60_000;

/** Runs the cases of one acquirer, and writes its report; answers the exit code. */
export async function runAcquirer(run: AcquirerRun): Promise<number> {
  const { asked, settings, gateway, kind, answers, studio, clock, path, telling, text } = run;
  const part = settings.config.gateways[gateway];
  const trouble = stageTrouble(part, asked.against);
  if (part === undefined || trouble !== null) {
    telling.say(trouble ?? '');
    return EXIT.usage;
  }
  const opened = RunFolder.open(path);
  if (!opened.ok) {
    telling.say(opened.error.say);
    return EXIT.unusable;
  }
  const folder = opened.value;
  const camera = studio?.camera() ?? null;
  try {
    const { timeZone } = settings.config.terminal;
    const build = buildOf(assetsOfProcess().version, settings, gateway, asked.against, text);
    const own = readOwnCases(path);
    if (!own.ok) {
      telling.say(own.error);
      return EXIT.usage;
    }
    const cases = withOwnCases(publishedFor(kind), own.value, kind);
    const traits = shopTraits(part);
    const standings = (): readonly Standing[] =>
      standingsOf(
        cases,
        folder.lines.map(({ entry }) => entry),
        build,
        traits,
      );
    const runId = runIdOf(folder, path, clock);
    const began = folder.lines.length === 0 || !asked.report;
    const due = asked.report ? [] : dueOf(standings(), asked);
    const person = due.length === 0 ? null : await checkedPerson(asked, part, settings, run.guide);
    if (person !== null && !person.ok) {
      telling.say(person.error);
      return EXIT.usage;
    }
    if (began)
      folder.add({
        ...{ kind: 'begun', at: at(clock, timeZone), run: runId, build },
        shortened: [...shortenedIn(part)],
      });
    breakOff(folder, at(clock, timeZone));
    if (person !== null) await play(run, { folder, runId, due, camera, part, person: person.value });
    for (const [id, answer] of Object.entries(answers))
      if (cases.some((of) => of.id === id)) await keepSaid(run, folder, id, answer);
    const ended = standings();
    for (const { of, state, why, by, attempt } of ended)
      telling.verdict({ case: of.id, state, by, attempt, why });
    const report = { folder, standings: ended, settings, gateway, build, runId, studio };
    await writeReport({ ...report, at: at(clock, timeZone) });
    telling.say(`The report: ${path}/report/report.html`);
    return isWhole(ended) ? EXIT.whole : EXIT.open;
  } finally {
    await camera?.close();
    folder.close();
  }
}

/** Keeps what a person says of a case, with the picture that is brought; without that picture nothing is said. */
async function keepSaid(
  { asked, studio, clock, settings, telling }: AcquirerRun,
  folder: RunFolder,
  id: string,
  { verdict, who, why, photo }: Answers[string],
): Promise<void> {
  const taken =
    photo === undefined ? null : await takePhoto(id, photo, { answers: asked.answers ?? '', studio, folder });
  if (taken?.ok === false) return telling.say(`${id}: ${taken.error}. What is said of it was not kept.`);
  const { timeZone } = settings.config.terminal;
  const picture = taken === null ? {} : { photo: taken.value };
  folder.add({ kind: 'said', at: at(clock, timeZone), case: id, verdict, who, why, ...picture });
}

interface Due {
  readonly folder: RunFolder;
  readonly runId: string;
  readonly due: readonly AcceptanceCase[];
  readonly camera: ReturnType<Studio['camera']> | null;
  readonly part: Settings['config']['gateways'][string];
  readonly person: Person;
}

async function play(run: AcquirerRun, { folder, runId, due, camera, part, person }: Due): Promise<void> {
  const { asked, settings, gateway, kind, clock, guide, leaves, telling, text } = run;
  const { against } = asked;
  const shop = JSON.parse(text) as Record<string, unknown>;
  const { pathOf, config } = settings;
  const log = { info: () => undefined, warn: telling.say };
  telling.say(`${due.length} cases are played against ${WHERE[against]}.`);
  await playCases(
    {
      ...{ run: runId, settings, gateway, folder, clock, log, camera, leaves },
      timeZone: config.terminal.timeZone,
      program: programOfProcess(),
      account: accountSeen(part, config),
      usualMinor: against === 'production' ? liveMaximum(settings) : USUAL_MINOR,
      isOwn: against === 'own',
      slackMs: against === 'own' ? 0 : PERSON_MS,
      open: (context) =>
        against === 'own'
          ? openOwnSide({ shop, gateway, kind, pathOf, log }, context)
          : openRealSide(
              {
                ...{ shop, gateway, part, pathOf, guide, against, manager: person.manager },
                keys: settings.keys.get(gateway) ?? new Map<string, string>(),
                // A page that leads stands inside the shop's till, which holds its devices.
                hasDevices: !asked.led,
              },
              context,
            ),
      begins: telling.begins,
      ended: telling.ended,
    },
    due,
  );
}

const WHERE = {
  own: 'the own sandbox, as a dress rehearsal',
  sandbox: "the acquirer's test gateway",
  production: 'the live account: this is real money',
} as const;

/** What is played now: what has not passed in this build, nobody has settled, and may be played there. */
function dueOf(standings: readonly Standing[], asked: GoLive): readonly AcceptanceCase[] {
  const { against, unattended } = asked;
  let payments = 0;
  return standings
    .filter((standing) => (asked.cases === null ? isDue(standing) : asked.cases.includes(standing.of.id)))
    .map(({ of }) => of)
    .filter((of) => of.script !== undefined && whyNotThere(of, against) === null)
    .filter((of) => against === 'own' || !unattended || !needsPerson(of))
    .filter((of) => {
      payments += paymentsOf(of);
      return against !== 'production' || payments <= LIVE_PAYMENTS_MAX;
    });
}

function isDue({ state, ofAnotherBuild }: Standing): boolean {
  return ofAnotherBuild || ['open', 'running', 'failed'].includes(state);
}

/** The most that a payment takes on a live account: 1.00 of a currency with cents, 100 of one without. Source: dossier, section 4.1. */
function liveMaximum({ config }: Settings): number {
  return Number(config.golive.liveMaximum ?? LIVE_MINOR);
}

/** A case that was being played when its run ended is broken off, and begun anew as the next try. */
function breakOff(folder: RunFolder, now: string): void {
  const last = folder.lines.findLast(
    ({ entry }) => entry.kind === 'caseBegun' || entry.kind === 'caseEnded' || entry.kind === 'brokenOff',
  );
  if (last?.entry.kind !== 'caseBegun') return;
  const { case: id, attempt } = last.entry;
  const why = 'the run was ended in the middle of it';
  folder.add({ kind: 'brokenOff', at: now, case: id, attempt, why });
}

function runIdOf({ lines }: RunFolder, path: string, clock: Clock): string {
  const first = lines.find(({ entry }) => entry.kind === 'begun')?.entry;
  return first?.kind === 'begun' ? first.run : sha256(`${path} ${clock.nowMs()}`).slice(0, 8).toUpperCase();
}
