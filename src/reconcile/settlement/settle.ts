import type { CycleDay } from '../cycle.ts';
import type { TillEntry } from '../entries.ts';
import type { ReportRow } from '../report.ts';
import type { BankCredit } from './credits.ts';
import type { Cycle, ReadFiles } from './cycles.ts';
import { feeFindings, type FeeContract } from './fees.ts';
import { SETTLEMENT_FINDING_KINDS, TOLD_ONLY, type SettlementFinding } from './findings.ts';
import { feesOf, netOf, settledOf } from './line-sums.ts';
import { isOfOtherShop } from './own-share.ts';
import { payoutFindings } from './payouts.ts';
import type { CycleSum, PayoutSum } from './sums.ts';

/** What a settlement is held against. */
export interface SettleSetting {
  readonly view: 'ownShare' | 'participant';
  readonly today: CycleDay;
  readonly holidays: readonly CycleDay[];
  readonly fees: readonly FeeContract[];
  readonly chargesMaxMinor: bigint;
  readonly referenceMerchantId: string;
  readonly referenceStoreId: string;
}

/** What comparing came to. */
export interface Settled {
  readonly verdict: 'match' | 'mismatch' | 'unreadable' | 'noReport';
  readonly cycles: readonly CycleSum[];
  readonly payouts: readonly PayoutSum[];
  readonly findings: readonly SettlementFinding[];
}

/**
 * Follows the money from the journal to the bank: lines, rates, fees, cycles, payments, credits.
 *
 * Pure, exact in integers, and changes nothing. A level that cannot be looked at spoils no other. In the view of an own
 * share totals of files hold other shops too: only what is provably this shop's is held against the journal.
 * Source: reports dossier section 5.2.
 */
export function settle(
  setting: SettleSetting,
  files: ReadFiles,
  entries: readonly TillEntry[],
  credits: readonly BankCredit[],
): Settled {
  const own = new OwnLines(setting, entries);
  const cycles = [...files.cycles.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const settledIn = new Map(
    files.payouts.flatMap(({ parts, batchId }) => parts.map(({ key }) => [key, batchId])),
  );
  const payouts = payoutFindings(setting, cycles, files.payouts, credits);
  const findings = [
    ...files.findings,
    ...cycles.flatMap((cycle) =>
      [
        ...rowFindings(cycle, own),
        ...feeFindings(setting, cycle, (row) => setting.view === 'participant' || own.isOwn(row)),
        ...cycleFindings(cycle),
      ].map((found) => ({ ...found, cycle: cycle.key })),
    ),
    ...payouts.findings,
  ].sort(inOrder);
  return {
    verdict: verdictOf(findings, cycles.length + files.payouts.length),
    cycles: cycles.map((cycle) => sumOf(cycle, own, settledIn.get(cycle.key) ?? null)),
    payouts: payouts.sums,
    findings,
  };
}

/** Which lines are this shop's, and what the till says of them. */
class OwnLines {
  readonly #setting: SettleSetting;
  readonly #byId = new Map<string, TillEntry>();

  constructor(setting: SettleSetting, entries: readonly TillEntry[]) {
    this.#setting = setting;
    for (const entry of entries) {
      const ids =
        entry.type === 'PAYMENT'
          ? [entry.paymentRequestId, entry.paymentId]
          : [entry.refundRequestId, entry.refundId];
      for (const id of ids) if (id !== undefined) this.#byId.set(`${entry.type} ${id}`, entry);
    }
  }

  entryOf({ type, transactionRequestId, transactionId }: ReportRow): TillEntry | undefined {
    return (
      this.#byId.get(`${type} ${transactionRequestId ?? ''}`) ??
      this.#byId.get(`${type} ${transactionId ?? ''}`)
    );
  }

  /** Whether a line is provably ours. */
  isOwn(row: ReportRow): boolean {
    if (isOfOtherShop(row, this.#setting)) return false;
    if (this.entryOf(row) !== undefined) return true;
    return row.referenceMerchantId !== undefined && row.referenceStoreId !== undefined;
  }
}

/** Level 1: what the till kept of each settlement, and who paid. */
function rowFindings({ rows, currency }: Cycle, own: OwnLines): SettlementFinding[] {
  return rows.flatMap((row): SettlementFinding[] => {
    const of = row.transactionRequestId ?? row.transactionId ?? `${row.file}:${row.line}`;
    if (row.type !== 'PAYMENT' && row.type !== 'REFUND')
      return [finding('otherType', of, currency, null, null, `The line is of the type ${row.type}.`)];
    const entry = own.entryOf(row);
    if (entry === undefined || !own.isOwn(row)) return [];
    const found: SettlementFinding[] = [];
    const told = settledOf(row, currency);
    const { settlement, pspId, amount } = entry;
    const isOther = amount.currency === row.amount.currency && amount.valueMinor !== row.amount.valueMinor;
    if (isOther)
      found.push(
        finding(
          ...(['settlementAmountDiffers', of, amount.currency] as const),
          BigInt(amount.valueMinor),
          BigInt(row.amount.valueMinor),
          'It was settled over another amount than the till has.',
        ),
      );
    if (settlement === undefined)
      found.push(finding('rateUnknown', of, currency, null, told, 'The till did not keep its rate.'));
    else if (told !== null && BigInt(settlement.valueMinor) !== told)
      found.push(
        finding(
          ...(['settlementAmountDiffers', of, currency, BigInt(settlement.valueMinor), told] as const),
          'It was settled with another amount than the acquirer told the till.',
        ),
      );
    if (pspId !== undefined && row.counterParticipantId !== undefined && pspId !== row.counterParticipantId)
      found.push(
        finding(
          'walletDiffers',
          of,
          currency,
          null,
          null,
          `${row.counterParticipantId} stands for ${pspId}.`,
        ),
      );
    return found;
  });
}

/** Level 4: a cycle is its lines less its fees. */
function cycleFindings(cycle: Cycle): SettlementFinding[] {
  const { summaryNet, hasRows, hasFees, currency, key, net, feesMinor } = cycle;
  if (summaryNet === null || !hasRows || !hasFees || net === null) return [];
  const toSettle = net - feesMinor;
  return toSettle === summaryNet
    ? []
    : [
        finding(
          'cycleDiffers',
          key,
          currency,
          toSettle,
          summaryNet,
          'The cycle is not its lines less its fees.',
        ),
      ];
}

function sumOf(cycle: Cycle, own: OwnLines, settledIn: string | null): CycleSum {
  const { key, batchId, agreementId, currency, rows, fees, summaryNet } = cycle;
  const ours = rows.filter((row) => own.isOwn(row));
  const ids = new Set(
    ours.flatMap(({ transactionRequestId, transactionId }) => [transactionRequestId, transactionId]),
  );
  const ownFees = fees.filter(
    ({ cells }) => ids.has(cells['transactionRequestId']) || ids.has(cells['transactionId']),
  );
  // A level whose file was not read is not known; it is not nothing. A settlement's own lines bear no fees of their own.
  const net = cycle.hasRows ? cycle.net : null;
  const isToldOfFees = cycle.hasFees || cycle.isSettlement || cycle.summaryFees === 0n;
  const all = isToldOfFees ? cycle.feesMinor : cycle.summaryFees;
  const named = ownFees.filter(({ cells }) => cells['transactionRequestId'] ?? cells['transactionId']);
  return {
    ...{ key, batchId, agreementId, currency, lines: cycle.lines, net, fees: all },
    settledIn: cycle.isSettlement ? batchId : settledIn,
    toSettle: summaryNet ?? (net === null || all === null ? null : net - all),
    ownLines: ours.length,
    ownNet: cycle.hasRows ? netOf(ours, currency) : null,
    ownFees: isToldOfFees ? feesOf(named) : null,
  };
}

function verdictOf(findings: readonly SettlementFinding[], read: number): Settled['verdict'] {
  if (findings.some(({ kind }) => kind === 'unreadable')) return 'unreadable';
  if (read === 0) return 'noReport';
  return findings.every(({ kind }) => TOLD_ONLY.includes(kind)) ? 'match' : 'mismatch';
}

function inOrder(a: SettlementFinding, b: SettlementFinding): number {
  return SETTLEMENT_FINDING_KINDS.indexOf(a.kind) - SETTLEMENT_FINDING_KINDS.indexOf(b.kind);
}

/** One finding, part by part. */
function finding(
  kind: SettlementFinding['kind'],
  of: string,
  currency: string,
  left: bigint | null,
  right: bigint | null,
  say: string,
): SettlementFinding {
  return { kind, of, currency, left, right, say };
}
