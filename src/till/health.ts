import type { HealthView } from '../contract/contract.ts';
import type { PartHealth } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';

type Part = HealthView['gateway'];

interface Entry {
  readonly health: PartHealth;
  readonly sinceMs: Ms;
}

/** How each part of the till is, and since when. Parts are named; kinds of parts keep the order of the config. */
export class HealthBoard {
  readonly #entries = new Map<string, Entry>();

  /** Takes what a part says of itself; returns whether that is news. */
  report(part: string, health: PartHealth, nowMs: Ms): boolean {
    const before = this.#entries.get(part);
    const isSame = before?.health.why === health.why && before?.health.standIn === health.standIn;
    if (before?.health.status === health.status && isSame) return false;
    const sinceMs = before?.health.status === health.status ? before.sinceMs : nowMs;
    this.#entries.set(part, { health, sinceMs });
    return true;
  }

  /** Whether a part ever said how it is. */
  has(part: string): boolean {
    return this.#entries.has(part);
  }

  isOk(part: string): boolean {
    return this.#entries.get(part)?.health.status !== 'down';
  }

  /** The parts whose name begins with `kind/`, in the order in which they reported first. */
  all(kind: string, iso: (atMs: Ms) => string): Part[] {
    return [...this.#entries.keys()]
      .filter((part) => part.startsWith(`${kind}/`))
      .map((part) => this.one(part, iso));
  }

  one(part: string, iso: (atMs: Ms) => string): Part {
    const entry = this.#entries.get(part);
    const name = part.includes('/') ? { name: part.slice(part.indexOf('/') + 1) } : {};
    if (entry === undefined) return { status: 'ok', since: iso(0), ...name };
    const { status, reason, why, standIn } = entry.health;
    return {
      status,
      since: iso(entry.sinceMs),
      ...name,
      ...(reason === undefined ? {} : { reason }),
      ...(why === undefined ? {} : { why }),
      ...(standIn === undefined ? {} : { standIn }),
    };
  }
}
