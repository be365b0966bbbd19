import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { dayAfter, folderOfDay, type CycleDay } from '../../src/reconcile/cycle.ts';
import type { SettlementForm } from '../../src/acquirers/settlement-form.ts';
import { settlementNameOf } from '../../src/reconcile/settlement/names.ts';
import { writePrivateFile } from '../system/private-file.ts';
import { codeOf } from './command.ts';
import type { ReportFolder, ReportsError } from './report-folder.ts';

/** The acquirer's server forgets its files after so many days. Source: reports dossier section 2. */
const SERVER_KEEPS_DAYS = 7;

/** The list of hashes beside the files, as `sha256sum --check` reads it. */
const HASHES = 'SHA256SUMS';

/** Which reports are kept, and where. */
export interface Keeping {
  /** The folder on the server; its folders of the kinds lie below it, or it is one of them. */
  readonly root: string;
  readonly folders: readonly string[];
  readonly account: string;
  readonly form: SettlementForm;
  readonly today: CycleDay;
  /** The folder of this machine. */
  readonly keep: string;
}

/** What became of it. `differ`: files that are kept already and are others on the server now. */
export interface Kept {
  readonly fresh: readonly string[];
  readonly known: number;
  readonly differ: readonly string[];
}

/**
 * Fetches reports of every kind that the server still has, and keeps each for good with its SHA-256.
 *
 * What is kept is never written over: a file of the same name and another size is told of. A file is whole on the disk
 * before its hash is noted.
 * Errors: those of the server, and a sentence where this machine cannot keep a file.
 * Source: reports dossier sections 1, 2 and 5.3.
 */
export async function keepReports(
  server: ReportFolder,
  keeping: Keeping,
): Promise<Result<Kept, ReportsError>> {
  const { account, form, keep } = keeping;
  const fresh: string[] = [];
  const differ: string[] = [];
  let known = 0;
  for (const { from, to } of placesOf(keeping)) {
    const listed = await server.list(from);
    if (!listed.ok) return listed;
    for (const { name, bytes } of listed.value ?? []) {
      const told = settlementNameOf(name, form);
      if (told === null || (told.participantId ?? account) !== account) continue;
      const file = join(to, name);
      const before = statSync(join(keep, file), { throwIfNoEntry: false });
      if (before !== undefined) {
        if (before.size === bytes) known += 1;
        else differ.push(file);
        continue;
      }
      const read = await server.read(posix.join(from, name));
      if (!read.ok) return read;
      const trouble = await keepOne(keep, file, read.value);
      if (trouble !== null) return err({ kind: 'unreadable', say: trouble });
      fresh.push(file);
    }
  }
  return ok({ fresh, known, differ });
}

/** Every folder of the server that may hold some, and where that lies below the folder of this machine. */
function placesOf({
  root,
  folders,
  account,
  today,
}: Keeping): { readonly from: string; readonly to: string }[] {
  const above = folders.includes(posix.basename(root)) ? posix.dirname(root) : root;
  const kinds = folders.length === 0 ? [''] : folders;
  const days = Array.from({ length: SERVER_KEEPS_DAYS + 1 }, (_, back) =>
    folderOfDay(dayAfter(today, -back)),
  );
  return kinds.flatMap((kind) =>
    days.map((day) => ({
      from: posix.join(above, kind, account, day),
      to: join(kind, account, day),
    })),
  );
}

async function keepOne(keep: string, file: string, bytes: Uint8Array): Promise<string | null> {
  try {
    mkdirSync(keep, { recursive: true, mode: 0o700 });
    await writePrivateFile(join(keep, file), bytes);
    const hash = createHash('sha256').update(bytes).digest('hex');
    appendFileSync(join(keep, HASHES), `${hash}  ${file.replaceAll('\\', '/')}\n`, { mode: 0o600 });
    return null;
  } catch (error) {
    return `${join(keep, file)} cannot be kept (${codeOf(error)})`;
  }
}
