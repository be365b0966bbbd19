import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TillConfig } from '../../src/acquirers/kinds.ts';
import { keptFolderOf, reportSourcesOf } from '../../src/acquirers/reports.ts';
import type { SettlementForm, SettlementName } from '../../src/acquirers/settlement-form.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { dayAfter, isDay, type CycleDay } from '../../src/reconcile/cycle.ts';
import {
  creditsText,
  isSameCredit,
  parseCredits,
  type BankCredit,
} from '../../src/reconcile/settlement/credits.ts';
import type { SettlementFile } from '../../src/reconcile/settlement/cycles.ts';
import { settlementNameOf } from '../../src/reconcile/settlement/names.ts';
import type { SettlementSource } from '../../src/reconcile/settlement/source.ts';
import { writePrivateFile } from '../system/private-file.ts';
import { codeOf } from './command.ts';

/** A till reads no file that is larger: a sale would wait for it. */
const FILE_BYTES_MAX = 1024 * 1024;

/** A till reads no more than so many at once. */
const FILES_MAX = 400;

/** The reports and the bank's credits of a till, in its folders; null where the config names no folder of reports. */
export function settlementFolder(
  config: TillConfig,
  pathOf: (path: string) => string,
): SettlementSource | null {
  const { reports } = config;
  const form = reportSourcesOf(config)[0]?.settlement ?? null;
  const kept = reports === undefined ? null : keptFolderOf(reports);
  if (reports === undefined || kept === null) return null;
  const folder = pathOf(kept);
  const bank = pathOf(reports.bank.file);
  return {
    files: (from) => (form === null ? ok(NO_FILES) : filesIn(folder, form, from)),
    credits: () => creditsIn(bank),
    async keep(credits) {
      const known = creditsIn(bank);
      if (!known.ok) return known;
      const fresh = credits.filter(
        (credit, index) =>
          ![...known.value, ...credits.slice(0, index)].some((each) => isSameCredit(each, credit)),
      );
      if (fresh.length === 0) return ok(null);
      try {
        await writePrivateFile(bank, creditsText([...known.value, ...fresh]));
        return ok(null);
      } catch (error) {
        return err(`${bank} cannot be written (${codeOf(error)})`);
      }
    },
  };
}

/** Of an acquirer whose reports of settlements the till cannot read. */
const NO_FILES = { names: [], read: () => err('there is none'), leftOut: [] };

function filesIn(
  folder: string,
  form: SettlementForm,
  from: CycleDay,
): ReturnType<SettlementSource['files']> {
  try {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.csv$/i.test(name) && isSince(settlementNameOf(name, form), from))
      .sort();
    const isSmall = (name: string): boolean => statSync(join(folder, name)).size <= FILE_BYTES_MAX;
    const small = found.filter(isSmall);
    const names = small.slice(-FILES_MAX);
    return ok({
      names,
      read: (name) => readOne(folder, name),
      leftOut: found.filter((name) => !names.includes(name)),
    });
  } catch (error) {
    // Nothing was fetched yet.
    if (codeOf(error) === 'ENOENT')
      return ok({ names: [], read: (name) => readOne(folder, name), leftOut: [] });
    return err(`${folder} cannot be read (${codeOf(error)})`);
  }
}

function readOne(folder: string, name: string): Result<SettlementFile, string> {
  try {
    return ok({ file: name, bytes: readFileSync(join(folder, name)) });
  } catch (error) {
    return err(`${name} cannot be read (${codeOf(error)})`);
  }
}

/** Whether a report's batch is of a day or later. A settlement's cycles may be some days older than itself. */
function isSince(read: SettlementName | null, from: CycleDay): boolean {
  if (read === null) return false;
  const day = read.batchId.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
  return !isDay(day) || day >= (read.kind === 'settlement' ? from : dayAfter(from, -CYCLES_BEFORE));
}

/** A settlement pays cycles that are so many days older at most: weekends and holidays lie between. Ours. */
const CYCLES_BEFORE = 14;

function creditsIn(file: string): Result<readonly BankCredit[], string> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? ok([]) : err(`${file} cannot be read (${codeOf(error)})`);
  }
  const read = parseCredits(bytes);
  if (read.ok) return read;
  return err(`${file}: ${read.error.map(({ line, say }) => `line ${line}: ${say}`).join('; ')}`);
}
