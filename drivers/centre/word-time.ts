import type { Clock } from '../../src/ground/ports.ts';
import type { EpochFile } from './epoch-file.ts';

/** How many numbers are kept for one process at a time. Ours: one small write an hour. */
const BLOCK_MS = 60 * 60_000;

/**
 * Numbers the till's words to the centre: each is above all before it, over restarts and a clock that is set back.
 *
 * Why: "I keep these orders and no others" counts for what was asked for before. A word of an earlier process that arrives
 * late must not count for what this one has asked for since.
 */
export class WordTime {
  readonly #epochs: Pick<EpochFile, 'said' | 'keep'>;
  readonly #clock: Clock;
  #last: number;
  #ceiling: number;
  #keeping: Promise<boolean> = Promise.resolve(true);

  constructor(epochs: Pick<EpochFile, 'said' | 'keep'>, clock: Clock) {
    this.#epochs = epochs;
    this.#clock = clock;
    this.#last = epochs.said();
    this.#ceiling = this.#last;
  }

  /**
   * The next number; nothing that was said before has it, and nothing later has a lower one. Null where the disk does not
   * keep it: then nothing is said, and the next word tries again.
   */
  async next(): Promise<number | null> {
    const next = Math.max(this.#last + 1, Math.trunc(this.#clock.nowMs()));
    this.#last = next;
    if (next > this.#ceiling) this.#keeping = this.#raise(next + BLOCK_MS);
    return (await this.#keeping) ? next : null;
  }

  async #raise(ceiling: number): Promise<boolean> {
    const before = this.#ceiling;
    this.#ceiling = ceiling;
    try {
      await this.#epochs.keep({ said: ceiling });
      return true;
    } catch {
      this.#ceiling = before;
      return false;
    }
  }
}
