import type { Ms } from '../../src/ground/time.ts';
import { LOCK_OUTS_MS, WRONG_PINS_MAX } from '../../src/staff/policy.ts';

/**
 * What somebody who guesses a PIN at one till has heard: from the fifth wrong one on the manager is locked out, whatever
 * becomes of the process. Only answers that were heard count, and a lock is taken to begin when the try was made.
 */
export class Guesser {
  #inRow = 0;
  #lockedUntilMs: Ms = 0;

  /** A wrong PIN of `askedAtMs` was refused. */
  wrongHeard(askedAtMs: Ms): void {
    this.#inRow += 1;
    if (this.#inRow >= WRONG_PINS_MAX) this.#lockedUntilMs = askedAtMs + LOCK_OUTS_MS[0];
  }

  /** The right PIN was sent or answered, for whatever: it may have ended the row of wrong ones, heard of or not. */
  rightPin(): void {
    this.#inRow = 0;
  }

  /** Whether the right PIN must not be looked at now. */
  isLockedOut(nowMs: Ms): boolean {
    return nowMs < this.#lockedUntilMs;
  }
}
