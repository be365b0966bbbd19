import { plainAmount } from '../../ground/money/format.ts';
import { isCurrency } from '../../ground/money/currencies.ts';
import { SETTLEMENT_ADVICE, TOLD_ONLY, type SettlementFinding } from './findings.ts';
import type { Settled } from './settle.ts';

const VERDICTS: Readonly<Record<Settled['verdict'], string>> = {
  match: 'All levels that could be looked at are the same.',
  mismatch: 'Something is not the same: see below.',
  unreadable: 'Some files cannot be read: nothing that needs them was compared.',
  noReport: 'There are no reports of any cycle.',
};

/** The whole result for a person. */
export function settledText(settled: Settled, view: 'ownShare' | 'participant'): string {
  const isOwn = view === 'ownShare';
  const lines = [
    `Settlement, ${isOwn ? 'own share' : 'participant'}`,
    '',
    VERDICTS[settled.verdict],
    '',
    'Cycles',
    ...settled.cycles.map((cycle) => {
      const { batchId, currency, settledIn, agreementId } = cycle;
      const own = `${cycle.ownLines} own lines ${money(cycle.ownNet, currency)}, fees ${money(cycle.ownFees, currency)}`;
      const all = `${cycle.lines} lines ${money(cycle.net, currency)}, fees ${money(cycle.fees, currency)}, to settle ${money(cycle.toSettle, currency)}`;
      const where = settledIn === null ? 'not settled yet' : `settled in ${settledIn}`;
      return `  ${batchId} (${agreementId}): ${isOwn ? own : all}; ${where}`;
    }),
    '',
    'Payments',
    ...settled.payouts.map(({ settlementBatchId, currency, minor, valueDate, cycles, creditMinor }) => {
      const bank =
        creditMinor === null ? 'not seen at the bank' : `at the bank ${money(creditMinor, currency)}`;
      return `  ${settlementBatchId}: ${money(minor, currency)} on ${valueDate ?? '(no day)'}, of ${cycles.join(', ')}; ${bank}`;
    }),
    ...(settled.findings.length === 0 ? [] : ['', 'Findings']),
    ...settled.findings.flatMap((found) => [`  ${sentence(found)}`, `    ${SETTLEMENT_ADVICE[found.kind]}`]),
    '',
  ];
  return lines.join('\n');
}

function sentence({ kind, of, currency, left, right, say }: SettlementFinding): string {
  const numbers =
    left === null && right === null ? '' : ` (${money(left, currency)} against ${money(right, currency)})`;
  return `${TOLD_ONLY.includes(kind) ? 'Note' : kind}: ${of}${numbers}. ${say}`;
}

function money(minor: bigint | null, currency: string): string {
  if (minor === null) return 'unknown';
  const size = minor < 0n ? -minor : minor;
  const text = isCurrency(currency)
    ? plainAmount({ currency, valueMinor: size })
    : `${size.toString()} minor units`;
  return `${minor < 0n ? '-' : ''}${text} ${currency}`;
}

/** The result as the rows of a table; amounts in minor units. */
export function settledRows(settled: Settled): string[][] {
  const cell = (minor: bigint | null): string => minor?.toString() ?? '';
  return [
    ['part', 'of', 'currency', 'expectedMinor', 'foundMinor', 'feesMinor', 'day', 'say'],
    ...settled.cycles.map((each) => [
      ...['cycle', each.batchId, each.currency, cell(each.toSettle), cell(each.ownNet), cell(each.ownFees)],
      ...['', each.settledIn ?? ''],
    ]),
    ...settled.payouts.map((each) => [
      ...['payment', each.settlementBatchId, each.currency, cell(each.minor), cell(each.creditMinor)],
      ...[cell(each.chargesMinor), each.valueDate ?? '', each.cycles.join(' ')],
    ]),
    ...settled.findings.map(({ kind, of, currency, left, right, say }) => [
      ...[kind, of, currency, cell(left), cell(right), '', '', say],
    ]),
  ];
}
