import { createHash } from 'node:crypto';
import type { ReportReading } from '../../acquirers/report-form.ts';
import type { SettlementForm, SettlementName } from '../../acquirers/settlement-form.ts';
import type { RenamedSettlementColumns } from '../../config/settlement-columns.ts';
import type { ReportRow } from '../report.ts';
import { parseReport } from '../report.ts';
import type { SettlementFinding } from './findings.ts';
import { cycleKey, settlementNameOf } from './names.ts';
import { FeeSum, isMoney, NetSum, sizeOfCell } from './line-sums.ts';
import { isOfOtherShop, type ReportShop } from './own-share.ts';
import { readReport, signedOf, type ReadLine, type ReadReport } from './report-read.ts';
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
  /** The lines that are kept: all, or those that may be the shop's own. */
  readonly rows: ReportRow[];
  /** How many there are in all, and what they come to; null where that cannot be told. */
  lines: number;
  net: bigint | null;
  /** The fees that are kept. */
  readonly fees: ReadLine[];
  /** What all of them come to. */
  feesMinor: bigint;
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
  /**
   * Of whom lines are kept; without it, all.
   *
   * Why: a file of the acquirer may hold a million lines of other shops. They are counted and added up, and forgotten.
   */
  readonly ownShareOf?: ReportShop | undefined;
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
    const { ownShareOf, reading } = this.#rules;
    const sum = new NetSum(name.settlementCurrency);
    const read = parseReport(file, bytes, reading, (row) => {
      sum.take(row);
      return ownShareOf === undefined || !isMoney(row) || !isOfOtherShop(row, ownShareOf);
    });
    if (!read.ok) return this.#say('unreadable', file, read.error.map((fault) => fault.say).join('; '));
    const { rows, passedOver, totalCount, netMinor } = read.value;
    const cycle = this.#cycleOf(name);
    const { currency, key } = cycle;
    cycle.hasRows = true;
    cycle.lines += sum.lines;
    cycle.net = cycle.net === null || sum.net === null ? null : cycle.net + sum.net;
    // One by one: a file may have a million lines, and a call takes no more than some ten thousand.
    for (const row of rows) cycle.rows.push(row);
    this.#told.push({
      ...{ file, group: groupOf(name), cycle: key, currency },
      ...{ lines: sum.lines + passedOver, toldLines: totalCount },
      ...{ sum: sum.net, toldSum: netMinor },
    });
  }

  #takeOther(
    name: SettlementName,
    kind: Exclude<SettlementName['kind'], 'transactionItems'>,
    file: string,
    bytes: Uint8Array,
  ): void {
    const fees = new FeeSum();
    const isKept = kind === 'feeItems' ? this.#feesOfInterest(name) : null;
    const read = readReport(kind, bytes, this.#rules.form.columns, this.#rules.renamed, (line) => {
      if (isKept === null) return true;
      fees.take(line);
      return isKept(line);
    });
    if (!read.ok) return this.#say('unreadable', file, read.error.map((fault) => fault.say).join('; '));
    const { summary, details } = read.value;
    if (kind === 'feeItems') this.#takeFees(name, file, read.value, fees);
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

  #takeFees(name: SettlementName, file: string, { summary, details }: ReadReport, fees: FeeSum): void {
    const cycle = this.#cycleOf(name);
    const { currency, key } = cycle;
    cycle.hasFees = true;
    cycle.feesMinor += fees.minor;
    for (const line of details) cycle.fees.push(line);
    const toldLines = summary?.cells['totalCount'];
    this.#told.push({
      ...{ file, group: groupOf(name), cycle: key, currency },
      ...{ lines: fees.lines, toldLines: toldLines === undefined ? null : Number(toldLines) },
      ...{
        sum: fees.minor,
        toldSum: summary === null ? null : signedOf(summary, 'totalFeeAmountValue'),
      },
    });
  }

  /** Fees are kept where they may be the shop's own: once its lines were read, only those of them. */
  #feesOfInterest(name: SettlementName): (line: ReadLine) => boolean {
    const cycle = this.#cycles.get(cycleKey(name));
    if (this.#rules.ownShareOf === undefined || cycle?.hasRows !== true) return () => true;
    const own = new Set(
      cycle.rows.flatMap(({ transactionRequestId, transactionId }) => [transactionRequestId, transactionId]),
    );
    return ({ cells }) => own.has(cells['transactionRequestId']) || own.has(cells['transactionId']);
  }

  #cycleOf(name: SettlementName): Cycle {
    const key = cycleKey(name);
    const { batchId, settlementCurrency: currency, participantAgreementId: agreementId } = name;
    const fresh: Cycle = {
      ...{ key, batchId, currency, agreementId, rows: [], fees: [], summaryNet: null, summaryFees: null },
      ...{ lines: 0, net: 0n, feesMinor: 0n },
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
