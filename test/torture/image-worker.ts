import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { encodeRecord } from '../../src/journal/records.ts';
import { Disk } from './disk.ts';
import { Random } from './random.ts';
import type { Step } from './trace.ts';
import { TILL } from '../fakes/memory-journal.ts';

/** One worker's part of a search. */
export interface ImageTask {
  readonly steps: readonly Step[];
  readonly rows: readonly string[];
  /** How many rows must be there after each step. */
  readonly needed: readonly number[];
  /** Which steps are followed by a look. */
  readonly looked: readonly boolean[];
  readonly seed: string;
  readonly samples: number;
  readonly share: number;
  readonly shares: number;
  /** A folder in memory for the images. */
  readonly folder: string;
}

/** What one worker found. */
export interface ImagesSeen {
  readonly points: number;
  readonly images: number;
  readonly hashes: readonly string[];
  readonly lost: number;
  readonly refused: number;
  readonly foreign: number;
  /** The first findings, in words. */
  readonly findings: readonly string[];
}

type Outcome =
  | { readonly kind: 'rows'; readonly count: number }
  | { readonly kind: 'refused' | 'foreign'; readonly why: string };

type Files = ReadonlyMap<string, Buffer>;

const FINDINGS_TOLD = 5;

/** Opens every image of its share of the instants, as the till would, and compares its rows with the real ones. */
function searched(task: ImageTask): ImagesSeen {
  const { folder } = task;
  const known = new Map<string, Outcome>();
  const counts = { points: 0, images: 0, lost: 0, refused: 0, foreign: 0 };
  const findings: string[] = [];
  const byKey = new Map<string, Outcome>();
  const judged = (files: Files): Outcome => {
    const hash = hashOf(files);
    const outcome = known.get(hash) ?? outcomeOf(files, folder, task.rows);
    known.set(hash, outcome);
    return outcome;
  };
  const disk = new Disk();
  let point = 0;
  for (const [index, step] of task.steps.entries()) {
    disk.apply(step);
    const needed = task.needed[index] ?? 0;
    // What is said changes no disk; only when it makes more rows needed is it an instant of its own.
    if (step.kind === 'said' && needed === (task.needed[index - 1] ?? 0)) continue;
    if (task.looked[index] !== true) continue;
    point += 1;
    if (point % task.shares !== task.share) continue;
    counts.points += 1;
    for (const image of disk.images(new Random(`${task.seed}/${index}`), task.samples)) {
      counts.images += 1;
      const outcome = byKey.get(image.key) ?? judged(image.build());
      byKey.set(image.key, outcome);
      const what = outcome.kind === 'rows' ? (outcome.count < needed ? 'lost' : null) : outcome.kind;
      if (what === null) continue;
      counts[what] += 1;
      const seen = outcome.kind === 'rows' ? `${outcome.count} rows of the ${needed} needed` : outcome.why;
      if (findings.length < FINDINGS_TOLD)
        findings.push(`${what} after step ${index} (${step.kind}): ${seen} [${image.key}]`);
    }
  }
  return { ...counts, hashes: [...known.keys()], findings };
}

function hashOf(files: Files): string {
  const hash = createHash('sha1');
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('base64');
}

function outcomeOf(files: Files, folder: string, rows: readonly string[]): Outcome {
  const place = mkdtempSync(join(folder, 'i-'));
  for (const [name, bytes] of files) writeFileSync(join(place, name), bytes);
  try {
    const journal = openJournal(join(place, 'journal.sqlite'), TILL);
    if (!journal.ok) return { kind: 'refused', why: `${journal.error.kind}: ${journal.error.say}` };
    const found = [...journal.value.all()].map((record) => encodeRecord(record, TILL));
    journal.value.close();
    const foreign = found.findIndex((row, index) => row !== rows[index]);
    if (foreign < 0) return { kind: 'rows', count: found.length };
    return { kind: 'foreign', why: `row ${foreign + 1} is not the one that was written` };
  } catch (error) {
    return { kind: 'refused', why: String(error) };
  } finally {
    rmSync(place, { recursive: true });
  }
}

parentPort?.postMessage(searched(workerData as ImageTask));
