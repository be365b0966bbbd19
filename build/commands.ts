import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TERMINAL_FILE } from '../drivers/system/terminal-program.ts';
import { bundleKiosk, bundleTerminal } from './bundles.ts';
import { bringTestTools } from './machine.ts';
import { runChild } from './node.mjs';
import { changedFiles, lintedPaths, LONG_CHAPTERS, quickTests } from './quick.ts';
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

const ESLINT_CONFIG = 'build/eslint.config.js';
const VITEST_CONFIG = 'build/vitest.config.ts';
/** What is checked by itself: `.` is what runs on Node and knows no page; `test`, with `renderer` and `build`, does. */
const PROGRAMS = ['.', 'test'] as const;

/** Commands whose file runs in this very process: no process between, so signals and exit codes stay exact. */
const ENTRIES: Readonly<Record<string, string>> = {
  start: 'electron/start.ts',
  agent: `out/till/${TERMINAL_FILE}`,
  sandbox: 'drivers/sandbox/alone.ts',
  setup: 'electron/set-up/terminal.ts',
  bench: 'test/bench/run.ts',
  prove: 'test/prove/run.ts',
  explore: 'test/explore/run.ts',
  torture: 'test/torture/run.ts',
  soak: 'test/soak/run.ts',
  year: 'test/year/run.ts',
  'pin-hash': 'drivers/system/pin-hash.ts',
  'marks:check': 'drivers/printer/check-marks.ts',
  verify: 'drivers/journal/verify-file.ts',
  reconcile: 'drivers/reports/run.ts',
  settle: 'drivers/reports/run-settle.ts',
  office: 'drivers/office-command/run-office.ts',
  rig: 'test/rig/run.ts',
  dist: 'build/dist/run.ts',
  manual: 'test/manual/run.ts',
  backup: 'drivers/backup/run-backup.ts',
  restore: 'drivers/backup/run-restore.ts',
  keygen: 'drivers/system/keygen.ts',
  diagnose: 'electron/diagnose.ts',
  token: 'drivers/api/rotate-token.ts',
  fuzz: 'test/fuzz/run.ts',
  update: 'electron/update/run.ts',
  centre: 'electron/centre/run.ts',
  golive: 'electron/golive/run.ts',
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
        : (await bundleKiosk(call.root, call.say)) || enter(call);
    case 'agent':
      return (await bundleTerminal(call.root, call.say)) || enter(call);
    case 'test':
      return test(call);
    case 'bench':
    case 'torture':
    case 'soak':
    case 'golive':
      return (await bundleKiosk(call.root, call.say)) || enter(call);
    // Pictures are taken of the bundled till.
    case 'manual':
      return call.args.includes('--pictures')
        ? (await bundleKiosk(call.root, call.say)) || enter(call)
        : enter(call);
    case 'test:quick':
      return testQuickly(call);
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

function test({ args, root, say }: Call): Promise<number> {
  bringTestTools(say);
  return tool(root, 'vitest/vitest.mjs', ['run', '--config', VITEST_CONFIG, ...args]);
}

/**
 * What an author runs between two changes: types, lint and the short tests, all at once; the first red one gives the
 * exit code.
 *
 * Why each is held back until it has ended: three outputs in one cannot be read, and the counts stand last.
 */
async function testQuickly({ root, say }: Call): Promise<number> {
  say(`Left out: all tests outside test/spec, and its chapters ${LONG_CHAPTERS.join(', ')}.`);
  const linted = lintedPaths(changedFiles(root));
  const lint = ['--config', ESLINT_CONFIG, '--no-warn-ignored', ...linted];
  const tests = ['run', '--config', VITEST_CONFIG, ...quickTests()];
  const runs = [
    ...PROGRAMS.map((program) => ({ name: `types of ${program}`, run: typesOf(root, program) })),
    ...(linted.length === 0 ? [] : [{ name: 'lint', run: heldTool(root, 'eslint/bin/eslint.js', lint) }]),
    { name: 'tests', run: heldTool(root, 'vitest/vitest.mjs', tests) },
  ];
  let exitCode = 0;
  for (const { name, run } of runs) {
    const { code, output } = await run;
    process.stdout.write(output);
    if (code !== 0) say(`test:quick: ${name} is red (exit code ${code}).`);
    exitCode ||= code;
  }
  return exitCode;
}

/** What the compiler has found out is kept for the next quick test. */
function typesOf(root: string, program: (typeof PROGRAMS)[number]): ReturnType<typeof heldTool> {
  const kept = `out/types-${program === '.' ? 'program' : program}.tsbuildinfo`;
  const args = ['--project', program, '--incremental', '--tsBuildInfoFile', kept];
  return heldTool(root, 'typescript/bin/tsc', args);
}

/** What continuous integration runs: it stops at the first red step, with that step's exit code. */
async function check(call: Call): Promise<number> {
  const { root, say } = call;
  const steps: readonly (readonly [string, () => Promise<number>])[] = [
    ...PROGRAMS.map(
      (program) =>
        [`types of ${program}`, () => tool(root, 'typescript/bin/tsc', ['--project', program])] as const,
    ),
    [
      'lint',
      () =>
        tool(root, 'eslint/bin/eslint.js', [
          '--config',
          ESLINT_CONFIG,
          '--concurrency',
          String(availableParallelism()),
          '.',
        ]),
    ],
    ['format', () => tool(root, 'prettier/bin/prettier.cjs', ['--check', '.'])],
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

/** A tool whose output is kept until it has ended. */
async function heldTool(
  root: string,
  script: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: Buffer }> {
  const parts: Buffer[] = [];
  const keep = (part: Buffer): void => void parts.push(part);
  const code = await runChild(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    onStart: (child) => {
      child.stdout?.on('data', keep);
      child.stderr?.on('data', keep);
    },
  });
  return { code, output: Buffer.concat(parts) };
}
