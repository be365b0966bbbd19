/** An inquiry that waits for its turn. */
interface Waiting {
  readonly inquire: () => Promise<void>;
  /** Asked when its turn comes: the answer to the one before it may have been enough. */
  readonly isWanted: () => boolean;
}

/**
 * Inquiries of payments: of each payment one is under way at a time.
 *
 * Why one that waits is enough: a later one is only asked where nobody waits for the answer to an earlier one any more.
 * Source: alipay+ dossier, section 6.2.
 */
export class SingleQuestions {
  /** By payment under way: the inquiry that follows it. */
  readonly #next = new Map<string, Waiting | null>();

  /** Asks now; or once the inquiry that is under way is answered, where it is still wanted then. */
  ask(paymentRequestId: string, waiting: Waiting): void {
    if (this.#next.has(paymentRequestId)) {
      this.#next.set(paymentRequestId, waiting);
      return;
    }
    this.#next.set(paymentRequestId, null);
    void waiting.inquire().finally(() => {
      const next = this.#next.get(paymentRequestId) ?? null;
      this.#next.delete(paymentRequestId);
      if (next?.isWanted() === true) this.ask(paymentRequestId, next);
    });
  }
}
