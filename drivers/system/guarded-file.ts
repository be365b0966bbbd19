import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  statSync,
  type Stats,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** Who may do what with a file: `secret` is for its owner alone, `public` may be read by anybody and written by its owner. */
export type Guard = 'secret' | 'public';

/** Bits of a mode. Source: chmod(2). */
const OTHERS_READ = 0o044;
const OTHERS_WRITE = 0o022;

/** Windows has no such flag, and no such pipes. */
const WITHOUT_WAITING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** The administrator may write every file anyway, so that a file of theirs is no stranger's. */
const ROOT = 0;

/** Where systemd lays the credentials of its services, a folder for each. Source: systemd.exec(5), Credentials. */
const CREDENTIALS = '/run/credentials';
/** Rights that such a file may show: its access list opens it to the service's user, and stands in the mode as the group's. */
const CREDENTIAL_MODE = 0o440;

/**
 * Reads a file that the till depends on, if nobody else could have read or changed it.
 *
 * Errors: a sentence with the mend; `absent` where there is no such file. Never a part of what the file holds.
 * Why the open file is looked at, and not its name: between a look at a name and the reading, somebody could put another
 * file there. A link of a stranger is refused too, since the stranger may let it lead elsewhere at any time.
 * Windows has no such modes: there the file's place in the user's own folders guards it.
 * Source: interface section 11.
 */
export function readGuarded(
  file: string,
  guard: Guard,
  credentials = CREDENTIALS,
): Result<Buffer, GuardFault> {
  let handle: number;
  try {
    // Without a wait: a pipe laid in the file's place would hold the till up for ever.
    handle = openSync(file, constants.O_RDONLY | WITHOUT_WAITING);
  } catch (error) {
    const code = codeOf(error);
    return err({ kind: code === 'ENOENT' ? 'absent' : 'unread', say: `${file} cannot be read (${code})` });
  }
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) return err({ kind: 'unread', say: `${file} is not a file` });
    const trouble = isCredential(file, stats, credentials)
      ? null
      : (troubleOf(file, stats, guard) ?? troubleOfLink(file));
    return trouble === null ? ok(readFileSync(handle)) : err({ kind: 'open', say: trouble });
  } catch (error) {
    return err({ kind: 'unread', say: `${file} cannot be read (${codeOf(error)})` });
  } finally {
    closeSync(handle);
  }
}

/** Why a file was not read; `open`: somebody else may read or write it. */
export interface GuardFault {
  readonly kind: 'absent' | 'unread' | 'open';
  readonly say: string;
}

/** Takes a file that the till made itself from everybody else; nothing where it is not there, or is not the till's. */
export function closeToOthers(file: string): void {
  try {
    const stats = statSync(file);
    // A folder that stands in a file's place is somebody's: without its search bit nobody could use it any more.
    if (!stats.isFile() || stats.uid !== process.getuid?.()) return;
    if ((stats.mode & (OTHERS_READ | OTHERS_WRITE)) !== 0) chmodSync(file, 0o600);
  } catch {
    // Whatever keeps it from being closed is found when it is opened.
  }
}

/** Whether a file stands in the system's own store: it is sealed there, and neither copied nor laid back. */
export function isOfSystem(file: string): boolean {
  return dirname(dirname(resolve(file))) === CREDENTIALS;
}

/**
 * Whether a file is a credential that systemd gave to this service: out of a store that is sealed to the machine.
 *
 * Why a rule of its own: it belongs to root, and an access list opens it to the service's user alone. The folder is root's
 * and closed to everybody else, so that nobody but root can have laid the file there. Source: systemd 257, src/core/exec-credential.c.
 */
function isCredential(file: string, { mode, uid }: Stats, credentials: string): boolean {
  const folder = dirname(resolve(file));
  if (dirname(folder) !== credentials || lstatSync(file).isSymbolicLink()) return false;
  const around = lstatSync(folder);
  const isRoots = around.isDirectory() && around.uid === ROOT && (around.mode & 0o027) === 0;
  return isRoots && uid === ROOT && (mode & 0o777 & ~CREDENTIAL_MODE) === 0;
}

function troubleOf(file: string, { mode, uid }: Stats, guard: Guard): string | null {
  const own = process.getuid?.();
  if (own === undefined) return null;
  const isSecret = guard === 'secret';
  if (uid !== own && (isSecret || uid !== ROOT))
    return `${file} belongs to another user (uid ${uid}), who may ${isSecret ? 'read and change' : 'change'} it: make a copy of your own${isSecret ? ' with mode 0600' : ''}`;
  if ((mode & OTHERS_WRITE) !== 0)
    return `${file} may be written by other users (mode ${modeOf(mode)}): run chmod go-w ${quoted(file)}, and look whether it was changed`;
  if (isSecret && (mode & OTHERS_READ) !== 0)
    return `${file} may be read by other users (mode ${modeOf(mode)}): run chmod 600 ${quoted(file)}, and ask for new credentials if somebody may have read it`;
  return null;
}

function troubleOfLink(file: string): string | null {
  const own = process.getuid?.();
  const { uid } = lstatSync(file);
  return own === undefined || uid === own || uid === ROOT
    ? null
    : `${file} is a link of another user (uid ${uid}), who may let it lead elsewhere: name the file itself`;
}

function modeOf(mode: number): string {
  return `0${(mode & 0o777).toString(8)}`;
}

function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
