import type { TillEvent } from '../payment/state.ts';
import { err, ok, type Result } from '../result.ts';

/** One row of the journal: an event as it happened. There is no payment code in any of them, by their type. */
export type JournalRecord = TillEvent;

/** What each kind of record holds beside `saleId` and `atMs`, and of which type. */
const FIELDS: Readonly<Record<TillEvent['kind'], Readonly<Record<string, 'string' | 'number' | 'object'>>>> =
  {
    saleOpened: { referenceOrderId: 'string', orderDescription: 'string', amount: 'object' },
    paymentStarted: {
      paymentRequestId: 'string',
      number: 'number',
      gateway: 'string',
      family: 'string',
      code: 'string',
    },
    paymentChanged: { paymentRequestId: 'string', change: 'object' },
    retryRequested: {},
    saleClosed: {},
    receiptRequested: { copy: 'string' },
    receiptStarted: { copy: 'string' },
    receiptEnded: { copy: 'string', outcome: 'object' },
  };

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
  if (typeof row['saleId'] !== 'string') return err('has no saleId');
  if (typeof row['atMs'] !== 'number') return err('has no time');
  for (const [name, type] of Object.entries(FIELDS[row['kind'] as TillEvent['kind']])) {
    // A null is an object to the language, and nothing to the till.
    if (typeof row[name] !== type || row[name] === null) return err(`has no ${name}`);
  }
  return ok(value as JournalRecord);
}
