import type { Back, HostedBooks, HostedKind, HostedPayment } from './hosted-books.ts';
import type { HostedWireParts } from './hosted-wire.ts';

type AntomBooksParts = Pick<HostedWireParts, 'books' | 'choices' | 'nowMs' | 'habits' | 'closedOpen'>;

/** A capture that was made. */
type Capture = NonNullable<HostedPayment['hold']>['captures'][number];

/**
 * Holds, captures, cancels and refunds as Antom makes them, over the books of the simulation.
 *
 * Source: card dossier sections 5 to 7; in-store dossier sections 3.5 to 3.7.
 */
export class AntomBooks {
  readonly #parts: AntomBooksParts;
  /** What a refund that was refused for good is refused with, by its id: a repeat hears the same. */
  readonly #refused = new Map<string, string>();
  readonly #tooLate = new Map<string, boolean>();

  constructor(parts: AntomBooksParts) {
    this.#parts = parts;
  }

  /** Collects what is held; the code of the refusal where that cannot be. One name is one capture. */
  capture(payment: HostedPayment, name: string, minor: number): Capture | string {
    const { books, choices, habits } = this.#parts;
    const { hold } = payment;
    const made = hold?.captures.find((known) => known.name === name);
    if (made !== undefined) return made.isDone ? made : 'PROCESS_FAIL';
    if (hold === null || !this.isHeld(payment) || minor > hold.minor) return 'PROCESS_FAIL';
    const isRefused = choices.chance(habits().noCapturePercent);
    const capture = { name, id: books.newId(payment.kind), isDone: !isRefused };
    hold.captures.push(capture);
    if (isRefused) return 'PROCESS_FAIL';
    payment.status = 'paid';
    payment.chargedMinor = minor;
    return capture;
  }

  /** Whether a card's money is held, and nothing has become of it. */
  isHeld({ status, hold }: HostedPayment): boolean {
    return status === 'held' && hold !== null && this.#parts.nowMs() < hold.endsAtMs;
  }

  /** The code of what became of a cancel: it closes, lets go of, or in the shop gives back the whole. */
  cancel(payment: HostedPayment): string {
    const { books, closedOpen, nowMs } = this.#parts;
    if (payment.cancelledAtMs !== null) return 'SUCCESS';
    if (payment.status === 'paid') {
      if (payment.kind === 'antomCard' || payment.backs.length > 0) return 'PROCESS_FAIL';
      if (this.#isTooLate(payment)) return 'CANCEL_WINDOW_EXCEED';
      books.undo(payment);
    }
    // What had failed stays so.
    if (payment.status === 'ended') return 'SUCCESS';
    const wasOpen = payment.status === 'open';
    if (payment.status !== 'paid') payment.status = 'ended';
    payment.cancelledAtMs = nowMs();
    if (wasOpen) closedOpen(payment);
    return 'SUCCESS';
  }

  refund(payment: HostedPayment, refundRequestId: string, minor: number): Back | string {
    const { books, choices, habits } = this.#parts;
    const made = payment.backs.find((back) => back.refundRequestId === refundRequestId);
    if (made !== undefined) return made.minor === minor ? made : 'REPEAT_REQ_INCONSISTENT';
    const before = this.#refused.get(refundRequestId);
    if (before !== undefined) return before;
    if (payment.status !== 'paid' || payment.cancelledAtMs !== null) return 'PROCESS_FAIL';
    if (minor > books.netMinor(payment)) return 'REFUND_AMOUNT_EXCEED';
    if (choices.chance(habits().notNowPercent / 3)) {
      this.#refused.set(refundRequestId, 'PROCESS_FAIL');
      return 'PROCESS_FAIL';
    }
    return books.back(payment, payment.backs.length + 1, minor, refundRequestId);
  }

  /** A refund by our id, with its payment. */
  backOf(
    kind: HostedKind,
    refundRequestId: string,
  ): { readonly payment: HostedPayment; readonly back: Back } | undefined {
    for (const payment of this.#parts.books.payments) {
      const back = payment.backs.find((known) => known.refundRequestId === refundRequestId);
      if (back !== undefined && payment.kind === kind) return { payment, back };
    }
    return undefined;
  }

  #isTooLate({ ref }: HostedPayment): boolean {
    const known = this.#tooLate.get(ref);
    if (known !== undefined) return known;
    const isTooLate = this.#parts.choices.chance(this.#parts.habits().noReversePercent);
    this.#tooLate.set(ref, isTooLate);
    return isTooLate;
  }
}

/** The acquirer collects by itself what the till was to collect. Source: card dossier section 5.1. */
export function captureByItself(payment: HostedPayment, books: Pick<HostedBooks, 'newId'>): void {
  const { hold } = payment;
  if (hold === null) return;
  hold.captures.push({ name: `ACQUIRER-${payment.id}`, id: books.newId(payment.kind), isDone: true });
  payment.status = 'paid';
  payment.chargedMinor = hold.minor;
}
