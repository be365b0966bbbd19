import type { SettlementColumns } from '../../acquirers/report-columns.ts';
import type { ReportReading } from '../../acquirers/report-form.ts';
import type { RenamedSettlementColumns } from '../../config/settlement-columns.ts';
import type { ReportRow } from '../report.ts';
import { parseReport } from '../report.ts';
import type { SettlementFinding } from './findings.ts';
import { cycleKey, parseAnyReportName, type AnyReportName } from './names.ts';
import { readReport, signedOf, type ReadLine } from './report-read.ts';

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
  /** What its summary says that all comes to; null where there is none. */
  summaryNet: bigint | null;
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
  readonly columns: SettlementColumns;
  readonly renamed: RenamedSettlementColumns;
}

/** Reads all files; those of other participants are left out and said to be. */
export function readFiles(files: readonly SettlementFile[], rules: ReadingRules): ReadFiles {
  const cycles = new Map<string, Cycle>();
  const payouts: Payout[] = [];
  const findings: SettlementFinding[] = [];
  const say = (kind: SettlementFinding['kind'], of: string, words: string, currency = ''): void =>
    void findings.push({ kind, of, currency, left: null, right: null, say: words });
  const cycleOf = (name: AnyReportName): Cycle => {
    const key = cycleKey(name);
    const { batchId, settlementCurrency: currency, participantAgreementId: agreementId } = name;
    const fresh: Cycle = {
      ...{ key, batchId, currency, agreementId, rows: [], fees: [], summaryNet: null },
      ...{ hasRows: false, hasFees: false },
    };
    const cycle = cycles.get(key) ?? fresh;
    cycles.set(key, cycle);
    return cycle;
  };
  const seqs = new Map<string, Set<number>>();
  for (const { file, bytes } of files) {
    const name = parseAnyReportName(file);
    if (name === null) continue;
    if (name.participantId !== rules.participantId) {
      say('otherParticipant', file, `It is of the participant ${name.participantId}.`);
      continue;
    }
    const group = `${name.kind} ${cycleKey(name)}`;
    seqs.set(group, (seqs.get(group) ?? new Set()).add(name.seq));
    if (name.kind === 'transactionItems') {
      const read = parseReport(file, bytes, rules.reading);
      if (!read.ok) {
        say('unreadable', file, read.error.map((fault) => fault.say).join('; '));
        continue;
      }
      const cycle = cycleOf(name);
      cycle.hasRows = true;
      cycle.rows.push(...read.value.rows);
      const counted = read.value.rows.length;
      if (read.value.totalCount !== null && read.value.totalCount !== counted)
        findings.push({
          ...{ kind: 'summaryCountDiffers', of: file, currency: cycle.currency },
          ...{
            left: BigInt(counted),
            right: BigInt(read.value.totalCount),
            say: 'The summary counts other lines.',
          },
        });
      const net = netOf(read.value.rows, cycle.currency);
      if (read.value.netMinor !== null && net !== null && net !== read.value.netMinor)
        findings.push({
          ...{ kind: 'summaryAmountDiffers', of: file, currency: cycle.currency, left: net },
          ...{ right: read.value.netMinor, say: 'The summary is not what its lines come to.' },
        });
      continue;
    }
    const read = readReport(name.kind, bytes, rules.columns, rules.renamed);
    if (!read.ok) {
      say('unreadable', file, read.error.map((fault) => fault.say).join('; '));
      continue;
    }
    const { summary, details } = read.value;
    if (name.kind === 'feeItems') {
      const cycle = cycleOf(name);
      cycle.hasFees = true;
      cycle.fees.push(...details);
      const told = summary === null ? null : signedOf(summary, 'totalFeeAmountValue');
      const sum = feesOf(details);
      if (told !== null && told !== sum)
        findings.push({
          ...{ kind: 'summaryAmountDiffers', of: file, currency: cycle.currency, left: sum, right: told },
          say: 'The summary is not what its fees come to.',
        });
    }
    if (name.kind === 'summary')
      for (const line of details) {
        const cycle = cycleOf({ ...name, batchId: line.cells['clearingBatchId'] ?? name.batchId });
        cycle.summaryNet = signedOf(line, 'netAmountValue');
      }
    if (name.kind === 'settlement' && summary !== null)
      payouts.push({
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
  for (const [group, seen] of seqs)
    for (let seq = 0; seq < Math.max(...seen); seq += 1)
      if (!seen.has(seq))
        say('fileMissing', group, `The file number ${String(seq).padStart(3, '0')} is missing.`);
  return { cycles, payouts, findings };
}

/** What fees come to: taken, so positive whatever their sign. */
export function feesOf(lines: readonly ReadLine[]): bigint {
  return lines.reduce((sum, line) => sum + sizeOf(signedOf(line, 'feeAmountValue') ?? 0n), 0n);
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
