// Brings what a clone lacks before any of its TypeScript can run: the packages of the lockfile.
// Plain JavaScript for Node 20: it runs before anything is installed.
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as wait } from 'node:timers/promises';
import { runChild } from './node.mjs';
import { progressOf } from './progress.mjs';

const LOCK_POLL_MS = 250;
const LOOK_MS = 500;
/** A lock whose owner has not signed it after this long has lost its owner in between. */
const LOCK_UNSIGNED_MS = 10_000;

/** What `node_modules` was installed from: it changes with the lockfile and with the platform. */
export function stampOf(lockText, platform) {
  return createHash('sha256').update(lockText).update('\n').update(platform).digest('hex');
}

/**
 * Whether what npm says it has installed is what the lockfile asks for on this platform.
 *
 * Why: someone who ran `npm ci` by hand left no stamp, and need not wait for a second one.
 */
export function isInstalled(lockText, installedText, platform, arch) {
  const wanted = JSON.parse(lockText).packages;
  const installed = JSON.parse(installedText).packages;
  const same = (path) => wanted[path]?.integrity === installed[path]?.integrity;
  // npm writes one platform as a string, several as a list.
  const allows = (list, name) => list === undefined || [list].flat().includes(name);
  const fits = (entry) => !entry.libc && allows(entry.os, platform) && allows(entry.cpu, arch);
  const needed = ([path, entry]) =>
    path !== '' && (!entry.optional || (entry.os !== undefined && fits(entry)));
  const complete = Object.entries(wanted)
    .filter(needed)
    .every(([path]) => path in installed);
  return complete && Object.keys(installed).every((path) => path in wanted && same(path));
}

/**
 * Does `work` while no other start of this folder sets anything up.
 *
 * Why a folder: making one either works or fails, at once, everywhere. A lock whose process is gone is taken over.
 */
export async function withLock(root, say, work) {
  const lock = join(root, 'out', 'setup.lock');
  mkdirSync(join(root, 'out'), { recursive: true });
  for (let told = false; !take(lock); told = true) {
    if (!told) say('Another start is setting up this folder; waiting for it.');
    await wait(LOCK_POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    return pid > 0 ? !isAlive(pid) : isOld(lock);
  } catch {
    return isOld(lock);
  }
}

function isOld(lock) {
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Date.now() - made > LOCK_UNSIGNED_MS;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Installs the packages of the lockfile where they are missing or others; answers whether they are there now. */
export async function installPackages(root, say) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = stampOf(lockText, `${process.platform}-${process.arch}`);
  if (isStamped(root, stamp)) return true;
  return withLock(root, say, async () => {
    if (isStamped(root, stamp)) return true;
    if (!isThere(root, lockText) && !(await npmCi(root, say))) return false;
    writeFileSync(stampFile(root), stamp);
    return true;
  });
}

const stampFile = (root) => join(root, 'node_modules', '.paycode-till-setup');

function isStamped(root, stamp) {
  const file = stampFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

function isThere(root, lockText) {
  // npm writes this file last, so it tells a whole installation from one that was cut off.
  const file = join(root, 'node_modules', '.package-lock.json');
  return (
    existsSync(file) && isInstalled(lockText, readFileSync(file, 'utf8'), process.platform, process.arch)
  );
}

async function npmCi(root, say) {
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    // npm would empty the folder that the link leads to, which other folders may be using this very moment.
    say(
      'node_modules is a link, and the packages behind it are not those of this lockfile. ' +
        'Bring the lockfile up to date, or remove the link; then try again.',
    );
    return false;
  }
  if (process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules'))) {
    // Windows does not replace a program while it runs, and this Node is one of the packages.
    say('The packages have changed. Please run "npm ci" here, then try again.');
    return false;
  }
  say('Installing packages (npm ci); this takes about half a minute.');
  const progress = progressOf('packages');
  const looks = setInterval(() => progress.at(...packagesThere(root)), LOOK_MS);
  rmSync(stampFile(root), { force: true });
  const words = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const cli = process.env.npm_execpath ?? '';
  const own = basename(cli) === 'npm-cli.js';
  let output = '';
  const cache = cacheFor(root);
  const code = await runChild(own ? process.execPath : 'npm', own ? [cli, ...words] : words, {
    cwd: root,
    env: cache === null ? process.env : { ...process.env, npm_config_cache: cache },
    shell: !own && process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    onStart: (child) => {
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    },
  });
  clearInterval(looks);
  progress.end();
  if (code !== 0) say(`The packages could not be installed (npm ci ended with ${code}).\n${output.trim()}`);
  return code === 0;
}

/** How many packages stand in the folder, of how many that the lockfile has for this machine. */
function packagesThere(root) {
  const names = (folder) => {
    try {
      return readdirSync(folder).filter((name) => !name.startsWith('.'));
    } catch {
      return [];
    }
  };
  const folder = join(root, 'node_modules');
  const there = names(folder).flatMap((name) => (name.startsWith('@') ? names(join(folder, name)) : [name]));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const total = Object.keys(packages).filter((path) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path)).length;
  return [Math.min(there.length, total), total];
}

/**
 * Where npm keeps what it fetches: its own place, or a folder in `out/` where that cannot be written, as with a home that
 * is read-only or belongs to somebody else. Null: its own.
 */
export function cacheFor(root, env = process.env, home = homedir()) {
  const own = env.npm_config_cache ?? join(home, '.npm');
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(folder)) return mayWrite(folder) ? null : join(root, 'out', 'npm-cache');
    if (folder === dirname(folder)) return join(root, 'out', 'npm-cache');
  }
}

/** Whether a file can be made there: permissions say nothing of a disk that is read-only. */
function mayWrite(folder) {
  const probe = join(folder, `.paycode-till-${process.pid}`);
  try {
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
    return true;
  } catch {
    return false;
  }
}
