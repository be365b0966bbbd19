import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diagnosisOf, type ReadTill } from '../drivers/diagnose/bundle.ts';
import { zipOf } from '../drivers/diagnose/zip-file.ts';
import type { Handlers } from '../src/contract/contract.ts';
import { handled } from '../src/contract/handled.ts';
import { refuse } from '../src/contract/problems.ts';
import type { Clock } from '../src/ground/ports.ts';
import { ok } from '../src/ground/result.ts';

const NO_CONFIG_FILE = refuse({
  slug: 'not-available',
  detail: 'This till was started without a config file.',
  why: 'noConfigFile',
});

/** The handler that writes what a helper needs beside the config: the same as `npm run diagnose`, by one key. */
export function diagnoseHandler(
  handlers: () => Handlers,
  configFile: string | null,
  clock: Clock,
): Handlers['diagnose'] {
  const read: ReadTill = async (name, params) => {
    const { takenIn } = await import('../src/till/door.ts');
    const input = takenIn(name, { params, query: {}, body: null });
    const answer = input.ok ? await handled(handlers(), name, input.value) : input;
    return answer.ok ? answer.value : null;
  };
  return async () => {
    if (configFile === null) return NO_CONFIG_FILE;
    const at = new Date(clock.nowMs()).toISOString().replace(/[:.]/g, '-');
    const file = join(dirname(configFile), `till-report-${at}.zip`);
    writeFileSync(file, zipOf(await diagnosisOf(read)), { mode: 0o600 });
    return ok({ file });
  };
}
