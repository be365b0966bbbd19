import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TillConfig } from '../../src/acquirers/kinds.ts';
import { keptFolderOf, type ReportSource } from '../../src/acquirers/reports.ts';
import type { SettlementForm } from '../../src/acquirers/settlement-form.ts';
import { writeCsv } from '../../src/ground/csv.ts';
import { argumentTrouble } from '../../src/ground/outside-text.ts';
import type { Ms } from '../../src/ground/time.ts';
import { cycleDayOf } from '../../src/reconcile/cycle.ts';
import { parseCredits, type BankCredit } from '../../src/reconcile/settlement/credits.ts';
import { CycleReader } from '../../src/reconcile/settlement/cycles.ts';
import { readingOrder, settlementNameOf } from '../../src/reconcile/settlement/names.ts';
import { settle, type Settled } from '../../src/reconcile/settlement/settle.ts';
import { settledRows, settledText } from '../../src/reconcile/settlement/words.ts';
import { codeOf, readConfig, writeTable } from './command.ts';
import { keepReports } from './keep-reports.ts';
import { openedServer } from './report-place.ts';
import { readEntries, sourcesOf, type ReconcileCall } from './reconcile.ts';
import { RECONCILE_EXIT, Stop } from './stop.ts';

const USAGE = `npm run settle -- --config till.json [--fetch] [--gateway name] [--reports folder] [--batch id] [--bank credits.csv] [--csv out.csv] [--journal copy.sqlite]…

  --fetch     only fetches from "reports.sftp" what is not kept yet, and keeps it in "reports.sftp.keep"
  --reports   a folder with the acquirer's reports of all kinds, in place of the config's "reports.folder"
  --gateway   the gateway whose reports they are; without it, the one that "reports" of the config describes
  --batch     tells of one settlement only
  --bank      in place of the config's "reports.bank.file", what the bank booked: bookedOn,amountValue,currency,reference,chargesValue
  --csv       writes the result as a table too; over one of before, never over another file
  --journal   another journal than the config's, such as a copy; may be given again for each till of the shop
`;

/**
 * Follows the money from the journal to the bank and tells a manager; answers the exit code. Changes nothing, anywhere.
 *
 * Exit codes: those of `reconcile`.
 */
export async function settleReports(call: ReconcileCall): Promise<number> {
  try {
    const options = optionsOf(call.args);
    const files = readConfig(options.config);
    const source = sourceOf(files.config, options.gateway);
    const fetched = options.reports === undefined ? await fetchKept(source, files, call) : null;
    if (options.fetch === true) {
      if (fetched === null) throw new Stop(RECONCILE_EXIT.usage, NOTHING_TO_FETCH);
      return fetched;
    }
    const { verdict } = compared(source, call, options, files);
    // What is kept is compared all the same: a server that cannot be had spoils nothing else.
    return Math.max(fetched ?? 0, RECONCILE_EXIT[verdict === 'noReport' ? 'unreadable' : verdict]);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    call.complain(`${error.message}\n`);
    return error.code;
  }
}

const NOTHING_TO_FETCH = 'The config names no server of reports: reports.sftp.';

/** Fetches what the server has and is not kept yet; null where the config names no server. Answers the exit code. */
async function fetchKept(
  { place, account, reading, settlement: form }: ReportSource,
  { pathOf }: ConfigFiles,
  { nowMs, print, complain }: ReconcileCall,
): Promise<number | null> {
  const sftp = place?.sftp;
  if (sftp === undefined || form === null) return null;
  const { folders = [], dayOffsetMs } = reading.form;
  const opened = await openedServer(sftp, pathOf);
  const keep = pathOf(sftp.keep);
  const kept = opened.ok
    ? await keepReports(opened.value, {
        ...{ root: sftp.folder, folders, account: account ?? '', keep, form },
        today: cycleDayOf(nowMs, dayOffsetMs),
      })
    : opened;
  if (opened.ok) opened.value.close();
  if (!kept.ok) {
    complain(`${kept.error.say}\n`);
    return RECONCILE_EXIT.unreadable;
  }
  const { fresh, known, differ } = kept.value;
  print(`${fresh.length} reports were fetched into ${keep}, ${known} were there.\n`);
  for (const file of differ)
    complain(`${file} is another file on the server now than the one that is kept; look at both.\n`);
  return differ.length === 0 ? RECONCILE_EXIT.match : RECONCILE_EXIT.mismatch;
}

function compared(
  source: ReportSource,
  { nowMs, print }: ReconcileCall,
  options: Options,
  { config, pathOf }: ConfigFiles,
): Settled {
  const { settlement: form } = source;
  if (form === null)
    throw new Stop(
      RECONCILE_EXIT.usage,
      `The acquirer of ${source.name} has no reports of its settlements that the till can read.`,
    );
  const place = source.place === null ? null : keptFolderOf(source.place);
  const folder = options.reports ?? (place === null ? null : pathOf(place));
  if (folder === null)
    throw new Stop(
      RECONCILE_EXIT.usage,
      'Say where the reports are: "reports.folder" or "reports.sftp" in the config, or --reports <folder>.',
    );
  const files = namesIn(folder, form);
  const entries = readEntries(options.journal ?? [pathOf(config.journal.file)]).filter(({ gateway }) =>
    source.tellsOf(gateway),
  );
  const setting = settingOf(config, nowMs, source);
  const { feeItems, summary, settlement } = config.reports?.columns ?? {};
  const reader = new CycleReader({
    participantId: source.account ?? accountIn(files, form),
    reading: source.reading,
    form,
    renamed: { feeItems, summary, settlement },
    ownShareOf: setting.view === 'ownShare' ? setting : undefined,
  });
  // One after the other: the reports of years need no more memory than one of them and what is kept of it.
  for (const file of files) reader.take({ file, bytes: bytesOf(folder, file) });
  const read = reader.done();
  const only = options.batch;
  const wanted =
    only === undefined ? read : { ...read, payouts: read.payouts.filter(({ batchId }) => batchId === only) };
  const result = settle(setting, wanted, entries, creditsOf(options.bank ?? keptCredits(config, pathOf)));
  if (options.csv !== undefined) writeTable(options.csv, writeCsv(settledRows(result)));
  print(settledText(result, config.reports?.view ?? 'ownShare'));
  return result;
}

function settingOf({ reports, merchant }: TillConfig, nowMs: Ms, { reading }: ReportSource) {
  return {
    view: reports?.view ?? ('ownShare' as const),
    today: cycleDayOf(nowMs, reading.form.dayOffsetMs),
    holidays: reports?.holidays ?? [],
    fees: reports?.fees ?? [],
    chargesMaxMinor: BigInt(reports?.bank.chargesMax ?? '0'),
    referenceMerchantId: merchant.referenceMerchantId,
    referenceStoreId: merchant.store.referenceStoreId,
  };
}

/** The gateway that is asked for; without a name, the first. */
function sourceOf(config: TillConfig, name: string | undefined): ReportSource {
  const sources = sourcesOf(config);
  const found = name === undefined ? sources[0] : sources.find((source) => source.name === name);
  if (found !== undefined) return found;
  const known = sources.map((source) => source.name).join(', ');
  throw new Stop(RECONCILE_EXIT.usage, `--gateway ${name ?? ''} has no reports; these have: ${known}`);
}

type ConfigFiles = ReturnType<typeof readConfig>;

interface Options {
  readonly config: string;
  readonly gateway?: string | undefined;
  readonly fetch?: boolean | undefined;
  readonly reports?: string | undefined;
  readonly batch?: string | undefined;
  readonly bank?: string | undefined;
  readonly csv?: string | undefined;
  readonly journal?: readonly string[] | undefined;
}

function optionsOf(args: readonly string[]): Options {
  const trouble = argumentTrouble(args);
  if (trouble !== null) throw new Stop(RECONCILE_EXIT.usage, trouble);
  const text = { type: 'string' } as const;
  const options = {
    ...{ config: text, gateway: text, reports: text, batch: text, bank: text, csv: text },
    fetch: { type: 'boolean' },
    journal: { ...text, multiple: true },
  } as const;
  try {
    const { config, ...others } = parseArgs({ args: [...args], options }).values;
    if (config === undefined) throw new Error('say which config');
    return { ...others, config };
  } catch (error) {
    const say = error instanceof Error ? error.message : String(error);
    throw new Stop(RECONCILE_EXIT.usage, `${say}\n\n${USAGE}`);
  }
}

/** Every report below a folder, whatever its day, by its path there. */
function namesIn(folder: string, form: SettlementForm): string[] {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.csv$/i.test(name) && settlementNameOf(name, form) !== null,
    );
    return readingOrder(files, form);
  } catch (error) {
    throw new Stop(RECONCILE_EXIT.unreadable, `${folder} cannot be read (${codeOf(error)})`);
  }
}

function bytesOf(folder: string, name: string): Uint8Array {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    throw new Stop(RECONCILE_EXIT.unreadable, `${join(folder, name)} cannot be read (${codeOf(error)})`);
  }
}

function creditsOf(file: string | undefined): readonly BankCredit[] {
  if (file === undefined) return [];
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Stop(RECONCILE_EXIT.usage, `--bank ${file} cannot be read (${codeOf(error)})`);
  }
  const credits = parseCredits(bytes);
  if (credits.ok) return credits.value;
  const say = credits.error.map(({ line, say: words }) => `line ${line}: ${words}`).join('; ');
  throw new Stop(RECONCILE_EXIT.usage, `--bank ${file}: ${say}`);
}

/** The credits that people entered at the till; undefined where there are none. */
function keptCredits({ reports }: TillConfig, pathOf: (path: string) => string): string | undefined {
  const file = reports === undefined ? undefined : pathOf(reports.bank.file);
  return file !== undefined && existsSync(file) ? file : undefined;
}

/** The participant that all reports are of. */
function accountIn(files: readonly string[], form: SettlementForm): string {
  const told = [...new Set(files.flatMap((file) => settlementNameOf(file, form)?.participantId ?? []))];
  if (told.length > 1) {
    const say = `The reports are of several participants (${told.join(', ')}): say which one is yours in reports.participantId of the config.`;
    throw new Stop(RECONCILE_EXIT.usage, say);
  }
  return told[0] ?? '(unknown)';
}
