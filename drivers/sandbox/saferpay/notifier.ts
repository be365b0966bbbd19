import type { Clock } from '../../../src/ground/ports.ts';
import type { BookedPayment } from './books.ts';
import type { FaultBoard } from './faults.ts';

export interface NotifierParts {
  readonly clock: Clock;
  readonly faults: FaultBoard;
  /** Between one call and its repeat. */
  readonly repeatMs: number;
  /** A late notice comes so long after its payment. */
  readonly lateMs: number;
  /** The shop's relay: the address at which a public one is reached. */
  readonly relayed: (url: string) => string;
}

/** A notice that was called, and what it was answered with; 0 where nobody answered. */
export interface Called {
  readonly url: string;
  readonly status: number;
}

/** Whoever answers later than this is called again. Source: dossier section 12. */
const ANSWER_MS = 10_000;
/** So many calls at the most. */
const CALLS_MAX = 3;

/** Tells the shop by a bare GET, and again where it is not answered. Source: dossier section 12. */
export class Notifier {
  readonly calls: Called[] = [];
  readonly #parts: NotifierParts;
  readonly #pending = new Set<() => void>();

  constructor(parts: NotifierParts) {
    this.#parts = parts;
  }

  /** The customer has decided. */
  decided(payment: BookedPayment): void {
    const { notify, status, amount } = payment;
    if (notify === null) return;
    const { faults, lateMs } = this.#parts;
    const fault = faults.plays(amount.Value, ['noticeNever', 'noticeLate', 'noticeThrice', 'noticeFails']);
    if (fault === 'noticeNever') return;
    const url = status === 'captured' && fault !== 'noticeFails' ? notify.success : notify.fail;
    this.#later(fault === 'noticeLate' ? lateMs : 0, () => void this.tell(url));
    if (fault !== 'noticeThrice') return;
    this.#later(0, () => void this.tell(notify.fail));
    this.#later(1, () => void this.tell(url));
  }

  /** Calls an address until it answers 200, three times at the most; answers the last status. */
  async tell(url: string, calls = 1): Promise<number> {
    const status = await this.#call(this.#parts.relayed(url));
    this.calls.push({ url, status });
    if (status !== 200 && calls < CALLS_MAX)
      this.#later(this.#parts.repeatMs, () => void this.tell(url, calls + 1));
    return status;
  }

  /** No call is to come any more. */
  stop(): void {
    for (const callOff of this.#pending) callOff();
    this.#pending.clear();
  }

  async #call(url: string): Promise<number> {
    try {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) });
      return answer.status;
    } catch {
      return 0;
    }
  }

  #later(waitMs: number, act: () => void): void {
    const callOff = this.#parts.clock.after(waitMs, () => {
      this.#pending.delete(callOff);
      act();
    });
    this.#pending.add(callOff);
  }
}
