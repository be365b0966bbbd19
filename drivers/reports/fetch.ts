import { posix } from 'node:path';
import { dayAfter, folderOfDay, type CycleDay } from '../../src/reconcile/cycle.ts';
import { isReportName } from '../../src/reconcile/report-name.ts';
import type { ReportFile } from '../../src/reconcile/sheets.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { ReportFolder, ReportsError } from './report-folder.ts';

/** A cycle has up to 1,000 files; one that is larger than this is not one of them, or would not fit into memory. */
const FILE_BYTES_MAX = 256 * 2 ** 20;

/**
 * Fetches the reports that may tell of a day: those generated on the day, the next one and the one after.
 *
 * Shape: looked for in `<root>`, `<root>/<participantId>` and below either in a folder of the day of generation
 * (`20261121`). The neighbours are there for what happened near midnight.
 * Errors: those of the folder, and two different files of one name.
 * Source: dossier section 8.
 */
export async function fetchReports(
  folder: ReportFolder,
  root: string,
  participantId: string | undefined,
  day: CycleDay,
): Promise<Result<readonly ReportFile[], ReportsError>> {
  const roots = participantId === undefined ? [root] : [root, posix.join(root, participantId)];
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
      if (!isReportName(name)) continue;
      const file = posix.join(path, name);
      if (bytes > FILE_BYTES_MAX) return unreadable(`${file} is larger than any report (${bytes} bytes)`);
      const read = await folder.read(file);
      if (!read.ok) return read;
      const before = found.get(name);
      if (before !== undefined && !Buffer.from(before.bytes).equals(read.value)) {
        return unreadable(`${file} is another file than the one of the same name beside it; remove one`);
      }
      found.set(name, { file: name, generatedOn, bytes: read.value });
    }
  }
  return ok([...found.values()]);
}

function unreadable(say: string): Result<never, ReportsError> {
  return err({ kind: 'unreadable', say });
}

/** The day that a folder is named after, where it is: somebody may name the day's own folder. */
function dayOfFolder(path: string): CycleDay | null {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(posix.basename(path));
  return match === null ? null : match.slice(1).join('-');
}
