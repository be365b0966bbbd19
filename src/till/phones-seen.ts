import type { PhoneSystem } from '../ground/phone-system.ts';

/** Attempts that are kept in mind at most; the oldest is forgotten first. Ours: more than are ever open. */
const KEPT_MAX = 50;

/** Which phone pressed the button of an attempt's landing page: for the acquirer's page, and nowhere else. */
export class PhonesSeen {
  readonly #kept = new Map<string, PhoneSystem>();

  keep(paymentRequestId: string, system: PhoneSystem | null): void {
    if (system === null) return;
    this.#kept.set(paymentRequestId, system);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
  }

  of(paymentRequestId: string): PhoneSystem | undefined {
    return this.#kept.get(paymentRequestId);
  }
}
