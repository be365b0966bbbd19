import type { Ms } from '../../ground/time.ts';

/** Attempts that are kept in mind at most; the oldest is forgotten first. Ours: far more than a till has open. */
const KEPT_MAX = 500;

/**
 * What was heard of attempts before, in this run of the till.
 *
 * Why: a *no* counts when it was heard twice, and an odd answer alarms when it comes again. What is forgotten at a start
 * only has to be heard once more.
 */
export class HeardBefore {
  readonly #kept = new Map<string, { readonly what: string; readonly sinceMs: Ms; readonly times: number }>();

  /** Takes note of an answer: how often it came in a row, and since when. */
  again(name: string, what: string, nowMs: Ms): { readonly times: number; readonly forMs: Ms } {
    const before = this.#kept.get(name);
    const isSame = before?.what === what;
    // A clock that was set back makes a time to come: it counts as now.
    const sinceMs = isSame ? Math.min(before.sinceMs, nowMs) : nowMs;
    const times = isSame ? before.times + 1 : 1;
    this.#kept.delete(name);
    this.#kept.set(name, { what, sinceMs, times });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
    return { times, forMs: nowMs - sinceMs };
  }

  /** What was heard last; undefined where nothing was. */
  whatOf(name: string): string | undefined {
    return this.#kept.get(name)?.what;
  }

  forget(name: string): void {
    this.#kept.delete(name);
  }
}
