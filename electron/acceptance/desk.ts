import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { readOwnCases } from '../../drivers/golive/own-cases.ts';
import { readLines, RunFolder } from '../../drivers/golive/run-folder.ts';
import type { AcceptanceView } from '../../src/contract/acceptance-commands.ts';
import { LED_AGAINST } from '../../src/contract/acceptance-names.ts';
import type { Handlers, InputOf } from '../../src/contract/contract.ts';
import { refuse } from '../../src/contract/problems.ts';
import type { AcceptanceCase, CaseKind } from '../../src/golive/case.ts';
import { publishedFor } from '../../src/golive/cases/published.ts';
import { withOwnCases } from '../../src/golive/own-cases.ts';
import type { CaseRecord } from '../../src/golive/record.ts';
import { openFor, standingsOf, type Standing } from '../../src/golive/standing.ts';
import { whyNotThere } from '../../src/golive/where.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { ok } from '../../src/ground/result.ts';
import { isoWithOffset } from '../../src/ground/time.ts';
import type { TrialScan } from '../../src/till/technician/trial-scan.ts';
import type { Settings } from '../settings.ts';
import { buildOf } from '../golive/build-of.ts';
import { shopTraits } from '../golive/shop-traits.ts';
import { stageTrouble } from '../golive/stage-guard.ts';
import { KitChild, type KitProgram, type Running } from './child.ts';

type Against = (typeof LED_AGAINST)[number];
type Acquirer = AcceptanceView['acquirers'][number];

/** What the page of the acceptance cases needs of its till. */
export interface AcceptanceParts {
  readonly settings: Settings;
  readonly version: string;
  readonly program: KitProgram;
  readonly clock: Clock;
  readonly trial: TrialScan;
  readonly isSaleOpen: () => boolean;
}

const BUSY = refuse({
  slug: 'till-busy',
  detail: 'Finish or cancel the sale on the screen first.',
  why: 'sale',
});
const RUNNING = refuse({
  slug: 'till-busy',
  detail: 'Acceptance cases are being played. Leave them first.',
  why: 'acceptance',
});
const NOT_HERE = refuse({
  slug: 'not-available',
  detail: 'This till was started without a config file.',
  why: 'noConfigFile',
});
const NO_SUCH = refuse({ slug: 'not-found', detail: 'There is no such case, gateway or file.' });

/** The acceptance cases of the till's acquirers, played by the kit beside the till and led by a page. */
export class AcceptanceDesk {
  readonly #parts: AcceptanceParts;
  #child: KitChild | null = null;
  #trouble: string | null = null;
  readonly #targets = new Map<string, Against>();

  constructor(parts: AcceptanceParts) {
    this.#parts = parts;
  }

  handlers(): Pick<Handlers, 'readAcceptance' | 'runAcceptance' | 'readAcceptanceFile'> {
    return {
      readAcceptance: () => Promise.resolve(ok(this.#view())),
      runAcceptance: (input) => Promise.resolve(this.#run(input)),
      readAcceptanceFile: (input) => Promise.resolve(this.#file(input)),
    };
  }

  /** Ends what is being played: the till ends. */
  close(): void {
    this.#child?.kill();
  }

  #run({ body }: InputOf<'runAcceptance'>) {
    const { settings, isSaleOpen } = this.#parts;
    if (settings.file === null) return NOT_HERE;
    switch (body.act) {
      case 'start': {
        const part = settings.config.gateways[body.gateway];
        if (part === undefined) return NO_SUCH;
        if (this.#child !== null) return RUNNING;
        if (isSaleOpen()) return BUSY;
        this.#targets.set(body.gateway, body.against);
        const only = body.case === undefined ? [] : ['--case', body.case];
        const account = body.account === undefined ? [] : ['--account', body.account];
        this.#start(body, ['--against', body.against, ...only, ...account]);
        break;
      }
      case 'leave':
        this.#child?.leave();
        break;
      case 'done':
        this.#child?.answer({ done: true });
        break;
      case 'cannot':
        this.#child?.answer({ cannot: body.why ?? 'not now' });
        break;
      case 'say': {
        const said = this.#say(body);
        if (said !== null) return said;
        break;
      }
    }
    return ok(this.#view());
  }

  #start(of: Pick<Running, 'gateway' | 'against'>, args: readonly string[]): void {
    const { settings, program } = this.#parts;
    if (settings.file === null) return;
    this.#trouble = null;
    const where = ['--config', settings.file, '--acquirer', of.gateway, '--out', this.#folder(of)];
    const child = new KitChild(program, [...where, ...args], of, (task) => this.#tasked(task));
    this.#child = child;
    void child.ended.then(() => {
      this.#trouble = child.trouble;
      this.#child = null;
      this.#parts.trial.lend(null);
    });
  }

  /** A code that is asked for is taken from the till's own scanners, and goes to the kit alone. */
  #tasked(task: Running['task']): void {
    this.#parts.trial.lend(task?.task === 'code' ? (text) => this.#child?.answer({ text }) : null);
  }

  #say(body: InputOf<'runAcceptance'>['body']) {
    const { settings, clock } = this.#parts;
    const part = settings.config.gateways[body.gateway];
    const { gateway, against, case: id, verdict, who, why } = body;
    if (part === undefined || verdict === undefined || who === undefined || why === undefined) return NO_SUCH;
    if (id === undefined || !casesOf(part.kind, this.#folder(body)).some((of) => of.id === id))
      return NO_SUCH;
    if (this.#child !== null) return RUNNING;
    const opened = RunFolder.open(this.#folder(body));
    if (!opened.ok) return RUNNING;
    const at = isoWithOffset(clock.nowMs(), settings.config.terminal.timeZone);
    if (opened.value.lines.length === 0) {
      const build = this.#build(gateway, against);
      const run = `PAGE${String(clock.nowMs()).slice(-6)}`;
      opened.value.add({ kind: 'begun', at, run, build, shortened: [] });
    }
    opened.value.add({ kind: 'said', at, case: id, verdict, who, why });
    opened.value.close();
    // The report says it too.
    this.#start(body, ['--against', against, '--report']);
    return null;
  }

  #file({ params, query: { name } }: InputOf<'readAcceptanceFile'>) {
    const file = join(this.#folder(params), name);
    const contentType = TYPES[extname(file)];
    if (contentType === undefined || !existsSync(file) || !statSync(file).isFile()) return NO_SUCH;
    return ok({ contentType, content: readFileSync(file).toString('latin1') });
  }

  #view(): AcceptanceView {
    const { settings } = this.#parts;
    const gateways = settings.file === null ? [] : Object.keys(settings.config.gateways);
    return {
      acquirers: gateways.flatMap((gateway) => this.#acquirers(gateway)),
      running: this.#child?.running ?? null,
      trouble: this.#trouble ?? this.#ownCasesTrouble(),
    };
  }

  /** What keeps a file of a person's own cases from being read: their cases stand on no list then. */
  #ownCasesTrouble(): string | null {
    const { settings } = this.#parts;
    if (settings.file === null) return null;
    for (const gateway of Object.keys(settings.config.gateways))
      for (const against of LED_AGAINST) {
        const own = readOwnCases(this.#folder({ gateway, against }));
        if (!own.ok) return own.error;
      }
    return null;
  }

  #acquirers(gateway: string): readonly Acquirer[] {
    const part = this.#parts.settings.config.gateways[gateway];
    if (part === undefined) return [];
    return LED_AGAINST.map((against) => {
      const may = stageTrouble(part, against) === null;
      const folder = this.#folder({ gateway, against });
      const lines = readLines(folder);
      const standings = standingsOf(
        casesOf(part.kind, folder),
        lines.ok ? lines.value.map(({ entry }) => entry) : [],
        this.#build(gateway, against),
        shopTraits(part),
      );
      const reports = REPORTS.filter((name) => existsSync(join(folder, name)));
      const [first] = reports;
      return {
        ...{ gateway, kind: part.kind, against, may, reports, folder },
        cases: standings.map((standing) => caseOf(standing, against, folder)),
        reportAt: first === undefined ? null : this.#time(statSync(join(folder, first)).mtimeMs),
      };
    });
  }

  #build(gateway: string, against: Against) {
    const { settings, version } = this.#parts;
    const text = settings.file === null ? '' : readFileSync(settings.file, 'utf8');
    return buildOf(version, settings, gateway, against, text);
  }

  #folder({ gateway, against }: { readonly gateway: string; readonly against: Against }): string {
    const { file } = this.#parts.settings;
    return join(dirname(file ?? '.'), 'golive', `${gateway}-${against}`);
  }

  #time(atMs: number): string {
    return isoWithOffset(atMs, this.#parts.settings.config.terminal.timeZone);
  }
}

const REPORTS = ['report/report.pdf', 'report/report.html', 'report/report.csv', 'report/report.json'];

const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.html': 'text/html; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
  '.pem': 'text/plain; charset=utf-8',
};

function caseOf(
  { of, state, by, why, attempt, tookMs, record, photos, ofAnotherBuild }: Standing,
  against: Against,
  folder: string,
): Acquirer['cases'][number] {
  const plays = of.script !== undefined && whyNotThere(of, against) === null;
  return {
    ...{ id: of.id, title: of.title, phase: of.phase, by, attempt, tookMs, plays },
    ...{ steps: of.steps, seen: of.seen, openFor: openFor(of, { against }) },
    // What another program or config has shown does not count any more.
    state: ofAnotherBuild ? 'open' : state,
    why: ofAnotherBuild ? 'It was played with another program or another config.' : why,
    pictures: [
      ...photos.map((file) => ({ file, say: 'brought by a person' })),
      ...(record === null ? [] : picturesIn(join(folder, record))),
    ],
  };
}

function picturesIn(record: string): { file: string; say: string }[] {
  try {
    const { screens, papers } = JSON.parse(readFileSync(record, 'utf8')) as CaseRecord;
    return [
      ...screens.map(({ file, window, name }) => ({ file, say: `${window}: ${name}` })),
      ...papers.map(({ file, copy, sale }) => ({ file, say: `${copy}, sale ${sale}` })),
    ];
  } catch {
    return [];
  }
}

/** The cases of an acquirer, with those that a person wrote into the folder of the run; a file that cannot be read adds none, and the page says so. */
function casesOf(kind: CaseKind, folder: string): readonly AcceptanceCase[] {
  const own = readOwnCases(folder);
  return withOwnCases(publishedFor(kind), own.ok ? own.value : [], kind);
}
