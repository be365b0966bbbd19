import type { Clock } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';

/** Timers by the id of what they wake: one each, the last one that was set. */
export class Wakes {
  readonly #clock: Clock;
  readonly #timers = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets the timer of `id`; null sets none. `again`: a timer may fire a moment early, and then nothing was due. */
  set(id: string, atMs: Ms | null, wake: () => void, again: () => void): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    if (atMs === null) return;
    const waitMs = Math.max(1, atMs - this.#clock.nowMs());
    const fire = (): void => {
      this.#timers.delete(id);
      wake();
      if (!this.#timers.has(id)) again();
    };
    this.#timers.set(id, this.#clock.after(waitMs, fire));
  }

  stop(): void {
    for (const callOff of this.#timers.values()) callOff();
    this.#timers.clear();
  }
}
