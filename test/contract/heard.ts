/** What a part told the test, in order; the test waits for the next with `next`. */
export class Heard<T> {
  readonly #told: T[] = [];
  #waiting: ((value: T) => void)[] = [];

  /** Takes what is told. */
  readonly tell = (value: T): void => {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#told.push(value);
    else waiting(value);
  };

  /** What was told and not taken by `next` yet. */
  get unheard(): readonly T[] {
    return this.#told;
  }

  /** The next that is told, now or later. */
  next(): Promise<T> {
    const told = this.#told.shift();
    if (told !== undefined) return Promise.resolve(told);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next that fits; those before it are passed over. */
  async nextWhere(fits: (value: T) => boolean): Promise<T> {
    for (;;) {
      const value = await this.next();
      if (fits(value)) return value;
    }
  }
}
