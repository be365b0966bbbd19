/**
 * Every decision of one schedule, from one source.
 *
 * Shape: choices are small whole numbers, and 0 is always the quiet one (no fault, the shortest wait, the usual deed).
 * They are written down as they are taken; a list of them given back plays the same schedule again, and beyond the
 * list's end everything is quiet. That is what lets a schedule be made smaller by making its list smaller.
 */
export class Choices {
  readonly taken: number[] = [];
  readonly #given: readonly number[] | null;
  #at = 0;
  #state: number;

  private constructor(seed: number, given: readonly number[] | null) {
    this.#state = seed;
    this.#given = given;
  }

  static ofSeed(seed: number): Choices {
    // Neighbouring seeds must not begin alike.
    return new Choices(Math.imul(seed + 1, 0x9e3779b1) ^ (seed >>> 3), null);
  }

  static replayed(taken: readonly number[]): Choices {
    return new Choices(0, taken);
  }

  /** A number from 0 to `count` - 1, all alike. */
  below(count: number): number {
    return this.#take(count, () => Math.floor(this.#uniform() * count));
  }

  /** True so many times in a hundred. */
  chance(percent: number): boolean {
    if (percent <= 0) return false;
    return this.#take(2, () => (this.#uniform() * 100 < percent ? 1 : 0)) === 1;
  }

  /** An index, each as likely as its weight. */
  weighted(weights: readonly number[]): number {
    return this.#take(weights.length, () => {
      let rest = this.#uniform() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => (rest -= weight) < 0);
      return Math.max(index, 0);
    });
  }

  /** One of a list. */
  of<T>(list: readonly [T, ...T[]], weights?: readonly number[]): T {
    return list[weights === undefined ? this.below(list.length) : this.weighted(weights)] ?? list[0];
  }

  #take(count: number, draw: () => number): number {
    const value = this.#given === null ? draw() : (this.#given[this.#at] ?? 0);
    this.#at += 1;
    const allowed = value < count ? value : 0;
    this.taken.push(allowed);
    return allowed;
  }

  /** mulberry32: 32 bits of state are plenty for schedules of a few hundred choices. */
  #uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}
