import type { WireMoney } from '../requests.ts';

/** One try to collect what is held, or to give back what was collected. */
export interface Moved {
  readonly requestId: string;
  readonly id: string;
  readonly amount: WireMoney;
  readonly atMs: number;
  readonly isDone: boolean;
}

/** A card payment as the sandbox's books have it. */
export interface CardPayment {
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly referenceOrderId: string;
  readonly amount: WireMoney;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly isAutomatic: boolean;
  readonly page: string;
  readonly notifyUrl: string | null;
  /** Where the customer's phone goes back to. */
  readonly backUrl: string;
  /** The bytes of pay, to tell a repeat from another request. */
  readonly asked: string;
  state: 'open' | 'authorised' | 'failed' | 'cancelled';
  /** What was held, where it is not what was asked. */
  held: WireMoney;
  code: string;
  heldAtMs: number;
  readonly captures: Moved[];
  readonly refunds: Moved[];
  dispute: Dispute | null;
}

/** What the customer's bank wants back. */
export interface Dispute {
  readonly disputeId: string;
  readonly dueAtMs: number;
  state: 'open' | 'won' | 'lost' | 'withdrawn';
}

/** How long a hold lasts. Source: dossier section 5.2. */
export const HOLD_MS = 7 * 24 * 3_600_000;

/** True books of pages, holds, captures and refunds, that a test can read. */
export class CardBooks {
  readonly payments: CardPayment[] = [];
  readonly #nowMs: () => number;
  #serial = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** What anybody may read of them: no page on which a payment can be made. */
  told(): object[] {
    return this.payments.map(
      ({ paymentRequestId, paymentId, amount, held, state, code, captures, refunds, dispute }) => ({
        ...{ paymentRequestId, paymentId, amount, held, state, code, captures, refunds, dispute },
      }),
    );
  }

  ofRequest(paymentRequestId: string | undefined): CardPayment | undefined {
    return this.payments.find((known) => known.paymentRequestId === paymentRequestId);
  }

  ofId(paymentId: string | undefined): CardPayment | undefined {
    return this.payments.find((known) => known.paymentId === paymentId);
  }

  ofPage(page: string): CardPayment | undefined {
    return this.payments.find((known) => known.page === page);
  }

  newId(kind: string): string {
    this.#serial += 1;
    return `20261120194010890000${kind}${String(this.#serial).padStart(11, '0')}`;
  }

  /** The customer decides on the page; whether that was taken. */
  decide(payment: CardPayment, isPaid: boolean, held: WireMoney = payment.amount): boolean {
    if (payment.state !== 'open' || this.isExpired(payment)) return false;
    if (isPaid) this.hold(payment, held);
    else [payment.state, payment.code] = ['failed', 'USER_PAYMENT_VERIFICATION_FAILED'];
    return true;
  }

  /** The bank holds the money for the shop. */
  hold(payment: CardPayment, held: WireMoney): void {
    payment.state = 'authorised';
    payment.code = 'SUCCESS';
    payment.held = held;
    payment.heldAtMs = this.#nowMs();
  }

  /** Whether nobody has decided, and nobody can any more. */
  isExpired({ state, expiresAtMs }: CardPayment): boolean {
    return state === 'open' && this.#nowMs() > expiresAtMs;
  }

  /** The customer's bank asks for the money back; null where there is nothing of it, or one is there already. */
  disputed(payment: CardPayment, dueInMs: number): Dispute | null {
    if (payment.dispute !== null || this.netMinor(payment) === 0) return null;
    payment.dispute = { disputeId: this.newId('D'), dueAtMs: this.#nowMs() + dueInMs, state: 'open' };
    return payment.dispute;
  }

  /** Collects; the code of the refusal where that cannot be. A repeat under one name is the same capture. */
  capture(payment: CardPayment, requestId: string, amount: WireMoney): Moved | string {
    const made = payment.captures.find((known) => known.requestId === requestId);
    if (made !== undefined) return made.amount.value === amount.value ? made : 'REPEAT_REQ_INCONSISTENT';
    if (payment.state !== 'authorised') return 'PROCESS_FAIL';
    if (this.#nowMs() > payment.heldAtMs + HOLD_MS) return 'PROCESS_FAIL';
    if (this.capturedMinor(payment) + Number(amount.value) > Number(payment.held.value))
      return 'PROCESS_FAIL';
    return this.#move(payment.captures, 'C', requestId, amount, true);
  }

  /** A capture that the acquirer tried and that failed. */
  failCapture(payment: CardPayment, requestId: string, amount: WireMoney): void {
    if (!payment.captures.some((known) => known.requestId === requestId))
      this.#move(payment.captures, 'C', requestId, amount, false);
  }

  /** Lets go of what is not collected; the code of the refusal where it is. Source: dossier section 6. */
  cancel(payment: CardPayment): string {
    if (this.capturedMinor(payment) > 0) return 'PROCESS_FAIL';
    if (payment.state !== 'failed') payment.state = 'cancelled';
    return 'SUCCESS';
  }

  refund(payment: CardPayment, requestId: string, amount: WireMoney): Moved | string {
    const made = payment.refunds.find((known) => known.requestId === requestId);
    if (made !== undefined) return made.amount.value === amount.value ? made : 'REPEAT_REQ_INCONSISTENT';
    if (Number(amount.value) > this.netMinor(payment)) return 'REFUND_AMOUNT_EXCEED';
    // 9: none while its dispute is not judged.
    if (payment.dispute?.state === 'open') return 'PROCESS_FAIL';
    return this.#move(payment.refunds, 'R', requestId, amount, true);
  }

  refundOf(requestId: string | undefined): Moved | undefined {
    return this.payments.flatMap(({ refunds }) => refunds).find((known) => known.requestId === requestId);
  }

  capturedMinor({ captures }: CardPayment): number {
    return sumOf(captures);
  }

  /** What the customer was charged and has not got back. */
  netMinor(payment: CardPayment): number {
    return this.capturedMinor(payment) - sumOf(payment.refunds);
  }

  /** What is held and neither collected nor let go of. */
  heldMinor(payment: CardPayment): number {
    return payment.state === 'authorised' ? Number(payment.held.value) - this.capturedMinor(payment) : 0;
  }

  #move(to: Moved[], kind: string, requestId: string, amount: WireMoney, isDone: boolean): Moved {
    const moved = { requestId, id: this.newId(kind), amount, atMs: this.#nowMs(), isDone };
    to.push(moved);
    return moved;
  }
}

function sumOf(moves: readonly Moved[]): number {
  return moves.filter(({ isDone }) => isDone).reduce((sum, { amount }) => sum + Number(amount.value), 0);
}
