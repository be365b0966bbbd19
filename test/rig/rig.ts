import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { boot } from './boot.ts';
import { prepareGround } from './ground.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'out/rig');
const TIMEOUT_MS = 580_000;

/** One test of the guest: null where it passed. */
export interface GuestTest {
  readonly name: string;
  readonly ms: number;
  readonly fault: string | null;
}

/** What a run of the rig came to. */
export interface RigRun {
  readonly tests: readonly GuestTest[];
  /** What the tests printed: times, and whatever went wrong outside of them. */
  readonly said: string;
  /** The guest ran all its tests and went down by itself. */
  readonly whole: boolean;
  /** How its console ended, and whether it was ended from outside. */
  readonly end: string;
}

/**
 * Boots the guest and runs its tests.
 *
 * Errors: in words, why there can be no guest on this machine.
 */
export async function runRig(): Promise<Result<RigRun, string>> {
  mkdirSync(FOLDER, { recursive: true });
  const ground = prepareGround(FOLDER);
  if (!ground.ok) return ground;
  // Each run in a folder of its own: two checkouts of tests may run at once.
  const folder = join(FOLDER, `run-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const script = join(ROOT, 'test/rig/guest.sh');
  const booted = await boot({ ground: ground.value, folder, script, timeoutMs: TIMEOUT_MS });
  const share = (name: string) => {
    const file = join(folder, 'share', name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const run: RigRun = {
    tests: share('tests.jsonl')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as GuestTest),
    said: `${share('said.txt')}${share('fault.txt')}`,
    whole: !booted.timedOut && share('exit').trim() === '0',
    end: `${booted.timedOut ? 'ended after too long a time' : 'went down'}: ${booted.console.slice(-2000)}`,
  };
  rmSync(folder, { recursive: true, force: true });
  if (run.tests.length === 0 && !booted.console.includes('guest: up')) {
    return err(`the guest did not come up: ${booted.console.slice(-500)}`);
  }
  return ok(run);
}

/** A run as lines to read. */
export function linesOf(run: RigRun): string {
  const tests = run.tests.map(({ name, ms, fault }) =>
    fault === null ? `ok   ${name} (${ms} ms)` : `FAIL ${name} (${ms} ms)\n${fault}`,
  );
  return [...tests, run.said.trim(), run.whole ? '' : `The guest did not run to its end. ${run.end}`]
    .filter((line) => line !== '')
    .join('\n');
}
