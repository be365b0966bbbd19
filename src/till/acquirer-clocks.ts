import type { Gateway } from '../acquirers/port.ts';

/** What is known of the acquirers' clocks, by gateway: theirs less the till's, as far as it is proven. */
export class AcquirerClocks {
  readonly #offsets = new Map<string, number>();

  /** Null before it is proven. */
  offsetMs(gateway: string): number | null {
    return this.#offsets.get(gateway) ?? null;
  }

  heard(gateway: string, offsetMs: number | undefined): void {
    if (offsetMs !== undefined) this.#offsets.set(gateway, offsetMs);
  }

  /** Learns a clock that is not known; null where nothing is to be waited for. */
  learning(name: string, gateway: Gateway): Promise<void> | null {
    if (this.#offsets.has(name) || !('learnClock' in gateway)) return null;
    return gateway.learnClock().then((offsetMs) => this.heard(name, offsetMs));
  }

  /** The machine slept, or somebody set its clock: nothing is known any more. */
  forget(gateways: Iterable<Gateway>): void {
    this.#offsets.clear();
    for (const gateway of gateways) if ('forgetClock' in gateway) gateway.forgetClock();
  }
}
