import { describe, expect, it } from 'vitest';
import { COMPUTOP_REPORT } from '../../src/acquirers/computop/report-form.ts';
import { readingOf, type ReportForm } from '../../src/acquirers/report-form.ts';
import { SAFERPAY_REPORT } from '../../src/acquirers/saferpay/report-form.ts';
import { TRUST_PAYMENTS_REPORT } from '../../src/acquirers/trust-payments/report-form.ts';
import { refOf, refundRefOf } from '../../src/payment/ids.ts';
import { match } from '../../src/reconcile/match.ts';
import { readSheet } from '../../src/reconcile/sheets.ts';
import { entriesOfSales, requestIdOf } from '../fakes/given-day.ts';

const ENTRIES = entriesOfSales([
  {
    ...{ order: 'A-1', ends: 'paid', currency: 'EUR' },
    refunds: [{ id: 'R1', ends: 'refunded', minor: 500 }],
  },
  { order: 'A-2', ends: 'failed', currency: 'EUR' },
]);
const [PAID, REFUNDED] = ENTRIES;
const REF = refOf(requestIdOf('A-1'));
const REFUSED = refOf(requestIdOf('A-2'));

interface GivenForm {
  readonly form: ReportForm;
  readonly file: string;
  /** A line: what it is, how it stands, by which names, how much. */
  readonly lineOf: (what: 'paid' | 'refund' | 'refused', value: string) => string;
  readonly heads: string;
  readonly paid: string;
  readonly part: string;
}

const ids = { paid: PAID?.paymentId, refund: REFUNDED?.refundId, refused: 'N-1' } as const;
const refs = { paid: REF, refund: refundRefOf(requestIdOf('A-1'), 1), refused: REFUSED } as const;

const FORMS: readonly (readonly [string, GivenForm])[] = [
  [
    'Trust Payments',
    {
      form: TRUST_PAYMENTS_REPORT,
      file: 'trustpayments_20261120.csv',
      heads:
        'requesttypedescription,settlestatus,transactionstartedtimestamp,orderreference,transactionreference,baseamount,currencyiso3a',
      lineOf: (what, value) =>
        `${what === 'refund' ? 'REFUND' : 'AUTH'},${what === 'refused' ? '3' : '100'},2026-11-20 02:00:01,${refs[what]},${ids[what]},${value},EUR`,
      ...{ paid: '4550', part: '500' },
    },
  ],
  [
    'Saferpay',
    {
      form: SAFERPAY_REPORT,
      file: 'Saferpay_20261120.csv',
      heads: 'Type,State,AuthorizationDate,OrderId,TransactionId,MerchantAmount,MerchantCurrency',
      lineOf: (what, value) =>
        `${what === 'refund' ? 'REFUND' : 'PAYMENT'},${what === 'refused' ? 'AUTHORIZED' : 'CAPTURED'},2026-11-20T02:00:01.120,${refs[what]},${ids[what]},${value},EUR`,
      ...{ paid: '45.50', part: '5.00' },
    },
  ],
  [
    'Computop',
    {
      form: COMPUTOP_REPORT,
      file: 'computop_20261120.csv',
      heads: 'Type,Status,Date,TransID,XID,PayID,Amount,Currency',
      lineOf: (what, value) =>
        `${what === 'refund' ? 'Credit' : 'Capture'},${what === 'refused' ? 'FAILED' : 'OK'},2026-11-20 02:00:01,${refs[what]},${what === 'refund' ? ids.refund : `X-${what}`},${what === 'refused' ? ids.refused : ids.paid},${value},EUR`,
      ...{ paid: '4550', part: '500' },
    },
  ],
];

function compared({ form, file, heads }: GivenForm, lines: readonly string[]) {
  const bytes = new TextEncoder().encode([heads, ...lines, ''].join('\r\n'));
  const sheet = readSheet({ file, generatedOn: null, bytes }, readingOf(form));
  expect(sheet.faults).toEqual([]);
  return match(
    {
      ...{ day: '2026-11-20', dayOffsetMs: form.dayOffsetMs, participantId: null },
      referenceMerchantId: 'M-KL-0007',
    },
    [sheet],
    ENTRIES,
  );
}

describe.each(FORMS)('A day of %s in its list of transactions', (_, given) => {
  const { lineOf, paid, part } = given;

  it('agrees with the till: what was paid, what went back, and what came to nothing', () => {
    const lines = [lineOf('paid', paid), lineOf('refund', part), lineOf('refused', paid)];

    const told = compared(given, lines);

    expect(told.findings).toEqual([]);
    expect(told).toMatchObject({ verdict: 'match', matched: 2 });
  });

  it('tells of another amount, and of what is not in it', () => {
    const other = compared(given, [lineOf('paid', part), lineOf('refund', part)]);
    const gone = compared(given, [lineOf('refund', part)]);

    expect(other.findings.map(({ kind }) => kind)).toEqual(['amountDiffers']);
    expect(gone.findings.map(({ kind }) => kind)).toEqual(['missingInReport']);
  });

  it('tells of money of which the till says that there is none', () => {
    const lines = [lineOf('paid', paid), lineOf('refund', part)];
    const charged = lineOf('paid', paid).replace(REF, REFUSED).replace(ids.paid!, 'N-1');

    const told = compared(given, [...lines, charged]);

    expect(told.verdict).toBe('mismatch');
  });
});
