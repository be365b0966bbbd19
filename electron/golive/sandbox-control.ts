import type { BookSeen } from '../../src/golive/record.ts';

/** The control calls of a sandbox: it plays wallet, notifier and books. */
export class SandboxControl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** A code that a wallet shows now; `fault` chooses what goes wrong with it. */
  async code(fault: string | null): Promise<string> {
    const { code } = (await this.#post('codes', fault === null ? {} : { fault })) as { code: string };
    return code;
  }

  /** The customer decides now. */
  async decide(paymentRequestId: string, status: 'S' | 'F'): Promise<void> {
    await this.#post('decide', { paymentRequestId, status });
  }

  /** Tells the till how a payment ended; answers what the till made of it. */
  async notify(paymentRequestId: string): Promise<{ readonly status: number; readonly signed: boolean }> {
    return (await this.#post('notify', { paymentRequestId })) as { status: number; signed: boolean };
  }

  async books(): Promise<readonly BookSeen[]> {
    const response = await fetch(`${this.#url}/sandbox/books`);
    const { books } = (await response.json()) as { books: readonly BookSeen[] };
    return books.map(({ paymentRequestId, referenceOrderId, chargedMinor, netMinor, debits }) => ({
      ...{ paymentRequestId, referenceOrderId, chargedMinor, netMinor, debits },
    }));
  }

  async #post(call: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#url}/sandbox/${call}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the sandbox refused ${call}: ${await response.text()}`);
    return response.json();
  }
}
