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
