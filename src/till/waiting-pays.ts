/**
 * Pays that wait for their acquirer's clock.
 *
 * Why the questions about such a pay wait too: one that leaves before it hears of a payment that does not exist yet, and
 * its answer would count as an answer about the pay.
 */
export class WaitingPays {
  /** By payment: done once its pay has left, or was given up. */
  readonly #waiting = new Map<string, Promise<void>>();

  /** Sends a pay once the clock is learnt. */
  hold(paymentRequestId: string, learning: Promise<void>, send: () => void): void {
    const waiting = learning.then(() => {
      if (this.#waiting.get(paymentRequestId) === waiting) this.#waiting.delete(paymentRequestId);
      send();
    });
    this.#waiting.set(paymentRequestId, waiting);
  }

  /** Asks at once, or after the pay that waits. */
  ask(paymentRequestId: string, ask: () => void): void {
    const waiting = this.#waiting.get(paymentRequestId);
    if (waiting === undefined) ask();
    else void waiting.then(ask);
  }
}
