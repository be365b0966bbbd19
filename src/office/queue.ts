import type { Clock } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';
import type { OfficeMatter } from '../journal/office-records.ts';

/** What one try came to. */
export type OfficeTry = { readonly kind: 'over' } | { readonly kind: 'again'; readonly answer: string };

/** Something that the office owes, or still asks. */
export interface OfficeOwed {
  readonly about: OfficeMatter;
  readonly id: string;
  readonly what: 'send' | 'ask';
  readonly sinceMs: Ms;
  readonly tries: number;
  readonly nextAtMs: Ms;
  readonly lastAnswer: string | null;
}

/** A piece of work. `waits`: before each try, from the first on; the last one repeats. */
export interface OfficeWork extends Pick<OfficeOwed, 'about' | 'id' | 'what' | 'sinceMs'> {
  readonly waits: readonly Ms[];
  readonly attempt: () => Promise<OfficeTry>;
}

/** While a payment is under way the office looks again after so long. Ours: a sale's call ends within seconds. */
const YIELD_MS = 500;

interface Entry {
  readonly work: OfficeWork;
  tries: number;
  nextAtMs: Ms;
  lastAnswer: string | null;
}

/**
 * What the office sends and asks, one after the other, and never while a payment is under way.
 *
 * It holds no truth: what is owed follows from the journal, and is put in again at every start.
 */
export class OfficeQueue {
  readonly #clock: Clock;
  readonly #isBusy: () => boolean;
  readonly #changed: () => void;
  readonly #entries = new Map<string, Entry>();
  #running = false;
  #callOff: (() => void) | null = null;
  #stopped = false;

  constructor(clock: Clock, isBusy: () => boolean, changed: () => void) {
    this.#clock = clock;
    this.#isBusy = isBusy;
    this.#changed = changed;
  }

  /** Puts a piece of work in, in place of one of the same matter and kind. */
  put(work: OfficeWork): void {
    const nextAtMs = this.#clock.nowMs() + waitOf(work, 0);
    this.#entries.set(keyOf(work), { work, tries: 0, nextAtMs, lastAnswer: null });
    this.#arm();
  }

  /** Takes a piece of work out. */
  drop(named: Pick<OfficeWork, 'about' | 'id' | 'what'>): void {
    this.#entries.delete(keyOf(named));
  }

  /** Does at once what is in, or what belongs to one matter. */
  now(id: string | null): void {
    const nowMs = this.#clock.nowMs();
    for (const entry of this.#entries.values())
      if (id === null || entry.work.id === id) entry.nextAtMs = Math.min(entry.nextAtMs, nowMs);
    this.#arm();
  }

  list(): OfficeOwed[] {
    return [...this.#entries.values()].map(({ work, tries, nextAtMs, lastAnswer }) => {
      const { about, id, what, sinceMs } = work;
      return { about, id, what, sinceMs, tries, nextAtMs, lastAnswer };
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff?.();
  }

  /** One timer for the earliest of all: a thousand matters cost no thousand timers. */
  #arm(leastMs = 0): void {
    if (this.#stopped || this.#running) return;
    this.#callOff?.();
    const first = this.#first();
    if (first === null) {
      this.#callOff = null;
      return;
    }
    const waitMs = Math.max(leastMs, first.nextAtMs - this.#clock.nowMs(), 0);
    this.#callOff = this.#clock.after(waitMs, () => void this.#turn());
  }

  #first(): Entry | null {
    let first: Entry | null = null;
    for (const entry of this.#entries.values())
      if (first === null || entry.nextAtMs < first.nextAtMs) first = entry;
    return first;
  }

  async #turn(): Promise<void> {
    const first = this.#first();
    if (this.#stopped || this.#running || first === null) return;
    if (first.nextAtMs > this.#clock.nowMs()) return this.#arm();
    if (this.#isBusy()) return this.#arm(YIELD_MS);
    this.#running = true;
    first.tries += 1;
    // Before the answer: work that is put in again meanwhile has a place of its own.
    first.nextAtMs = this.#clock.nowMs() + waitOf(first.work, first.tries);
    let came: OfficeTry;
    try {
      came = await first.work.attempt();
    } finally {
      this.#running = false;
    }
    const key = keyOf(first.work);
    if (came.kind === 'over') {
      if (this.#entries.get(key) === first) this.#entries.delete(key);
    } else {
      first.lastAnswer = came.answer;
      first.nextAtMs = this.#clock.nowMs() + waitOf(first.work, first.tries);
    }
    this.#changed();
    this.#arm();
  }
}

function waitOf({ waits }: OfficeWork, tries: number): Ms {
  return waits[Math.min(tries, waits.length - 1)] ?? 0;
}

function keyOf({ about, id, what }: Pick<OfficeWork, 'about' | 'id' | 'what'>): string {
  return `${what} ${about} ${id}`;
}
