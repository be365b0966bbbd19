import type { AcceptanceCase, ShopTrait } from './case.ts';
import type { Build, RunEntry } from './run-lines.ts';
import { whyNotThere } from './where.ts';

export type CaseState = 'open' | 'running' | 'passed' | 'failed' | 'waiting' | 'skipped' | 'notForThisShop';

/** How a case stands in a run. `by`: who said it, the kit where a record shows it. */
export interface Standing {
  readonly of: AcceptanceCase;
  readonly state: CaseState;
  readonly why: string;
  readonly by: 'kit' | 'person' | null;
  readonly attempt: number;
  readonly record: string | null;
  readonly tookMs: number | null;
  /** Pictures that people brought, by their files inside the folder. */
  readonly photos: readonly string[];
  /** It was reached by another program, config, key or stage, and does not count. */
  readonly ofAnotherBuild: boolean;
}

/**
 * How every case stands, by the lines of a run. A person's yes never rescues what the kit saw fail.
 *
 * `traits`: what the shop has; a case that needs something else does not concern it.
 */
export function standingsOf(
  cases: readonly AcceptanceCase[],
  entries: readonly RunEntry[],
  build: Build,
  traits: ReadonlySet<ShopTrait>,
): readonly Standing[] {
  const own = cases.map((of) =>
    of.needs === undefined || traits.has(of.needs)
      ? standingOf(of, entries, build)
      : { ...FRESH, of, state: 'notForThisShop' as const, by: 'kit' as const, why: LACKS[of.needs] },
  );
  return own.map((standing) => shownByOthers(standing, own));
}

const FRESH = { attempt: 0, record: null, tookMs: null, photos: [], ofAnotherBuild: false } as const;

/** Why a case does not concern a shop, by what the shop has not. */
const LACKS: Readonly<Record<ShopTrait, string>> = {
  paymentCode: 'By the config no customer shows a code to this acquirer.',
  orderCode: 'By the config this till shows no order codes.',
  simulation: 'By the config no text can switch the simulation on.',
  noSimulation: 'By the config texts may switch the simulation on.',
  serviceProvider: 'By the config no service provider calls for this shop.',
};

/** Whether everything that is required has passed. */
export function isWhole(standings: readonly Standing[]): boolean {
  return standings.every(
    ({ state, ofAnotherBuild }) => !ofAnotherBuild && (state === 'passed' || state === 'notForThisShop'),
  );
}

function standingOf(of: AcceptanceCase, entries: readonly RunEntry[], build: Build): Standing {
  let standing: Standing = {
    ...{ ...FRESH, of, state: 'open', by: null },
    why: whyOpen(of, build),
  };
  let isCurrent = false;
  for (const entry of entries) {
    if (entry.kind === 'begun') isCurrent = isSame(entry.build, build);
    else if (entry.case === of.id) standing = { ...after(standing, entry), ofAnotherBuild: !isCurrent };
  }
  return standing;
}

function after(before: Standing, entry: Exclude<RunEntry, { kind: 'begun' }>): Standing {
  switch (entry.kind) {
    case 'caseBegun':
      return { ...before, state: 'running', why: 'It is being played.', by: null, attempt: entry.attempt };
    case 'brokenOff':
      return { ...before, state: 'open', why: `Broken off: ${entry.why}`, by: null };
    case 'caseEnded': {
      const { passed, reasons, record, tookMs } = entry;
      return {
        ...before,
        state: passed ? 'passed' : 'failed',
        why: reasons.join(' '),
        by: 'kit',
        record,
        tookMs,
      };
    }
    case 'said': {
      const photos = entry.photo === undefined ? before.photos : [...before.photos, entry.photo];
      return before.by === 'kit' && before.state === 'failed'
        ? { ...before, photos }
        : { ...before, photos, state: entry.verdict, why: `${entry.who}: ${entry.why}`, by: 'person' };
    }
  }
}

/** A case without moves of its own is as good as those that show it. */
function shownByOthers(standing: Standing, all: readonly Standing[]): Standing {
  const names = standing.of.shownBy;
  if (names === undefined || standing.by === 'person') return standing;
  const others = all.filter(({ of }) => names.includes(of.id));
  const shown = others.find(({ state }) => state === 'passed') ?? others[0];
  if (shown === undefined) return standing;
  const { state, by, attempt, record, ofAnotherBuild } = shown;
  return {
    ...standing,
    state,
    by,
    attempt,
    record,
    ofAnotherBuild,
    why: `By ${shown.of.id}. ${shown.why}`.trim(),
  };
}

/** Why a case is open, for a page to say in its own language. */
export type OpenFor = 'notRun' | 'elsewhere' | 'live' | 'report' | 'outside' | 'phone';

/** Why a case is open that nobody has begun. */
export function openFor(
  { ways, script, ...of }: AcceptanceCase,
  { against }: Pick<Build, 'against'>,
): OpenFor {
  if (script !== undefined)
    return whyNotThere({ ...of, ways, script }, against) === null ? 'notRun' : 'elsewhere';
  if (ways.includes('live')) return 'live';
  if (ways.includes('nextDay')) return 'report';
  return ways.includes('outside') ? 'outside' : 'phone';
}

const OPEN: Readonly<Record<OpenFor, string>> = {
  notRun: 'It has not been run.',
  elsewhere: 'It is not played here.',
  live: 'It is run with real money: --against production.',
  report: "It waits for the acquirer's report or answer: a person says how it stands.",
  outside: 'It is not done at a till: a person says how it stands.',
  phone: 'It needs a phone with the wallet: a person says how it stands.',
};

function whyOpen(of: AcceptanceCase, build: Build): string {
  return whyNotThere(of, build.against) ?? OPEN[openFor(of, build)];
}

function isSame(a: Build, b: Build): boolean {
  return (Object.keys(a) as (keyof Build)[]).every((key) => a[key] === b[key]);
}
