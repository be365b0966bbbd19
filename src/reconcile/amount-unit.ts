import { exponentOf } from '../ground/money/currencies.ts';
import type { TillEntry } from './entries.ts';
import type { Finding } from './findings.ts';
import type { ReportRow } from './report.ts';

interface Compared {
  readonly entry: TillEntry;
  readonly row: ReportRow;
}

/**
 * The findings, with one in place of all differences of a file that counts in another unit than was thought.
 *
 * Why: whether some acquirers write smallest units or decimals was not seen for certain; the first file that is held
 * against a journal tells. One line that is the same proves the unit; a hundredfold difference in every line does too.
 */
export function withoutOtherUnits(findings: readonly Finding[], compared: readonly Compared[]): Finding[] {
  const files = new Map<string, Compared[]>();
  for (const pair of compared) files.set(pair.row.file, [...(files.get(pair.row.file) ?? []), pair]);
  const others = new Map<string, boolean>();
  for (const [file, pairs] of files) {
    const isDecimal = otherUnitOf(pairs);
    if (isDecimal !== null) others.set(file, isDecimal);
  }
  const kept = findings.filter(
    (finding) =>
      !(
        (finding.kind === 'amountDiffers' || finding.kind === 'refundAmountDiffers') &&
        others.has(finding.row.file)
      ),
  );
  const units = [...others].map(([file, isDecimal]): Finding => ({
    kind: 'amountUnitDiffers',
    file,
    isDecimal,
  }));
  return [...kept, ...units];
}

/** Whether the amounts are decimals that were read as smallest units, the other way round (false), or neither (null). */
function otherUnitOf(pairs: readonly Compared[]): boolean | null {
  const told = pairs.flatMap(({ entry: { amount: ours }, row: { amount: theirs } }) => {
    const factor = 10 ** exponentOf(ours.currency);
    return factor === 1 || ours.currency !== theirs.currency
      ? []
      : [{ ours: ours.valueMinor, theirs: theirs.valueMinor, factor }];
  });
  if (told.length === 0) return null;
  if (told.every(({ ours, theirs, factor }) => ours === theirs * factor)) return true;
  return told.every(({ ours, theirs, factor }) => theirs === ours * factor) ? false : null;
}
