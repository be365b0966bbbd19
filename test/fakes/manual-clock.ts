import type { Clock } from '../../src/ground/ports.ts';
import type { Ms } from '../../src/ground/time.ts';

interface Timer {
  readonly atMs: Ms;
  readonly waitMs: number;
  readonly act: () => void;
}

/**
 * A clock that goes only when it is told to.
 *
 * Timers run in the order of their times, those of one time in the order of their making; between two of them
 * everything that is ready runs (promises, and what the machine has to say).
 */
export class ManualClock implements Clock {
  #nowMs: Ms;
  #timers: Timer[] = [];
  #watchers: { readonly waitMs: number; readonly tell: () => void }[] = [];

  constructor(startMs: Ms = Date.UTC(2026, 0, 5, 9)) {
    this.#nowMs = startMs;
  }

  nowMs(): Ms {
    return this.#nowMs;
  }

  after(waitMs: number, act: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(0, waitMs), waitMs, act };
    this.#timers.push(timer);
    const told = this.#watchers.filter((watcher) => watcher.waitMs === waitMs);
    this.#watchers = this.#watchers.filter((watcher) => watcher.waitMs !== waitMs);
    told.forEach((watcher) => watcher.tell());
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** The times at which something is to happen, earliest first. */
  get due(): readonly Ms[] {
    return this.#timers.map((timer) => timer.atMs).sort((a, b) => a - b);
  }

  /** Settles as soon as a timer of exactly this wait is running. */
  armed(waitMs: number): Promise<void> {
    if (this.#timers.some((timer) => timer.waitMs === waitMs)) return Promise.resolve();
    return new Promise((tell) => this.#watchers.push({ waitMs, tell }));
  }

  /** Lets `ms` go by. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await everythingReady();
    for (;;) {
      const next = this.#timers.reduce<Timer | undefined>(
        (first, timer) => (first === undefined || timer.atMs < first.atMs ? timer : first),
        undefined,
      );
      if (next === undefined || next.atMs > untilMs) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.act();
      await everythingReady();
    }
    this.#nowMs = untilMs;
  }
}

function everythingReady(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
