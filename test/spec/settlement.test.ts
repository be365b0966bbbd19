import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  reportFiles,
  SANDBOX_FEES,
  type ReportFault,
  type Transaction,
} from '../../drivers/sandbox/office/report-files.ts';
import { ALIPAY_PLUS_REPORT } from '../../src/acquirers/alipay-plus/report-form.ts';
import { ALIPAY_PLUS_SETTLEMENT } from '../../src/acquirers/alipay-plus/settlement-form.ts';
import { ANTOM_INSTORE_REPORT } from '../../src/acquirers/antom-instore/report-form.ts';
import { ANTOM_SETTLEMENT } from '../../src/acquirers/antom/settlement-form.ts';
import { readingOf } from '../../src/acquirers/report-form.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { TillEntry } from '../../src/reconcile/entries.ts';
import { parseCredits } from '../../src/reconcile/settlement/credits.ts';
import { readFiles, type SettlementFile } from '../../src/reconcile/settlement/cycles.ts';
import { readingOrder } from '../../src/reconcile/settlement/names.ts';
import { settle, type SettleSetting } from '../../src/reconcile/settlement/settle.ts';
import { settledText } from '../../src/reconcile/settlement/words.ts';
import { workingDaysAfter } from '../../src/reconcile/settlement/working-days.ts';

const PARTICIPANT = '1022188000000009999';
const SAMPLES = join(import.meta.dirname, '../vectors/reports');
const amount = (currency: string, value: number): Amount => ({
  currency: currency as Currency,
  valueMinor: value as Minor,
});

const RULES = {
  participantId: PARTICIPANT,
  reading: readingOf(ALIPAY_PLUS_REPORT),
  form: ALIPAY_PLUS_SETTLEMENT,
  renamed: {},
};
const SETTING: SettleSetting = {
  view: 'participant',
  today: '2026-11-24',
  holidays: [],
  fees: [],
  chargesMaxMinor: 0n,
  referenceMerchantId: 'M-KL-0007',
  referenceStoreId: 'S-KL-0007-02',
};

function samples(): SettlementFile[] {
  return readdirSync(SAMPLES)
    .filter((name) => name !== 'bank-credits.csv')
    .map((file) => ({ file, bytes: readFileSync(join(SAMPLES, file)) }));
}

function bank(text: Uint8Array = readFileSync(join(SAMPLES, 'bank-credits.csv'))) {
  const read = parseCredits(text);
  if (!read.ok) throw new Error('the credits are read');
  return read.value;
}

describe('The samples’ sums (reports dossier §5.4, check 6)', () => {
  const read = readFiles(samples(), RULES);

  it('hold on every level, in the view of a participant', () => {
    const settled = settle({ ...SETTING, chargesMaxMinor: 20n }, read, [], bank());

    expect(settled.findings.map(({ kind }) => kind)).toEqual(['chargesTaken']);
    expect(settled.cycles).toMatchObject([
      { batchId: '2026112001', net: 896n, fees: 12n, toSettle: 884n, settledIn: '2026112401' },
      { batchId: '2026112001', net: 2667n, fees: 24n, toSettle: 2643n, settledIn: null },
      { batchId: '2026112201', net: 0n, fees: 0n, toSettle: 0n, settledIn: '2026112401' },
    ]);
    expect(settled.payouts).toMatchObject([
      {
        ...{ settlementBatchId: '2026112401', currency: 'USD', minor: 2094n, valueDate: '2026-11-24' },
        ...{ cycles: ['2026112001', '2026112101', '2026112201'], creditMinor: 2079n, chargesMinor: 15n },
      },
    ]);
    expect(settled.verdict).toBe('match');
  });

  it('charges above what the bank may take are told, and a payment that did not come', () => {
    const taken = settle(SETTING, read, [], bank());
    const later = { ...SETTING, today: '2026-12-01' };
    const none = settle(later, read, [], [{ ...bank()[0]!, reference: 'else', currency: 'EUR' }]);

    expect(taken.findings.map(({ kind }) => kind)).toEqual(['creditDiffers']);
    expect(none.findings.map(({ kind }) => kind)).toEqual(['cycleNotSettled', 'creditMissing']);
  });

  it('one credit is one payment’s: another of the same amount still waits', () => {
    const again = samples()
      .filter(({ file }) => file.startsWith('settlement_'))
      .map(({ file, bytes }) => ({ file: file.replace('2026112401', '2026112499'), bytes }));
    const both = readFiles([...samples(), ...again], RULES);

    const { payouts } = settle(SETTING, both, [], bank());

    expect(payouts.map(({ settlementBatchId, creditMinor }) => [settlementBatchId, creditMinor])).toEqual([
      ['2026112401', 2079n],
      ['2026112499', null],
    ]);
  });

  it('a journal of before rates were kept says so, and all else works (check 5)', () => {
    const entry: TillEntry = {
      ...{ type: 'PAYMENT', gateway: 'g', saleId: 'S', referenceOrderId: 'O', says: 'done', state: 'paid' },
      ...{ paymentRequestId: 'T07-20261120-000481-01', amount: amount('MYR', 4550), atMs: 0 },
    };

    const before = settle(SETTING, read, [entry], []);
    const now = settle(SETTING, read, [{ ...entry, settlement: amount('USD', 1011) }], []);
    const other = settle(SETTING, read, [{ ...entry, settlement: amount('USD', 1010), pspId: '1' }], []);

    expect(before.findings.map(({ kind }) => kind)).toEqual(['rateUnknown']);
    expect(now.findings).toEqual([]);
    expect(other.findings.map(({ kind }) => kind)).toEqual(['settlementAmountDiffers', 'walletDiffers']);
  });

  it('are told to a person with what to do', () => {
    const settled = settle(SETTING, read, [], bank());

    const text = settledText(settled, 'participant');

    expect(text).toContain(
      '2026112001 (2188400000000042): 3 lines 8.96 USD, fees 0.12 USD, to settle 8.84 USD; settled in 2026112401',
    );
    expect(text).toContain('creditDiffers: 2026112401 (20.94 USD against 20.79 USD)');
  });
});

/** A transaction that settles at 4.5 MYR for a dollar. */
function transaction(number: number, type: Transaction['type'] = 'PAYMENT', value = 4550): Transaction {
  const settled = Math.max(1, Math.round(value / 4.5));
  return {
    ...{ type, requestId: `R-${number}`, id: `I-${number}`, originalId: type === 'REFUND' ? 'I-1' : null },
    ...{ time: '2026-11-20T18:31:07+08:00', pspId: '1022171000000000001' },
    amount: { currency: 'MYR', value: String(value) },
    settlement: { currency: 'USD', value: String(settled) },
    ...{ merchantId: 'M-KL-0007', storeId: 'S-KL-0007-02' },
  };
}

function entryOf({ type, requestId, id, amount: asked, settlement, pspId }: Transaction): TillEntry {
  const isRefund = type === 'REFUND';
  return {
    ...{
      type,
      gateway: 'g',
      saleId: 'S',
      referenceOrderId: 'O',
      says: 'done',
      state: 'paid',
      atMs: 0,
      pspId,
    },
    paymentRequestId: isRefund ? 'R-1' : requestId,
    ...(isRefund ? { refundRequestId: requestId, refundId: id } : { paymentId: id }),
    amount: amount(asked.currency, Number(asked.value)),
    settlement: amount(settlement.currency, Number(settlement.value)),
  };
}

const ORDER = {
  ...{ participantId: PARTICIPANT, agreementId: '2188400000000042', currency: 'USD', day: '2026-11-20' },
  paidOn: '2026-11-24',
};
const TRANSACTIONS = [transaction(1), transaction(2, 'PAYMENT', 12_000), transaction(3, 'REFUND', 1500)];

function settledWith(fault: ReportFault | undefined, today = '2026-11-27') {
  const { files, bank: credits } = reportFiles({ ...ORDER, transactions: TRANSACTIONS, fault });
  const read = readFiles(
    files.map(({ name, bytes }) => ({ file: name, bytes })),
    RULES,
  );
  const setting = { ...SETTING, today, fees: SANDBOX_FEES };
  return settle(setting, read, TRANSACTIONS.map(entryOf), bank(Buffer.from(credits)));
}

describe('The faults of reports (reports dossier §5.4, check 2)', () => {
  it.each<[ReportFault | 'none', readonly string[]]>([
    ['none', []],
    ['rep-missing-seq', ['fileMissing']],
    ['rep-empty', []],
    ['rep-fee-twice', ['feeTwice', 'feeTwice']],
    ['rep-fee-missing', ['feeMissing', 'feeMissing']],
    ['rep-rate-off', ['settlementAmountDiffers', 'settlementAmountDiffers', 'settlementAmountDiffers']],
    ['rep-extra-line', ['otherType']],
    ['rep-renamed-columns', ['unreadable']],
    ['rep-signs-negative', []],
    ['rep-direction-column', []],
    ['rep-not-utf8', ['unreadable']],
    ['rep-end-line', []],
    ['rep-bank-short', ['creditDiffers']],
    ['rep-decimals', ['unreadable']],
  ])('%s yields exactly its finding', (fault, kinds) => {
    expect(settledWith(fault === 'none' ? undefined : fault).findings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each<ReportFault>(['rep-late', 'rep-cycle-postponed', 'rep-below-minimum'])(
    '%s: the cycle waits, and is told only after one more working day',
    (fault) => {
      const { files } = reportFiles({ ...ORDER, transactions: TRANSACTIONS, fault });
      const next = reportFiles({ ...ORDER, day: '2026-11-21', transactions: [], paidOn: '2026-11-25' });
      const both = [...files, ...next.files].map(({ name, bytes }) => ({ file: name, bytes }));
      const at = (today: string) =>
        settle({ ...SETTING, today }, readFiles(both, RULES), [], []).findings.map(({ kind }) => kind);

      expect(at('2026-11-25')).toEqual([]);
      expect(at('2026-11-26')).toEqual(['cycleNotSettled']);
    },
  );

  it.each([
    ['feeItems', 'feeAmountValue'],
    ['summary', 'clearingBatchId'],
    ['settlement', 'settlementAmountValue'],
  ] as const)('a header of %s may have another name: %s', (kind, column) => {
    const { files } = reportFiles({ ...ORDER, transactions: TRANSACTIONS });
    const named = files.map(({ name, bytes }) => {
      const text = Buffer.from(bytes).toString();
      const own = name.startsWith(kind) ? text.replaceAll(column, 'someOtherName') : text;
      return { file: name, bytes: Buffer.from(own) };
    });

    const before = readFiles(named, RULES).findings;
    const after = readFiles(named, { ...RULES, renamed: { [kind]: { [column]: 'someOtherName' } } });

    expect(before).toMatchObject([{ kind: 'unreadable' }]);
    expect(before[0]?.say).toContain(`reports.columns.${kind}.${column}`);
    expect(after.findings).toEqual([]);
    expect(after.cycles.size + after.payouts.length).toBe(2);
  });

  it('renamed columns are read once the config names them', () => {
    const { files } = reportFiles({ ...ORDER, transactions: TRANSACTIONS, fault: 'rep-renamed-columns' });
    const reading = readingOf(ALIPAY_PLUS_REPORT, { transactionType: 'bizType' });

    const read = readFiles(
      files.map(({ name, bytes }) => ({ file: name, bytes })),
      { ...RULES, reading },
    );

    expect(read.findings).toEqual([]);
  });

  it('files of other participants and currencies are never added in (check 4)', () => {
    const own = reportFiles({ ...ORDER, transactions: TRANSACTIONS }).files;
    const other = reportFiles({ ...ORDER, participantId: '999', transactions: TRANSACTIONS }).files;
    const euros = reportFiles({ ...ORDER, currency: 'EUR', transactions: TRANSACTIONS }).files;
    const named = [...own, ...other, ...euros].map(({ name, bytes }) => ({ file: name, bytes }));

    const read = readFiles(named, RULES);
    const settled = settle(SETTING, read, [], []);

    expect(read.findings.every(({ kind }) => kind === 'otherParticipant')).toBe(true);
    expect(settled.cycles.map(({ currency, lines }) => [currency, lines])).toEqual([
      ['EUR', 3],
      ['USD', 3],
    ]);
  });

  it('own share: a line of another shop in the same file is never counted as ours', () => {
    const foreign = { ...transaction(9), merchantId: 'M-OTHER' };
    const { files } = reportFiles({ ...ORDER, transactions: [...TRANSACTIONS, foreign] });
    const named = files.map(({ name, bytes }) => ({ file: name, bytes }));

    const setting = { ...SETTING, view: 'ownShare' as const, fees: SANDBOX_FEES };
    // Not even where its id is one of ours.
    const entries = [...TRANSACTIONS, foreign].map(entryOf);
    const settled = settle(setting, readFiles(named, RULES), entries, []);

    expect(settled.cycles).toMatchObject([{ lines: 4, ownLines: 3 }]);
    expect(settled.findings).toEqual([]);
  });

  it('own share: lines and fees of other shops are counted and not kept, and all comes to the same', () => {
    const others = [transaction(9), transaction(10, 'REFUND')].map((each) => ({
      ...each,
      merchantId: 'M-9',
    }));
    const { files } = reportFiles({ ...ORDER, transactions: [...others, ...TRANSACTIONS] });
    const named = readingOrder(
      files.map(({ name }) => name),
      ALIPAY_PLUS_SETTLEMENT,
    ).map((file) => ({ file, bytes: files.find(({ name }) => name === file)!.bytes }));
    const setting = { ...SETTING, view: 'ownShare' as const, fees: SANDBOX_FEES };
    const entries = TRANSACTIONS.map(entryOf);

    const all = readFiles(named, RULES);
    const own = readFiles(named, { ...RULES, ownShareOf: setting });
    const keptOf = ({ cycles }: typeof all) =>
      [...cycles.values()].map(({ rows, fees }) => [rows.length, fees.length]);

    expect([keptOf(all), keptOf(own)]).toEqual([[[5, 6]], [[3, 4]]]);
    expect(settle(setting, own, entries, [])).toEqual(settle(setting, all, entries, []));
  });
});

describe('Files as people keep them (reports dossier §1)', () => {
  const given = () =>
    reportFiles({ ...ORDER, transactions: TRANSACTIONS }).files.map(({ name, bytes }) => ({
      file: name,
      bytes,
    }));
  const settledOf = (files: readonly SettlementFile[]) => settle(SETTING, readFiles(files, RULES), [], []);
  const isLines = ({ file }: SettlementFile): boolean => file.startsWith('transactionItems');

  it('the same file in a second folder, and as a copy beside itself, is counted once', () => {
    const copies = given().flatMap(({ file, bytes }) => [
      { file: `copy/${file}`, bytes },
      { file: file.replace('.csv', ' (1).csv'), bytes },
    ]);

    expect(settledOf([...given(), ...copies])).toEqual(settledOf(given()));
  });

  it('two different files of one name are told of, and only one is counted', () => {
    const other = given()
      .filter(isLines)
      .map(({ file, bytes }) => ({
        file: `copy/${file}`,
        bytes: Buffer.from(Buffer.from(bytes).toString().replace('12000', '12001')),
      }));

    const settled = settledOf([...given(), ...other]);

    expect(settled.verdict).toBe('unreadable');
    expect(settled.cycles).toMatchObject([{ lines: 3 }]);
  });

  it.each([
    ['their own lines', false, []],
    ['all lines of the cycle', true, []],
    ['neither', null, ['summaryAmountDiffers', 'summaryCountDiffers']],
  ])('the summaries of two files of a cycle may tell of %s', (_what, isOfAll, kinds) => {
    const split = given().flatMap(({ file, bytes }): SettlementFile[] => {
      if (!isLines({ file, bytes })) return [{ file, bytes }];
      const [heads = '', told = '', columns = '', ...lines] = Buffer.from(bytes)
        .toString()
        .trim()
        .split('\n');
      const part = (seq: number, own: readonly string[], sums: string) => ({
        file: file.replace('_000', `_00${seq}`),
        bytes: Buffer.from([heads, sums, columns, ...own, ''].join('\n')),
      });
      if (isOfAll === null) return [part(0, lines.slice(0, 2), '9,9'), part(1, lines.slice(2), told)];
      return [
        part(0, lines.slice(0, 2), isOfAll ? told : '2,3678'),
        part(1, lines.slice(2), isOfAll ? told : '1,-333'),
      ];
    });

    expect(settledOf(split).findings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('what was not read is not known: no fees are not no fee, no lines are not nothing', () => {
    const without = (...kinds: readonly string[]) =>
      settledOf(given().filter(({ file }) => !kinds.some((kind) => file.startsWith(kind)))).cycles;

    expect(without('feeItems')).toMatchObject([{ net: 3345n, fees: 36n, ownFees: null }]);
    expect(without('feeItems', 'summary_')).toMatchObject([{ fees: null, ownFees: null, toSettle: null }]);
    expect(without('transactionItems')).toMatchObject([{ net: null, ownNet: null, fees: 36n }]);
  });

  it('a payment that settles to less than nothing is refused, and not taken for its size', () => {
    const bent = given().map(({ file, bytes }) => ({
      file,
      bytes: Buffer.from(Buffer.from(bytes).toString().replace(',2667,', ',-2667,')),
    }));

    expect(settledOf(bent).findings).toMatchObject([
      { kind: 'unreadable', say: expect.stringContaining('"-2667"') },
    ]);
  });
});

describe('The bank’s credits, as people type them (reports dossier §5.2)', () => {
  const read = readFiles(samples(), RULES);
  const HEADS = 'bookedOn,amountValue,currency,reference,chargesValue';
  const parsed = (line: string) => parseCredits(Buffer.from(`\ufeff${HEADS}\r\n${line}\r\n`));
  const found = (...lines: readonly string[]) => {
    const credits = lines.flatMap((line) => {
      const told = parsed(line);
      return told.ok ? told.value : [];
    });
    const { findings, payouts } = settle({ ...SETTING, chargesMaxMinor: 20n }, read, [], credits);
    return [findings.map(({ kind }) => kind), payouts.map(({ creditMinor }) => creditMinor)];
  };

  it.each([
    ['an amount with decimals', '2026-11-24,20.79,USD,ALIPAYPLUS 2026112401,15'],
    ['an amount that is less than nothing', '2026-11-24,-2079,USD,ALIPAYPLUS 2026112401,15'],
    ['a day that there is not', '2026-02-31,2079,USD,ALIPAYPLUS 2026112401,15'],
    ['a currency in small letters', '2026-11-24,2079,usd,ALIPAYPLUS 2026112401,15'],
    ['a currency that there is not', '2026-11-24,2079,US$,ALIPAYPLUS 2026112401,15'],
    ['a line that was cut off', '2026-11-24,2079,USD'],
  ])('%s is refused with its line', (_what, line) => {
    expect(parsed(line)).toMatchObject({ ok: false, error: [{ line: 2 }] });
  });

  it('a wrong amount is told of, and put right by the right one beside it', () => {
    const wrong = '2026-11-24,2097,USD,ALIPAYPLUS 2026112401,0';

    expect(found(wrong)).toEqual([['creditDiffers'], [2097n]]);
    expect(found(wrong, '2026-11-24,2079,USD,ALIPAYPLUS 2026112401,15')).toEqual([['chargesTaken'], [2079n]]);
  });

  it('a wrong currency is told of at once', () => {
    expect(found('2026-11-24,2079,EUR,ALIPAYPLUS 2026112401,15')).toEqual([['creditDiffers'], [null]]);
  });
});

/** More lines than a call of JavaScript takes arguments. */
const MANY = 130_000;
const WITH_FEE = 1000;

describe('Large files (reports dossier §5.4, check 3)', () => {
  it('of many lines are read to the unit, with the fees of each', () => {
    const head =
      'transactionType,transactionTime,transactionRequestId,transactionAmountValue,transactionCurrency,settlementAmountValue';
    const lines = Array.from({ length: MANY }, (_, n) => `PAYMENT,2026-11-20T18:31:07+08:00,R${n},1,USD,1`);
    const fees = Array.from({ length: WITH_FEE }, (_, n) => `INTERCHANGE_FEE,1,R${n}`);
    const name = (kind: string): string => `${kind}_${PARTICIPANT}_USD_2026112001_1_000.csv`;
    const file = (kind: string, text: string): SettlementFile => ({
      file: name(kind),
      bytes: Buffer.from(text),
    });
    const read = readFiles(
      [
        file(
          'transactionItems',
          `totalCount,netTotalAmount\n${MANY},${MANY}\n${head}\n${lines.join('\n')}\n`,
        ),
        file(
          'feeItems',
          `totalCount,totalFeeAmountValue\n${WITH_FEE},${WITH_FEE}\nfeeType,feeAmountValue,transactionRequestId\n${fees.join('\n')}\n`,
        ),
      ],
      RULES,
    );

    const settled = settle(SETTING, read, [], []);

    expect(settled.findings).toEqual([]);
    expect(settled.cycles).toMatchObject([{ lines: MANY, net: BigInt(MANY), fees: BigInt(WITH_FEE) }]);
  });

  it('come to the same in whatever order their lines and columns stand', () => {
    const { files } = reportFiles({ ...ORDER, transactions: TRANSACTIONS });
    const given = files.map(({ name, bytes }) => ({ file: name, bytes }));
    const turned = given.map(({ file, bytes }) => ({ file, bytes: turnedRound(file, bytes) }));
    const settledOf = (of: readonly SettlementFile[]) =>
      settle({ ...SETTING, fees: SANDBOX_FEES }, readFiles(of, RULES), TRANSACTIONS.map(entryOf), []);

    expect(turned.map(({ bytes }) => Buffer.from(bytes).toString())).not.toEqual(
      given.map(({ bytes }) => Buffer.from(bytes).toString()),
    );
    expect(settledOf(turned)).toEqual(settledOf(given));
  });
});

/** The same report with its lines from the last to the first, and its columns from right to left. */
function turnedRound(file: string, bytes: Uint8Array): Uint8Array {
  const rows = Buffer.from(bytes)
    .toString()
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').reverse());
  const head = file.startsWith('summary') ? 1 : 3;
  return Buffer.from(
    [...rows.slice(0, head), ...rows.slice(head).reverse()].map((cells) => cells.join(',')).join('\n'),
  );
}

describe('Sums (reports dossier §5.4, check 1)', () => {
  it('of every level are exact in integers, whatever the day and whatever the order of lines', () => {
    const drawn = fc.array(
      fc.record({ isRefund: fc.boolean(), value: fc.integer({ min: 1, max: 9_007_199_254_740 }) }),
      { maxLength: 12 },
    );

    fc.assert(
      fc.property(drawn, (items) => {
        const transactions = items.map(({ isRefund, value }, index) =>
          transaction(index + 1, isRefund ? 'REFUND' : 'PAYMENT', value),
        );
        const { files } = reportFiles({ ...ORDER, transactions });
        const named = files.map(({ name, bytes }) => ({ file: name, bytes }));
        const settled = settle({ ...SETTING, fees: SANDBOX_FEES }, readFiles(named, RULES), [], []);
        const net = transactions.reduce(
          (sum, { type, settlement }) => sum + BigInt(settlement.value) * (type === 'PAYMENT' ? 1n : -1n),
          0n,
        );

        expect(settled.findings).toEqual([]);
        expect(settled.cycles[0]?.net).toBe(net);
        expect(settled.payouts[0]?.minor).toBe(settled.cycles[0]?.toSettle);
      }),
      { numRuns: 3000 },
    );
  });

  it('working days leave weekends and the shop’s list out', () => {
    expect(workingDaysAfter('2026-11-20', 2, [])).toBe('2026-11-24');
    expect(workingDaysAfter('2026-11-20', 2, ['2026-11-23'])).toBe('2026-11-25');
  });
});

describe('Antom’s Settlement Items (Antom in-store dossier §10)', () => {
  const HEADS =
    'settlementBatchId,transactionCurrency,transactionAmountValue,transactionType,transactionRequestId,transactionId,settlementAmountValue,settlementCurrency,paymentTime,referenceMerchantId,referenceStoreId,pspName';
  const line = (type: string, requestId: string, value: string, settled: string, shop = 'M-1') =>
    `B1,EUR,${value},${type},${requestId},A-${requestId},${settled},USD,2026-11-28T18:31:06+01:00,${shop},S-1,ALIPAYCN`;
  const file = (lines: readonly string[], name = 'settlementItems_ALIPAYCN_USD_B1_000.csv') => ({
    file: `2188000000000000/20261201/${name}`,
    bytes: new TextEncoder().encode([HEADS, ...lines, '<END>', ''].join('\n')),
  });
  const antom = {
    participantId: 'whoever',
    reading: readingOf(ANTOM_INSTORE_REPORT),
    form: ANTOM_SETTLEMENT,
    renamed: {},
  };
  const setting: SettleSetting = {
    ...{ view: 'ownShare', today: '2026-12-02', holidays: [], fees: [], chargesMaxMinor: 0n },
    ...{ referenceMerchantId: 'M-1', referenceStoreId: 'S-1' },
  };
  const entry = (requestId: string, minor: number): TillEntry => ({
    ...{ type: 'PAYMENT', gateway: 'antom', saleId: 'S', referenceOrderId: 'O', says: 'done', state: 'paid' },
    ...{ paymentRequestId: requestId, amount: amount('EUR', minor), atMs: 0 },
  });
  const LINES = [
    line('PAYMENT', 'T1-01', '2345', '2500'),
    line('PAYMENT', 'T9-01', '100', '110', 'M-OTHER'),
    line('REFUND', 'T1-01-R1', '500', '-530'),
  ];

  it('are a batch of lines, found by their headers; of them, this shop’s own are added up', () => {
    const { cycles, findings, verdict } = settle(setting, readFiles([file(LINES)], antom), [], []);

    expect(cycles).toMatchObject([
      {
        batchId: 'B1',
        agreementId: 'ALIPAYCN',
        currency: 'USD',
        lines: 3,
        net: 2080n,
        ownLines: 2,
        ownNet: 1970n,
        settledIn: 'B1',
      },
    ]);
    expect([findings, verdict]).toEqual([[], 'match']);
  });

  it.each([
    ['of the till’s amount', 2345, []],
    ['of another amount than the till has', 2344, ['settlementAmountDiffers']],
    ['in another unit than the config says', 234_500, ['settlementAmountDiffers']],
  ])('a line %s is told of so', (_what, minor, kinds) => {
    const { findings } = settle(setting, readFiles([file(LINES)], antom), [entry('T1-01', minor)], []);

    expect(findings.map(({ kind }) => kind).filter((kind) => kind !== 'rateUnknown')).toEqual(kinds);
  });

  it('decimals where the config says minor units are unreadable, and read where it says decimals', () => {
    const decimals = [file([line('PAYMENT', 'T1-01', '23.45', '25.00')])];
    const decimal = { ...antom, reading: readingOf(ANTOM_INSTORE_REPORT, {}, 'decimal') };

    const wrong = settle(setting, readFiles(decimals, antom), [entry('T1-01', 2345)], []);
    const right = settle(setting, readFiles(decimals, decimal), [entry('T1-01', 2345)], []);

    expect(wrong.verdict).toBe('unreadable');
    expect([right.verdict, right.cycles[0]?.ownNet]).toEqual(['match', 2500n]);
  });

  it('a file that was not written to its end, and one that is missing, are told of', () => {
    const cut = { ...file([]), bytes: new TextEncoder().encode(`${HEADS}\n${LINES[0]}\n`) };
    const second = file(LINES, 'settlementItems_ALIPAYCN_USD_B1_001.csv');

    const kindsOf = (files: SettlementFile[]) =>
      settle(setting, readFiles(files, antom), [], []).findings.map(({ kind }) => kind);

    expect(kindsOf([cut])).toEqual(['unreadable']);
    expect(kindsOf([second])).toEqual(['fileMissing']);
  });

  it('other reports of the same folders are passed over', () => {
    const names = ['transactionItems_20261128_000.csv', 'settlementSummary_CONNECTWALLET_USD_B1_000.csv'];

    const { cycles } = readFiles(
      names.map((name) => file(LINES, name)),
      antom,
    );

    expect(cycles.size).toBe(0);
  });
});
