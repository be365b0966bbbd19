import type { Gateway } from '../acquirers/port.ts';

/**
 * What is known of the acquirers' clocks, by gateway: theirs less the till's, as far as it is proven.
 *
 * They are asked at a start and after a wake, before anybody scans; a pay that comes meanwhile waits for the answer.
 * Where no answer came, the next pay asks again: a code that is dated by a wrong clock has expired when it arrives.
 */
export class AcquirerClocks {
  readonly #offsets = new Map<string, number>();
  /** The questions that are under way. */
  readonly #asked = new Map<string, Promise<void>>();

  /** Null before it is proven. */
  offsetMs(gateway: string): number | null {
    return this.#offsets.get(gateway) ?? null;
  }

  heard(gateway: string, offsetMs: number | undefined): void {
    if (offsetMs !== undefined) this.#offsets.set(gateway, offsetMs);
  }

  /** What a pay waits for until the clock is known; null where nothing is to be waited for. */
  learning(name: string, gateway: Gateway): Promise<void> | null {
    if (this.#offsets.has(name) || !('learnClock' in gateway)) return null;
    return this.#asked.get(name) ?? this.#ask(name, gateway.learnClock());
  }

  /** A start or a wake: nothing is known any more, and every clock is asked for. */
  learnAnew(gateways: ReadonlyMap<string, Gateway>): void {
    this.#offsets.clear();
    this.#asked.clear();
    for (const [name, gateway] of gateways) {
      if ('forgetClock' in gateway) gateway.forgetClock();
      void this.learning(name, gateway);
    }
  }

  #ask(name: string, told: Promise<number | undefined>): Promise<void> {
    const asked = told.then((offsetMs) => {
      // A wake came between: what was true before it says nothing any more.
      if (this.#asked.get(name) !== asked) return;
      this.#asked.delete(name);
      this.heard(name, offsetMs);
    });
    this.#asked.set(name, asked);
    return asked;
  }
}
