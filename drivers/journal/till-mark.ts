import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { keyFilesOf, type TillConfig } from '../../src/acquirers/kinds.ts';
import { isOfSystem } from '../system/guarded-file.ts';

/** What a till leaves beside its acquirer's key: that it ran, with which key of its own, and how many rows it had. */
const markSchema = z.object({
  key: z.string(),
  rows: z.int().min(0),
  /** Rows of a journal that was gone together with the till's key, until a person accepts it. */
  lost: z.int().min(0).nullable(),
});
export type TillMark = z.infer<typeof markSchema>;

/**
 * Where a till leaves its mark; null where no key of an acquirer is in a file of the till's own.
 *
 * Why beside the acquirer's key: whoever clears a till away removes journal, anchor and token, which a till makes anew by
 * itself. The acquirer's key it cannot make, so that its folder stays.
 */
export function markFileOf(
  { gateways, terminal }: Pick<TillConfig, 'gateways' | 'terminal'>,
  pathOf: (path: string) => string,
): string | null {
  const keys = Object.values(gateways).flatMap((part) => keyFilesOf(part));
  const own = keys.find(({ isPublic, file }) => isPublic !== true && !isOfSystem(pathOf(file)));
  const id = terminal.storeTerminalId.replace(/[^\w-]/g, '_');
  return own === undefined ? null : join(dirname(pathOf(own.file)), `till-${id}.mark`);
}

/** The mark in a file; null where there is none, or none that can be read. */
export function readMark(file: string): TillMark | null {
  try {
    return markSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** How a till's own public key stands in its mark. */
export function keyInMark(publicKey: string): string {
  return createHash('sha256').update(publicKey).digest('hex');
}

/** Leaves the mark. A folder that takes none costs no sale: the mark is one memory of several. */
export function leaveMark(file: string, mark: TillMark): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(mark), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    rmSync(`${file}.new`, { force: true });
  }
}

/** Forgets what the mark remembers: a person decided with which journal the till goes on. */
export function dropMark(file: string | null): void {
  if (file !== null) rmSync(file, { force: true });
}
