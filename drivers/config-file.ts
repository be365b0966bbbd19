import { copyFile, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseConfig } from '../src/acquirers/kinds.ts';
import { decodedText } from '../src/ground/outside-text.ts';
import { err, ok, type Result } from '../src/ground/result.ts';

/** A config that was changed: where it is, and where it is as it was before. */
export interface Rewritten {
  readonly file: string;
  readonly backup: string;
}

/** Why a config was not changed: `text`, it cannot be read or changed; `invalid`, the new one would not be valid. */
export interface RewriteFault {
  readonly kind: 'text' | 'invalid' | 'missing' | 'forbidden' | 'readOnly' | 'full' | 'failed';
  readonly why: string;
}

/**
 * Changes the config file: the whole of it is replaced at once, or nothing.
 *
 * What comes out is held against the config's own schema before it replaces anything, the file as it was stays beside it
 * (`.bak`), and the new one is on the disk before it takes the old one's name. Errors: in words; the file is as it was.
 */
export async function rewriteConfig(
  named: string,
  change: (text: string) => Result<string, string>,
): Promise<Result<Rewritten, RewriteFault>> {
  let fresh: string | null = null;
  try {
    // What a link points to is replaced, and not the link.
    const file = await realpath(named);
    const backup = `${file}.bak`;
    const text = decodedText(await readFile(file));
    if (!text.ok) return refused('text', `${named} cannot be changed: it ${text.error}.`);
    const changed = change(text.value);
    if (!changed.ok) return refused('text', `${named} cannot be changed: ${changed.error}.`);
    const config = parseConfig(changed.value);
    if (!config.ok) {
      const faults = config.error.map(({ path, why }) => `${path === '' ? 'the file' : path}: ${why}`);
      return refused(
        'invalid',
        `${named} would not be a valid config (${faults.join('; ')}). Mend that first.`,
      );
    }
    const { mode, uid, gid } = await stat(file);
    const beside = `${file}.new`;
    await rm(beside, { force: true });
    fresh = beside;
    const handle = await open(beside, 'wx', mode & 0o777);
    try {
      await handle.writeFile(changed.value, 'utf8');
      const made = await handle.stat();
      if (made.uid !== uid || made.gid !== gid) await handle.chown(uid, gid).catch(() => undefined);
      await handle.chmod(mode & 0o777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await copyFile(file, backup);
    await rename(beside, file);
    fresh = null;
    await syncFolder(dirname(file));
    return ok({ file, backup });
  } catch (error) {
    if (fresh !== null) await rm(fresh, { force: true }).catch(() => undefined);
    const { kind, why } = reasonOf(error);
    return refused(kind, `${named} was not changed: ${why}`);
  }
}

/** Windows cannot open a folder; a rename there is as safe as the system makes it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

const FORBIDDEN = {
  kind: 'forbidden',
  why: 'this user may not write there. Start this as the user who owns the file.',
} as const;
const REASONS: Readonly<Record<string, RewriteFault>> = {
  ENOENT: { kind: 'missing', why: 'there is no such file.' },
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: { kind: 'readOnly', why: 'its disk is read-only.' },
  ENOSPC: { kind: 'full', why: 'its disk is full.' },
  EISDIR: { kind: 'failed', why: 'it is a folder.' },
};

function reasonOf(error: unknown): RewriteFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return REASONS[code] ?? { kind: 'failed', why: `the system says ${code}.` };
}

function refused(kind: RewriteFault['kind'], why: string): Result<never, RewriteFault> {
  return err({ kind, why });
}
