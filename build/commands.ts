import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleKiosk, bundleScreens } from './bundles.ts';
import { findElectron } from '../electron/electron-binary.ts';
import { bringTestTools } from './machine.ts';
import { runChild } from './node.mjs';
import type { Say } from './setup.mjs';

/** One npm script as it was called. */
export interface Call {
  readonly command: string;
  readonly args: readonly string[];
  readonly root: string;
  /** Tells a person what is being done, on standard error. */
  readonly say: Say;
}

const EXIT_OTHER = 4;

/** Commands whose file runs in this very process: no process between, so signals and exit codes stay exact. */
const ENTRIES: Readonly<Record<string, string>> = {
  start: 'electron/start.ts',
  agent: 'electron/terminal-process.ts',
  sandbox: 'drivers/sandbox/alone.ts',
  bench: 'test/bench/run.ts',
  prove: 'test/prove/run.ts',
  explore: 'test/explore/run.ts',
  torture: 'test/torture/run.ts',
  'pin-hash': 'drivers/system/pin-hash.ts',
  'marks:check': 'drivers/printer/check-marks.ts',
  verify: 'drivers/journal/verify-file.ts',
  reconcile: 'drivers/reports/run.ts',
  rig: 'test/rig/run.ts',
  'scanner-setup': 'electron/scanner-setup.ts',
};

/**
 * Does one command, the packages being there.
 *
 * Answers its exit code; undefined where an entry of the program now runs in this process and ends it itself.
 */
export async function perform(call: Call): Promise<number | undefined> {
  switch (call.command) {
    case 'start':
      return call.args.includes('--scanner-setup')
        ? enter({
            ...call,
            command: 'scanner-setup',
            args: call.args.filter((argument) => argument !== '--scanner-setup'),
          })
        : start(call);
    case 'test':
      return (await prepareTests(call)) || test(call);
    case 'check':
      return check(call);
    default:
      return enter(call);
  }
}

async function enter({ command, args, root, say }: Call): Promise<number | undefined> {
  const entry = ENTRIES[command];
  if (entry === undefined || !existsSync(join(root, entry))) {
    say(`"${command}" is not part of this version: ${entry ?? 'its file'} is missing.`);
    return EXIT_OTHER;
  }
  process.argv = [process.execPath, join(root, entry), ...args];
  await import(pathToFileURL(join(root, entry)).href);
  return undefined;
}

async function start(call: Call): Promise<number | undefined> {
  const bundle = findElectron(call.root).kind === 'found' ? bundleKiosk : bundleScreens;
  const bundled = await bundle(call.root, call.say);
  return bundled === 0 ? enter(call) : bundled;
}

async function prepareTests(call: Call): Promise<number> {
  bringTestTools(call.say);
  const bundle = findElectron(call.root).kind === 'found' ? bundleKiosk : bundleScreens;
  return bundle(call.root, call.say);
}

function test({ args, root }: Call): Promise<number> {
  return tool(root, 'vitest/vitest.mjs', ['run', '--config', 'build/vitest.config.ts', ...args]);
}

/** What continuous integration runs: it stops at the first red step, with that step's exit code. */
async function check(call: Call): Promise<number> {
  const { root, say } = call;
  const steps: readonly (readonly [string, () => Promise<number>])[] = [
    ['types', () => tool(root, 'typescript/bin/tsc', ['--noEmit'])],
    ['lint', () => tool(root, 'eslint/bin/eslint.js', ['--config', 'build/eslint.config.js', '.'])],
    ['format', () => tool(root, 'prettier/bin/prettier.cjs', ['--check', '.'])],
    ['set-up for tests', () => prepareTests(call)],
    ['tests', () => test(call)],
  ];
  for (const [name, step] of steps) {
    say(`check: ${name}`);
    const code = await step();
    if (code === 0) continue;
    say(`check: ${name} is red (exit code ${code}).`);
    return code;
  }
  return 0;
}

function tool(root: string, script: string, args: readonly string[]): Promise<number> {
  return runChild(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root });
}
