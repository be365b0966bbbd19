import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyRows } from '../../src/journal/verify.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { openJournal, readJournal } from '../journal/sqlite.ts';
import { copyJournal } from './copy-journal.ts';
import { JOURNAL_NAME, MANIFEST_FILE, sha256, type BackedFile, type Manifest } from './manifest.ts';
import { OfficeCopies } from './office-copies.ts';
import { placesOf, type TillPlaces } from './till-files.ts';

const USAGE = 'Use: npm run backup -- --config till.json --out <a new folder>';

/** Exit codes of `backup` and `restore`: done, refused or usage, something cannot be read or written. */
export const BACKUP_EXIT = { done: 0, refused: 2, failed: 3 } as const;

/** What a command says, and its exit code. */
export interface Said {
  readonly code: number;
  readonly say: string;
}

/** `npm run backup`: a whole copy of a till while it runs, checked before it is called one. */
export function backup(args: readonly string[], nowMs: number): Said {
  const parsed = argumentsOf(args);
  if (parsed === null) return { code: BACKUP_EXIT.refused, say: USAGE };
  const places = placesOf(parsed.config);
  if (!places.ok) return { code: BACKUP_EXIT.refused, say: places.error };
  const out = resolve(parsed.out);
  if (existsSync(out) && readdirSync(out).length > 0)
    return { code: BACKUP_EXIT.refused, say: `${out} holds something already: name a new folder.` };
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const made = copiedInWords(places.value, out, nowMs);
  if (!made.ok) return { code: BACKUP_EXIT.failed, say: made.error };
  const { journal, files } = made.value;
  const say = `The back-up ${out} is whole: ${journal.rows} rows of the journal, every one checked, and ${files.length - 1} other files. It holds keys: keep it as you keep those.`;
  return { code: BACKUP_EXIT.done, say };
}

function argumentsOf(args: readonly string[]): { readonly config: string; readonly out: string } | null {
  try {
    const options = { config: { type: 'string' }, out: { type: 'string' } } as const;
    const { config, out } = parseArgs({ args: [...args], options }).values;
    return config === undefined || out === undefined ? null : { config, out };
  } catch {
    return null;
  }
}

/** What the system says of a file that cannot be read or written; a bug is no word of it, and is thrown on. */
export function systemCodeOf(error: unknown): string {
  if (error instanceof Error && 'syscall' in error && 'code' in error) return String(error.code);
  throw error;
}

function copiedInWords(places: TillPlaces, out: string, nowMs: number): Result<Manifest, string> {
  try {
    return copied(places, out, nowMs);
  } catch (error) {
    return err(`The back-up ${out} is not whole (${systemCodeOf(error)}): mend that, and make another.`);
  }
}

function copied(places: TillPlaces, out: string, nowMs: number): Result<Manifest, string> {
  // The anchor before the journal: a copied journal may be ahead of its anchor, and never behind.
  const others = [{ path: basename(places.configFile), role: 'config' as const }, ...places.others].map(
    ({ path, role }, index) => {
      const bytes = readFileSync(role === 'config' ? places.configFile : places.pathOf(path));
      const name = `${index}-${basename(path).replace(/[^\w.-]/g, '_')}`;
      writeFileSync(join(out, name), bytes, { mode: 0o600 });
      return { name, path, role, sha256: sha256(bytes) };
    },
  );
  const office = new OfficeCopies(places, out);
  office.take();
  const file = join(out, JOURNAL_NAME);
  const copy = copyJournal(places.journal, file);
  if (!copy.ok) return copy;
  office.take();
  const till = places.config.terminal.storeTerminalId;
  const checked = checkedJournal(file, till);
  if (!checked.ok) return checked;
  // What the look itself left beside the file, with nothing in it.
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  const journal: BackedFile = {
    ...{ name: JOURNAL_NAME, path: places.config.journal.file, role: 'journal' },
    sha256: sha256(readFileSync(file)),
  };
  const manifest: Manifest = {
    ...{ kind: 'paycode-till-backup', madeAt: new Date(nowMs).toISOString(), till },
    ...{ journal: checked.value, files: [...others, ...office.files, journal] },
  };
  writeFileSync(join(out, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return ok(manifest);
}

/** Makes one file of the copy and its log, and holds every row of it against the rules. */
function checkedJournal(file: string, till: string): Result<Manifest['journal'], string> {
  const whole = openJournal(file, till);
  if (!whole.ok) return err(whole.error.say);
  const { seq, hash } = whole.value.last();
  whole.value.close();
  const trouble = journalTrouble(file);
  return trouble === null ? ok({ rows: seq, head: Buffer.from(hash).toString('hex') }) : err(trouble);
}

/** What is wrong with a journal that no till holds; null where every row is good. */
export function journalTrouble(file: string): string | null {
  const read = readJournal(file);
  if (!read.ok) return read.error.say;
  const { rows, before, faultOfIndex, close } = read.value;
  try {
    // The signatures of days are `npm run verify`'s: a copy may be looked at where its key is not.
    const { result } = verifyRows(rows(), before, null);
    if (!result.ok) return `Row ${result.error.seq} of ${file} ${result.error.wrong}. ${result.error.means}`;
    const wrong = faultOfIndex();
    return wrong === null ? null : `The index of ${file} does not follow from its rows: ${wrong}.`;
  } finally {
    close();
  }
}
