import type { Minor } from '../../src/ground/money/amount.ts';
import type {
  CancelAnswer,
  Charge,
  InquiryAnswer,
  PayAnswer,
  PaymentLook,
  RefundAnswer,
  RefundSeen,
} from '../../src/payment/answers.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import type { AttemptName, CodeAcquirer, PayOrder, RefundOrder, Timed } from '../../src/acquirers/port.ts';

/** An acquirer that never fails: it answers by its books, which a test fills with what was charged before. */
export class BooksGateway implements CodeAcquirer {
  readonly terms = FORMER_TERMS;
  readonly #charges = new Map<string, Charge>();
  readonly #refunds = new Map<string, RefundSeen[]>();

  /** Takes in a charge that was made before, with the refunds of it. */
  enter(paymentRequestId: string, charge: Charge, refunds: readonly RefundSeen[] = []): void {
    this.#charges.set(paymentRequestId, charge);
    this.#refunds.set(paymentRequestId, [...refunds]);
  }

  pay({ paymentRequestId, amount }: PayOrder): Promise<Timed<PayAnswer>> {
    const charge = { amount, paymentId: `P-${paymentRequestId}` };
    this.enter(paymentRequestId, charge);
    return told({ kind: 'charged', charge });
  }

  inquire({ paymentRequestId }: AttemptName): Promise<Timed<InquiryAnswer>> {
    const charge = this.#charges.get(paymentRequestId);
    if (charge === undefined) return told(NOT_CHARGED);
    const leftMinor = this.#leftMinor(paymentRequestId, charge);
    return told(
      leftMinor === 0 ? { ...NOT_CHARGED, refunded: true } : { kind: 'charged', charge, leftMinor },
    );
  }

  cancel({ paymentRequestId }: AttemptName): Promise<Timed<CancelAnswer>> {
    this.#charges.delete(paymentRequestId);
    return told({ kind: 'confirmed' });
  }

  refund({ paymentRequestId, refundRequestId, amount }: RefundOrder): Promise<Timed<RefundAnswer>> {
    const done = { refundRequestId, refundId: `RF-${refundRequestId}`, status: 'done', amount } as const;
    const refunds = this.#refunds.get(paymentRequestId) ?? [];
    if (!refunds.some((seen) => seen.refundRequestId === refundRequestId)) refunds.push(done);
    return told({ kind: 'refunded', refundId: done.refundId });
  }

  lookUp({ paymentRequestId }: AttemptName): Promise<Timed<PaymentLook>> {
    const charge = this.#charges.get(paymentRequestId);
    const refunds = this.#refunds.get(paymentRequestId) ?? [];
    return told(charge === undefined ? NOT_CHARGED : { kind: 'seen', charge, reversed: false, refunds });
  }

  /** What is charged and not given back, in minor units. */
  stillCharged(paymentRequestId: string): number {
    const charge = this.#charges.get(paymentRequestId);
    return charge === undefined ? 0 : this.#leftMinor(paymentRequestId, charge);
  }

  #leftMinor(paymentRequestId: string, { amount }: Charge): Minor {
    const back = (this.#refunds.get(paymentRequestId) ?? []).reduce(
      (sum, seen) => sum + seen.amount.valueMinor,
      0,
    );
    return (amount.valueMinor - back) as Minor;
  }
}

const NOT_CHARGED = {
  kind: 'notCharged',
  reason: { code: 'ORDER_IS_CANCELED', class: 'closed', say: 'This payment was cancelled before.' },
} as const;

function told<A>(answer: A): Promise<Timed<A>> {
  return Promise.resolve({ answer, clockOffsetMs: 0 });
}
