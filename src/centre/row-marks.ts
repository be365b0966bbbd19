/** How many rows one question names. The wire takes 64. */
const MARKS_MAX = 64;

/**
 * Which of its rows a till names, so that the centre finds the last one that both have; newest first, with 0 as the start of
 * all.
 *
 * `above` null: from the last row back, in steps that double. Else from that row forward, in steps that double: the row after
 * it is always named, so that a few questions find the very row. Why: a journal has millions of rows.
 */
export function spreadMarks(last: number, above: number | null): number[] {
  const seqs = new Set<number>();
  if (above === null) {
    for (let step = 0; seqs.size < MARKS_MAX - 1; step = Math.max(1, step * 2)) {
      if (last - step <= 0) break;
      seqs.add(last - step);
    }
    seqs.add(0);
  } else {
    seqs.add(above);
    for (let step = 1; above + step <= last && seqs.size < MARKS_MAX; step *= 2) seqs.add(above + step);
  }
  return [...seqs].sort((one, other) => other - one);
}
