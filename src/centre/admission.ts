/** How many calls of tills a centre works on at once; more are asked to come again. Ours: a few for each connection. */
export const CALLS_MAX = 64;

/** How long a till that was turned away waits at least. Ours. */
export const AGAIN_S = 2;

/** What becomes of a call: it is let in, or the till is asked to wait. */
export type Admission = 'in' | 'tooManyOfTill' | 'full';

/**
 * Who is let in while the centre has more to do than it can: one batch of each till at a time, and money first.
 *
 * Why half for the rest: a wave of receipts must not keep payments out, and a centre that is only half full takes both.
 */
export class AdmissionDesk {
  readonly #callsMax: number;
  readonly #tills = new Set<string>();
  #calls = 0;

  constructor(callsMax = CALLS_MAX) {
    this.#callsMax = callsMax;
  }

  /** Lets a batch in, or says why not. What is let in must be let out again. */
  enter(till: string, isMoney: boolean): Admission {
    if (this.#tills.has(till)) return 'tooManyOfTill';
    if (this.#calls >= (isMoney ? this.#callsMax : this.#callsMax / 2)) return 'full';
    this.#tills.add(till);
    this.#calls += 1;
    return 'in';
  }

  leave(till: string): void {
    if (this.#tills.delete(till)) this.#calls -= 1;
  }
}
