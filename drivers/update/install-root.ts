import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { isHigher } from '../../src/update/manifest.ts';
import { readGuarded } from '../system/guarded-file.ts';

const KEY_FILE = 'release.pub.pem';
const STAGED_FILE = 'staged.json';
const HIGHEST_FILE = 'highest';
const CURRENT = 'current';
const VERSIONS = 'versions';

/**
 * The folder that a till is installed in, where it updates itself:
 *
 *     current -> versions/0.2.0     what starts
 *     versions/0.2.0                each version whole, beside the others
 *     staged.json                   the signed manifest of a version that waits for its turn
 *     highest                       the highest version that ever ran here
 *     release.pub.pem               whose updates are taken
 *
 * Why a link: it is changed in one step, so that a cut leaves the old version or the new one, and never half of each.
 */
export class InstallRoot {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the folder, and takes a key to trust; a key that is there already stays. */
  make(publicKey: string): void {
    mkdirSync(join(this.path, VERSIONS), { recursive: true, mode: 0o700 });
    if (!existsSync(join(this.path, KEY_FILE))) this.#write(KEY_FILE, publicKey);
  }

  /** The key whose updates are taken. Errors: a sentence. */
  releaseKey(): Result<string, string> {
    const read = readGuarded(join(this.path, KEY_FILE), 'public');
    return read.ok ? ok(read.value.toString('utf8')) : err(`${read.error.say}. Name it with --key once.`);
  }

  /** Where a version stands when it is whole. */
  folderOf(version: string): string {
    return join(this.path, VERSIONS, version);
  }

  /** Where a version is unpacked; nothing starts from there. */
  unfinished(version: string): string {
    return join(this.path, VERSIONS, `.${version}.part`);
  }

  /** The version that starts; null where none does. */
  current(): string | null {
    try {
      return basename(readlinkSync(join(this.path, CURRENT)));
    } catch {
      return null;
    }
  }

  /** The highest version that ever ran here, by what was noted and by what starts. */
  highest(): string | null {
    const current = this.current();
    const noted = this.#read(HIGHEST_FILE)?.trim() ?? null;
    if (noted === null || !/^\d+\.\d+\.\d+$/.test(noted)) return current;
    return current !== null && isHigher(current, noted) ? current : noted;
  }

  noteHighest(version: string): void {
    this.#write(HIGHEST_FILE, `${version}\n`);
  }

  /** The signed manifest of the version that waits; null where none does. */
  staged(): string | null {
    return this.#read(STAGED_FILE);
  }

  stage(signedManifest: string): void {
    this.#write(STAGED_FILE, signedManifest);
  }

  unstage(): void {
    rmSync(join(this.path, STAGED_FILE), { force: true });
  }

  /** Has a version start from now on. */
  switchTo(version: string): void {
    const link = join(this.path, CURRENT);
    rmSync(`${link}.new`, { force: true });
    symlinkSync(join(VERSIONS, version), `${link}.new`);
    renameSync(`${link}.new`, link);
    syncFolder(this.path);
  }

  /** Removes what neither starts, nor started last, nor waits. */
  tidy(keep: readonly (string | null)[]): void {
    for (const name of readdirSync(join(this.path, VERSIONS)))
      if (!keep.includes(name)) rmSync(join(this.path, VERSIONS, name), { recursive: true, force: true });
  }

  #read(name: string): string | null {
    try {
      return readFileSync(join(this.path, name), 'utf8');
    } catch {
      return null;
    }
  }

  #write(name: string, text: string): void {
    const file = join(this.path, name);
    const handle = openSync(`${file}.new`, 'w', 0o600);
    writeSync(handle, text);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(`${file}.new`, file);
    syncFolder(dirname(file));
  }
}

/** Has the names in a folder on the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
