/** Less than this between the clocks is what whole seconds on the wire may feign. Assumed. */
const CLOCKS_AGREE_MS = 2000;

/** One answer's word on the acquirer's clock. */
export interface ClockReading {
  /** The acquirer's clock less ours, by the middle of the call. */
  readonly offsetMs: number;
  /** The longer a call took, the less its middle says. */
  readonly roundTripMs: number;
}

/**
 * The acquirer's clock less ours, as far as it is proven: by an answer that agrees with the offset that was learnt before
 * (with our clock where none was), or else by two answers in a row that agree with each other.
 *
 * Why: one odd answer, of a server whose clock is wrong, must move nothing.
 */
export class LearntClock {
  #provenMs: number | undefined = undefined;
  #unproven: ClockReading | null = null;

  /** 0 where the clocks agree; undefined before it is proven. */
  get offsetMs(): number | undefined {
    return this.#provenMs;
  }

  /** Takes the word of one signed answer. */
  heard(reading: ClockReading): void {
    const before = this.#unproven;
    this.#unproven = null;
    const told = [this.#provenMs ?? 0, ...(before === null ? [] : [before.offsetMs])];
    if (told.some((otherMs) => agree(reading, otherMs))) this.#provenMs = settled(reading, this.#provenMs);
    else this.#unproven = reading;
  }

  /** The machine slept, or somebody set its clock: what was learnt is proven no longer. */
  forget(): void {
    this.#provenMs = undefined;
    this.#unproven = null;
  }
}

/** A difference that whole seconds may feign is none, unless there was one before. */
function settled(reading: ClockReading, provenMs: number | undefined): number {
  const wasApart = provenMs !== undefined && provenMs !== 0 && agree(reading, provenMs);
  return !wasApart && agree(reading, 0) ? 0 : reading.offsetMs;
}

function agree({ offsetMs, roundTripMs }: ClockReading, otherMs: number): boolean {
  return Math.abs(offsetMs - otherMs) < CLOCKS_AGREE_MS + roundTripMs / 2;
}
