import { parseArgs } from 'node:util';
import type { TillConfig } from '../../src/acquirers/kinds.ts';
import { reportSourceOf, type ReportSource } from '../../src/acquirers/reports.ts';
import { DamagedJournal } from '../../src/journal/records.ts';
import { writeCsv } from '../../src/ground/csv.ts';
import { cycleDayOf, dayAfter, isDay, type CycleDay } from '../../src/reconcile/cycle.ts';
import { entriesOf, type TillEntry } from '../../src/reconcile/entries.ts';
import { match, type Reconciliation } from '../../src/reconcile/match.ts';
import { parseReportName } from '../../src/reconcile/report-name.ts';
import { readSheet, type ReportFile } from '../../src/reconcile/sheets.ts';
import { reconciliationRows, reconciliationText } from '../../src/reconcile/words.ts';
import { argumentTrouble } from '../../src/ground/outside-text.ts';
import { isoWithOffset, type Ms } from '../../src/ground/time.ts';
import { errorOf } from '../journal/journal-error.ts';
import { readJournal } from '../journal/sqlite.ts';
import { readGuarded } from '../system/guarded-file.ts';
import { readConfig, RECONCILE_EXIT, Stop, textOf, writeTable } from './command.ts';
import { fetchReports } from './fetch.ts';
import { localFolder } from './local-folder.ts';
import { openSftp, type SignIn } from './sftp.ts';

/** One call of the command. `args` as typed; the words for people go to `print`, and why not to `complain`. */
export interface ReconcileCall {
  readonly args: readonly string[];
  readonly nowMs: Ms;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

const USAGE = `npm run reconcile -- --config till.json [--reports folder] [--day YYYY-MM-DD] [--csv out.csv] [--journal copy.sqlite]…

  --reports   a folder with the acquirer's reports, in place of the config's "reports"
  --day       the day at UTC+8; without it, yesterday
  --csv       writes the findings as a table too
  --journal   another journal than the config's, such as a copy; may be given again for each till of the shop
`;

/**
 * Compares a day of reports with the journal and tells a manager; answers the exit code. Changes nothing, anywhere.
 *
 * Exit codes: 0 all match, 1 something does not, 2 usage or config, 3 journal or reports cannot be read.
 */
export async function reconcile(call: ReconcileCall): Promise<number> {
  try {
    const result = await compare(call);
    return RECONCILE_EXIT[result.verdict === 'noReport' ? 'unreadable' : result.verdict];
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    call.complain(`${error.message}\n`);
    return error.code;
  }
}

async function compare({ args, nowMs, print }: ReconcileCall): Promise<Reconciliation> {
  const options = optionsOf(args);
  const { config, pathOf } = readConfig(options.config);
  const day = options.day ?? dayAfter(cycleDayOf(nowMs), -1);
  const journals = options.journal ?? [pathOf(config.journal.file)];
  const source = sourceOf(config);
  const entries = readEntries(journals).filter(({ gateway }) => isTold(source, config, gateway));
  const files = await readReports(config, pathOf, options.reports, day);
  const setting = {
    day,
    participantId: participantOf(config, files),
    referenceMerchantId: config.merchant.referenceMerchantId,
    referenceStoreId: config.merchant.store.referenceStoreId,
  };
  const sheets = files.map((file) => readSheet(file, source.headers));
  const result = match(setting, sheets, entries);
  const time = (atMs: Ms) => isoWithOffset(atMs, config.terminal.timeZone);
  if (options.csv !== undefined) writeTable(options.csv, writeCsv(reconciliationRows(result, time)));
  print(reconciliationText(result, time));
  return result;
}

interface Options {
  readonly config: string;
  readonly reports?: string | undefined;
  readonly day?: CycleDay | undefined;
  readonly csv?: string | undefined;
  readonly journal?: readonly string[] | undefined;
}

function optionsOf(args: readonly string[]): Options {
  const trouble = argumentTrouble(args);
  if (trouble !== null) throw new Stop(RECONCILE_EXIT.usage, trouble);
  const text = { type: 'string' } as const;
  const options = {
    config: text,
    reports: text,
    day: text,
    csv: text,
    journal: { ...text, multiple: true },
  } as const;
  try {
    const { config, day, ...others } = parseArgs({ args: [...args], options }).values;
    if (config === undefined) throw new Error('say which config');
    if (day !== undefined && !isDay(day)) throw new Error(`--day ${day} is no day, such as 2026-11-20`);
    return { ...others, config, day };
  } catch (error) {
    throw new Stop(
      RECONCILE_EXIT.usage,
      `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`,
    );
  }
}

/** Whose reports are read. */
export function sourceOf(config: TillConfig): ReportSource {
  const source = reportSourceOf(config);
  if (source !== null) return source;
  throw new Stop(RECONCILE_EXIT.usage, 'No gateway of the config has reports that the till can read.');
}

/**
 * Whether the reports tell of a gateway. One that the config does not name any more counts as one of theirs: only one
 * kind has reports yet.
 */
function isTold({ kind }: ReportSource, { gateways }: TillConfig, gateway: string): boolean {
  return (gateways[gateway]?.kind ?? kind) === kind;
}

/** What the journals of the shop's tills say. */
export function readEntries(files: readonly string[]): TillEntry[] {
  const entries: TillEntry[] = [];
  const owners = new Map<string, string>();
  for (const file of files) {
    const own = entriesIn(file);
    const twice = own.find(({ saleId }) => owners.has(saleId));
    if (twice !== undefined) {
      const say = `${file} and ${owners.get(twice.saleId) ?? ''} hold the same sales: give each till's journal once.`;
      throw new Stop(RECONCILE_EXIT.usage, say);
    }
    own.forEach(({ saleId }) => owners.set(saleId, file));
    entries.push(...own);
  }
  return entries;
}

function entriesIn(file: string): TillEntry[] {
  const journal = readJournal(file);
  if (!journal.ok) {
    const { kind, say } = journal.error;
    throw new Stop(RECONCILE_EXIT.unreadable, kind === 'inUse' ? inUse(file) : say);
  }
  try {
    return entriesOf(journal.value.all());
  } catch (error) {
    if (!(error instanceof DamagedJournal)) throw error;
    throw new Stop(RECONCILE_EXIT.unreadable, errorOf(error, file).say);
  } finally {
    journal.value.close();
  }
}

function inUse(file: string): string {
  return `A till is running on the journal ${file}, and nobody else may read it meanwhile. Close that till; or, while no sale is under way, copy ${file} together with ${file}-wal (the newest sales are in it) and give the copy: --journal copy.sqlite`;
}

async function readReports(
  { reports }: TillConfig,
  pathOf: (path: string) => string,
  given: string | undefined,
  day: CycleDay,
): Promise<readonly ReportFile[]> {
  const place = given ?? (reports?.folder === undefined ? undefined : pathOf(reports.folder));
  if (place !== undefined)
    return fetched(await fetchReports(localFolder(), place, reports?.participantId, day));
  const sftp = reports?.sftp;
  if (sftp === undefined) {
    throw new Stop(
      RECONCILE_EXIT.usage,
      'Say where the reports are: "reports" in the config, or --reports <folder>.',
    );
  }
  const opened = await openSftp(sftp, signInOf(sftp, pathOf));
  if (!opened.ok) throw new Stop(RECONCILE_EXIT.unreadable, opened.error.say);
  try {
    return fetched(await fetchReports(opened.value, sftp.folder, reports?.participantId, day));
  } finally {
    opened.value.close();
  }
}

function fetched(files: Awaited<ReturnType<typeof fetchReports>>): readonly ReportFile[] {
  if (files.ok) return files.value;
  throw new Stop(RECONCILE_EXIT.unreadable, files.error.say);
}

type Sftp = NonNullable<NonNullable<TillConfig['reports']>['sftp']>;

function signInOf({ privateKey, password }: Sftp, pathOf: (path: string) => string): SignIn {
  if (privateKey !== undefined) return { privateKey: Buffer.from(readSecret(pathOf(privateKey.file))) };
  return { password: readSecret(pathOf(password?.file ?? '')).replace(/\r?\n$/, '') };
}

function readSecret(file: string): string {
  const bytes = readGuarded(file, 'secret');
  if (!bytes.ok) throw new Stop(RECONCILE_EXIT.usage, bytes.error.say);
  return textOf(file, bytes.value, RECONCILE_EXIT.usage);
}

/** The participant of the config; without one, the one that all reports are of. */
function participantOf({ reports }: TillConfig, files: readonly ReportFile[]): string {
  if (reports !== undefined) return reports.participantId;
  const told = new Set(files.flatMap(({ file }) => parseReportName(file)?.participantId ?? []));
  if (told.size > 1) {
    const say = `The reports are of several participants (${[...told].join(', ')}): say which one is yours in reports.participantId of the config.`;
    throw new Stop(RECONCILE_EXIT.usage, say);
  }
  return [...told][0] ?? '(unknown)';
}
