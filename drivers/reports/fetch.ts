import { posix } from 'node:path';
import { dayAfter, folderOfDay, type CycleDay } from '../../src/reconcile/cycle.ts';
import { isReportName, isUnfinished, nameWithSeq, parseReportName } from '../../src/reconcile/report-name.ts';
import type { ReportNames } from '../../src/acquirers/report-form.ts';
import type { ReportFile } from '../../src/reconcile/sheets.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { ReportFolder, ReportsError } from './report-folder.ts';
import { NO_REPORT, reportsIn } from './unpack.ts';

/** A cycle has up to 1,000 files; one that is larger than this is not one of them, or would not fit into memory. */
const FILE_BYTES_MAX = 256 * 2 ** 20;

/** Which reports are looked for. `account`: the shop's id at the acquirer, which a folder may be named after. */
export interface Wanted {
  readonly account: string | null;
  readonly day: CycleDay;
  readonly names: ReportNames;
  /** Folders below the root that may hold them. */
  readonly folders: readonly string[];
}

/**
 * Fetches the reports that may tell of a day: those generated on the day, the next one and the one after.
 *
 * Shape: looked for in `<root>`, `<root>/<account>`, in the acquirer's own folders below the root, and below each in a folder of the day of generation
 * (`20261121`), packed or not, under the names that people's programs give to them, and in archives that are named after
 * a report or a day. The neighbours are there for what happened near midnight.
 * Errors: those of the folder, and two different files of one name.
 * Source: dossier section 8.
 */
export async function fetchReports(
  folder: ReportFolder,
  root: string,
  { account, day, names, folders }: Wanted,
): Promise<Result<readonly ReportFile[], ReportsError>> {
  const roots = [root, ...folders.map((name) => posix.join(root, name))].flatMap((path) =>
    account === null ? [path] : [path, posix.join(path, account)],
  );
  const days = [0, 1, 2].map((days) => dayAfter(day, days));
  const places = roots.flatMap((path) => [
    { path, generatedOn: dayOfFolder(path) },
    ...days.map((generatedOn) => ({ path: posix.join(path, folderOfDay(generatedOn)), generatedOn })),
  ]);
  const found = new Map<string, ReportFile>();
  for (const { path, generatedOn } of places) {
    const listed = await folder.list(path);
    if (!listed.ok) return listed;
    for (const { name, bytes } of listed.value ?? []) {
      const archived = days.find((day) => isArchiveOf(day, name)) ?? null;
      if (!isReportName(name, names) && archived === null) continue;
      const file = posix.join(path, name);
      if (bytes > FILE_BYTES_MAX) return unreadable(`${file} is larger than any report (${bytes} bytes)`);
      const read = await folder.read(file);
      if (!read.ok) return read;
      for (const report of reportsOf(name, archived ?? generatedOn, read.value, names)) {
        const key = plainNameOf(report.file, names);
        const before = found.get(key);
        if (before !== undefined && !isSame(before, report)) {
          const others = `${posix.join(path, report.file)} is another file than ${before.file}, of the same name`;
          return unreadable(`${others}; remove one`);
        }
        found.set(key, before ?? report);
      }
    }
  }
  return ok([...found.values()]);
}

/** The reports of one file; `file` is the name as people see it, with the archive in front. */
function reportsOf(
  name: string,
  generatedOn: CycleDay | null,
  bytes: Uint8Array,
  names: ReportNames,
): ReportFile[] {
  if (isUnfinished(name)) {
    const spoilt = 'the transfer into this file has not ended; wait for it, or fetch the report again';
    return [{ file: name, generatedOn, bytes: new Uint8Array(), spoilt }];
  }
  const found = reportsIn(bytes, FILE_BYTES_MAX, names);
  // Other files of the day may be archived by themselves.
  const reports = found.filter(({ spoilt }) => spoilt !== NO_REPORT || isReportName(name, names));
  return reports.map(({ inside, bytes: own, spoilt }) => ({
    file: inside === null ? name : posix.join(name, inside),
    generatedOn: (inside === null ? null : dayOfFolder(posix.dirname(inside))) ?? generatedOn,
    bytes: own,
    spoilt,
  }));
}

/** An archive that somebody made of a day's folder. */
function isArchiveOf(day: CycleDay, name: string): boolean {
  return name.startsWith(folderOfDay(day)) && /^\d{8}\b.*\.zip$/i.test(name);
}

/** What a report is called by the acquirer, whatever it is called here. */
function plainNameOf(file: string, names: ReportNames): string {
  const name = parseReportName(file, names);
  return name === null ? file : nameWithSeq(name, name.seq).toLowerCase();
}

function isSame(one: ReportFile, other: ReportFile): boolean {
  return one.spoilt === other.spoilt && Buffer.from(one.bytes).equals(other.bytes);
}

function unreadable(say: string): Result<never, ReportsError> {
  return err({ kind: 'unreadable', say });
}

/** The day that a folder is named after, where it is: somebody may name the day's own folder. */
function dayOfFolder(path: string): CycleDay | null {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(posix.basename(path));
  return match === null ? null : match.slice(1).join('-');
}
