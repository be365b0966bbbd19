import { describe, expect, it } from 'vitest';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { match, type Reconciliation } from '../../src/reconcile/match.ts';
import { FINDING_KINDS } from '../../src/reconcile/findings.ts';
import { readSheet, type Sheet } from '../../src/reconcile/sheets.ts';
import { reconciliationHeads, reconciliationRows, reconciliationText } from '../../src/reconcile/words.ts';
import {
  amountOf,
  DAY,
  entriesOfSales,
  MERCHANT,
  recordsOfRefund,
  requestIdOf,
  TEN_MS,
  type GivenSale,
} from '../fakes/given-day.ts';
import { entriesOf } from '../../src/reconcile/entries.ts';
import {
  READING,
  lineOfOthers,
  linesOf,
  PARTICIPANT,
  reportFile,
  sheetOf,
  type GivenLine,
} from '../fakes/given-reports.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';

const MINUTE_MS = 60_000;
const STORE = 'S-KL-0007-02';
const SETTING = {
  dayOffsetMs: 8 * 3_600_000,
  day: DAY,
  participantId: PARTICIPANT,
  referenceMerchantId: MERCHANT,
  referenceStoreId: STORE,
};

/** A day with every way a sale can end well. */
const SALES: readonly GivenSale[] = [
  { order: 'A-1', ends: 'paid', minor: 4550 },
  { order: 'A-2', ends: 'paid', minor: 1200, atMs: TEN_MS + MINUTE_MS },
  { order: 'A-3', ends: 'failed' },
  { order: 'A-4', ends: 'voided', minor: 990 },
  { order: 'A-5', ends: 'givenBack', minor: 700 },
  {
    order: 'A-6',
    ends: 'paid',
    minor: 88,
    atMs: TEN_MS + 2 * MINUTE_MS,
    refunds: [
      { id: '01-A-6', ends: 'refunded', minor: 30 },
      { id: '02-A-6', ends: 'failed', minor: 58 },
      { id: '03-A-6', ends: 'refunded', minor: 58 },
    ],
  },
];
const ENTRIES = entriesOfSales(SALES);
const LINES = linesOf(ENTRIES);
const lineOf = (order: string, type = 'PAYMENT'): GivenLine =>
  LINES.find(({ type: of, transactionId }) => of === type && transactionId.endsWith(`-${order}`))!;
const without = (line: GivenLine) => LINES.filter((each) => each !== line);
const instead = (line: GivenLine, change: Partial<GivenLine>) =>
  LINES.map((each) => (each === line ? { ...each, ...change } : each));

function compare(lines: readonly GivenLine[], sales = SALES): Reconciliation {
  return match(SETTING, [sheetOf(lines)], entriesOfSales(sales));
}

/** Kind and order (or id, or file) of every finding. */
function told({ findings }: Reconciliation): string[] {
  return findings.map((finding) => {
    if ('entry' in finding && finding.entry !== null)
      return `${finding.kind} ${finding.entry.referenceOrderId}`;
    if ('row' in finding) return `${finding.kind} ${finding.row.transactionRequestId ?? ''}`;
    return finding.kind;
  });
}

describe('Reports (dossier 8) › a day that matches', () => {
  it('successful payments and refunds appear, cancelled and failed do not: nothing is found', () => {
    const result = compare(LINES);

    expect(result).toMatchObject({
      verdict: 'match',
      findings: [],
      matched: 7,
      notOfThisTill: 0,
      unlooked: [],
    });
    expect(result.totals).toEqual([
      {
        type: 'PAYMENT',
        currency: 'MYR',
        till: { count: 4, minor: 6538n },
        report: { count: 4, minor: 6538n },
      },
      { type: 'REFUND', currency: 'MYR', till: { count: 3, minor: 788n }, report: { count: 3, minor: 788n } },
    ]);
  });

  it('an empty cycle still yields a file with totalCount 0', () => {
    expect(match(SETTING, [sheetOf([])], [])).toMatchObject({ verdict: 'match', matched: 0 });
  });

  it('a day may have several files, and several settlement currencies', () => {
    const [first, second, ...others] = LINES;
    const sheets = [
      sheetOf([first!], { seq: 0 }),
      sheetOf([second!], { seq: 1 }),
      sheetOf(others, { currency: 'EUR' }),
    ];

    expect(match(SETTING, sheets, ENTRIES)).toMatchObject({ verdict: 'match', matched: 7 });
  });

  it('each file may count itself, or all files of its cycle', () => {
    const half = LINES.slice(0, 2);
    const rest = LINES.slice(2);
    const net = 6538 - 788;
    const sheets = [
      sheetOf(half, { seq: 0, totalCount: 7, net }),
      sheetOf(rest, { seq: 1, totalCount: 7, net }),
    ];

    expect(match(SETTING, sheets, ENTRIES).findings).toEqual([]);
  });

  it('the report holds the whole participant: lines of others are counted, and are no mismatch', () => {
    const others = [1, 2, 3].map((number) => lineOfOthers(number, TEN_MS));

    const sheet = sheetOf([...LINES, ...others], { net: 6538 - 788 + 300 });

    expect(match(SETTING, [sheet], ENTRIES)).toMatchObject({
      verdict: 'match',
      matched: 7,
      notOfThisTill: 3,
    });
  });

  it('a refund of a payment that another till sold is this till’s, the payment is not', () => {
    const sold: GivenSale = { order: 'B-1', ends: 'paid' };
    const charge = { amount: amountOf(4550), paymentId: 'P-B-1' };
    const refund = { id: '01-B-1', ends: 'refunded', minor: 50 } as const;
    const here = entriesOf([
      {
        kind: 'saleAdopted',
        saleId: 'S-B-1',
        atMs: TEN_MS,
        referenceOrderId: 'B-1',
        paymentRequestId: requestIdOf('B-1'),
        gateway: 'alipayPlus',
        charge,
        timing: TIMING_DEFAULTS,
        terms: FORMER_TERMS,
        copies: [],
      },
      ...recordsOfRefund(sold, refund),
    ]);
    const there = entriesOfSales([sold]);
    const sheet = sheetOf(linesOf([...there, ...here]));

    const one = match(SETTING, [sheet], there);
    const both = match(SETTING, [sheet], [...there, ...here]);

    expect(here.map(({ type }) => type)).toEqual(['REFUND']);
    expect(told(one)).toEqual(['refundMissingInJournal 01-B-1']);
    expect(both).toMatchObject({ verdict: 'match', matched: 2 });
  });

  it("an id of the till's form is of others where the report names another merchant or store", () => {
    const strange = { ...lineOf('A-1'), requestId: requestIdOf('B-1'), transactionId: 'P-B-1' };

    const lines = [...LINES, { ...strange, store: 'S-OTHER' }];

    expect(compare(lines)).toMatchObject({ verdict: 'match', notOfThisTill: 1 });
  });
});

describe('Reports (dossier 8) › what is found', () => {
  it.each<[string, readonly string[], Reconciliation]>([
    ['a payment is missing in the report', ['missingInReport A-2'], compare(without(lineOf('A-2')))],
    [
      'a payment is missing in the journal',
      [`missingInJournal ${requestIdOf('B-1')}`],
      compare([...LINES, { ...lineOf('A-1'), requestId: requestIdOf('B-1'), transactionId: 'P-B-1' }]),
    ],
    [
      'an amount differs by the smallest unit',
      ['amountDiffers A-1'],
      compare(instead(lineOf('A-1'), { minor: 4551 })),
    ],
    ['a currency differs', ['currencyDiffers A-1'], compare(instead(lineOf('A-1'), { currency: 'SGD' }))],
    [
      'the till says failed, and the report has it',
      ['stateDiffers A-3'],
      compare([...LINES, { ...lineOf('A-1'), requestId: requestIdOf('A-3'), transactionId: 'P-A-3' }]),
    ],
    [
      'the till says voided, and the report has it',
      ['stateDiffers A-4'],
      compare([...LINES, { ...lineOf('A-1'), requestId: requestIdOf('A-4'), transactionId: 'P-A-4' }]),
    ],
    [
      'the till does not know, and the report has it',
      ['stateDiffers A-7'],
      compare(
        [...LINES, { ...lineOf('A-1'), requestId: requestIdOf('A-7'), transactionId: 'P-A-7' }],
        [...SALES, { order: 'A-7', ends: 'unresolved' }],
      ),
    ],
    [
      'the till does not know, and the report does not have it',
      ['unresolved A-7'],
      compare(LINES, [...SALES, { order: 'A-7', ends: 'unresolved' }]),
    ],
    [
      'a person has to look at it, and the report does not have it',
      ['unresolved A-7'],
      compare(LINES, [...SALES, { order: 'A-7', ends: 'attention' }]),
    ],
    [
      'a line stands in the report twice',
      [`duplicateInReport ${requestIdOf('A-2')}`],
      compare([...LINES, lineOf('A-2')]),
    ],
    [
      'a request was made into two transactions',
      [`duplicateInReport ${requestIdOf('A-2')}`],
      compare([...LINES, { ...lineOf('A-2'), transactionId: 'P-again' }]),
    ],
    [
      'the acquirer has another id than it told the till',
      ['idDiffers A-2'],
      compare(instead(lineOf('A-2'), { transactionId: 'P-other' })),
    ],
    [
      'a refund is missing in the report',
      ['refundMissingInReport A-5'],
      compare(without(lineOf('A-5', 'REFUND'))),
    ],
    [
      'a refund of a payment of this till is missing in the journal, whatever its id',
      ['refundMissingInJournal portal-1'],
      compare([
        ...LINES,
        {
          ...lineOf('A-5', 'REFUND'),
          requestId: 'portal-1',
          transactionId: 'R-1',
          originalTransactionId: 'P-A-1',
        },
      ]),
    ],
    [
      'an amount given back differs',
      ['refundAmountDiffers A-5'],
      compare(instead(lineOf('A-5', 'REFUND'), { minor: 699 })),
    ],
    [
      'a manager’s refund is missing in the report',
      ['refundMissingInReport A-6'],
      compare(without(lineOf('01-A-6', 'REFUND'))),
    ],
    [
      'the amount of a manager’s refund differs',
      ['refundAmountDiffers A-6'],
      compare(instead(lineOf('03-A-6', 'REFUND'), { minor: 57 })),
    ],
    [
      'a refund that failed at the till is in the report',
      ['stateDiffers A-6'],
      compare([...LINES, { ...lineOf('01-A-6', 'REFUND'), requestId: '02-A-6', transactionId: 'R-02-A-6' }]),
    ],
    [
      'a refund that the till does not know of yet is not in the report',
      ['unresolved A-1'],
      compare(LINES, [
        { ...SALES[0]!, refunds: [{ id: '09', ends: 'pending', minor: 1 }] },
        ...SALES.slice(1),
      ]),
    ],
    [
      'the acquirer has another id of a refund than it told the till',
      ['idDiffers A-6'],
      compare(instead(lineOf('01-A-6', 'REFUND'), { transactionId: 'R-other' })),
    ],
    [
      'a dispute is about a payment of this till',
      ['otherType A-1'],
      compare([...LINES, { ...lineOf('A-1'), type: 'DISPUTE' }]),
    ],
  ])('%s', (_title, expected, result) => {
    expect(told(result)).toEqual(expected);
    expect(result.verdict).toBe('mismatch');
  });

  it('a payment near midnight (UTC+8) stands in the next cycle', () => {
    const lateMs = Date.UTC(2026, 10, 20, 15, 59, 59);
    const entries = entriesOfSales([{ order: 'A-1', ends: 'paid', atMs: lateMs }]);
    const [line] = linesOf(entries);
    const next = sheetOf([{ ...line!, atMs: lateMs + 1000 }], { day: '2026-11-21' });

    const result = match(SETTING, [sheetOf([]), next], entries);
    const nextDay = match({ ...SETTING, day: '2026-11-21' }, [sheetOf([]), next], entries);

    expect(told(result)).toEqual(['otherDay A-1']);
    expect(told(nextDay)).toEqual(['otherDay A-1']);
  });

  it("a payment is of the day that the acquirer told, not of the one at the till's first byte", () => {
    const startedMs = Date.UTC(2026, 10, 20, 15, 59, 59);
    const entries = entriesOfSales([
      { order: 'A-1', ends: 'paid', atMs: startedMs, paidAtMs: startedMs + 2000 },
    ]);
    const sheets = [sheetOf([]), sheetOf(linesOf(entries), { day: '2026-11-21' })];

    expect(match(SETTING, sheets, entries)).toMatchObject({ verdict: 'match', matched: 0 });
    expect(match({ ...SETTING, day: '2026-11-21' }, sheets, entries)).toMatchObject({ matched: 1 });
  });

  it('a report that was generated late is of the day of its lines', () => {
    const late = readSheet({ ...reportFile(LINES), generatedOn: '2026-11-22' }, READING);

    expect(match(SETTING, [late], ENTRIES)).toMatchObject({ verdict: 'match', matched: 7 });
  });

  it('two tills tried one order: the one that says it was paid is held to', () => {
    const paid = entriesOfSales([{ order: 'A-1', ends: 'paid' }]);
    const failed = entriesOfSales([{ order: 'A-1', ends: 'failed' }]);

    expect(match(SETTING, [sheetOf(linesOf(paid))], [...paid, ...failed]).findings).toEqual([]);
    expect(match(SETTING, [sheetOf(linesOf(paid))], [...failed, ...paid]).findings).toEqual([]);
  });

  it('what is of another day on both sides is not told of', () => {
    const beforeMs = TEN_MS - 24 * 60 * MINUTE_MS;
    const entries = entriesOfSales([{ order: 'A-1', ends: 'paid', atMs: beforeMs }]);

    const [line] = linesOf(entries);
    const other = { ...line!, minor: line!.minor + 1 };
    const missing = match(SETTING, [sheetOf([]), sheetOf([], { day: '2026-11-19' })], entries);
    const different = match(SETTING, [sheetOf([]), sheetOf([other], { day: '2026-11-19' })], entries);

    expect(missing.findings).toEqual([]);
    expect(different.findings).toEqual([]);
  });

  it("a summary's count does not fit", () => {
    const result = match(SETTING, [sheetOf(LINES, { totalCount: 6 })], ENTRIES);

    expect(result.findings).toEqual([
      { kind: 'summaryCountDiffers', file: expect.any(String), told: 6n, counted: 7n },
    ]);
  });

  it("a summary's amount does not fit", () => {
    const result = match(SETTING, [sheetOf(LINES, { net: 1 })], ENTRIES);

    expect(result.findings).toEqual([
      { kind: 'summaryAmountDiffers', file: expect.any(String), told: 1n, counted: 5750n },
    ]);
  });

  it('a file is missing in the sequence: what may stand in it is named, and not called missing', () => {
    const sheets = [sheetOf(without(lineOf('A-2')), { seq: 0 }), sheetOf([], { seq: 2 })];

    const result = match(SETTING, sheets, ENTRIES);

    expect(result.findings).toEqual([{ kind: 'fileMissing', file: reportFile([], { seq: 1 }).file }]);
    expect(result.unlooked.map(({ referenceOrderId }) => referenceOrderId)).toEqual(['A-2']);
  });

  it('a sequence begins with 000', () => {
    const result = match(SETTING, [sheetOf(LINES, { seq: 1 })], ENTRIES);

    expect(told(result)).toEqual(['fileMissing']);
  });

  it('a report of another participant is left out, and told of', () => {
    const other = sheetOf(LINES, { participantId: '2099' });

    const result = match(SETTING, [sheetOf(LINES), other], ENTRIES);

    expect(result.findings).toEqual([{ kind: 'otherParticipant', file: other.file, participantId: '2099' }]);
    expect(result.matched).toBe(7);
  });

  it('a report that cannot be read is told of, and what may stand in it is not called missing', () => {
    const broken = readSheet(
      { ...reportFile([], { seq: 1 }), bytes: new TextEncoder().encode('"') },
      READING,
    );

    const result = match(SETTING, [sheetOf(without(lineOf('A-2'))), broken], ENTRIES);

    expect(told(result)).toEqual(['unreadable']);
    expect(result.verdict).toBe('unreadable');
    expect(result.unlooked).toHaveLength(1);
  });

  it('without a report of the day nothing is called missing: there is nothing to compare with', () => {
    const result = match(SETTING, [sheetOf([], { day: '2026-11-19' })], ENTRIES);

    expect(result).toMatchObject({ verdict: 'noReport', findings: [] });
    expect(result.unlooked).toHaveLength(7);
  });
});

describe('Reports (dossier 8) › in words and as a table', () => {
  const sheets: Sheet[] = [
    sheetOf(instead(lineOf('A-1'), { minor: 4551 }), { totalCount: 9, net: 1 }),
    sheetOf([], { seq: 2 }),
    sheetOf([], { participantId: '2099' }),
    readSheet({ ...reportFile([], { seq: 3 }), bytes: new TextEncoder().encode('"') }, READING),
  ];
  const result = match(SETTING, sheets, entriesOfSales([...SALES, { order: '=A9', ends: 'unresolved' }]));
  const iso = (atMs: number) => new Date(atMs).toISOString();

  it('a manager reads the verdict, the sums, and with each kind what to do', () => {
    const text = reconciliationText(result, { name: 'alipayPlus', comes: '' }, iso);

    expect(text).toContain('Reconciliation of 2026-11-20 (UTC+8)');
    expect(text).toContain('Not everything could be compared: a report cannot be read.');
    expect(text).toContain('Payments  till: 4, MYR 65.38   report: 4, MYR 65.39   <- differs');
    expect(text).toContain('Another amount: 1\n  Ask the acquirer which amount the customer was charged.');
    expect(text).toContain(`order A-1, payment ${requestIdOf('A-1')}: MYR 45.50, paid at the till`);
    expect(text).toMatch(/_003\.csv, line 1: a quote is opened and never closed; fetch the file again/);
    expect(text).not.toContain('undefined');
  });

  it('every finding is a row, with its amounts in minor units, and no cell is a formula', () => {
    const rows = [reconciliationHeads(), ...reconciliationRows(result, 'alipayPlus', iso)];

    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows).toHaveLength(1 + result.findings.length + result.unlooked.length);
    expect(rows.find((row) => row[1] === 'amountDiffers')).toEqual(expect.arrayContaining(['4550', '4551']));
  });

  it('findings stand in the order in which a person should look at them', () => {
    const kinds = result.findings.map(({ kind }) => FINDING_KINDS.indexOf(kind));

    expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
    expect(kinds.length).toBeGreaterThan(5);
  });

  it('a refund of a whole payment has the id that is derived from it', () => {
    expect(lineOf('A-5', 'REFUND').requestId).toBe(`${requestIdOf('A-5')}-back`);
  });
});
