/** A bound on one row: the percentile that is held against it. A missed goal is said, never an error. */
export type Goal = ({ readonly atMost: number } | { readonly atLeast: number }) & {
  readonly percentile: 'p50' | 'p90' | 'p99';
  /** Absent where nothing was measured. */
  readonly met?: boolean;
};

/** One line of the table and of `out/bench.json`. Without runs there are no numbers, and `note` says why. */
export interface Row {
  readonly name: string;
  readonly unit: 'ms' | 'µs' | 'ns' | '×' | 'KB' | '/s';
  readonly runs: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  readonly note: string;
  readonly goal?: Goal;
}

/** What a row is about, without its numbers. */
export type RowHead = Pick<Row, 'name' | 'unit' | 'note' | 'goal'>;

/** A row from its samples, all in the row's unit. */
export function rowOf(head: RowHead, samples: readonly number[]): Row {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (percent: number) => percentileOf(sorted, percent);
  const { goal, ...rest } = head;
  const row = { ...rest, runs: sorted.length, p50: at(50), p90: at(90), p99: at(99), max: at(100) };
  if (goal === undefined) return row;
  const reached = row[goal.percentile];
  return { ...row, goal: reached === null ? goal : { ...goal, met: isWithin(goal, reached) } };
}

function isWithin(goal: Goal, reached: number): boolean {
  return 'atMost' in goal ? reached <= goal.atMost : reached >= goal.atLeast;
}

/** A goal in a few signs, such as `p99 ≤ 25 ms: met`; and the bound alone, for a drawing. */
export function goalSaid({ goal, unit }: Pick<Row, 'goal' | 'unit'>): {
  readonly said: string;
  readonly verdict: 'met' | 'missed' | 'not measured';
  readonly bound: number;
} | null {
  if (goal === undefined) return null;
  const [sign, bound] = 'atMost' in goal ? (['≤', goal.atMost] as const) : (['≥', goal.atLeast] as const);
  const verdict = goal.met === undefined ? 'not measured' : goal.met ? 'met' : 'missed';
  return { said: `${goal.percentile} ${sign} ${bound} ${unit}: ${verdict}`, verdict, bound };
}

/** The nearest rank: always a value that was measured. Null where nothing was. */
function percentileOf(sorted: readonly number[], percent: number): number | null {
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  return value === undefined ? null : Math.round(value * 1000) / 1000;
}
