import { BATCH_BYTES_MAX, BATCH_ROWS_MAX, type Batch } from './wire.ts';

/** A row of the journal as it leaves the till. */
export interface OutboxRow {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly body: string;
}

/** Rows that move no money and lead to none: who signed in, what went to paper, what was looked at. */
const QUIET: readonly string[] = [
  'receiptRequested',
  'receiptStarted',
  'receiptEnded',
  'saleDismissed',
  'noticeSeen',
  'signedIn',
  'signInRefused',
  'signedOut',
  'approvalRefused',
  'triesLapsed',
];

/** Whether a row of this kind is to be told at once; an unknown kind is one of a newer till, and may be about money. */
export function isMoneyKind(kind: string): boolean {
  return !QUIET.includes(kind);
}

/**
 * The next batch: rows in their order from the first one on, as many as fit.
 *
 * Units: at most BATCH_ROWS_MAX rows and BATCH_BYTES_MAX bytes; one row alone goes whatever it weighs.
 */
export function batchOf(epoch: number, previous: Uint8Array, rows: readonly OutboxRow[]): Batch | null {
  const [first] = rows;
  if (first === undefined) return null;
  const taken: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows.slice(0, BATCH_ROWS_MAX)) {
    bytes += Buffer.byteLength(row.body, 'utf8') + row.hash.length * 2;
    if (taken.length > 0 && bytes > BATCH_BYTES_MAX) break;
    taken.push(row);
  }
  return {
    epoch,
    first: first.seq,
    previous: hexOf(previous),
    rows: taken.map(({ hash, body }) => ({ hash: hexOf(hash), body })),
  };
}

/** Bytes in the form of the wire. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
