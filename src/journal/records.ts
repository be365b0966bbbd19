import type { TillEvent } from '../payment/events.ts';
import type { ApprovalRefused } from '../staff/approvals.ts';
import type { DayClosed } from './day-closed.ts';
import { err, ok, type Result } from '../ground/result.ts';
import { isKeptSum } from './moved.ts';

/** What is kept of the shop and belongs to no sale. */
export type ShopRecord = ApprovalRefused | DayClosed;

/** One row of the journal: an event as it happened. There is no payment code and no PIN in any of them, by their type. */
export type JournalRecord = TillEvent | ShopRecord;

/** Whether a record belongs to a sale. */
export function isOfSale(record: JournalRecord): record is TillEvent {
  return 'saleId' in record;
}

/** What each kind of record holds beside `saleId` and `atMs`, and of which type. */
const FIELDS: Readonly<
  Record<JournalRecord['kind'], Readonly<Record<string, 'string' | 'number' | 'object'>>>
> = {
  dayClosed: { number: 'number', untilMs: 'number', totals: 'object', unresolved: 'object', head: 'string' },
  approvalRefused: { approverId: 'string', paymentRequestId: 'string', amount: 'object', why: 'string' },
  saleOpened: { referenceOrderId: 'string', orderDescription: 'string', amount: 'object' },
  paymentStarted: {
    paymentRequestId: 'string',
    number: 'number',
    gateway: 'string',
    family: 'string',
    code: 'string',
  },
  pageStarted: { paymentRequestId: 'string', number: 'number', gateway: 'string', tender: 'string' },
  paymentChanged: { paymentRequestId: 'string', change: 'object' },
  retryRequested: {},
  saleClosed: {},
  saleAdopted: {
    referenceOrderId: 'string',
    paymentRequestId: 'string',
    gateway: 'string',
    charge: 'object',
    timing: 'object',
    copies: 'object',
  },
  refundApproved: {
    refundRequestId: 'string',
    paymentRequestId: 'string',
    amount: 'object',
    reason: 'string',
    approverId: 'string',
    timing: 'object',
  },
  refundChanged: { refundRequestId: 'string', change: 'object' },
  receiptRequested: { copy: 'string' },
  receiptStarted: { copy: 'string' },
  receiptEnded: { copy: 'string', outcome: 'object' },
};

const SHOP_KINDS: ReadonlySet<string> = new Set<ShopRecord['kind']>(['approvalRefused', 'dayClosed']);

/** Rows that the till cannot have written: each for itself, or in this order. */
export class DamagedJournal extends Error {}

/** The text that is stored for a record. */
export function encodeRecord(record: JournalRecord): string {
  return JSON.stringify(record);
}

/** Reads a stored text back. Error: in words, why the row cannot be one of ours. */
export function decodeRecord(text: string): Result<JournalRecord, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('is not JSON');
  }
  if (typeof value !== 'object' || value === null) return err('is not an object');
  const row = value as Readonly<Record<string, unknown>>;
  if (typeof row['kind'] !== 'string' || !Object.hasOwn(FIELDS, row['kind']))
    return err('is of no known kind');
  if (!SHOP_KINDS.has(row['kind']) && typeof row['saleId'] !== 'string') return err('has no saleId');
  if (typeof row['atMs'] !== 'number') return err('has no time');
  for (const [name, type] of Object.entries(FIELDS[row['kind'] as JournalRecord['kind']])) {
    // A null is an object to the language, and nothing to the till.
    if (typeof row[name] !== type || row[name] === null) return err(`has no ${name}`);
  }
  if (row['kind'] === 'dayClosed' && !areTotals(row['totals'])) return err('has totals that are no sums');
  return ok(value as JournalRecord);
}

function areTotals(totals: unknown): boolean {
  return (
    Array.isArray(totals) &&
    totals.every((total: { readonly amountMinor?: unknown } | null) => isKeptSum(total?.amountMinor))
  );
}
