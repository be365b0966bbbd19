import type { OfficeEvent } from './office/office.ts';

/** What happened beside the sales, told once to whoever listens then: what is missed stands in the lists. */
export class Occurrences {
  readonly #watchers = new Set<(event: OfficeEvent) => void>();

  /** Calls `see` at every event; returns how to stop it. */
  watch(see: (event: OfficeEvent) => void): () => void {
    this.#watchers.add(see);
    return () => this.#watchers.delete(see);
  }

  tell(event: OfficeEvent): void {
    for (const see of this.#watchers) see(event);
  }
}
