import type { Trend } from './gauges.ts';
import type { Soaked } from './soak.ts';

/** A rise beyond so many standard deviations of what it wavers by is a rise. */
const NOISES = 3;
/** What a process may gain in one life beside its noise, as a share of its mean: a heap settles for long. */
const SETTLES = 0.03;
/** A process that is watched for less is still warming up: its memory says nothing. */
const WATCHED_MINUTES_MIN = 4;
/** In fewer sales, the pages of a file grow by leaps that say nothing. */
const SALES_MIN = 400;
/** How much more than in the first half a sale may take of the journal in the second. */
const JOURNAL_RATIO_MAX = 1.2;

/** Sentences of what is not flat or not equal; none where all is well. */
export function faultsOf(soaked: Soaked): string[] {
  const [before, after] = soaked.journalBytesASale;
  return [
    ...Object.keys(soaked.books).flatMap((name) =>
      soaked.books[name] === (soaked.journal[name] ?? 0)
        ? []
        : [`${name} has kept ${soaked.books[name]}, the till says ${soaked.journal[name]}`],
    ),
    ...soaked.open.map((what) => `still open at the end: ${what}`),
    ...(soaked.watchedMinutes < WATCHED_MINUTES_MIN ? [] : risesOf('memory', soaked.memoryKiB, 'KiB')),
    ...risesOf('handles', soaked.handles, 'handles'),
    ...risesOf('threads', soaked.threads, 'threads'),
    ...(soaked.sales >= SALES_MIN && after > before * JOURNAL_RATIO_MAX
      ? [`a sale takes ${after} bytes of the journal in the second half, ${before} in the first`]
      : []),
  ];
}

function risesOf(what: string, { mean, rise, noise }: Trend, unit: string): string[] {
  if (rise <= Math.max(NOISES * noise, SETTLES * mean)) return [];
  return [`${what} rises by ${rise.toFixed(0)} ${unit} from ${(mean - rise / 2).toFixed(0)}`];
}

/** What is told of every soak. */
export function linesOf(soaked: Soaked): string[] {
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const trend = ({ mean, rise, noise }: Trend): string =>
    `${mean.toFixed(0)}, rises by ${rise.toFixed(1)}, wavers by ${noise.toFixed(1)}`;
  return [
    `${soaked.sales} sales in ${soaked.days} days (${counts(soaked.ends)}), ${soaked.kills} kills`,
    `troubles: ${counts(soaked.troubles)}`,
    `books: ${counts(soaked.books)}`,
    `watched for ${soaked.watchedMinutes.toFixed(1)} min: memory KiB ${trend(soaked.memoryKiB)}`,
    `handles ${trend(soaked.handles)}; threads ${trend(soaked.threads)}`,
    `journal, bytes a sale: ${soaked.journalBytesASale.join(', then ')}; other files ${soaked.otherBytes} bytes`,
  ];
}
