import type { Book } from './book.ts';
import type { RefundEvent } from '../payment/refund-state.ts';
import type { PaymentEvent } from '../payment/events.ts';
import type { Clock, Log } from '../ground/ports.ts';
import type { Gateway, PageOrder } from '../acquirers/port.ts';
import type { PaymentLink } from '../ground/payment-link.ts';
import type { PaymentFacts } from '../payment/state.ts';
import type { PaymentCode } from '../ground/payment-code.ts';

/** What asking acquirers needs of the loop. */
export interface AcquirersParts {
  readonly book: Book;
  readonly clock: Clock;
  readonly gateways: ReadonlyMap<string, Gateway>;
  /** The gateway of an attempt; a stand-in where the config has it no more. */
  readonly gatewayOf: (facts: PaymentFacts) => Gateway;
  readonly log: Log;
  /** A code that may still have to be sent; it is nowhere else. */
  readonly codeOf: (paymentRequestId: string) => PaymentCode | undefined;
  /** What is known of the customer's phone. */
  readonly phoneOf: (paymentRequestId: string) => Pick<PageOrder, 'backUrl' | 'phone'>;
  /** Whether the answer to an inquiry of a payment is waited for, by a till that goes on. */
  readonly awaitsInquiry: (paymentRequestId: string) => boolean;
  readonly linkMade: (paymentRequestId: string, link: PaymentLink) => void;
  readonly tell: (paymentRequestId: string, change: PaymentEvent) => void;
  readonly tellRefund: (refundRequestId: string, change: RefundEvent) => void;
  readonly notice: (kind: string, say: string) => void;
  /** A gateway answered in a way that could be believed, or did not: for health. */
  readonly heard: (gateway: string, why: string | null) => void;
}
