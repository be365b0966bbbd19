import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Something that the till ships, and the licence that it is under. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** The licence's own words; empty where the package brings none. */
  readonly text: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  /** As packages wrote it before npm knew SPDX. */
  readonly licenses?: readonly { readonly type?: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A licence's text is shown up to here: the longest of them, Apache-2.0, has 11,358 characters. */
const TEXT_MAX = 20_000;

/**
 * The till itself and every package that it runs with, as they lie in `node_modules` of its folder.
 *
 * Why not a list in the sources: what is installed is what is shipped, and a list would be one more truth.
 */
export function readLicences(root: string, fontFolder: string): Shipped[] {
  const found = new Map<string, Shipped>();
  const own = manifestOf(root);
  const font = join(fontFolder, 'OFL.txt');
  // What runs the windows and what runs the terminal are no dependencies of the program, and ship with it all the same.
  const runners = ['electron', ...Object.keys(own.optionalDependencies ?? {})];
  const waiting = [...runners, ...Object.keys(own.dependencies ?? {})].map((name) => ({ name, from: root }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const folder = folderOf(next.name, next.from, root);
    if (folder === null || found.has(folder)) continue;
    const manifest = manifestOf(folder);
    found.set(folder, shippedOf(folder, manifest));
    if (manifest.name === 'electron') continue;
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }))
      waiting.push({ name, from: folder });
  }
  const packages = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const fonts = existsSync(font)
    ? [{ name: 'Noto fonts, as dots for paper', version: '', licence: 'OFL-1.1', text: textOf(font) }]
    : [];
  return [shippedOf(root, own), ...fonts, ...packages];
}

/** The same as it was kept for a bundled till; nothing where the file is not there. */
export function readLicencesFile(file: string): Shipped[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Shipped[];
  } catch {
    return [];
  }
}

/** The version of the till, by the `package.json` of its folder. */
export function versionOf(root: string): string {
  return manifestOf(root).version ?? '';
}

/** Where Node would find a package from a folder. */
function folderOf(name: string, from: string, root: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === root || dirname(folder) === folder) return null;
  }
}

function manifestOf(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return {};
  }
}

function shippedOf(folder: string, manifest: Manifest): Shipped {
  const { name = '', version = '', license, licenses = [] } = manifest;
  const older = licenses.map(({ type }) => type).join(' OR ');
  const licence = typeof license === 'string' ? license : (license?.type ?? older);
  const file = filesOf(folder).find((each) => /^(licen[cs]e|copying)(\.|-|$)/i.test(each));
  return { name, version, licence, text: file === undefined ? '' : textOf(join(folder, file)) };
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(0, TEXT_MAX);
  } catch {
    return '';
  }
}
