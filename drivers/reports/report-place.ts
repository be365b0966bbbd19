import type { ReportSource } from '../../src/acquirers/reports.ts';
import type { SftpConfig } from '../../src/config/reports-schema.ts';
import type { CycleDay } from '../../src/reconcile/cycle.ts';
import type { ReportFile } from '../../src/reconcile/sheets.ts';
import { readGuarded } from '../system/guarded-file.ts';
import { fetchReports } from './fetch.ts';
import { localFolder } from './local-folder.ts';
import { openSftp, type SignIn } from './sftp.ts';
import { RECONCILE_EXIT, Stop, textOf } from './stop.ts';

/**
 * The reports of one source that may tell of a day. `given`: a folder in place of the config's.
 *
 * Errors: ends the command where they cannot be had.
 */
export async function readReports(
  { account, name, place, reading }: ReportSource,
  given: string | null,
  pathOf: (path: string) => string,
  day: CycleDay,
): Promise<readonly ReportFile[]> {
  const { names, folders = [] } = reading.form;
  const wanted = { account, day, names, folders };
  const folder = given ?? (place?.folder === undefined ? undefined : pathOf(place.folder));
  if (folder !== undefined) return fetched(await fetchReports(localFolder(), folder, wanted));
  const sftp = place?.sftp;
  if (sftp === undefined) {
    throw new Stop(
      RECONCILE_EXIT.usage,
      `Say where the reports of ${name} are: "reports" in the config, or --reports <folder>.`,
    );
  }
  const opened = await openedServer(sftp, pathOf);
  if (!opened.ok) throw new Stop(RECONCILE_EXIT.unreadable, opened.error.say);
  try {
    return fetched(await fetchReports(opened.value, sftp.folder, wanted));
  } finally {
    opened.value.close();
  }
}

function fetched(files: Awaited<ReturnType<typeof fetchReports>>): readonly ReportFile[] {
  if (files.ok) return files.value;
  throw new Stop(RECONCILE_EXIT.unreadable, files.error.say);
}

/** Opens the server of the config. Errors: its own; a key file that cannot be read ends the command. */
export function openedServer(sftp: SftpConfig, pathOf: (path: string) => string) {
  return openSftp(sftp, signInOf(sftp, pathOf));
}

function signInOf({ privateKey, password }: SftpConfig, pathOf: (path: string) => string): SignIn {
  if (privateKey !== undefined) return { privateKey: Buffer.from(readSecret(pathOf(privateKey.file))) };
  return { password: readSecret(pathOf(password?.file ?? '')).replace(/\r?\n$/, '') };
}

function readSecret(file: string): string {
  const bytes = readGuarded(file, 'secret');
  if (!bytes.ok) throw new Stop(RECONCILE_EXIT.usage, bytes.error.say);
  return textOf(file, bytes.value, RECONCILE_EXIT.usage);
}
