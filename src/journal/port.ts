import type { ApprovalRecord } from '../staff/approvals.ts';
import type { TillEvent } from '../payment/events.ts';
import type { DayTotals, IndexEntry, MoneyRow, SaleEntry, SaleQuery, Span } from './entry.ts';
import type { OfficeRecord } from './office-records.ts';
import type { JournalRecord, ShopRecord } from './records.ts';

/**
 * The durable list of what happened, with an index that follows from it.
 *
 * `append` returns after the record is on the disk, and the index with it; it throws where it can't be (the process
 * then stops: an effect without its record is what may never be). Every read throws where what it meets is damaged.
 */
export interface Journal {
  /** `entry` is `entryOf` the event; null with a record of no sale. */
  append(record: JournalRecord, entry: IndexEntry | null): void;
  /** The rows of all sales that are open, in the order in which they happened. */
  open(): Iterable<TillEvent>;
  /** The rows of a sale, in order; none where there is no such sale. */
  ofSale(saleId: string): Iterable<TillEvent>;
  /** Records that belong to no sale, newest first. */
  ofShop(): Iterable<ShopRecord>;
  /** What is kept of the office, oldest first. */
  office(): Iterable<OfficeRecord>;
  /** Number, time and hash of each row of a sale, in order: what proves that none was changed. */
  proofOf(saleId: string): readonly RowProof[];
  /** What managers approved and what they were refused, newest first. */
  approvals(): Iterable<ApprovalRecord>;
  /** Sales, newest first. */
  find(query: SaleQuery): readonly SaleEntry[];
  /** The attempt that an acquirer's payment id belongs to, as far as the till has heard of it. */
  attemptOf(paymentId: string): string | null;
  /** What moved since the last close of a day. */
  totals(): DayTotals;
  /** Every movement of money of a span, oldest first. The journal may be written to while it is read. */
  moved(span: Span): Iterable<MoneyRow>;
  /** The hash of the last row, 32 bytes; what the chain starts from where there is none. */
  head(): Uint8Array;
}

/** What proves one row of the journal. `hash` as hexadecimal. */
export interface RowProof {
  readonly seq: number;
  readonly atMs: number;
  readonly hash: string;
}

/** What can be asked of a journal without writing to it. */
export type JournalReads = Omit<Journal, 'append'>;
