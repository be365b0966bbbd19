import type { Clock } from '../../ground/ports.ts';

/**
 * The bodies of pays that may be sent once more: in memory alone, and as long as the code in them lives.
 *
 * Why: a re-send must have the very same bytes, and the clock's offset may change between the first send and the second.
 */
export class KeptBodies {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #kept = new Map<string, { readonly body: Uint8Array; readonly keepNoLonger: () => void }>();

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  /** The body under this id, made where there is none. */
  bodyOf(paymentRequestId: string, lifeMs: number, make: () => Uint8Array): Uint8Array {
    const kept = this.#kept.get(paymentRequestId);
    if (kept !== undefined) return kept.body;
    const body = make();
    const keepNoLonger = this.#clock.after(lifeMs, () => void this.#kept.delete(paymentRequestId));
    this.#kept.set(paymentRequestId, { body, keepNoLonger });
    return body;
  }

  forget(paymentRequestId: string): void {
    this.#kept.get(paymentRequestId)?.keepNoLonger();
    this.#kept.delete(paymentRequestId);
  }
}
