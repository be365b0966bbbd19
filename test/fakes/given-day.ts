import type { JournalRecord } from '../../src/journal/records.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { RefundAnswer } from '../../src/payment/answers.ts';
import { paymentRequestIdOf } from '../../src/payment/ids.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import type { PaymentEvent } from '../../src/payment/events.ts';
import { entriesOf, type TillEntry } from '../../src/reconcile/entries.ts';
import { maskCode } from '../../src/ground/payment-code.ts';
import { isoWithOffset, type Ms } from '../../src/ground/time.ts';

export const DAY = '2026-11-20';
export const MERCHANT = 'M-KL-0007';
/** 10:00 at UTC+8 on the day. */
export const TEN_MS = Date.UTC(2026, 10, 20, 2);

/** One sale with one attempt, and how it ended at the till. */
export interface GivenSale {
  readonly order: string;
  readonly ends: 'paid' | 'failed' | 'voided' | 'unresolved' | 'givenBack' | 'attention';
  readonly minor?: number;
  readonly currency?: string;
  readonly atMs?: Ms;
  /** When the acquirer says that it was paid; at once where nothing else is said. */
  readonly paidAtMs?: Ms;
  readonly refunds?: readonly GivenRefund[];
}

/** A refund that a manager approved, an hour after the sale where nothing else is said. */
export interface GivenRefund {
  readonly id: string;
  readonly ends: 'refunded' | 'failed' | 'pending';
  readonly minor: number;
  readonly atMs?: Ms;
}

/** The id of a sale's attempt, as the till names it. */
export function requestIdOf(order: string): string {
  return paymentRequestIdOf(MERCHANT, order, 1);
}

/** What a till would have written of these sales. */
export function recordsOf(sales: readonly GivenSale[]): JournalRecord[] {
  return sales.flatMap((sale) => {
    const atMs = sale.atMs ?? TEN_MS;
    const amount = amountOf(sale.minor ?? 4550, sale.currency);
    const saleId = `S-${sale.order}`;
    const paymentRequestId = requestIdOf(sale.order);
    const changes = changesOf(sale, amount, atMs);
    return [
      {
        kind: 'saleOpened',
        saleId,
        atMs,
        referenceOrderId: sale.order,
        orderDescription: '珈琲 二つ',
        amount,
        copies: null,
      },
      {
        kind: 'paymentStarted',
        saleId,
        atMs,
        paymentRequestId,
        number: 1,
        gateway: 'alipayPlus',
        family: 'ALIPAY_PLUS',
        code: maskCode('281006020000000000125733'),
        codeMark: null,
        clockOffsetMs: 0,
        timing: TIMING_DEFAULTS,
        toleranceMs: null,
        asksAgain: true,
        terms: FORMER_TERMS,
      },
      ...changes.map((change): JournalRecord => ({
        kind: 'paymentChanged',
        saleId,
        atMs,
        paymentRequestId,
        change,
      })),
      ...(sale.refunds ?? []).flatMap((refund) => recordsOfRefund(sale, refund)),
    ];
  });
}

/** What a till would have written of a refund of a sale that is in a journal already. */
export function recordsOfRefund(
  sale: GivenSale,
  { id, ends, minor, atMs: when }: GivenRefund,
): JournalRecord[] {
  const atMs = when ?? (sale.atMs ?? TEN_MS) + 3_600_000;
  const saleId = `S-${sale.order}`;
  const reason = { code: 'REFUND_WINDOW_EXCEED', class: 'general', say: 'no' } as const;
  const answer: RefundAnswer =
    ends === 'refunded'
      ? { kind: 'refunded', refundId: `R-${id}`, refundTime: isoWithOffset(atMs, 'Asia/Singapore') }
      : { kind: 'refused', reason };
  return [
    {
      kind: 'refundApproved',
      saleId,
      atMs,
      refundRequestId: id,
      paymentRequestId: requestIdOf(sale.order),
      amount: amountOf(minor, sale.currency),
      reason: 'broken cup',
      approverId: 'm1',
      idempotencyKey: null,
      timing: TIMING_DEFAULTS,
      isRetried: false,
      repeat: FORMER_TERMS.refund.repeat,
    },
    ...(ends === 'pending'
      ? []
      : [
          {
            kind: 'refundChanged',
            saleId,
            atMs,
            refundRequestId: id,
            change: { kind: 'refundAnswered', answer },
          } as const,
        ]),
  ];
}

function changesOf({ order, ends, paidAtMs }: GivenSale, amount: Amount, atMs: Ms): PaymentEvent[] {
  const paymentTime = isoWithOffset(paidAtMs ?? atMs, 'Asia/Singapore');
  const charge = { amount, paymentId: `P-${order}`, paymentTime };
  const other = { ...charge, amount: { ...amount, valueMinor: (amount.valueMinor + 1) as Minor } };
  const charged: PaymentEvent = { kind: 'payAnswered', answer: { kind: 'charged', charge } };
  const reason = { code: 'USER_BALANCE_NOT_ENOUGH', class: 'user', say: 'no' } as const;
  switch (ends) {
    case 'paid':
      return [charged];
    case 'failed':
      return [{ kind: 'payAnswered', answer: { kind: 'refused', reason } }];
    case 'unresolved':
      return [{ kind: 'payAnswered', answer: { kind: 'unknown', why: 'no answer' } }];
    case 'attention':
      return [{ kind: 'payAnswered', answer: { kind: 'charged', charge: other } }];
    case 'voided':
      return [
        charged,
        { kind: 'cancelRequested' },
        { kind: 'cancelAnswered', answer: { kind: 'confirmed' } },
      ];
    case 'givenBack':
      return [
        charged,
        { kind: 'cancelRequested' },
        { kind: 'cancelAnswered', answer: { kind: 'tooLate' } },
        { kind: 'inquiryAnswered', answer: { kind: 'charged', charge } },
        { kind: 'giveBackAnswered', answer: { kind: 'refunded', refundId: `R-${order}` } },
      ];
  }
}

/** What the till says of these sales. */
export function entriesOfSales(sales: readonly GivenSale[]): TillEntry[] {
  return entriesOf(recordsOf(sales));
}

export function amountOf(minor: number, currency = 'MYR'): Amount {
  return { currency: currency as Currency, valueMinor: minor as Minor };
}
