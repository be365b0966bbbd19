import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../src/ground/ports.ts';

/** How often the loop shows that it runs, how often that is looked at, and after how many looks without it the process ends. */
export interface LoopLimits {
  readonly beatMs: number;
  readonly lookMs: number;
  readonly looksMax: number;
}

/** Ours: nothing that a till does holds its loop for a second; a minute is no delay any more. */
export const LOOP_LIMITS: LoopLimits = { beatMs: 1000, lookMs: 10_000, looksMax: 6 };

/** Runs beside the loop, in a thread of its own: a loop that hangs can't look at itself. Plain text, so that it needs no file. */
const WATCHER = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { beats, lookMs, looksMax } = workerData;
let last = -1;
let looks = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  looks = now === last ? looks + 1 : 0;
  last = now;
  if (looks < looksMax) return;
  const msg = 'The till hung and is ended, so that it is started again. It goes on where it was.';
  const line = { level: 'warn', time: new Date().toISOString(), seconds: Math.round((looks * lookMs) / 1000), msg };
  try { writeSync(2, JSON.stringify(line) + '\\n'); } catch {}
  process.kill(process.pid, 'SIGKILL');
}, lookMs);
`;

/**
 * Ends this process where its loop hangs, for whoever started it to start it again; answers how to stop that.
 *
 * Why killing is right: the journal stands any end, and a till that hangs neither sells nor asks after what is owed.
 * Why by looks and not by a time: while the machine sleeps, or the process is stopped, nothing is looked at either.
 */
export function watchLoop(clock: Clock, limits: LoopLimits = LOOP_LIMITS): () => void {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const { lookMs, looksMax } = limits;
  const worker = new Worker(WATCHER, { eval: true, workerData: { beats, lookMs, looksMax } });
  worker.unref();
  let callOff = (): void => undefined;
  const beat = (): void => {
    Atomics.add(beats, 0, 1);
    callOff = clock.after(limits.beatMs, beat);
  };
  beat();
  return () => {
    callOff();
    void worker.terminate();
  };
}

/** Begins to measure how long the loop is held; answers the longest time since it was asked last. */
export function loopHeld(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return () => {
    const heldMs = delay.max / 1e6;
    delay.reset();
    return heldMs;
  };
}
