import type { AcceptanceCase } from './case.ts';
import type { Build, RunEntry } from './run-lines.ts';

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
  /** It was reached by another program, config, key or stage, and does not count. */
  readonly ofAnotherBuild: boolean;
}

/** How every case stands, by the lines of a run. A person's yes never rescues what the kit saw fail. */
export function standingsOf(
  cases: readonly AcceptanceCase[],
  entries: readonly RunEntry[],
  build: Build,
): readonly Standing[] {
  const own = cases.map((of) => standingOf(of, entries, build));
  return own.map((standing) => shownByOthers(standing, own));
}

/** Whether everything that is required has passed. */
export function isWhole(standings: readonly Standing[]): boolean {
  return standings.every(
    ({ state, ofAnotherBuild }) => !ofAnotherBuild && (state === 'passed' || state === 'notForThisShop'),
  );
}

function standingOf(of: AcceptanceCase, entries: readonly RunEntry[], build: Build): Standing {
  let standing: Standing = {
    ...{ of, state: 'open', by: null, attempt: 0, record: null, tookMs: null, ofAnotherBuild: false },
    why: whyOpen(of),
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
    case 'said':
      return before.by === 'kit' && before.state === 'failed'
        ? before
        : { ...before, state: entry.verdict, why: `${entry.who}: ${entry.why}`, by: 'person' };
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

function whyOpen({ ways, script }: AcceptanceCase): string {
  if (script !== undefined) return 'It has not been run.';
  if (ways.includes('nextDay')) return 'It waits for a report, and a person.';
  if (ways.includes('live')) return 'It is run with real money, in production.';
  if (ways.includes('outside')) return 'It is not done at a till: a person says how it stands.';
  return 'This kit does not play it by itself yet: a person says how it stands.';
}

function isSame(a: Build, b: Build): boolean {
  return (Object.keys(a) as (keyof Build)[]).every((key) => a[key] === b[key]);
}
