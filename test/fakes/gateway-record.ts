import type { Log } from '../../src/ground/ports.ts';

interface Call {
  readonly api: string;
  readonly paymentRequestId: string;
  isOpen: boolean;
}

/** Every call about a payment that reached a sandbox (questions after the clock are none), in its order, and which of them are not answered yet; made from its log. */
export class GatewayRecord {
  readonly #calls: Call[] = [];
  readonly #waits = new Set<() => void>();
  readonly #mostOpen = new Map<string, number>();

  /** What the sandbox is to log to. */
  readonly log: Log = {
    info: (message, facts) => {
      const call = { api: String(facts?.['api']), paymentRequestId: String(facts?.['paymentRequestId']) };
      if (call.paymentRequestId.startsWith('clock-')) return;
      if (message === 'sandbox was called') this.#came(call);
      if (message === 'sandbox call') this.#answered(call);
      for (const look of [...this.#waits]) look();
    },
    warn: () => undefined,
  };

  /** How many calls of an api came; of one payment where it is named. */
  count(api: string, paymentRequestId?: string): number {
    return this.#calls.filter(
      (call) =>
        call.api === api && (paymentRequestId === undefined || call.paymentRequestId === paymentRequestId),
    ).length;
  }

  /** How many calls of an api wait for their answer now. */
  open(api: string): number {
    return this.#calls.filter((call) => call.api === api && call.isOpen).length;
  }

  /** The most calls of an api that ever waited at once. */
  mostOpen(api: string): number {
    return this.#mostOpen.get(api) ?? 0;
  }

  /** Waits for the call that makes it so. */
  until(isSo: () => boolean): Promise<void> {
    if (isSo()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        this.#waits.delete(look);
        resolve();
      };
      this.#waits.add(look);
    });
  }

  #came({ api, paymentRequestId }: Omit<Call, 'isOpen'>): void {
    this.#calls.push({ api, paymentRequestId, isOpen: true });
    this.#mostOpen.set(api, Math.max(this.mostOpen(api), this.open(api)));
  }

  #answered({ api, paymentRequestId }: Omit<Call, 'isOpen'>): void {
    const call = this.#calls.find(
      (each) => each.isOpen && each.api === api && each.paymentRequestId === paymentRequestId,
    );
    if (call !== undefined) call.isOpen = false;
  }
}
