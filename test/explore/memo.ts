/** More than are in use between two states of a walk. What is kept longer is moved about by each collection. */
const KEPT_MAX = 500;

/**
 * What was worked out for an object, for as long as the walk is near it.
 *
 * Why: a WeakMap of a walk's millions of objects costs more than it saves; this one forgets everything from time to time.
 */
export class Memo<K extends object, V> {
  readonly #known = new Map<K, V>();

  get(key: K): V | undefined {
    return this.#known.get(key);
  }

  /** Keeps a value, and gives it back. */
  keep(key: K, value: V): V {
    if (this.#known.size >= KEPT_MAX) this.#known.clear();
    this.#known.set(key, value);
    return value;
  }

  of(key: K, work: () => V): V {
    return this.#known.get(key) ?? this.keep(key, work());
  }
}
