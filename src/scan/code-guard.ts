import type { Ms } from '../time.ts';
import { SAME_CODE_REFUSED_MS } from '../payment/policy.ts';
import type { PaymentCode } from './payment-code.ts';

/**
 * Remembers the codes of the last minute, in memory alone, so that none is used twice.
 *
 * Source: interface section 5, "the same code again within 60 s is refused".
 */
export class CodeGuard {
  #seen: { readonly code: PaymentCode; readonly atMs: Ms }[] = [];
  #held: { readonly code: PaymentCode; readonly saleId: string; readonly atMs: Ms } | null = null;

  /** Whether the code was used within the last minute. */
  isRepeated(code: PaymentCode, nowMs: Ms): boolean {
    this.#seen = this.#seen.filter((seen) => nowMs - seen.atMs < SAME_CODE_REFUSED_MS);
    return this.#seen.some((seen) => seen.code.equals(code));
  }

  used(code: PaymentCode, nowMs: Ms): void {
    this.#seen.push({ code, atMs: nowMs });
    this.#held = null;
  }

  /** Keeps a code for which the cashier has to choose where it goes. */
  hold(code: PaymentCode, saleId: string, nowMs: Ms): void {
    this.#held = { code, saleId, atMs: nowMs };
  }

  /** The code that waits for a choice, while it may still be alive. */
  heldFor(saleId: string, nowMs: Ms): PaymentCode | null {
    const held = this.#held;
    return held?.saleId === saleId && nowMs - held.atMs < SAME_CODE_REFUSED_MS ? held.code : null;
  }
}
