import { torture, type Tally } from './torture.ts';

export interface ParallelOptions {
  readonly rounds: number;
  readonly seed: string;
  /** How many tills share the rounds, each with a ledger of its own. */
  readonly tills: number;
  readonly say: (line: string) => void;
}

/** Tortures some tills at the same time; the first that failed throws once all have ended. */
export async function parallelTorture({ rounds, seed, tills, say }: ParallelOptions): Promise<Tally[]> {
  const runs = Array.from({ length: tills }, (_, index) =>
    torture({
      rounds: Math.floor(rounds / tills) + (index < rounds % tills ? 1 : 0),
      seed: `${seed}/${index + 1}`,
      name: `TILL${index + 1}`,
      say,
    }),
  );
  const ended = await Promise.allSettled(runs);
  return ended.map((run) => {
    if (run.status === 'rejected') throw run.reason;
    return run.value;
  });
}

/** The counts of all tills together, as lines to print. */
export function tallyLines(tallies: readonly Tally[], seed: string): string[] {
  const sum = (of: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + of(tally), 0);
  const counts = (of: (tally: Tally) => Readonly<Record<string, number>>): string => {
    const total: Record<string, number> = {};
    for (const [what, count] of tallies.flatMap((tally) => Object.entries(of(tally))))
      total[what] = (total[what] ?? 0) + count;
    return Object.entries(total)
      .sort(([, a], [, b]) => b - a)
      .map(([what, count]) => `${what} ${count}`)
      .join(' · ');
  };
  return [
    `${sum((t) => t.rounds)} kills, ${sum((t) => t.sales)} sales of ${sum((t) => t.orders)} orders, ` +
      `${sum((t) => t.attempts)} attempts (${sum((t) => t.onPages)} on pages), ${sum((t) => t.rows)} journal rows, ${sum((t) => t.facts)} facts acknowledged and kept; ` +
      `${sum((t) => t.paid)} paid: till ${sum((t) => t.tillMinor)} = ledger ${sum((t) => t.ledgerMinor)}; seed ${seed}`,
    `killed in: ${counts((t) => t.killedIn)}`,
    `sales ended: ${counts((t) => t.ends)}; refused by the API: ${counts((t) => t.refused)}`,
  ];
}
