import { createHash } from 'node:crypto';
import type { ReportReading } from '../../acquirers/report-form.ts';
import type { SettlementForm, SettlementName } from '../../acquirers/settlement-form.ts';
import type { RenamedSettlementColumns } from '../../config/settlement-columns.ts';
import type { ReportRow } from '../report.ts';
import { parseReport } from '../report.ts';
import type { SettlementFinding } from './findings.ts';
import { cycleKey, settlementNameOf } from './names.ts';
import { readReport, signedOf, type ReadLine } from './report-read.ts';
import { summaryFindings, type ToldSummary } from './summaries.ts';

/** A file as it was fetched. */
export interface SettlementFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** One clearing cycle of one agreement and currency, as far as its files tell. */
export interface Cycle {
  readonly key: string;
  readonly batchId: string;
  readonly currency: string;
  readonly agreementId: string;
  readonly rows: ReportRow[];
  readonly fees: ReadLine[];
  /** It is a settlement itself. */
  readonly isSettlement: boolean;
  /** What its summary says that all comes to; null where there is none. */
  summaryNet: bigint | null;
  /** What its summary says that the fees come to; null where there is none. */
  summaryFees: bigint | null;
  hasRows: boolean;
  hasFees: boolean;
}

/** One payment of the acquirer. */
export interface Payout {
  readonly batchId: string;
  readonly currency: string;
  readonly agreementId: string;
  readonly minor: bigint;
  readonly valueDate: string | null;
  readonly parts: readonly { readonly key: string; readonly batchId: string; readonly net: bigint | null }[];
  readonly file: string;
}

/** Everything that the files tell. */
export interface ReadFiles {
  readonly cycles: ReadonlyMap<string, Cycle>;
  readonly payouts: readonly Payout[];
  readonly findings: readonly SettlementFinding[];
}

export interface ReadingRules {
  readonly participantId: string;
  readonly reading: ReportReading;
  readonly form: SettlementForm;
  readonly renamed: RenamedSettlementColumns;
}

/** A file that was read, and its SHA-256. */
interface KnownFile {
  readonly file: string;
  readonly hash: string;
}

/** What the files of one kind and cycle have in common. */
function groupOf(name: SettlementName): string {
  return `${name.kind} ${cycleKey(name)}`;
}

/** Reads all files; those of other participants are left out and said to be. */
export function readFiles(files: readonly SettlementFile[], rules: ReadingRules): ReadFiles {
  const reader = new CycleReader(rules);
  for (const file of files) reader.take(file);
  return reader.done();
}

/** Reads files one after the other, so that a till may do its own work between two of them. */
export class CycleReader {
  readonly #rules: ReadingRules;
  readonly #cycles = new Map<string, Cycle>();
  readonly #payouts: Payout[] = [];
  readonly #findings: SettlementFinding[] = [];
  readonly #told: ToldSummary[] = [];
  readonly #seqs = new Map<string, Map<number, KnownFile>>();

  constructor(rules: ReadingRules) {
    this.#rules = rules;
  }

  /** Reads one file. */
  take({ file, bytes }: SettlementFile): void {
    const name = settlementNameOf(file, this.#rules.form);
    if (name === null) return;
    if (name.participantId !== null && name.participantId !== this.#rules.participantId) {
      this.#say('otherParticipant', file, `It is of the participant ${name.participantId}.`);
      return;
    }
    if (this.#isKnown(name, file, bytes)) return;
    if (name.kind === 'transactionItems') this.#takeLines(name, file, bytes);
    else this.#takeOther(name, name.kind, file, bytes);
  }

  /** Everything that the files told. */
  done(): ReadFiles {
    for (const [group, seen] of this.#seqs)
      for (let seq = 0; seq < Math.max(...seen.keys()); seq += 1)
        if (!seen.has(seq))
          this.#say('fileMissing', group, `The file number ${String(seq).padStart(3, '0')} is missing.`);
    this.#findings.push(...summaryFindings(this.#told.splice(0)));
    return { cycles: this.#cycles, payouts: this.#payouts, findings: this.#findings };
  }

  /** One file may lie in two folders, or as a copy beside itself: it is read once. */
  #isKnown(name: SettlementName, file: string, bytes: Uint8Array): boolean {
    const group = groupOf(name);
    const seen = this.#seqs.get(group) ?? new Map<number, KnownFile>();
    this.#seqs.set(group, seen);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const before = seen.get(name.seq);
    if (before === undefined) {
      seen.set(name.seq, { file, hash });
      return false;
    }
    if (before.hash !== hash)
      this.#say('unreadable', file, `It is another file than ${before.file}, of the same name; remove one.`);
    return true;
  }

  #takeLines(name: SettlementName, file: string, bytes: Uint8Array): void {
    const read = parseReport(file, bytes, this.#rules.reading);
    if (!read.ok) return this.#say('unreadable', file, read.error.map((fault) => fault.say).join('; '));
    const { rows, passedOver, totalCount, netMinor } = read.value;
    const cycle = this.#cycleOf(name);
    const { currency, key } = cycle;
    cycle.hasRows = true;
    // One by one: a file may have a million lines, and a call takes no more than some ten thousand.
    for (const row of rows) cycle.rows.push(row);
    this.#told.push({
      ...{ file, group: groupOf(name), cycle: key, currency },
      ...{ lines: rows.length + passedOver, toldLines: totalCount },
      ...{ sum: netOf(rows, currency), toldSum: netMinor },
    });
  }

  #takeOther(
    name: SettlementName,
    kind: Exclude<SettlementName['kind'], 'transactionItems'>,
    file: string,
    bytes: Uint8Array,
  ): void {
    const read = readReport(kind, bytes, this.#rules.form.columns, this.#rules.renamed);
    if (!read.ok) return this.#say('unreadable', file, read.error.map((fault) => fault.say).join('; '));
    const { summary, details } = read.value;
    if (kind === 'feeItems') this.#takeFees(name, file, summary, details);
    if (kind === 'summary')
      for (const line of details) {
        const cycle = this.#cycleOf({ ...name, batchId: line.cells['clearingBatchId'] ?? name.batchId });
        cycle.summaryNet = signedOf(line, 'netAmountValue');
        cycle.summaryFees = sizeOfCell(line, 'feeAmountValue');
      }
    if (kind === 'settlement' && summary !== null)
      this.#payouts.push({
        ...{ batchId: name.batchId, currency: name.settlementCurrency, file },
        agreementId: name.participantAgreementId,
        minor: signedOf(summary, 'settlementAmountValue') ?? 0n,
        valueDate: summary.cells['valueDate'] ?? null,
        parts: details.map((line) => {
          const batchId = line.cells['clearingBatchId'] ?? '';
          return { key: cycleKey({ ...name, batchId }), batchId, net: signedOf(line, 'netAmountValue') };
        }),
      });
  }

  #takeFees(
    name: SettlementName,
    file: string,
    summary: ReadLine | null,
    details: readonly ReadLine[],
  ): void {
    const cycle = this.#cycleOf(name);
    const { currency, key } = cycle;
    cycle.hasFees = true;
    for (const line of details) cycle.fees.push(line);
    const toldLines = summary?.cells['totalCount'];
    this.#told.push({
      ...{ file, group: groupOf(name), cycle: key, currency },
      ...{ lines: details.length, toldLines: toldLines === undefined ? null : Number(toldLines) },
      ...{
        sum: feesOf(details),
        toldSum: summary === null ? null : signedOf(summary, 'totalFeeAmountValue'),
      },
    });
  }

  #cycleOf(name: SettlementName): Cycle {
    const key = cycleKey(name);
    const { batchId, settlementCurrency: currency, participantAgreementId: agreementId } = name;
    const fresh: Cycle = {
      ...{ key, batchId, currency, agreementId, rows: [], fees: [], summaryNet: null, summaryFees: null },
      ...{ hasRows: false, hasFees: false, isSettlement: this.#rules.form.paysByBatch === true },
    };
    const cycle = this.#cycles.get(key) ?? fresh;
    this.#cycles.set(key, cycle);
    return cycle;
  }

  #say(kind: SettlementFinding['kind'], of: string, say: string): void {
    this.#findings.push({ kind, of, currency: '', left: null, right: null, say });
  }
}

/** What fees come to: taken, so positive whatever their sign. */
export function feesOf(lines: readonly ReadLine[]): bigint {
  return lines.reduce((sum, line) => sum + (sizeOfCell(line, 'feeAmountValue') ?? 0n), 0n);
}

function sizeOfCell(line: ReadLine, name: string): bigint | null {
  const minor = signedOf(line, name);
  return minor === null ? null : sizeOf(minor);
}

/**
 * What lines come to in the settlement currency; null where that cannot be told: a type whose sign is not known, or an
 * amount in another currency without its settlement.
 */
export function netOf(rows: readonly ReportRow[], currency: string): bigint | null {
  let net = 0n;
  for (const row of rows) {
    const minor = settledOf(row, currency);
    if (minor === null || (row.type !== 'PAYMENT' && row.type !== 'REFUND')) return null;
    net += row.type === 'PAYMENT' ? minor : -minor;
  }
  return net;
}

/** What one line comes to in the settlement currency, without its sign; null where that cannot be told. */
export function settledOf({ amount, settlementMinor }: ReportRow, currency: string): bigint | null {
  if (settlementMinor !== undefined) return sizeOf(settlementMinor);
  return String(amount.currency) === currency ? BigInt(amount.valueMinor) : null;
}

function sizeOf(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}
