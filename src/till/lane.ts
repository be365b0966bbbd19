/** A call that waits for its turn. */
interface Waiting {
  /** Asked when a turn is free: the sale at the counter goes before everything else. */
  readonly isUrgent: () => boolean;
  readonly call: () => Promise<unknown>;
}

/**
 * Lets only so many calls go at a time, first come, first served, but for the urgent ones.
 *
 * Why: after an outage a hundred owed items want the line at once, and the running sale needs it too.
 */
export class Lane {
  readonly #max: number;
  readonly #waiting: Waiting[] = [];
  #going = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Makes a call once it has its turn. */
  enter(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#next();
  }

  #next(): void {
    if (this.#going >= this.#max || this.#waiting.length === 0) return;
    const urgent = this.#waiting.findIndex(({ isUrgent }) => isUrgent());
    const [next] = this.#waiting.splice(Math.max(urgent, 0), 1);
    if (next === undefined) return;
    this.#going += 1;
    const done = (): void => {
      this.#going -= 1;
      this.#next();
    };
    void next.call().then(done, (error: unknown) => {
      done();
      throw error;
    });
  }
}
