import { expect, it } from 'vitest';
import { onPostgres } from './on-postgres.ts';
import { killRun } from './kill-run.ts';

// Real processes, killed for real: what no test within one process would find is what a commit whose answer was lost comes to.
// By hand with more of them: `npm run bench -- kills`.

onPostgres.describe('A centre that is killed (chain §5)', () => {
  it('loses nothing and takes nothing twice, whether it is killed between commit and answer, or the database is', async () => {
    const seen = await killRun({ tills: 3, centreKills: 2, databaseKills: 1 });

    expect(seen).toMatchObject({ centreKills: 2, databaseKills: 1, rows: 360, lost: 0, twice: 0, cases: 0 });
    expect(seen.repeats).toBeGreaterThan(0);
  }, 120_000);
});
