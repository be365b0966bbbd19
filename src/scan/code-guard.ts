import type { Ms } from '../ground/time.ts';
import { SAME_CODE_REFUSED_MS } from '../config/scan-policy.ts';
import { codeMark, type CodeMark } from '../ground/code-mark.ts';
import type { PaymentCode } from '../ground/payment-code.ts';

/** An attempt of a run before this one, with the trace of its code. */
export interface MarkedStart {
  readonly paymentRequestId: string;
  readonly codeMark: CodeMark | null;
  readonly atMs: Ms;
}

/**
 * Remembers the codes of the last minute, so that none is used twice: those of this run in memory alone, those of the
 * run before by their marks.
 *
 * Source: interface section 5, "the same code again within 60 s is refused".
 */
export class CodeGuard {
  /** The codes of this run with when they were used, the oldest first. */
  readonly #used = new Map<string, Ms>();
  #learnt: readonly MarkedStart[] = [];
  #held: { readonly code: PaymentCode; readonly saleId: string; readonly atMs: Ms } | null = null;

  /** Whether the code was used within the last minute. */
  isRepeated(code: PaymentCode, nowMs: Ms): boolean {
    const isYoung = (atMs: Ms): boolean => nowMs - atMs < SAME_CODE_REFUSED_MS;
    for (const [used, atMs] of this.#used) {
      if (isYoung(atMs)) break;
      this.#used.delete(used);
    }
    this.#learnt = this.#learnt.filter(({ atMs }) => isYoung(atMs));
    return (
      this.#used.has(code.reveal()) ||
      this.#learnt.some((start) => start.codeMark === codeMark(start.paymentRequestId, code))
    );
  }

  used(code: PaymentCode, nowMs: Ms): void {
    this.#used.set(code.reveal(), nowMs);
    this.#held = null;
  }

  /** Takes the attempts of the run before. A clock that was set back since makes none of them younger than now. */
  learn(starts: readonly MarkedStart[], nowMs: Ms): void {
    this.#learnt = starts.map((start) => ({ ...start, atMs: Math.min(start.atMs, nowMs) }));
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
