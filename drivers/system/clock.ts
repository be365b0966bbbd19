import type { Clock } from '../../src/ground/ports.ts';

/** A timer of the platform that is set for longer fires at once. Source: Node.js documentation, setTimeout. */
const PLATFORM_WAIT_MS_MAX = 2 ** 31 - 1;

/**
 * The machine's time and timers: the one file that asks for them.
 *
 * Units: whole milliseconds since 1970-01-01T00:00:00Z: wall time when the clock was made, plus what has gone by
 * since on the monotonic clock.
 * Why: somebody who sets the machine's clock in the middle of a payment must not stretch or end its waits. The price:
 * such a correction, and the time a machine sleeps, is seen after the next start only.
 */
export function systemClock(): Clock {
  const startedAtMs = Date.now() - performance.now();
  const nowMs = () => Math.floor(startedAtMs + performance.now());
  return { nowMs, after };
}

/** The machine's clock less the till's: what it was set by, or slept, since the start. */
export function machineAheadMs(clock: Clock): number {
  return Date.now() - clock.nowMs();
}

/** Lets everything else that waits have its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What the machine's two clocks say at the same moment. */
export interface ClockPair {
  readonly wallMs: number;
  /** Stands still while the machine sleeps, on most systems. */
  readonly monotonicMs: number;
}

/** How often the clocks are compared, and what is no hiccup of a busy machine any more. Ours. */
const COMPARE_EVERY_MS = 5000;
const JUMP_MS_MIN = 2000;
const STILL_MS_MIN = 15_000;

/**
 * Tells of a jump of time: the machine slept, its clock was set, or the process was held.
 *
 * `jumped` gets the milliseconds that the wall clock went past the monotonic one (negative where it was set back), or for
 * which nothing ran; a slow correction, as of NTP, is none. Returns how to stop.
 */
export function watchTime(
  clock: Clock,
  jumped: (byMs: number) => void,
  look: () => ClockPair = machineClocks,
): () => void {
  let before = look();
  let callOff = (): void => undefined;
  const compare = (): void => {
    const now = look();
    const ranMs = now.monotonicMs - before.monotonicMs;
    const driftMs = now.wallMs - before.wallMs - ranMs;
    const stillMs = ranMs - COMPARE_EVERY_MS;
    before = now;
    if (Math.abs(driftMs) >= JUMP_MS_MIN) jumped(Math.round(driftMs));
    else if (stillMs >= STILL_MS_MIN) jumped(Math.round(stillMs));
    callOff = clock.after(COMPARE_EVERY_MS, compare);
  };
  callOff = clock.after(COMPARE_EVERY_MS, compare);
  return () => callOff();
}

function machineClocks(): ClockPair {
  return { wallMs: Date.now(), monotonicMs: performance.now() };
}

function after(waitMs: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const arm = (leftMs: number) => {
    const stepMs = Math.min(leftMs, PLATFORM_WAIT_MS_MAX);
    timer = setTimeout(() => {
      if (leftMs > stepMs) arm(leftMs - stepMs);
      else act();
    }, stepMs);
  };
  arm(waitMs);
  return () => clearTimeout(timer);
}
