import type { Copy } from '../ground/copies.ts';
import type { Ms } from '../ground/time.ts';

/** What goes to paper for a sale: a copy of its receipt, or of its void; or the slip of one refund. */
export type PaperName = Copy | `refund-${string}`;

/** A receipt's way to paper; a paid payment stays paid without it. */
export type ReceiptState =
  | { readonly kind: 'waiting'; readonly why: string | null; readonly sinceMs: Ms }
  | { readonly kind: 'printing' }
  | { readonly kind: 'printed' }
  | { readonly kind: 'notPrinted'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** On which printer a copy was printed; `insteadOf`: the one that it was meant for and that was down. */
export interface PrintedOn {
  readonly printer: string;
  readonly insteadOf: string | null;
}

/** One copy of a receipt: how it stands and how often it was sent to paper before. */
export interface ReceiptJob {
  readonly state: ReceiptState;
  /** Every print but the first is marked as a copy. */
  readonly marked: boolean;
  /** The printer that a person chose for it; null where it goes where such copies go. */
  readonly to: string | null;
  /** Where it went to last; null where it did not go yet, or that was not kept. */
  readonly on: PrintedOn | null;
}
