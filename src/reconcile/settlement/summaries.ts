import type { SettlementFinding } from './findings.ts';

/** What the summary of one file says, and what its lines are. Null where a number is not told, or cannot be told. */
export interface ToldSummary {
  readonly file: string;
  /** What files of one cycle and kind have in common. */
  readonly group: string;
  readonly cycle: string;
  readonly currency: string;
  readonly lines: number;
  readonly toldLines: number | null;
  readonly sum: bigint | null;
  readonly toldSum: bigint | null;
}

/**
 * Summaries that are not what their lines are.
 *
 * Why either: a summary may tell of its own file or of all files of its cycle; the pages leave that open.
 * Source: reports dossier section 1.
 */
export function summaryFindings(all: readonly ToldSummary[]): SettlementFinding[] {
  const groups = new Map<string, ToldSummary[]>();
  for (const told of all) groups.set(told.group, [...(groups.get(told.group) ?? []), told]);
  return [...groups.values()].flatMap((group) => {
    const lines = group.reduce((count, each) => count + each.lines, 0);
    const sums = group.flatMap(({ sum }) => sum ?? []);
    const sum = sums.length < group.length ? null : sums.reduce((one, other) => one + other, 0n);
    return group.flatMap((told) => misfitsOf(told, lines, sum));
  });
}

function misfitsOf(told: ToldSummary, linesOfAll: number, sumOfAll: bigint | null): SettlementFinding[] {
  const { file: of, cycle, currency, lines, toldLines, sum, toldSum } = told;
  const findings: SettlementFinding[] = [];
  if (toldLines !== null && toldLines !== lines && toldLines !== linesOfAll) {
    const say = `The summary counts ${toldLines}, and the lines are ${lines}.`;
    findings.push({ kind: 'summaryCountDiffers', of, currency, left: null, right: null, say, cycle });
  }
  if (toldSum !== null && sum !== null && toldSum !== sum && toldSum !== sumOfAll) {
    const say = 'The summary is not what its lines come to.';
    findings.push({ kind: 'summaryAmountDiffers', of, currency, left: sum, right: toldSum, say, cycle });
  }
  return findings;
}
