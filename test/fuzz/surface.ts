import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Random } from '../torture/random.ts';

/** A place where the till takes what others send. */
export interface Surface {
  readonly name: string;
  /** Gives one input, and throws where it led to a state that is wrong. */
  readonly step: (random: Random) => void | Promise<void>;
}

/** What a run over a surface came to. `fault`: the first input that was taken wrongly, with what finds it again. */
export interface Fuzzed {
  readonly name: string;
  readonly inputs: number;
  readonly ms: number;
  /** The input that took most of the processor's time. */
  readonly longestMs: number;
  /** How much the memory in use grew over the second half. */
  readonly grownBytes: number;
  readonly fault: string | null;
}

/** An input that works longer has hung. Ours: the slowest one takes some milliseconds. One that never ends is cut by the test's own limit. */
export const HANG_MS = 5000;
/** What may be kept of half a run: nothing of its inputs. Ours; the engine's own tables move by some megabytes. */
export const GROWN_BYTES_MAX = 24 * 1024 * 1024;

/** Runs a surface over inputs that are the same for the same seed. */
export async function fuzzed(surface: Surface, inputs: number, seed: string, from = 0): Promise<Fuzzed> {
  const { name } = surface;
  const startedMs = performance.now();
  let [longestMs, half] = [0, heapBytes()];
  for (let index = from; index < from + inputs; index += 1) {
    if (index === from + Math.floor(inputs / 2)) half = heapBytes();
    const began = process.cpuUsage();
    try {
      await surface.step(new Random(`${seed}/${name}/${index}`));
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const fault = `${name}, seed ${seed}, input ${index}: ${words}`;
      return {
        name,
        inputs: index - from,
        ms: performance.now() - startedMs,
        longestMs,
        grownBytes: 0,
        fault,
      };
    }
    longestMs = Math.max(longestMs, cpuMs(began));
  }
  const grownBytes = heapBytes() - half;
  const ms = performance.now() - startedMs;
  const fault =
    longestMs > HANG_MS
      ? `${name}, seed ${seed}: an input took ${Math.round(longestMs)} ms`
      : grownBytes > GROWN_BYTES_MAX
        ? `${name}, seed ${seed}: the memory grew by ${grownBytes} bytes`
        : null;
  return { name, inputs, ms, longestMs, grownBytes, fault };
}

/** Work done since: what other programs of a busy machine take is no fault of an input. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

let collect: (() => void) | null = null;

/** The memory in use, after what is not needed was thrown away. */
function heapBytes(): number {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  return process.memoryUsage().heapUsed;
}

/** A wrong state ends the run, with its reason. */
export function demand(holds: boolean, why: string): asserts holds {
  if (!holds) throw new Error(why);
}
