import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import type { ImageTask, ImagesSeen } from './image-worker.ts';
import type { Step } from './trace.ts';

/** Files that make up a journal; shared memory is made anew from them at every start. */
export const JOURNAL_FILES = ['journal.sqlite', 'journal.sqlite-wal', 'journal.sqlite-journal'] as const;

export interface CrashSearch {
  readonly steps: readonly Step[];
  /** Every row that was written in the end. */
  readonly rows: readonly string[];
  /** How many rows must be there once this was said. */
  readonly neededBy: (said: string) => number;
  readonly seed: string;
  /** Images drawn at each instant, beside the extremes. */
  readonly samples: number;
  /** The instants to look at; all, unless said. `isMoreNeeded`: by what was said, more rows must be there than before. */
  readonly only?: (step: Step, index: number, isMoreNeeded: boolean) => boolean;
}

/** What became of all images of a trace. */
export interface CrashFindings {
  /** Instants between two system calls. */
  readonly points: number;
  /** Images that were judged; the same bytes count again where more had been acknowledged by then. */
  readonly images: number;
  /** Of these, images of different bytes: each was opened. */
  readonly distinct: number;
  readonly lost: number;
  /** Images that the till would not open. */
  readonly refused: number;
  /** Images with a row that was never written. */
  readonly foreign: number;
  readonly findings: readonly string[];
}

/** Builds the images that a power cut may leave at every instant of a trace, opens each, and asks for what was said. */
export async function searchCrashImages(search: CrashSearch): Promise<CrashFindings> {
  const { steps, rows, seed, samples } = search;
  let most = 0;
  const needed = steps.map((step) => {
    if (step.kind === 'said') most = Math.max(most, search.neededBy(step.text));
    return most;
  });
  const looked = steps.map((step, index) => {
    const isMoreNeeded = (needed[index] ?? 0) > (needed[index - 1] ?? 0);
    return search.only?.(step, index, isMoreNeeded) ?? true;
  });
  const bare = steps.map((step) => (step.kind === 'said' ? { ...step, text: '' } : step));
  const shares = Math.min(availableParallelism(), 4);
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'till-images-'));
  const seen = await Promise.all(
    Array.from({ length: shares }, (_, share) =>
      worked({ steps: bare, rows, needed, looked, seed, samples, share, shares, folder }),
    ),
  ).finally(() => rmSync(folder, { recursive: true, force: true }));
  const sum = (of: (part: ImagesSeen) => number): number => seen.reduce((total, part) => total + of(part), 0);
  return {
    points: sum((part) => part.points),
    images: sum((part) => part.images),
    distinct: new Set(seen.flatMap((part) => part.hashes)).size,
    lost: sum((part) => part.lost),
    refused: sum((part) => part.refused),
    foreign: sum((part) => part.foreign),
    findings: seen.flatMap((part) => part.findings),
  };
}

async function worked(task: ImageTask): Promise<ImagesSeen> {
  const worker = new Worker(new URL('./image-worker.ts', import.meta.url), { workerData: task });
  const [seen] = (await once(worker, 'message')) as [ImagesSeen];
  await worker.terminate();
  return seen;
}
