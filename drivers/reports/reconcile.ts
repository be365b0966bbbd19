import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TillConfig } from '../../src/acquirers/kinds.ts';
import { reportSourcesOf, type ReportSource } from '../../src/acquirers/reports.ts';
import { DamagedJournal } from '../../src/journal/records.ts';
import { writeCsv } from '../../src/ground/csv.ts';
import { cycleDayOf, dayAfter, isDay, type CycleDay } from '../../src/reconcile/cycle.ts';
import { entriesOf, type TillEntry } from '../../src/reconcile/entries.ts';
import type { MatchSetting } from '../../src/reconcile/ledger.ts';
import { match, type Reconciliation } from '../../src/reconcile/match.ts';
import { parseReportName } from '../../src/reconcile/report-name.ts';
import { readSheet, type ReportFile } from '../../src/reconcile/sheets.ts';
import { reconciliationHeads, reconciliationRows, reconciliationText } from '../../src/reconcile/words.ts';
import { argumentTrouble } from '../../src/ground/outside-text.ts';
import { isoWithOffset, type Ms } from '../../src/ground/time.ts';
import { errorOf } from '../journal/journal-error.ts';
import { readJournal } from '../journal/sqlite.ts';
import { readConfig, writeTable } from './command.ts';
import { localFolder } from './local-folder.ts';
import { readReports } from './report-place.ts';
import { RECONCILE_EXIT, Stop } from './stop.ts';

/** One call of the command. `args` as typed; the words for people go to `print`, and why not to `complain`. */
export interface ReconcileCall {
  readonly args: readonly string[];
  readonly nowMs: Ms;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

const USAGE = `npm run reconcile -- --config till.json [--reports folder] [--day YYYY-MM-DD] [--gateway name]… [--csv out.csv] [--journal copy.sqlite]…

  --reports   a folder with the acquirer's reports, in place of the config's "reports"; those of several gateways lie in
              folders below it that are named as the gateways
  --day       the day as the acquirer counts it; without it, yesterday
  --gateway   only the reports of this gateway; may be given again
  --csv       writes the findings as a table too; over one of before, never over another file
  --journal   another journal than the config's, such as a copy; may be given again for each till of the shop
`;

/**
 * Compares a day of reports with the journal and tells a manager; answers the exit code. Changes nothing, anywhere.
 *
 * Exit codes: 0 all match, 1 something does not, 2 usage or config, 3 journal or reports cannot be read.
 */
export async function reconcile(call: ReconcileCall): Promise<number> {
  try {
    return worstOf(await compare(call));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    call.complain(`${error.message}\n`);
    return error.code;
  }
}

/** All results together: a file that cannot be read is worse than a difference. */
function worstOf(results: readonly Reconciliation[]): number {
  return Math.max(
    ...results.map(({ verdict }) => RECONCILE_EXIT[verdict === 'noReport' ? 'unreadable' : verdict]),
  );
}

async function compare({ args, nowMs, print }: ReconcileCall): Promise<readonly Reconciliation[]> {
  const options = optionsOf(args);
  const { config, pathOf } = readConfig(options.config);
  const entries = readEntries(options.journal ?? [pathOf(config.journal.file)]);
  const time = (atMs: Ms) => isoWithOffset(atMs, config.terminal.timeZone);
  const results: Reconciliation[] = [];
  const rows = [reconciliationHeads()];
  for (const { source, place } of await wantedOf(config, options)) {
    const { name, reading } = source;
    const day = options.day ?? dayAfter(cycleDayOf(nowMs, reading.form.dayOffsetMs), -1);
    const files = await readReports(source, place, pathOf, day);
    const result = match(
      settingOf(config, source, files, day),
      files.map((file) => readSheet(file, reading)),
      entries.filter(({ gateway }) => source.tellsOf(gateway)),
    );
    if (results.length > 0) print('\n');
    print(reconciliationText(result, { name, comes: reading.form.comes }, time));
    rows.push(...reconciliationRows(result, name, time));
    results.push(result);
  }
  if (options.csv !== undefined) writeTable(options.csv, writeCsv(rows));
  return results;
}

/** A source, and the folder that was given for it in place of the config's. */
interface WantedSource {
  readonly source: ReportSource;
  readonly place: string | null;
}

/**
 * The sources that are compared: the first, and each whose place is known.
 *
 * A folder that is given may hold a folder for each gateway, by its name; one that has none for the first is its own.
 */
async function wantedOf(config: TillConfig, { reports, gateway }: Options): Promise<readonly WantedSource[]> {
  const sources = sourcesOf(config);
  const strange = gateway?.find((name) => sources.every((source) => source.name !== name));
  if (strange !== undefined) {
    const known = sources.map(({ name }) => name).join(', ');
    throw new Stop(RECONCILE_EXIT.usage, `--gateway ${strange} has no reports; these have: ${known}`);
  }
  const wanted: WantedSource[] = [];
  for (const [index, source] of sources.entries()) {
    const isAsked = gateway?.includes(source.name);
    if (isAsked === false) continue;
    const own = reports === undefined ? null : join(reports, source.name);
    const listed = own === null ? null : await localFolder().list(own);
    const place = listed?.ok === true && listed.value !== null ? own : null;
    if (reports !== undefined && (index === 0 || isAsked === true))
      wanted.push({ source, place: place ?? reports });
    else if (place !== null || source.place !== null || index === 0 || isAsked === true)
      wanted.push({ source, place });
  }
  return wanted;
}

function settingOf(
  config: TillConfig,
  source: ReportSource,
  files: readonly ReportFile[],
  day: CycleDay,
): MatchSetting {
  const { referenceMerchantId, store } = config.merchant;
  return {
    ...{ day, dayOffsetMs: source.reading.form.dayOffsetMs },
    participantId: source.account ?? accountIn(files, source),
    ...{ referenceMerchantId, referenceStoreId: store.referenceStoreId },
  };
}

interface Options {
  readonly config: string;
  readonly reports?: string | undefined;
  readonly day?: CycleDay | undefined;
  readonly csv?: string | undefined;
  readonly gateway?: readonly string[] | undefined;
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
    gateway: { ...text, multiple: true },
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

/** Whose reports are read, the first of them first. */
export function sourcesOf(config: TillConfig): readonly [ReportSource, ...ReportSource[]] {
  const [first, ...others] = reportSourcesOf(config);
  if (first !== undefined) return [first, ...others];
  throw new Stop(RECONCILE_EXIT.usage, 'No gateway of the config has reports that the till can read.');
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

/** The account that all reports are of; null where their names do not tell. */
function accountIn(files: readonly ReportFile[], { reading }: ReportSource): string | null {
  const told = new Set(files.flatMap(({ file }) => parseReportName(file, reading.form.names)?.account ?? []));
  if (told.size > 1) {
    const say = `The reports are of several participants (${[...told].join(', ')}): say which one is yours in reports.participantId of the config.`;
    throw new Stop(RECONCILE_EXIT.usage, say);
  }
  return [...told][0] ?? null;
}
