import type { Ms } from '../../src/ground/time.ts';

interface Entry {
  readonly atMs: Ms;
  readonly act: () => void;
  off: boolean;
}

/** The true time of the simulated world, and everything that is going to happen in it, one event after the other. */
export class Timeline {
  #nowMs: Ms;
  /** Latest first, so that the next one is at the end; of two at one time the older one is nearer to the end. */
  readonly #entries: Entry[] = [];

  constructor(startMs: Ms) {
    this.#nowMs = startMs;
  }

  get nowMs(): Ms {
    return this.#nowMs;
  }

  /** When the next event is; null where nothing will happen any more. */
  get nextAtMs(): Ms | null {
    while (this.#entries.at(-1)?.off === true) this.#entries.pop();
    return this.#entries.at(-1)?.atMs ?? null;
  }

  after(waitMs: number, act: () => void): () => void {
    const entry: Entry = { atMs: this.#nowMs + Math.max(0, waitMs), act, off: false };
    let index = this.#entries.length;
    while (index > 0 && (this.#entries[index - 1]?.atMs ?? 0) <= entry.atMs) index -= 1;
    this.#entries.splice(index, 0, entry);
    return () => {
      entry.off = true;
    };
  }

  /** Goes to the next event and lets it happen. */
  step(): void {
    if (this.nextAtMs === null) return;
    const entry = this.#entries.pop();
    if (entry === undefined) return;
    this.#nowMs = entry.atMs;
    entry.act();
  }
}
