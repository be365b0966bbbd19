import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { AgentFolder } from '../fakes/agent-folder.ts';

/** What a process and its files take at one moment. */
export interface Gauge {
  readonly atMs: number;
  readonly sales: number;
  readonly memoryKiB: number;
  readonly handles: number;
  readonly threads: number;
  /** The journal without what is not yet moved into it. */
  readonly journalBytes: number;
  readonly otherBytes: number;
}

/** Reads the gauges of a running till. Linux alone tells them without a program: /proc. */
export function gaugeOf(pid: number, folder: AgentFolder, sales: number): Gauge {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const numberOf = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ name, bytes: sizeOf(`${parentPath}/${name}`) }));
  const bytesOf = (isIn: (name: string) => boolean): number =>
    files.filter(({ name }) => isIn(name)).reduce((total, { bytes }) => total + bytes, 0);
  const isJournal = (name: string): boolean => name === 'journal.sqlite';
  return {
    atMs: performance.now(),
    sales,
    memoryKiB: numberOf('VmRSS'),
    handles: readdirSync(`/proc/${pid}/fd`).length,
    threads: numberOf('Threads'),
    journalBytes: bytesOf(isJournal),
    otherBytes: bytesOf((name) => !isJournal(name)),
  };
}

/** A file may go while the folder is read. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** How something moves over a life: from its start to its end along the straight line of least squares, and how far it is from that line. */
export interface Trend {
  readonly mean: number;
  /** What the line rises over the whole time. */
  readonly rise: number;
  /** The standard deviation from the line. */
  readonly noise: number;
}

/** The trend of points over time; all zero where there are fewer than three. */
export function trendOf(points: readonly (readonly [atMs: number, value: number])[]): Trend {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) return { mean: 0, rise: 0, noise: 0 };
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((total, point) => total + of(point), 0) / points.length;
  const [meanMs, meanValue] = [mean(([atMs]) => atMs), mean(([, value]) => value)];
  const spread = mean(([atMs]) => (atMs - meanMs) ** 2);
  const slope = spread === 0 ? 0 : mean(([atMs, value]) => (atMs - meanMs) * (value - meanValue)) / spread;
  const off = mean(([atMs, value]) => (value - meanValue - slope * (atMs - meanMs)) ** 2);
  return { mean: meanValue, rise: slope * (last[0] - first[0]), noise: Math.sqrt(off) };
}
