import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../src/ground/ports.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import type { BookedPayment, SaferpayBooks } from './books.ts';
import { faulted } from './faulted.ts';

export interface NotifierParts {
  readonly clock: Clock;
  readonly board: PageFaultBoard;
  readonly books: SaferpayBooks;
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
/** Asserts that a notice allows: at once, and once more where Assert does not know of the payment yet. */
const ASSERTS_A_NOTICE = 2;

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
    const { notify, status } = payment;
    if (notify === null) return;
    const { board, lateMs } = this.#parts;
    const url = status === 'captured' ? notify.success : notify.fail;
    const tell = (to: string): void => void this.tell(to);
    switch (board.of(faulted(payment))?.id) {
      case 'notice-never':
        return;
      case 'notice-late':
        return this.#later(lateMs, () => tell(url));
      case 'notice-thrice':
        for (const [at, to] of [url, notify.fail, url].entries()) this.#later(at, () => tell(to));
        return;
      case 'notice-unproven':
        return this.#later(0, () => tell(withSecret(url, randomBytes(18).toString('base64url'))));
      case 'notice-of-another':
        return this.#later(0, () => tell(this.#another(payment)?.success ?? withSecret(url, 'A'.repeat(24))));
      case 'notice-says-failed':
        return this.#later(0, () => tell(notify.fail));
      default:
        return this.#later(0, () => tell(url));
    }
  }

  /** Calls an address until it answers 200, three times at the most; answers the last status. */
  async tell(url: string, calls = 1): Promise<number> {
    const told = this.#parts.books.payments.find(
      ({ notify }) => notify?.success === url || notify?.fail === url,
    );
    if (told !== undefined) told.allowed += ASSERTS_A_NOTICE;
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

  #another(payment: BookedPayment): BookedPayment['notify'] {
    return (
      this.#parts.books.payments.find((known) => known !== payment && known.notify !== null)?.notify ?? null
    );
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

/** The address of a notice with another secret in it. */
function withSecret(url: string, secret: string): string {
  return url.replace(/[^/]+(\/[sf])$/, `${secret}$1`);
}
