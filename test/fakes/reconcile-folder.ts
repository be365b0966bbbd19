import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { reconcile } from '../../drivers/reports/reconcile.ts';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { entryOf } from '../../src/journal/entry.ts';
import { foldOnto } from '../../src/journal/fold.ts';
import { isOfSale } from '../../src/journal/records.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { Journal } from '../../src/journal/port.ts';
import type { ReportFile } from '../../src/reconcile/sheets.ts';
import type { Ms } from '../../src/ground/time.ts';
import { agentConfig, type Patch } from './agent-folder.ts';
import { recordsOf, TEN_MS, type GivenSale } from './given-day.ts';
import { PARTICIPANT } from './given-reports.ts';
import { TILL } from './memory-journal.ts';

/** What the command said and how it ended. */
export interface Told {
  readonly code: number;
  readonly text: string;
  readonly complaint: string;
}

/** Writes what a till would have written of these sales, with the index. */
export function writeSales(journal: Journal, given: readonly GivenSale[]): void {
  const sales = new Map<string, Sale>();
  for (const record of recordsOf(given)) {
    if (!isOfSale(record)) continue;
    const before = sales.get(record.saleId) ?? null;
    const after = foldOnto(before, record);
    sales.set(record.saleId, after);
    journal.append(record, entryOf(before, after, record));
  }
}

/** A folder as an office has it: the till's config, its journal, and the acquirer's reports. */
export class ReconcileFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'reconcile-'));

  constructor(patch: Patch = { reports: { participantId: PARTICIPANT, folder: 'reports' } }) {
    this.config(patch);
  }

  /** A path inside the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  config(patch: Patch): void {
    writeFileSync(
      this.file('till.json'),
      JSON.stringify({ ...agentConfig('https://gateway.example'), ...patch }),
    );
  }

  /** Writes the journal of a till that made these sales. */
  journal(sales: readonly GivenSale[], name = 'journal.sqlite'): void {
    const journal = openJournal(this.file(name), TILL);
    if (!journal.ok) throw new Error(journal.error.say);
    writeSales(journal.value, sales);
    journal.value.close();
  }

  /** Puts a report where the acquirer would: below its participant and the day of its generation. */
  report({ file, generatedOn, bytes }: ReportFile, below = join('reports', PARTICIPANT)): void {
    const path = this.file(join(below, (generatedOn ?? '').replaceAll('-', ''), file));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }

  copy(from: string, to: string): void {
    copyFileSync(this.file(from), this.file(to));
  }

  /**
   * Every file with a hash of its bytes: two of these are the same where nothing was changed.
   *
   * Whoever reads a journal leaves two helper files of SQLite's beside it, without an event in them.
   */
  snapshot(): Record<string, string> {
    const names = readdirSync(this.path, { recursive: true, withFileTypes: true });
    const files = names
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    return Object.fromEntries(
      files
        .map((file): [string, Buffer] => [file, readFileSync(file)])
        .filter(([file, bytes]) => !file.endsWith('-shm') && !(file.endsWith('-wal') && bytes.length === 0))
        .map(([file, bytes]) => [file, createHash('sha256').update(bytes).digest('hex')]),
    );
  }

  /** Runs the command, on the morning of the day after. */
  async run(args: readonly string[] = [], nowMs: Ms = TEN_MS + 24 * 3_600_000): Promise<Told> {
    let text = '';
    let complaint = '';
    const code = await reconcile({
      args: ['--config', this.file('till.json'), ...args],
      nowMs,
      print: (more) => (text += more),
      complain: (more) => (complaint += more),
    });
    return { code, text, complaint };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
