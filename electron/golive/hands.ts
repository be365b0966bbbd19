import type { BookSeen } from '../../src/golive/record.ts';
import type { OpenedSale } from './case-seen.ts';

/** A code that is asked for: for which sale, and what is to become of it; null: it is paid. */
export interface CodeWanted {
  readonly sale: string;
  readonly fault: string | null;
}

/** Whoever plays everything outside the till: wallet, customer, notifier, office. Each rejects, in words, where it cannot. */
export interface Hands {
  /** A code that a wallet shows; null where the till's own scanner reads it. */
  code(wanted: CodeWanted): Promise<string | null>;
  /** The customer opens a link, and does what the amount says. */
  plays(link: string, saleId: string): Promise<void>;
  /** The customer decides now. */
  decide(paymentRequestId: string, status: 'S' | 'F'): Promise<void>;
  /** Tells the till how a payment ended. */
  notify(paymentRequestId: string): Promise<void>;
  /** The next call that this trouble is of meets it. */
  fault(id: string): Promise<void>;
  /** A wallet decides on the registration of a store. */
  wallet(referenceStoreId: string, psp: string, status: string): Promise<void>;
  /** The acquirer opens a dispute about a payment. */
  dispute(paymentRequestId: string, kind: 'retrieval' | 'escalation'): Promise<void>;
  /** The acquirer's reports of today, put where the till looks for them; how many transactions they have. */
  reports(participantId: string): Promise<number>;
  /** What the acquirer says of the payments of these sales. */
  books(sales: readonly OpenedSale[]): Promise<readonly BookSeen[]>;
}
