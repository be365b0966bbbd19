import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';

/** The system that an installer is for, as Node names it. */
export interface Target {
  readonly platform: string;
  readonly arch: string;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Needed to compile a native part, never to run one. */
const FOR_COMPILERS = ['node-addon-api'];
/** Folders of packages that hold nothing that runs; sources in C are left out by their names. */
const LEFT_OUT = [...FOR_COMPILERS, 'bin', 'test', 'tests'];
const RUNS = /\.(js|cjs|mjs|wasm)$/;
const LICENCE = /^(licen[cs]e|copying|notice)([.-]|$)/i;

/**
 * Copies the packages that the terminal loads, and those that these load, with what runs and its licences only: no
 * sources, no native part of another system.
 */
export function carryPackages(root: string, manifest: string, into: string, target: Target): void {
  for (const name of packagesUnder(root, manifest)) {
    const from = join(root, 'node_modules', name);
    cpSync(from, join(into, name), {
      recursive: true,
      dereference: true,
      filter: (path) =>
        isFolder(path) ? !LEFT_OUT.includes(basename(path)) : isCarried(relative(from, path), target),
    });
  }
}

/** Whether a file of a package is carried; `path` from the package's folder. */
export function isCarried(path: string, target: Target): boolean {
  const name = basename(path);
  if (path.endsWith('.node')) return isNativeFor(path.split(sep).join('/'), target);
  return name === 'package.json' || LICENCE.test(name) || RUNS.test(name);
}

/** Packages name their native parts `linux-x64.node`, `linux-x64/…glibc.node` or `HID-linux-x64/…`; musl is no Debian. */
function isNativeFor(path: string, { platform, arch }: Target): boolean {
  return new RegExp(`(^|[/-])${platform}-${arch}(\\.node$|/)`).test(path) && !path.includes('musl');
}

/** The packages that a package loads, and those that these load, by their folder in `node_modules`. */
export function packagesUnder(root: string, manifest: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = namesIn(manifest);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const folder = join(root, 'node_modules', name);
    // A package of a package's own folder is copied with it.
    if (found.has(name) || FOR_COMPILERS.includes(name) || !existsSync(folder)) continue;
    found.add(name);
    waiting.push(...namesIn(join(folder, 'package.json')));
  }
  return found;
}

function namesIn(file: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return Object.keys(dependencies);
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}
