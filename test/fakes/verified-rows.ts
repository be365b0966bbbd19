import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { decodeRecord, isOfSale } from '../../src/journal/records.ts';
import { verifyRows } from '../../src/journal/verify.ts';
import { invariant } from '../../src/ground/result.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import type { MemoryJournal } from './memory-journal.ts';

/** What `npm run verify` says of the rows of a journal in memory. */
export function verified({ rows }: MemoryJournal): ReturnType<typeof verifyRows> {
  let hash = CHAIN_START;
  const events: TillEvent[][] = [];
  const stored = rows.map((body, index) => {
    const record = decodeRecord(body);
    invariant(record.ok, 'the row is one of the till’s');
    hash = chainHash(hash, index + 1, body);
    events.push(isOfSale(record.value) ? [record.value] : []);
    const saleId = isOfSale(record.value) ? record.value.saleId : null;
    return { seq: index + 1, saleId, atMs: Math.trunc(record.value.atMs), body, hash };
  });
  return verifyRows(
    stored,
    (saleId, seq) =>
      events.slice(0, seq - 1).flatMap((event) => event.filter((each) => each.saleId === saleId)),
    null,
  );
}
