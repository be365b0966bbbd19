import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANTOM_CARD_REPORT } from '../../src/acquirers/antom-card/report-form.ts';
import { ANTOM_INSTORE_REPORT } from '../../src/acquirers/antom-instore/report-form.ts';
import { readingOf, type ReportForm } from '../../src/acquirers/report-form.ts';
import type { TillEntry } from '../../src/reconcile/entries.ts';
import { match } from '../../src/reconcile/match.ts';
import { readSheet } from '../../src/reconcile/sheets.ts';
import { entriesOfSales, requestIdOf } from '../fakes/given-day.ts';

// In-store dossier section 10, card dossier sections 4 and 5: Antom's Transaction Items are one file for all products,
// read by header name, without a summary, and with <END> as the last line.

const DAY = '2026-11-20';
const FILE = 'transactionItems_20261120_000.csv';
const HEADS =
  'customerId,transactionType,transactionRequestId,transactionId,originalTransactionId,paymentTime,transactionAmountValue,transactionCurrency';
const AT = '2026-11-20T10:31:04+08:00';

type Line = readonly [
  type: string,
  requestId: string,
  id: string,
  original: string,
  value: string,
  currency?: string,
];

function sheet(
  form: ReportForm,
  lines: readonly Line[],
  { end = true, heads = HEADS, unit = undefined as undefined | 'minor' | 'decimal' } = {},
) {
  const rows = lines.map(([type, requestId, id, original, value, currency = 'MYR']) =>
    ['218', type, requestId, id, original, AT, value, currency].join(','),
  );
  const text = [heads, ...rows, ...(end ? ['<END>'] : [])].join('\n');
  return readSheet(
    { file: FILE, generatedOn: null, bytes: new TextEncoder().encode(text) },
    readingOf(form, {}, unit),
  );
}

function compared(
  form: ReportForm,
  entries: readonly TillEntry[],
  ...args: Parameters<typeof sheet> extends [unknown, ...infer R] ? R : never
) {
  return match(
    {
      ...{ day: DAY, dayOffsetMs: form.dayOffsetMs, participantId: null },
      referenceMerchantId: 'M-KL-0007',
    },
    [sheet(form, ...args)],
    entries,
  );
}

const kindsOf = ({ findings }: ReturnType<typeof match>) => findings.map(({ kind }) => kind);

const PAID = entriesOfSales([{ order: 'A-1', ends: 'paid' }]);
const ID = requestIdOf('A-1');
const PAYMENT_ID = PAID[0]?.paymentId ?? '';

describe('Reports of Antom (in-store dossier 10)', () => {
  it('the sample file of the dossier is read: no summary, columns by name, <END> is no line', () => {
    const bytes = readFileSync(
      join(import.meta.dirname, '../vectors/antom-instore/transactionItems_20261128_000.csv'),
    );

    const read = readSheet(
      { file: 'transactionItems_20261128_000.csv', generatedOn: null, bytes },
      readingOf(ANTOM_INSTORE_REPORT),
    );

    expect(read).toMatchObject({ day: '2026-11-29', faults: [], content: { totalCount: null } });
    expect(read.content?.rows).toMatchObject([
      { type: 'PAYMENT', transactionRequestId: 'T07-20261128-000512-01', amount: { valueMinor: 2345 } },
      {
        type: 'REFUND',
        amount: { valueMinor: 500 },
        originalTransactionId: '202611281940108001001880X0200000512',
      },
    ]);
  });

  it('a payment that is the same here and there matches', () => {
    const told = compared(ANTOM_INSTORE_REPORT, PAID, [['PAYMENT', ID, PAYMENT_ID, '', '4550']]);

    expect([told.verdict, told.matched]).toEqual(['match', 1]);
  });

  it('a file that does not end with <END> was not written to the end: it is refused', () => {
    const told = compared(ANTOM_INSTORE_REPORT, PAID, [['PAYMENT', ID, PAYMENT_ID, '', '4550']], {
      end: false,
    });

    expect(told).toMatchObject({ verdict: 'unreadable', findings: [{ kind: 'unreadable' }] });
    expect(JSON.stringify(told.findings)).toContain('does not end with <END>');
  });

  it('a day without transactions is a file with headers alone; its name tells the day', () => {
    expect(compared(ANTOM_INSTORE_REPORT, [], [])).toMatchObject({ verdict: 'match', matched: 0 });
  });

  it('a payment that was cancelled stands there beside its cancel: together they are nothing', () => {
    const entries = entriesOfSales([{ order: 'A-1', ends: 'voided' }]);
    const lines: Line[] = [
      ['PAYMENT', ID, 'P-1', '', '4550'],
      ['CANCEL', ID, 'C-1', 'P-1', '4550'],
    ];

    expect(kindsOf(compared(ANTOM_INSTORE_REPORT, entries, lines))).toEqual([]);
    expect(kindsOf(compared(ANTOM_INSTORE_REPORT, entries, lines.slice(1)))).toEqual([]);
    expect(kindsOf(compared(ANTOM_INSTORE_REPORT, entries, lines.slice(0, 1)))).toEqual(['stateDiffers']);
  });

  it('a cancel of what the till says is paid is told, once', () => {
    const lines: Line[] = [
      ['PAYMENT', ID, PAYMENT_ID, '', '4550'],
      ['CANCEL', ID, 'C-1', PAYMENT_ID, '4550'],
    ];

    expect(kindsOf(compared(ANTOM_INSTORE_REPORT, PAID, lines))).toEqual(['cancelledInReport']);
    expect(kindsOf(compared(ANTOM_INSTORE_REPORT, PAID, lines.slice(1)))).toEqual(['cancelledInReport']);
  });

  it('the newer set tells of what was not done too: only what succeeded counts', () => {
    const heads = HEADS.replace('customerId', 'status');
    const text = (state: string) =>
      [heads, [state, 'PAYMENT', ID, PAYMENT_ID, '', AT, '4550', 'MYR'].join(','), '<END>'].join('\n');
    const rowsOf = (state: string) =>
      readSheet(
        { file: FILE, generatedOn: null, bytes: new TextEncoder().encode(text(state)) },
        readingOf(ANTOM_INSTORE_REPORT),
      ).content;

    expect(rowsOf('SUCCESS')).toMatchObject({ passedOver: 0, rows: [{ type: 'PAYMENT' }] });
    expect(rowsOf('FAIL')).toMatchObject({ passedOver: 1, rows: [] });
  });
});

describe('Reports of Antom › amountUnit', () => {
  const entries = entriesOfSales([
    { order: 'A-1', ends: 'paid' },
    { order: 'A-2', ends: 'paid', minor: 1999 },
  ]);
  const second = entries[1]?.paymentId ?? '';
  const lines = (first: string, other: string): Line[] => [
    ['PAYMENT', ID, PAYMENT_ID, '', first],
    ['PAYMENT', requestIdOf('A-2'), second, '', other],
  ];

  it('decimals are read where the config says so', () => {
    const told = compared(ANTOM_INSTORE_REPORT, entries, lines('45.50', '19.99'), { unit: 'decimal' });

    expect([told.verdict, told.matched]).toEqual(['match', 2]);
  });

  it('decimals where smallest units were thought are refused, with the setting that mends it', () => {
    const told = compared(ANTOM_INSTORE_REPORT, entries, lines('45.50', '19.99'));

    expect(JSON.stringify(told.findings)).toContain('\\"amountUnit\\": \\"decimal\\"');
  });

  it('the journal shows that the first file counts in the other unit: one finding, and not one for each line', () => {
    const minor = compared(ANTOM_INSTORE_REPORT, entries, lines('4550', '1999'), { unit: 'decimal' });

    expect(minor.findings).toEqual([{ kind: 'amountUnitDiffers', file: FILE, isDecimal: false }]);
  });

  it('one line that is the same proves the unit: the other is another amount', () => {
    const told = compared(ANTOM_INSTORE_REPORT, entries, lines('4550', '199900'));

    expect(kindsOf(told)).toEqual(['amountDiffers']);
  });

  it.each([
    ['JPY', '1200', '1200.00'],
    ['KWD', '4550', '4.550'],
  ])('decimals of %s: %s units are written %s', (currency, minor, written) => {
    const read = sheet(ANTOM_INSTORE_REPORT, [['PAYMENT', ID, 'P', '', written, currency]], {
      unit: 'decimal',
    });

    expect(read.content?.rows.map(({ amount }) => String(amount.valueMinor))).toEqual([minor]);
  });
});

describe('Reports of Antom › cards', () => {
  it('a capture is the payment, by the name of its original; holds and what is let go of move nothing', () => {
    const told = compared(ANTOM_CARD_REPORT, PAID, [
      ['AUTHORIZATION', ID, PAYMENT_ID, '', '4550'],
      ['CAPTURE', `${ID}-C`, 'CAP-1', PAYMENT_ID, '4550'],
      ['VOID', `${ID}-V`, 'V-1', 'P-9', '100'],
    ]);

    expect([told.verdict, told.matched]).toEqual(['match', 1]);
  });

  it('a capture whose original is not told is found by its own name', () => {
    const told = compared(ANTOM_CARD_REPORT, PAID, [['CAPTURE', `${ID}-C`, 'CAP-1', '', '4550']]);

    expect([told.verdict, told.matched]).toEqual(['match', 1]);
  });

  it('a capture of another amount, and one of a payment that the till knows nothing of, are told', () => {
    const other = compared(ANTOM_CARD_REPORT, PAID, [['CAPTURE', `${ID}-C`, 'CAP-1', PAYMENT_ID, '4500']]);
    const strange = compared(ANTOM_CARD_REPORT, [], [['CAPTURE', `${ID}-C`, 'CAP-1', PAYMENT_ID, '4550']]);

    expect(kindsOf(other)).toEqual(['amountDiffers']);
    expect(kindsOf(strange)).toEqual(['missingInJournal']);
  });

  it('a dispute is no money of the till: a person looks at it', () => {
    const told = compared(ANTOM_CARD_REPORT, PAID, [
      ['CAPTURE', `${ID}-C`, 'CAP-1', PAYMENT_ID, '4550'],
      ['DISPUTE', ID, 'D-1', PAYMENT_ID, '4550'],
    ]);

    expect(kindsOf(told)).toEqual(['otherType']);
  });
});
