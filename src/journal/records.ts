import type { TillEvent } from '../payment/state.ts';
import { err, ok, type Result } from '../result.ts';

/** One row of the journal: an event as it happened. There is no payment code in any of them, by their type. */
export type JournalRecord = TillEvent;

const KINDS: ReadonlySet<string> = new Set<TillEvent['kind']>([
  'saleOpened',
  'paymentStarted',
  'paymentChanged',
  'retryRequested',
  'saleClosed',
  'receiptRequested',
  'receiptStarted',
  'receiptEnded',
]);

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
  if (!('kind' in value) || typeof value.kind !== 'string' || !KINDS.has(value.kind))
    return err('is of no known kind');
  if (!('saleId' in value) || typeof value.saleId !== 'string') return err('has no saleId');
  if (!('atMs' in value) || typeof value.atMs !== 'number') return err('has no time');
  return ok(value as JournalRecord);
}
