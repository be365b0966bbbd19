import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok } from '../../src/ground/result.ts';
import type { OfficeFiles } from '../../src/office/files.ts';

const PREFIX = 'journal.office-';
const NAME = /^journal\.office-([0-9a-f]{64})$/;

/**
 * The office's files, in the folder of the journal: `journal.office-<SHA-256>`, mode 0600.
 *
 * Why a rename: a file of this name is whole, whenever the power is cut. Source: interface section 9.
 */
export function officeFiles(journalFile: string): OfficeFiles {
  const folder = dirname(journalFile);
  const pathOf = (sha256: string): string => join(folder, `${PREFIX}${sha256}`);
  return {
    keep(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      try {
        if (!existsSync(path)) writeWhole(path, bytes);
        syncFolder(folder);
        return ok({ sha256, bytes: bytes.length });
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        return err(`a file of the office cannot be written (${code})`);
      }
    },
    read(sha256) {
      const path = pathOf(sha256);
      if (!existsSync(path)) return null;
      const bytes = readFileSync(path);
      return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
    },
    drop: (sha256) => rmSync(pathOf(sha256), { force: true }),
    all: () => officeFileNames(journalFile).flatMap((name) => NAME.exec(name)?.[1] ?? []),
  };
}

/** The names of the office's whole files beside a journal. */
export function officeFileNames(journalFile: string): string[] {
  const folder = dirname(journalFile);
  return (existsSync(folder) ? readdirSync(folder) : []).filter((name) => NAME.test(name));
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const unfinished = `${path}.part`;
  rmSync(unfinished, { force: true });
  const handle = openSync(unfinished, 'wx', 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, path);
}

/** The name, too, is on the disk; Windows syncs no folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
