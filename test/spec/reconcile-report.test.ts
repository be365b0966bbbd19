import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALIPAY_PLUS_COLUMNS } from '../../src/acquirers/alipay-plus/report-columns.ts';
import { ALIPAY_PLUS_REPORT } from '../../src/acquirers/alipay-plus/report-form.ts';
import { readingOf } from '../../src/acquirers/report-form.ts';
import { parseCsv, writeCsv } from '../../src/ground/csv.ts';
import { parseReportName } from '../../src/reconcile/report-name.ts';
import { parseReport } from '../../src/reconcile/report.ts';
import { readSheet } from '../../src/reconcile/sheets.ts';

const FILE = 'transactionItems_1022188000000000001_USD_2026112011021040123_A0001_000.csv';
const HEADS =
  'transactionType,transactionTime,transactionRequestId,transactionId,transactionAmountValue,transactionCurrency';
const LINE = 'PAYMENT,2026-11-20T10:31:04+08:00,9001,P-1,4550,MYR';

const READING = readingOf(ALIPAY_PLUS_REPORT);

const bytesOf = (text: string) => new TextEncoder().encode(text);
const report = (...lines: string[]) => parseReport(FILE, bytesOf(lines.join('\n')), READING);
/** The faults of a report whose details have these headers and this one line. */
const faultsOf = (heads: string, line: string) => {
  const read = report('totalCount', '1', heads, line);
  return read.ok ? [] : read.error;
};

describe('Reports (dossier 8) › CSV (RFC 4180)', () => {
  it('whatever is written is read back, with its line', () => {
    const cell = fc
      .string({ unit: 'binary' })
      .map((text) => text.toWellFormed().replace(/^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]+/, ''));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (given) => {
        const read = parseCsv(writeCsv(given).slice(1));

        expect(read.ok && read.value.map(({ cells }) => cells)).toEqual(given);
      }),
    );
  });

  it.each([
    ['LF', 'a,b\nc,d\n'],
    ['CR LF', 'a,b\r\nc,d\r\n'],
    ['CR', 'a,b\rc,d'],
    ['empty lines', '\n\na,b\n\nc,d\n\n'],
  ])('lines end with %s', (_name, text) => {
    const read = parseCsv(text);

    expect(read.ok && read.value.map(({ cells }) => cells.join(' '))).toEqual(['a b', 'c d']);
  });

  it('quotes hold commas, quotes, line ends and every script; lines are counted through them', () => {
    const read = parseCsv('店,"カフェ ""L"", 二\r\n号"\r\n次,x\r\n');

    expect(read).toEqual({
      ok: true,
      value: [
        { line: 1, cells: ['店', 'カフェ "L", 二\r\n号'] },
        { line: 3, cells: ['次', 'x'] },
      ],
    });
  });

  it.each([
    ['never closed', 'a,b\n"c', 2, 'a quote is opened and never closed'],
    ['with text behind', 'a\n"b"c', 2, 'text follows a closing quote'],
  ])('a quote %s is refused with its line', (_name, text, line, say) => {
    expect(parseCsv(text)).toEqual({ ok: false, error: { line, say } });
  });

  it('a cell that a spreadsheet would take for a formula is written with an apostrophe', () => {
    expect(writeCsv([['=1+1', '@x', 'a']])).toBe("\uFEFF'=1+1,'@x,a\r\n");
  });
});

describe('Reports (dossier 8) › the file', () => {
  it('each file has a summary section, then details; columns are found by name, in any order, among others', () => {
    const text = [
      '\uFEFFtotalCount,netTotalAmount,remark',
      '2,3850,"ようこそ"',
      '',
      'TRANSACTIONCURRENCY,pspName, transactionAmountValue ,transactionId,transactionRequestId,originalTransactionId,transactionType,transactionTime',
      'MYR,"TNG, eWallet",4550,P-1,9001,,PAYMENT,2026-11-20T10:31:04+08:00',
      'MYR,TNG,-700,R-1,9001-back,P-1,REFUND,2026-11-20T03:00:00Z',
      '<END>',
    ].join('\r\n');

    const read = parseReport(FILE, bytesOf(text), READING);

    expect(read).toEqual({
      ok: true,
      value: {
        totalCount: 2,
        netMinor: 3850n,
        passedOver: 0,
        rows: [
          {
            file: FILE,
            line: 5,
            type: 'PAYMENT',
            atMs: Date.UTC(2026, 10, 20, 2, 31, 4),
            amount: { currency: 'MYR', valueMinor: 4550 },
            transactionRequestId: '9001',
            transactionId: 'P-1',
          },
          {
            file: FILE,
            line: 6,
            type: 'REFUND',
            atMs: Date.UTC(2026, 10, 20, 3),
            amount: { currency: 'MYR', valueMinor: 700 },
            transactionRequestId: '9001-back',
            transactionId: 'R-1',
            originalTransactionId: 'P-1',
          },
        ],
      },
    });
  });

  it('an empty cycle still yields a file with 0, with or without the headers of the details', () => {
    const empty = { ok: true, value: { totalCount: 0, netMinor: null, passedOver: 0, rows: [] } };

    expect(report('totalCount', '0')).toEqual(empty);
    expect(report('totalCount', '0', HEADS, '')).toEqual(empty);
  });

  it('a header of another name is read where the config names it', () => {
    const renamed = { transactionRequestId: 'outTradeNo', transactionAmountValue: 'amount' };
    const heads = 'transactionType,transactionTime,outTradeNo,amount,transactionCurrency';
    const text = `totalCount\n1\n${heads}\nPAYMENT,2026-11-20T10:31:04+08:00,9001,4550,MYR`;

    const read = parseReport(FILE, bytesOf(text), readingOf(ALIPAY_PLUS_REPORT, renamed));

    expect(read.ok && read.value.rows[0]).toMatchObject({ transactionRequestId: '9001' });
  });

  it('every header says where its name is from', () => {
    for (const { source } of Object.values(ALIPAY_PLUS_COLUMNS)) expect(source).toMatch(/^docs\.\S+\.com, /);
  });
});

describe('Reports (dossier 8) › what cannot be understood is refused, with line, column and the mend', () => {
  it.each([
    [
      'amounts have no decimals',
      LINE.replace('4550', '45.50'),
      'transactionAmountValue',
      '"45.50" is not understood',
    ],
    ['an amount is at least 1', LINE.replace('4550', '0'), 'transactionAmountValue', '"0" is not understood'],
    [
      'a payment is not negative',
      LINE.replace('4550', '-4550'),
      'transactionAmountValue',
      '"-4550" is not under',
    ],
    ['a currency is of ISO 4217', LINE.replace('MYR', 'RM'), 'transactionCurrency', '"RM" is not understood'],
    [
      'a time has an offset',
      LINE.replace('+08:00', ''),
      'transactionTime',
      'is no time of ISO 8601 with an offset',
    ],
    ['a type is told', LINE.replace('PAYMENT', ' '), 'transactionType', '"" is empty'],
  ])('%s', (_title, line, column, say) => {
    expect(faultsOf(HEADS, line)).toEqual([{ line: 4, column, say: expect.stringContaining(say) }]);
  });

  it.each([
    ['a header is missing', HEADS.replace('transactionTime', 'time'), 3, 'reports.columns.transactionTime'],
    ['a header stands twice', `${HEADS},transactionId`, 3, 'stands there twice'],
    [
      'no column tells the transaction',
      HEADS.replace('transactionRequestId', 'a').replace('transactionId', 'b'),
      3,
      'no column tells which transaction',
    ],
  ])('%s', (_title, heads, line, say) => {
    expect(faultsOf(heads, LINE)[0]).toMatchObject({ line, say: expect.stringContaining(say) });
  });

  it.each([
    ['a line is cut off', ['totalCount', '1', HEADS, 'PAYMENT,2026'], 4, 'the line has 2 cells'],
    ['the count is no number', ['totalCount', 'two', HEADS, LINE], 2, '"two" is no whole number'],
    ['nothing is there', [''], 1, 'the file is empty'],
    ['the summary has no values', ['totalCount'], 1, 'the values of the summary are missing'],
    ['the summary is not there', [HEADS, LINE], 1, 'the header is missing'],
  ])('%s', (_title, lines, line, say) => {
    const read = report(...lines);

    expect(read.ok ? null : read.error[0]).toMatchObject({ line, say: expect.stringContaining(say) });
  });

  it('a file that is not UTF-8', () => {
    const read = parseReport(FILE, Uint8Array.of(0x83, 0x52, 0x81, 0x5b), READING);

    expect(read).toMatchObject({
      ok: false,
      error: [{ line: 1, say: expect.stringContaining('not UTF-8') }],
    });
  });

  it('a file whose every line is wrong names ten faults', () => {
    const lines = Array.from({ length: 50 }, () => LINE.replace('4550', 'x'));
    const read = report('totalCount', '50', HEADS, ...lines);

    expect(read.ok ? 0 : read.error.length).toBe(10);
  });

  it('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string().map(bytesOf)), (bytes) => {
        expect(() => parseReport(FILE, bytes, READING)).not.toThrow();
      }),
    );
  });

  it('a file of another name is refused with the form of names', () => {
    const sheet = readSheet(
      { file: 'transactionItems_1.csv', generatedOn: null, bytes: bytesOf('') },
      READING,
    );

    expect(sheet.faults[0]?.say).toContain('<participantId>_<settlementCurrency>');
    expect(parseReportName(FILE, ALIPAY_PLUS_REPORT.names)).toMatchObject({
      account: expect.any(String),
      seq: 0,
    });
  });
});
