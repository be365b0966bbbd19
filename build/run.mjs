// Every npm script starts here: `node build/run.mjs <command> [arguments]`. It sets up what is missing, then runs the
// command on a Node that can. Plain JavaScript for Node 20: it runs before anything is installed.
import * as nodeModule from 'node:module';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asksForHelp, helpOf } from './help.mjs';
import { chooseNode, endWithNpm, HOST_NODE_MIN, isAtLeast, projectNode, runChild } from './node.mjs';
import { installPackages } from './setup.mjs';

const COMMANDS = [
  'start',
  'agent',
  'sandbox',
  'test',
  'test:quick',
  'check',
  'bench',
  'prove',
  'explore',
  'torture',
  'soak',
  'year',
  'pin-hash',
  'marks:check',
  'verify',
  'reconcile',
  'settle',
  'office',
  'rig',
  'dist',
  'manual',
  'backup',
  'restore',
  'keygen',
  'token',
  'diagnose',
  'setup',
  'centre',
  'fuzz',
  'update',
  'golive',
];
/** Their standard output holds one line of JSON, and their standard error one JSON object a line. */
const SPEAK_JSON = ['agent', 'sandbox', 'centre'];
/** They are a till, or start tills and look at them, which then run as in a shop. */
const RUN_TILLS = ['agent', 'bench', 'torture', 'soak'];

const EXIT_USAGE = 2;
const EXIT_OTHER = 4;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function main([command, ...args]) {
  const say = (sentence) => {
    const line = SPEAK_JSON.includes(command) ? JSON.stringify({ event: 'setup', say: sentence }) : sentence;
    process.stderr.write(`${line}\n`);
  };
  if (!isAtLeast(process.versions.node, HOST_NODE_MIN, 0)) {
    say(`Paycode Till needs Node ${HOST_NODE_MIN} or newer; this is Node ${process.versions.node}.`);
    return EXIT_OTHER;
  }
  if (!COMMANDS.includes(command)) {
    say(
      `${command === undefined ? 'No command given' : `"${command}" is no command`}: use one of ${COMMANDS.join(', ')}.`,
    );
    return EXIT_USAGE;
  }
  if (asksForHelp(args)) {
    process.stdout.write(helpOf(ROOT, command) ?? `There is no help for "${command}".\n`);
    return 0;
  }
  const early = nodeToCome(ROOT);
  if (early !== null) {
    say(early);
    return EXIT_OTHER;
  }
  endWithNpm();
  // As an installed till starts: drivers/system/allocator.ts says why.
  process.env.MALLOC_ARENA_MAX ??= '2';
  // Not for tests and tools, which compile much and end soon: they take a tenth more time for it.
  if (RUN_TILLS.includes(command)) process.env.MALLOC_MMAP_THRESHOLD_ ??= '32768';
  if (!(await installPackages(ROOT, say))) return EXIT_OTHER;
  const choice = chooseNode({
    version: process.versions.node,
    typescript: Boolean(process.features.typescript),
    project: projectNode(ROOT),
    execPath: realpathSync(process.execPath),
  });
  if (choice.kind === 'none') {
    say(choice.say);
    return EXIT_OTHER;
  }
  if (choice.kind === 'other') {
    return runChild(choice.path, [...choice.flags, fileURLToPath(import.meta.url), command, ...args]);
  }
  keepCompiled();
  const { perform } = await import('./commands.ts');
  return perform({ command, args, root: ROOT, say });
}

/**
 * What to install first, where the lockfile brings no Node for this kind of machine and this one will not do; null where
 * all is well. Why before the packages: 400 MB are not fetched for nothing.
 */
function nodeToCome(root) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const os = process.platform === 'win32' ? 'win' : process.platform;
  if (`node-${os}-${process.arch}` in optionalDependencies) return null;
  const { version } = process;
  const choice = chooseNode({
    version: version.slice(1),
    typescript: Boolean(process.features.typescript),
    project: null,
    execPath: process.execPath,
  });
  return choice.kind === 'none' ? choice.say : null;
}

/**
 * Keeps what this Node has compiled, for this process and for those that it starts.
 *
 * Why: a third of a start of the till is the compiling of its files, which are the same each time.
 */
function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'out/compiled');
  nodeModule.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}

try {
  const code = await main(process.argv.slice(2));
  // Undefined: an entry now runs in this process and ends it itself.
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = EXIT_OTHER;
}
