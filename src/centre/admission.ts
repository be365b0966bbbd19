/** How many batches a centre works on at once. Ours: more of them only wait for each other at the disk of the database. */
const CALLS_MAX = 16;

/**
 * How much may wait for its turn, in bytes of calls. Ours: a batch of each of a thousand tills, so that a centre that comes
 * back after a day has always something to do, and its memory has an end.
 */
const WAITING_BYTES_MAX = 96 * 1024 * 1024;

/** How long a batch waits at most. Ours: its till listens for 15 s, and what nobody listens to any more is not worth taking. */
export const WAIT_MS_MAX = 8000;

/** How long a till that was turned away waits at least. Ours. */
export const AGAIN_S = 2;

/** What becomes of a batch: it is let in, waits for its turn, or the till is asked to come again. */
export type Admission = 'in' | 'later' | 'tooManyOfTill' | 'full';

/** What becomes of a batch that waited. */
interface Called {
  readonly till: string;
  readonly admission: 'in' | 'full';
}

interface Waiting {
  readonly till: string;
  readonly bytes: number;
  readonly untilMs: number;
}

/**
 * Who is let in while the centre has more to do than it can: one batch of each till at a time, money first, then as they came.
 *
 * Why they wait here and are not sent away: a till that is sent away comes again with the very same batch, and the centre
 * has read it for nothing. Only what would fill the memory is sent away.
 */
export class AdmissionDesk {
  readonly #callsMax: number;
  readonly #bytesMax: number;
  readonly #tills = new Set<string>();
  readonly #lanes: { readonly money: Waiting[]; readonly rest: Waiting[] } = { money: [], rest: [] };
  #calls = 0;
  #bytes = 0;

  constructor({ callsMax = CALLS_MAX, waitingBytesMax = WAITING_BYTES_MAX } = {}) {
    this.#callsMax = callsMax;
    this.#bytesMax = waitingBytesMax;
  }

  get hasWaiting(): boolean {
    return this.#bytes > 0;
  }

  /** Lets a batch in, has it wait, or says why not. What is let in must leave again; what waits is called by a `leave`. */
  enter(
    till: string,
    batch: { readonly isMoney: boolean; readonly bytes: number },
    nowMs: number,
  ): Admission {
    if (this.#tills.has(till)) return 'tooManyOfTill';
    if (this.#calls < this.#callsMax) {
      this.#tills.add(till);
      this.#calls += 1;
      return 'in';
    }
    if (this.#bytes + batch.bytes > this.#bytesMax) return 'full';
    this.#tills.add(till);
    this.#bytes += batch.bytes;
    const lane = batch.isMoney ? this.#lanes.money : this.#lanes.rest;
    lane.push({ till, bytes: batch.bytes, untilMs: nowMs + WAIT_MS_MAX });
    return 'later';
  }

  /** A batch that was let in is done: the next one has its turn, and those that waited too long are sent away. */
  leave(till: string, nowMs: number): Called[] {
    if (!this.#tills.delete(till)) return [];
    this.#calls -= 1;
    const called: Called[] = [];
    for (const lane of [this.#lanes.money, this.#lanes.rest]) {
      while (this.#calls < this.#callsMax) {
        const next = lane.shift();
        if (next === undefined) break;
        this.#bytes -= next.bytes;
        const isLate = nowMs > next.untilMs;
        if (isLate) this.#tills.delete(next.till);
        else this.#calls += 1;
        called.push({ till: next.till, admission: isLate ? 'full' : 'in' });
      }
    }
    return called;
  }
}
