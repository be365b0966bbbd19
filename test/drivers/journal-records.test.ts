import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { decodeRecord, encodeRecord, type JournalRecord } from '../../src/journal/records.ts';

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((value) => value.toWellFormed());
const amount = fc.record({ currency: fc.constantFrom('MYR', 'JPY', 'KWD'), valueMinor: fc.maxSafeNat() });
const charge = fc.record(
  { amount, paymentId: text, paymentTime: text, pspId: text, walletBrandName: text },
  { requiredKeys: ['amount', 'paymentId'] },
);
const answer = fc.oneof(
  fc.record({ kind: fc.constant('charged'), charge }),
  fc.record({ kind: fc.constant('unknown'), why: text, code: text }, { requiredKeys: ['kind', 'why'] }),
  fc.record({ kind: fc.constant('throttled') }),
);
const change = fc.oneof(
  fc.record(
    {
      kind: fc.constantFrom('payAnswered', 'inquiryAnswered', 'cancelAnswered'),
      answer,
      clockOffsetMs: fc.integer(),
    },
    { requiredKeys: ['kind', 'answer'] },
  ),
  fc.record({ kind: fc.constantFrom('woke', 'resumed', 'cancelRequested', 'hinted', 'hurried') }),
);
const copy = fc.constantFrom('customer', 'merchant');
const outcome = fc.oneof(
  fc.record({ kind: fc.constant('printed') }),
  fc.record({ kind: fc.constant('notPrinted'), why: text, again: fc.boolean() }),
  fc.record({ kind: fc.constant('unknown'), why: text }),
);
const what = fc.oneof(
  fc.record({ kind: fc.constant('saleOpened'), referenceOrderId: text, orderDescription: text, amount }),
  fc.record({
    kind: fc.constant('paymentStarted'),
    paymentRequestId: text,
    number: fc.integer({ min: 1, max: 99 }),
    gateway: text,
    family: fc.constantFrom('ALIPAY_PLUS', 'ALIPAY_LEGACY'),
    code: text,
    clockOffsetMs: fc.option(fc.integer()),
  }),
  fc.record({ kind: fc.constantFrom('retryRequested', 'saleClosed') }),
  fc.record({ kind: fc.constant('paymentChanged'), paymentRequestId: text, change }),
  fc.record({ kind: fc.constantFrom('receiptRequested', 'receiptStarted'), copy }),
  fc.record({ kind: fc.constant('receiptEnded'), copy, outcome }),
);
/** Any event that the till may write. */
const record = fc
  .tuple(what, text, fc.integer({ min: 0, max: 4_102_444_800_000 }))
  .map(([event, saleId, atMs]) => structuredClone({ saleId, atMs, ...event }) as unknown as JournalRecord);

describe('Journal (interface §6) › records', () => {
  it('every event is read back as it was written', () => {
    fc.assert(
      fc.property(record, (written) => {
        const read = decodeRecord(encodeRecord(written));

        expect(read).toStrictEqual({ ok: true, value: written });
      }),
    );
  });

  it('every event comes back out of the file, in the order of writing, after it was closed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'till-journal-'));
    const file = join(folder, 'journal.sqlite');
    const before: JournalRecord[] = [];

    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (written) => {
        const journal = opened(file);
        written.forEach((one) => journal.append(one));
        before.push(...written);
        journal.close();

        const again = opened(file);
        const read = [...again.read()];
        again.close();

        expect(read).toStrictEqual(before);
      }),
      { numRuns: 25 },
    );
    rmSync(folder, { recursive: true });
  });
});

function opened(file: string) {
  const journal = openJournal(file);
  if (!journal.ok) throw new Error(journal.error.say);
  return journal.value;
}
