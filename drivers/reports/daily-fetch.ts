import type { Clock, Log } from '../../src/ground/ports.ts';
import { cycleDayOf, type CycleDay } from '../../src/reconcile/cycle.ts';
import { nextFetchAtMs, type FetchDays } from '../../src/reconcile/settlement/fetch-time.ts';

/** Tried again after so long where the server could not be had. */
const AGAIN_MS = 60 * 60_000;
/** The longest wait: a clock that is set must not put a day off. */
const WAIT_MS_MAX = 60 * 60_000;

export interface DailyFetchParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly days: FetchDays;
  /** Fetches once, as a process of its own; tells why it could not, or null. */
  readonly fetch: () => Promise<string | null>;
}

/** Fetches the acquirer's reports on every working day, beside the till. Source: reports dossier section 5.3. */
export class DailyFetch {
  readonly #parts: DailyFetchParts;
  #callOff: (() => void) | null = null;
  #done: CycleDay | null = null;
  #isOver = false;

  constructor(parts: DailyFetchParts) {
    this.#parts = parts;
  }

  start(): void {
    const { clock, days } = this.#parts;
    const dueMs = nextFetchAtMs(clock.nowMs(), this.#done, days) - clock.nowMs();
    this.#wait(Math.min(Math.max(1, dueMs), WAIT_MS_MAX), () =>
      dueMs <= WAIT_MS_MAX ? void this.#fetch() : this.start(),
    );
  }

  stop(): void {
    this.#isOver = true;
    this.#callOff?.();
  }

  #wait(ms: number, act: () => void): void {
    if (!this.#isOver) this.#callOff = this.#parts.clock.after(ms, act);
  }

  async #fetch(): Promise<void> {
    const { clock, log, days, fetch } = this.#parts;
    const day = cycleDayOf(clock.nowMs(), days.dayOffsetMs);
    const why = await fetch();
    if (why === null) {
      this.#done = day;
      this.start();
      return;
    }
    log.warn('the acquirer’s reports could not be fetched', { why });
    this.#wait(AGAIN_MS, () => void this.#fetch());
  }
}
