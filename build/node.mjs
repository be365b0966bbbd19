// Which Node runs the program, and how a child is run so that signals and exit codes stay exact.
// Plain JavaScript for Node 20: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';

/** The oldest Node that a host may have: the npm of older ones does not read this lockfile. */
export const HOST_NODE_MIN = 20;

/** Whether `version` ("22.18.0") is at least `major.minor`. */
export function isAtLeast(version, major, minor) {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

/** Where the lockfile's platform package puts the project's own Node; null where it is not installed. */
export function projectNode(root, platform = process.platform, arch = process.arch) {
  const os = platform === 'win32' ? 'win' : platform;
  const path = join(root, 'node_modules', `node-${os}-${arch}`, 'bin', os === 'win' ? 'node.exe' : 'node');
  return existsSync(path) ? realpathSync(path) : null;
}

/**
 * Chooses the Node for the program: `here` (this very process), `other` (a path and its flags), or `none` with a
 * sentence that says what to install.
 *
 * Why the project's own first: what is tested on it is what a shop gets. Why 22.14: before it the journal's library loads, and then crashes when it opens a file.
 */
export function chooseNode({ version, typescript, project, execPath }) {
  if (project !== null && project !== execPath) return { kind: 'other', path: project, flags: [] };
  if (typescript || (isAtLeast(version, 22, 18) && !version.startsWith('23.'))) return { kind: 'here' };
  const strips = isAtLeast(version, 22, 14) && !version.startsWith('23.');
  if (strips) return { kind: 'other', path: execPath, flags: ['--experimental-strip-types'] };
  return {
    kind: 'none',
    say: `This computer has Node ${version}, and there is no Node in the package for its kind. Please install Node 24, then try again.`,
  };
}

const PARENT_POLL_MS = 500;

/**
 * Ends this process in good order (SIGTERM) when the npm that started it is gone.
 *
 * Why: a killed npm tells nobody, and a till without its starter would go on holding the journal.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_POLL_MS);
  timer.unref();
}

/**
 * Runs a child and answers its exit code, 128 + the signal's number if a signal ended it.
 *
 * SIGTERM, SIGINT and SIGHUP sent to this process reach the child, and this process stays until the child is gone.
 * Errors: a child that cannot be started rejects.
 */
export function runChild(path, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { stdio: 'inherit', ...options });
    const forward = (signal) => {
      // At a keyboard, Ctrl-C has reached the child already: a second one could cut its orderly end short.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const done = () => signals.forEach((signal) => process.off(signal, forward));
    options.onStart?.(child);
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code, signal) => {
      done();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
