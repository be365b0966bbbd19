import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { AnchorFolder } from '../journal/anchor-folder.ts';
import { openJournal } from '../journal/sqlite.ts';
import { dropMark, markFileOf, readMark } from '../journal/till-mark.ts';
import { hasTillKey } from '../system/till-key.ts';
import { BACKUP_EXIT, journalTrouble, systemCodeOf, type Said } from './backup.ts';
import {
  JOURNAL_NAME,
  MANIFEST_FILE,
  manifestSchema,
  sha256,
  type BackedFile,
  type Manifest,
} from './manifest.ts';
import { placesOf } from './till-files.ts';

const USAGE =
  'Use: npm run restore -- --config till.json --from <back-up> [--force], or --accept to go on with the journal as it stands';

const EMPTY = Buffer.alloc(32);

/** What stood in the place of a file that was put back is kept under this ending. */
const KEPT = '.before-restore';

/**
 * `npm run restore`: checks a back-up, and puts it in a till's place.
 *
 * Refuses to replace a journal that has more than the back-up, or another one, unless it is forced: then a new epoch of
 * the anchor begins, and the next start asks after every order that is open. `--accept` begins one with the journal as
 * it stands.
 */
export function restore(args: readonly string[]): Said {
  const parsed = argumentsOf(args);
  if (parsed === null) return refused(USAGE);
  const { config, from, force, accept } = parsed;
  if (accept) return accepted(config);
  const manifest = checked(resolve(from ?? ''));
  if (!manifest.ok) return refused(manifest.error);
  try {
    return putBack(resolve(config), resolve(from ?? ''), manifest.value, force);
  } catch (error) {
    const say = `The back-up could not be put in its place whole (${systemCodeOf(error)}). Whatever it was to replace is as it was, or stands beside its place under ${KEPT}: mend that, and try again.`;
    return { code: BACKUP_EXIT.failed, say };
  }
}

interface Arguments {
  readonly config: string;
  readonly from: string | undefined;
  readonly force: boolean;
  readonly accept: boolean;
}

function argumentsOf(args: readonly string[]): Arguments | null {
  const options = {
    config: { type: 'string' },
    from: { type: 'string' },
    force: { type: 'boolean' },
    accept: { type: 'boolean' },
  } as const;
  try {
    const { config, from, force = false, accept = false } = parseArgs({ args: [...args], options }).values;
    return config === undefined || (from === undefined) !== accept ? null : { config, from, force, accept };
  } catch {
    return null;
  }
}

/** A back-up whose every file is as it was made, and whose journal is good. */
function checked(folder: string): Result<Manifest, string> {
  let manifest: Manifest;
  try {
    manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8')));
  } catch {
    return err(`${folder} is no back-up of a till: it has no ${MANIFEST_FILE} that can be read.`);
  }
  for (const { name, sha256: wanted } of manifest.files) {
    const path = join(folder, name);
    if (!existsSync(path)) return err(`The back-up is not whole: ${name} is missing.`);
    if (sha256(readFileSync(path)) !== wanted) return err(`The back-up is not whole: ${name} was changed.`);
  }
  const trouble = journalTrouble(join(folder, JOURNAL_NAME));
  return trouble === null ? ok(manifest) : err(trouble);
}

function putBack(configFile: string, from: string, manifest: Manifest, force: boolean): Said {
  const config = manifest.files.find(({ role }) => role === 'config');
  if (config === undefined) return refused('The back-up is not whole: it has no config.');
  if (!existsSync(configFile)) place(join(from, config.name), configFile);
  const places = placesOf(configFile);
  if (!places.ok) return refused(places.error);
  const { journal, anchor, pathOf, config: read } = places.value;
  const mark = markFileOf(read, pathOf);
  const isFirst = !hasTillKey(anchor);
  const newer =
    isFirst && !existsSync(journal) ? marked(mark, manifest) : newerThan(journal, anchor, manifest);
  if (newer !== null && (!newer.canForce || !force)) return refused(newer.say);
  const put = (file: BackedFile, to: string): void => place(join(from, file.name), to);
  for (const file of manifest.files) {
    // A till that is there keeps its own keys and what it remembers; a new machine gets those of the back-up.
    const isMissing = !existsSync(pathOf(file.path));
    if (file.role === 'journal') put(file, journal);
    else if (file.role === 'anchor' ? isFirst : file.role !== 'config' && isMissing)
      put(file, pathOf(file.path));
  }
  for (const rest of ['-wal', '-shm']) rmSync(`${journal}${rest}`, { force: true });
  const { rows, head } = manifest.journal;
  const anchored = begunAt(anchor, { seq: rows, head: Buffer.from(head, 'hex') }, newer !== null);
  if (!anchored.ok) return { code: BACKUP_EXIT.failed, say: anchored.error };
  dropMark(mark);
  return { code: BACKUP_EXIT.done, say: doneWords(manifest, newer !== null) };
}

/** The same where journal and key are gone, and the till's mark tells how much it had written. */
function marked(file: string | null, { journal }: Manifest): ReturnType<typeof newerThan> {
  const mark = file === null ? null : readMark(file);
  const known = (mark?.rows ?? 0) + (mark?.lost ?? 0);
  return known <= journal.rows ? null : { canForce: true, say: fewerWords(known, journal.rows) };
}

/** Why a till's own journal is worth more than the back-up; null where the back-up has all of it. */
function newerThan(
  journal: string,
  anchorFolder: string,
  { journal: backed, till }: Manifest,
): { readonly canForce: boolean; readonly say: string } | null {
  const folder = AnchorFolder.openToRenew(anchorFolder);
  const anchor = folder.ok ? folder.value.read() : folder;
  const remembered = anchor.ok ? anchor.value.seq : 0;
  if (folder.ok) folder.value.close();
  let rows = 0;
  if (existsSync(journal)) {
    const own = openJournal(journal, till);
    if (!own.ok && own.error.kind === 'inUse')
      return { canForce: false, say: `A till holds the journal ${journal}: end it first.` };
    if (!own.ok) return { canForce: true, say: `${own.error.say} --force puts the back-up in its place.` };
    const hash = own.value.hashAt(backed.rows);
    rows = own.value.last().seq;
    own.value.close();
    const isOther =
      rows > 0 && rows >= backed.rows && Buffer.from(hash ?? EMPTY).toString('hex') !== backed.head;
    if (isOther && backed.rows > 0)
      return {
        canForce: true,
        say: `The journal ${journal} is another one than that of the back-up. ${FORCE}`,
      };
  }
  const known = Math.max(rows, remembered);
  if (known <= backed.rows) return null;
  return { canForce: true, say: fewerWords(known, backed.rows) };
}

function fewerWords(known: number, backed: number): string {
  return `The till has written ${known} rows, and the back-up has ${backed}: what happened since would be forgotten, and orders of then could be charged twice. ${FORCE}`;
}

const FORCE = 'With --force the back-up takes its place, and the journal of now is kept beside it.';

/** Has the till go on with the journal as it stands. */
function accepted(config: string): Said {
  const places = placesOf(config);
  if (!places.ok) return refused(places.error);
  const { journal, anchor, pathOf, config: read } = places.value;
  let last = { seq: 0, head: EMPTY as Uint8Array };
  if (existsSync(journal)) {
    const own = openJournal(journal, read.terminal.storeTerminalId);
    if (!own.ok) return refused(own.error.say);
    const { seq, hash } = own.value.last();
    last = { seq, head: hash };
    own.value.close();
  }
  const begun = begunAt(anchor, last, true);
  if (!begun.ok) return { code: BACKUP_EXIT.failed, say: begun.error };
  dropMark(markFileOf(read, pathOf));
  const say = `The till goes on with the journal as it stands, ${last.seq} rows. What it had written beyond that is forgotten: compare the orders since with the acquirer (npm run reconcile).`;
  return { code: BACKUP_EXIT.done, say };
}

function begunAt(
  anchorFolder: string,
  last: { readonly seq: number; readonly head: Uint8Array },
  isNewEpoch: boolean,
): Result<null, string> {
  const folder = AnchorFolder.openToRenew(anchorFolder);
  if (!folder.ok) return folder;
  const before = folder.value.read();
  const epoch = (before.ok ? before.value.epoch : 1) + (isNewEpoch ? 1 : 0);
  folder.value.renew({ epoch, ...last });
  folder.value.close();
  return ok(null);
}

/** Puts a file in its place, whole and on the disk; what stood there is kept beside it. */
function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const beside = join(dirname(to), `${basename(to)}.new`);
  const handle = openSync(beside, 'w', 0o600);
  try {
    // Writes until all is written, or throws: one call may write a part, where the disk is full.
    writeFileSync(handle, readFileSync(from));
    fsyncSync(handle);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  if (existsSync(to)) {
    for (const rest of ['', '-wal', '-shm'])
      if (existsSync(`${to}${rest}`)) renameSync(`${to}${rest}`, `${to}${KEPT}${rest}`);
  }
  renameSync(beside, to);
}

function doneWords({ madeAt, journal }: Manifest, isNewEpoch: boolean): string {
  const more = isNewEpoch
    ? ' A new epoch begins: the next start asks the acquirer after every order that is open. Orders that came after the back-up are not known here: compare them with the acquirer (npm run reconcile).'
    : '';
  return `The back-up of ${madeAt} is in its place: ${journal.rows} rows of the journal, every one checked.${more}`;
}

function refused(say: string): Said {
  return { code: BACKUP_EXIT.refused, say };
}
