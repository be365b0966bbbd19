/**
 * Inquiries of payments: of each payment one is under way at a time.
 *
 * Why one that waits is enough: a later one is only asked where nobody waits for the answer to an earlier one any more.
 * Source: alipay+ dossier, section 6.2.
 */
export class SingleQuestions {
  /** By payment under way: the inquiry that follows it. */
  readonly #next = new Map<string, (() => Promise<void>) | null>();

  /** Asks now, or once the inquiry that is under way is answered. */
  ask(paymentRequestId: string, inquire: () => Promise<void>): void {
    if (this.#next.has(paymentRequestId)) {
      this.#next.set(paymentRequestId, inquire);
      return;
    }
    this.#next.set(paymentRequestId, null);
    void inquire().finally(() => {
      const next = this.#next.get(paymentRequestId) ?? null;
      this.#next.delete(paymentRequestId);
      if (next !== null) this.ask(paymentRequestId, next);
    });
  }
}
