import type { ReplyOf } from '../../contract/contract.ts';
import type { CycleView, SettlementFindingView, SettlementView } from '../../contract/settlement-commands.ts';
import type { BankCredit } from '../../reconcile/settlement/credits.ts';
import { SETTLEMENT_ADVICE, TOLD_ONLY, type SettlementFinding } from '../../reconcile/settlement/findings.ts';
import type { Settled } from '../../reconcile/settlement/settle.ts';
import type { CycleSum, PayoutSum } from '../../reconcile/settlement/sums.ts';

export type SettlementViews = ReplyOf<'listSettlements'>;
type Money = SettlementView['amount'];

/** Settlements as the API and the desk have them; the newest first. */
export function settlementViews(
  { verdict, cycles, payouts, findings }: Settled,
  { view, leftOut }: { readonly view: SettlementViews['view']; readonly leftOut: readonly string[] },
): SettlementViews {
  const shown = cycles
    .map((cycle) => cycleView(cycle, findings))
    .sort((a, b) => newestFirst(a.clearingBatchId, b.clearingBatchId));
  return {
    ...{ verdict, view, leftOut: [...leftOut] },
    settlements: payouts
      .map((payout) => payoutView(payout, shown, findings))
      .sort((a, b) => newestFirst(a.settlementBatchId, b.settlementBatchId)),
    cycles: shown,
    findings: findings.map(findingView),
  };
}

/** A credit of the bank. */
export function creditView({
  bookedOn,
  minor,
  currency,
  reference,
  chargesMinor,
}: BankCredit): ReplyOf<'bookCredit'> {
  const money = (value: bigint): Money => ({ currency, value: value.toString() });
  return { bookedOn, amount: money(minor), reference, charges: money(chargesMinor) };
}

function cycleView(cycle: CycleSum, findings: readonly SettlementFinding[]): CycleView {
  const { key, batchId, agreementId, currency, lines, net, fees, toSettle, settledIn } = cycle;
  const money = (minor: bigint): Money => ({ currency, value: minor.toString() });
  const isWrong = findings.some((found) => found.cycle === key && !TOLD_ONLY.includes(found.kind));
  return {
    ...{ clearingBatchId: batchId, participantAgreementId: agreementId, currency, lines },
    state: isWrong ? 'finding' : settledIn === null ? 'waiting' : 'matched',
    ...(net === null ? {} : { net: money(net) }),
    ...(fees === null ? {} : { fees: money(fees) }),
    ...(toSettle === null ? {} : { toSettle: money(toSettle) }),
    own: {
      lines: cycle.ownLines,
      ...(cycle.ownNet === null ? {} : { net: money(cycle.ownNet) }),
      ...(cycle.ownFees === null ? {} : { fees: money(cycle.ownFees) }),
    },
    ...(settledIn === null ? {} : { settlementBatchId: settledIn }),
  };
}

function payoutView(
  { settlementBatchId, currency, minor, valueDate, keys, creditMinor, chargesMinor }: PayoutSum,
  cycles: readonly CycleView[],
  findings: readonly SettlementFinding[],
): SettlementView {
  const money = (value: bigint): Money => ({ currency, value: value.toString() });
  const own = cycles.filter((each) => each.settlementBatchId === settlementBatchId);
  const about = findings.filter(({ of, cycle }) => of === settlementBatchId || keys.includes(cycle ?? ''));
  const isWrong = about.some(({ kind }) => !TOLD_ONLY.includes(kind));
  return {
    settlementBatchId,
    state: isWrong ? 'finding' : creditMinor === null && minor > 0n ? 'waiting' : 'matched',
    amount: money(minor),
    ...(valueDate === null ? {} : { valueDate }),
    cycles: own,
    ...(creditMinor === null
      ? {}
      : { credit: { amount: money(creditMinor), charges: money(chargesMinor ?? 0n) } }),
    findings: about.map(findingView),
  };
}

function findingView({ kind, of, currency, left, right, say }: SettlementFinding): SettlementFindingView {
  const money = (minor: bigint): Money => ({ currency, value: minor.toString() });
  return {
    ...{ kind, of },
    ...(left === null ? {} : { expected: money(left) }),
    ...(right === null ? {} : { found: money(right) }),
    ...{ isMismatch: !TOLD_ONLY.includes(kind), say, advice: SETTLEMENT_ADVICE[kind] },
  };
}

function newestFirst(one: string, other: string): number {
  return one < other ? 1 : one > other ? -1 : 0;
}
