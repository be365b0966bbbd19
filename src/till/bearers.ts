import type { PaymentCode } from '../ground/payment-code.ts';
import type { PaymentLink } from '../ground/payment-link.ts';
import type { Sale } from '../payment/state.ts';

/** A longer text fits into no QR code. Source: ISO/IEC 18004, table 7: version 40, error correction L. */
const LINK_BYTES_MAX = 2953;

/**
 * What whoever holds it can pay or be paid by: codes that may still have to be sent, links that may still be shown.
 *
 * They are nowhere else, and are forgotten as soon as nothing needs them.
 */
export class Bearers {
  readonly #codes = new Map<string, PaymentCode>();
  readonly #links = new Map<string, PaymentLink>();

  keepCode(paymentRequestId: string, code: PaymentCode): void {
    this.#codes.set(paymentRequestId, code);
  }

  /** A link that no screen could show is not kept: the attempt ends as one whose link is gone. */
  keepLink(paymentRequestId: string, link: PaymentLink): void {
    if (new TextEncoder().encode(link.reveal()).length > LINK_BYTES_MAX) return;
    this.#links.set(paymentRequestId, link);
  }

  codeOf(paymentRequestId: string): PaymentCode | undefined {
    return this.#codes.get(paymentRequestId);
  }

  /** What the customer of an attempt pays by; null before it is there, and once it is not to be shown any more. */
  linkOf(paymentRequestId: string): PaymentLink | null {
    return this.#links.get(paymentRequestId) ?? null;
  }

  /** Forgets what a sale, as it stands now, cannot need any more. */
  forget(sale: Sale): void {
    for (const { facts, state } of sale.payments) {
      const { paymentRequestId } = facts;
      const isWanted = 'cancelWanted' in state && !state.cancelWanted && 'askedAtMs' in state;
      if (!isWanted) this.#links.delete(paymentRequestId);
      const maySend =
        'payInFlight' in state && state.kind !== 'cancelling' && (state.payInFlight || state.sends === 1);
      if (!maySend) this.#codes.delete(paymentRequestId);
    }
  }
}
