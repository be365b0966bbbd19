import { describe, expect, it } from 'vitest';
import type { Minor } from '../../src/ground/money/amount.ts';
import { foldOf } from '../../src/journal/fold.ts';
import { decodeRecord, isOfSale } from '../../src/journal/records.ts';
import type { RowOfVersion0 } from '../../src/journal/versions/version-0.ts';
import type { PaymentEvent, TillEvent } from '../../src/payment/events.ts';
import { isQuestioned } from '../../src/payment/transition.ts';
import { invariant } from '../../src/ground/result.ts';
import { maskCode } from '../../src/ground/payment-code.ts';
import {
  CHARGED,
  CLOSED,
  CONFIRMED,
  CONFIRMING,
  REFUNDED,
  refused,
  SILENT,
  TOO_LATE,
} from '../fakes/answers.ts';
import { RM45_50 } from '../fakes/given-till.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';
import { verified } from '../fakes/verified-rows.ts';

// Rows of the program from before questions, answered inquiries and retried refusals: it wrote them by other rules.

const SALE_ID = 'S-1';
const ID = '91234567890123456789012301';
const START_MS = Date.UTC(2026, 0, 5, 9);

/** A sale as the former program opened it: without copies, timing and mark. */
const OPENED: readonly RowOfVersion0[] = [
  {
    kind: 'saleOpened',
    saleId: SALE_ID,
    atMs: START_MS,
    referenceOrderId: 'ORD-1',
    orderDescription: 'Coffee',
    amount: RM45_50,
  },
  {
    kind: 'paymentStarted',
    saleId: SALE_ID,
    atMs: START_MS,
    paymentRequestId: ID,
    number: 1,
    gateway: 'alipayPlus',
    family: 'ALIPAY_PLUS',
    code: maskCode('281001020000000000001234'),
    clockOffsetMs: 0,
  },
];

const changed = (second: number, change: PaymentEvent): TillEvent => ({
  kind: 'paymentChanged',
  saleId: SALE_ID,
  paymentRequestId: ID,
  atMs: START_MS + second * 1000,
  change,
});
const paid = (second: number, answer: Extract<PaymentEvent, { kind: 'payAnswered' }>['answer']) =>
  changed(second, { kind: 'payAnswered', answer });
const asked = (second: number, answer: Extract<PaymentEvent, { kind: 'inquiryAnswered' }>['answer']) =>
  changed(second, { kind: 'inquiryAnswered', answer });
const cancelled = (second: number, answer: Extract<PaymentEvent, { kind: 'cancelAnswered' }>['answer']) =>
  changed(second, { kind: 'cancelAnswered', answer });
const OTHER = {
  ...CHARGED,
  charge: { ...CHARGED.charge, amount: { ...RM45_50, valueMinor: 4600 as Minor } },
} as const;
const woke = (second: number) => changed(second, { kind: 'woke' });

function refundRows(answer: ReturnType<typeof refused>): RowOfVersion0[] {
  const base = { saleId: SALE_ID, refundRequestId: 'R-1' } as const;
  return [
    {
      ...base,
      kind: 'refundApproved',
      atMs: START_MS + 100_000,
      paymentRequestId: ID,
      amount: RM45_50,
      reason: 'Wrong size',
      approverId: 'm1',
      idempotencyKey: null,
      timing: { retryMs: [2000], backgroundRetryMs: 30_000, throttledMs: 2000 },
    },
    {
      ...base,
      kind: 'refundChanged',
      atMs: START_MS + 101_000,
      change: { kind: 'refundAnswered', answer },
    },
  ];
}

function eventIn(text: string): TillEvent {
  const record = decodeRecord(text);
  invariant(record.ok && isOfSale(record.value), 'the former program wrote this row');
  return record.value;
}

/** How the payment ends, by the fold of the rows. */
function endOf(rows: readonly (RowOfVersion0 | TillEvent)[]) {
  const journal = new MemoryJournal();
  journal.rows.push(...[...OPENED, ...rows].map((row) => JSON.stringify(row)));
  const sale = foldOf(journal.rows.map(eventIn));
  return { sale, payment: sale?.payments[0], checked: verified(journal).result };
}

describe('Rows of the former program fold to the same end (interface section 6)', () => {
  it.each<[string, TillEvent[], object]>([
    [
      'a hint after a refusal was not followed',
      [paid(1, refused('PROCESS_FAIL')), changed(2, { kind: 'hinted' })],
      { kind: 'failed', question: null },
    ],
    [
      'a hint after a payment was not followed',
      [paid(1, CHARGED), changed(2, { kind: 'hinted' })],
      { kind: 'paid', question: null },
    ],
    [
      'a notice of a charge after a refusal was cancelled at once',
      [
        paid(1, refused('PROCESS_FAIL')),
        changed(2, { kind: 'notified', answer: CHARGED }),
        cancelled(3, CONFIRMED),
      ],
      { kind: 'cancelled', cause: 'lateCharge' },
    ],
    [
      'a notice of a charge after a refusal was refunded, where the cancel came too late',
      [
        paid(1, refused('PROCESS_FAIL')),
        changed(2, { kind: 'notified', answer: CHARGED }),
        cancelled(3, TOO_LATE),
        asked(4, CHARGED),
        changed(5, { kind: 'giveBackAnswered', answer: REFUNDED }),
      ],
      { kind: 'cancelled', cause: 'lateCharge', refundedPaymentId: 'P-1' },
    ],
    [
      'the end of the window after silence was cancelled without an answer',
      [paid(8, SILENT), asked(13, SILENT), woke(60), asked(65, SILENT), cancelled(66, CONFIRMED)],
      { kind: 'cancelled', cause: 'windowOver' },
    ],
    [
      'a cancel was tried again without asking',
      [
        ...[paid(8, SILENT), asked(13, SILENT), woke(60), asked(65, SILENT)],
        ...[cancelled(73, SILENT), woke(75), cancelled(83, SILENT), woke(87), cancelled(88, CONFIRMED)],
      ],
      { kind: 'cancelled', cause: 'windowOver' },
    ],
    [
      "a cashier's cancel followed silence",
      [
        ...[paid(1, CONFIRMING), asked(2, CONFIRMING), changed(3, { kind: 'cancelRequested' })],
        ...[asked(8, SILENT), cancelled(9, CONFIRMED)],
      ],
      { kind: 'cancelled', cause: 'cashier' },
    ],
    [
      'a window over, a cancel too late, and the refund of all',
      [
        ...[paid(8, SILENT), asked(13, SILENT), woke(60), asked(65, SILENT), cancelled(66, TOO_LATE)],
        ...[asked(67, CHARGED), changed(68, { kind: 'giveBackAnswered', answer: REFUNDED })],
      ],
      { kind: 'cancelled', cause: 'windowOver', refundedPaymentId: 'P-1' },
    ],
    [
      'a charge of another amount that the acquirer undid while a person was waited for',
      [
        ...[paid(1, OTHER), changed(2, { kind: 'notified', answer: CLOSED })],
        changed(3, { kind: 'inquiryAnswered', answer: CLOSED, ofQuestion: true }),
      ],
      { kind: 'cancelled', cause: 'otherAmount' },
    ],
    [
      'an old refusal after a payment changed nothing, and is asked about now',
      [paid(1, CHARGED), changed(2, { kind: 'notified', answer: CLOSED })],
      { kind: 'paid' },
    ],
  ])('%s', (_, rows, end) => {
    const { payment, checked } = endOf(rows);

    expect(payment?.state).toMatchObject(end);
    expect(checked).toEqual({ ok: true, value: null });
  });

  it.each(['technical', 'setUp'] as const)(
    'a refund that was approved before refusals were retried had failed: %s',
    (cls) => {
      const { sale, checked } = endOf([paid(1, CHARGED), ...refundRows(refused('KEY_NOT_FOUND', cls))]);

      expect(sale?.refunds[0]?.state.kind).toBe('failed');
      expect(checked).toEqual({ ok: true, value: null });
    },
  );

  it('a notice that was dropped then is a question now, for the next start to ask', () => {
    const { payment } = endOf([
      paid(1, refused('PROCESS_FAIL')),
      changed(2, { kind: 'notified', answer: CHARGED }),
    ]);

    expect(payment !== undefined && isQuestioned(payment)).toBe(true);
  });
});
