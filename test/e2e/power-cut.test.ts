import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { endAgents } from '../fakes/agent-process.ts';
import { searchCrashImages, type CrashFindings, type CrashSearch } from '../torture/crash-images.ts';
import { History } from '../torture/history.ts';
import { Random } from '../torture/random.ts';
import { rowsIn, tracedProgram, whyNoTrace } from '../torture/traced-run.ts';
import { tracedSession } from '../torture/traced-session.ts';

const PLAIN_JOURNAL = fileURLToPath(new URL('../torture/plain-journal.ts', import.meta.url));
const WHY_NOT = whyNoTrace();
/**
 * Which share of the instants is looked at. `POWER_CUT_SHARE=1 npm test -- test/e2e/power-cut.test.ts` looks at all.
 *
 * Why a part is enough: a journal that does not sync breaks at every commit, and a session has hundreds of them. A row
 * that is lost is missing at each instant from its commit to the next sync. All instants at which more rows become
 * needed are looked at in any case. Each run is a new session with other system calls, so runs add up.
 * Why the instants are drawn: every n-th one may fall in step with the writes and syncs of a commit.
 */
const SHARE = Number(process.env['POWER_CUT_SHARE'] ?? 0.05);
/** The whole search takes four times as long. */
const LONG_MS = 600_000 * Math.max(1, 4 * SHARE);

afterEach(endAgents);

function say(what: string, { points, images, distinct, lost, refused, foreign }: CrashFindings): void {
  const counts = `${points} instants, ${images} images, ${distinct} of them distinct and opened`;
  process.stdout.write(
    `${what}: ${counts}; ${lost} lost, ${refused} refused, ${foreign} with foreign rows\n`,
  );
}

type Only = NonNullable<CrashSearch['only']>;

/** A drawn share of the instants, and all at which more rows become needed. */
function drawn(): Only {
  const random = new Random('session');
  return (_step, _index, isMoreNeeded) => random.chance(SHARE) || isMoreNeeded;
}

/** Drawn from the instants at which pages move from the log into the file, until the log is begun anew; few of others. */
function atCheckpoints(): Only {
  const random = new Random('checkpoints');
  let left = 0;
  return (step) => {
    left = 'file' in step && step.file === 'journal.sqlite' ? 40 : left - 1;
    return random.chance(left > 0 ? SHARE : SHARE / 60);
  };
}

/** Writes rows by a small program under the trace, then cuts the power everywhere. */
async function plainJournal(
  mode: string,
  rows: number,
  samples: number,
  only: Only = () => true,
): Promise<CrashFindings> {
  const folder = mkdtempSync(join(tmpdir(), 'till-power-'));
  try {
    const file = join(folder, 'journal.sqlite');
    const steps = tracedProgram(folder, [PLAIN_JOURNAL, file, mode, String(rows)]);
    const found = await searchCrashImages({
      steps,
      rows: rowsIn(file),
      neededBy: (said) => Number(/^rows (\d+)\n$/.exec(said)?.[1] ?? 0),
      seed: mode,
      samples,
      only,
    });
    say(`journal of ${rows} rows, ${mode}`, found);
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('A power cut at any instant (§6, §7 rule 6)', () => {
  it(
    'of a whole session of sales, cancels and voids: the journal opens, and all that was said is in it',
    async (context) => {
      if (WHY_NOT !== null) return context.skip(WHY_NOT);
      const { steps, rows } = await tracedSession();
      const history = new History(rows);

      const found = await searchCrashImages({
        steps,
        rows,
        neededBy: (said) => history.neededBy(said),
        seed: 'session',
        samples: 4,
        only: drawn(),
      });

      say(`session of ${rows.length} rows`, found);
      expect(History.brokenPrefixes(rows)).toEqual([]);
      expect(found).toMatchObject({ lost: 0, refused: 0, foreign: 0, findings: [] });
      expect(found.images).toBeGreaterThan(20_000 * SHARE);
      expect(found.distinct).toBeGreaterThan(8_000 * SHARE);
    },
    LONG_MS,
  );

  it(
    'of a journal that is long enough for checkpoints',
    async (context) => {
      if (WHY_NOT !== null) return context.skip(WHY_NOT);

      const found = await plainJournal('till', 600, 4, atCheckpoints());

      expect(found).toMatchObject({ lost: 0, refused: 0, foreign: 0, findings: [] });
    },
    LONG_MS,
  );

  it('the search finds what synchronous = NORMAL loses, and nothing where FULL is set by the same program', async (context) => {
    if (WHY_NOT !== null) return context.skip(WHY_NOT);

    const normal = await plainJournal('NORMAL', 20, 6);
    const full = await plainJournal('FULL', 20, 6);

    expect(normal.lost).toBeGreaterThan(100);
    expect(full).toMatchObject({ lost: 0, foreign: 0 });
  }, 300_000);
});
