import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLANTED_OPPOSITE } from '../prove/planted-opposite.ts';
import { withPlanted } from '../prove/planted-search.ts';

// The acquirer's seam: an acquirer with the opposite of Alipay+'s traits, over the real machine and loop, in random
// schedules with losses, kills and a customer who pays whenever the link can be paid. Only many schedules reach a late
// payment whose refund is lost while the till is killed; a cheaper test walks one way.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SEEDS = 5000;
/** Books that lag matter only where a refund is lost and something asks a moment later. */
const PLANTED_SEEDS = 15_000;

/** What the last lines of a search in `folder` say. */
function searched(folder: string, seeds: number): Promise<string> {
  return new Promise((resolve) => {
    const run = join(folder, 'test/prove/opposite-run.ts');
    execFile(process.execPath, [run, '--seeds', String(seeds)], (_, stdout) => resolve(stdout));
  });
}

describe('An acquirer that cannot cancel, must not be asked freely, and doubles repeated refunds', () => {
  it('keeps every money rule, and is never asked without an occasion', async () => {
    expect(await searched(ROOT, SEEDS)).toBe(`${SEEDS} schedules: 0 violations.\n`);
  }, 180_000);

  it.each(PLANTED_OPPOSITE)(
    'finds the planted bug: $id',
    async (bug) => {
      const said = await withPlanted(bug, (folder) => searched(folder, PLANTED_SEEDS));

      process.stdout.write(`${bug.id}: ${said}`);
      expect(said).toMatch(/schedules: 1 violations/);
    },
    180_000,
  );
});
