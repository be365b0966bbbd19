import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { err, type Result } from '../../src/ground/result.ts';
import { readManifest, updateTrouble, type UpdateManifest } from '../../src/update/manifest.ts';
import { syncFolder, type InstallRoot } from './install-root.ts';
import { LOADED_FILE, TERMINAL_FILE } from '../system/terminal-program.ts';

/** Hears of each step before it is taken. */
export type Step = (name: string) => void;

const PIECE_BYTES = 1 << 20;
/** What a version cannot start without. */
const MUST_HAVE = [TERMINAL_FILE, LOADED_FILE, 'package.json'].map((name) => `resources/till/${name}`);

/**
 * Lays a release beside the version that runs, which is not touched by it; it starts after `switchStaged` only.
 *
 * Order: signature, version, size and hash; then, from a copy that nobody else can change, it is unpacked. Errors: a
 * sentence; nothing that could start was changed then.
 */
export function stageUpdate(
  root: InstallRoot,
  manifestFile: string,
  step: Step,
): Result<UpdateManifest, string> {
  step('checking who signed it');
  const key = root.releaseKey();
  if (!key.ok) return key;
  let text: string;
  try {
    text = readFileSync(manifestFile, 'utf8');
  } catch (error) {
    return err(`${manifestFile} cannot be read (${codeOf(error)}).`);
  }
  const manifest = readManifest(text, key.value);
  if (!manifest.ok) return manifest;
  const { platform, arch } = process;
  const trouble = updateTrouble(manifest.value, { platform, arch, highest: root.highest() });
  if (trouble !== null) return err(trouble);
  const { version } = manifest.value;
  const part = root.unfinished(version);
  const copy = `${part}.tar.gz`;
  try {
    step('copying and checking the package');
    const wrong = copyChecked(join(dirname(manifestFile), manifest.value.file), copy, manifest.value);
    if (wrong !== null) return err(wrong);
    step('unpacking beside the version that runs');
    const unpacked = unpack(copy, part, version);
    if (unpacked !== null) return err(unpacked);
    step('putting it on the disk');
    syncTree(part);
    step('naming it');
    rmSync(root.folderOf(version), { recursive: true, force: true });
    renameSync(part, root.folderOf(version));
    syncFolder(dirname(part));
    step('having it wait for a quiet start');
    root.stage(text);
    return manifest;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return err(`The update cannot be laid into ${root.path} (${codeOf(error)}).`);
  } finally {
    rmSync(copy, { force: true });
    rmSync(part, { recursive: true, force: true });
  }
}

/** Copies a package piece by piece; answers what is wrong with it, null where nothing is. */
function copyChecked(from: string, to: string, { bytes, sha256, file }: UpdateManifest): string | null {
  if (!existsSync(from)) return `The package ${file} is not beside its manifest.`;
  const [input, output] = [openSync(from, 'r'), openSync(to, 'w', 0o600)];
  try {
    const hash = createHash('sha256');
    const piece = Buffer.alloc(PIECE_BYTES);
    let total = 0;
    for (let read = readSync(input, piece); read > 0; read = readSync(input, piece)) {
      total += read;
      if (total > bytes) return `The package ${file} is longer than its manifest says.`;
      hash.update(piece.subarray(0, read));
      writeSync(output, piece, 0, read);
    }
    return total === bytes && hash.digest('hex') === sha256
      ? null
      : `The package ${file} is not the one of its manifest: it is not whole, or somebody changed it.`;
  } finally {
    closeSync(input);
    closeSync(output);
  }
}

function unpack(archive: string, into: string, version: string): string | null {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { mode: 0o700 });
  const args = ['-xzf', archive, '-C', into, '--strip-components=1', '--no-same-owner'];
  const tar = spawnSync('tar', args, { encoding: 'utf8' });
  if (tar.status !== 0) return `The package cannot be unpacked: ${tar.stderr || String(tar.error)}`;
  const lacking = MUST_HAVE.find((name) => !existsSync(join(into, name)));
  if (lacking !== undefined) return `The package is no till: ${lacking} is missing.`;
  const own = JSON.parse(readFileSync(join(into, 'resources/till/package.json'), 'utf8')) as {
    readonly version?: unknown;
  };
  return own.version === version ? null : `The package holds another version than its manifest says.`;
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const handle = openSync(join(entry.parentPath, entry.name), 'r');
    fsyncSync(handle);
    closeSync(handle);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
