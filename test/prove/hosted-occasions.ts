import type { HostedPayment } from './hosted-books.ts';

/** How many questions may be owed to what has happened at the most. */
const OWED_MAX = 4;

/**
 * Occasions to ask an acquirer that must not be asked by a timer: each allows one question.
 *
 * Source: Saferpay's dossier, section 6.
 */
export class Occasions {
  /** By an attempt's name on the wire. */
  readonly #owed = new Map<string, number>();
  /** Attempts of which money was sent back: what became of that may be looked for. */
  readonly #goingBack = new Set<string>();

  /** Allows so many questions more; the returned function takes them back. */
  give(ref: string, count = 1): () => void {
    const before = this.#owed.get(ref) ?? 0;
    this.#owed.set(ref, Math.min(OWED_MAX, before + count));
    return () => void this.#owed.set(ref, before);
  }

  /** A person does something at the till, or it starts: everything of it may be asked about. */
  giveAll(payments: readonly HostedPayment[]): void {
    for (const { ref } of payments) this.give(ref);
  }

  sentBack(ref: string): void {
    this.#goingBack.add(ref);
  }

  /** A question leaves; whether there was an occasion. `isEnded`: nobody can pay any more, or can no longer open it. */
  asks(ref: string, isEnded: boolean): boolean {
    const owed = this.#owed.get(ref) ?? 0;
    if (owed > 0) this.#owed.set(ref, owed - 1);
    return owed > 0 || isEnded || this.#goingBack.has(ref);
  }
}
