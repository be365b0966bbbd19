import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMarks } from '../../drivers/printer/marks-folder.ts';
import { brandsOf } from '../../src/acquirers/brands.ts';
import { CODE_BOOK, codeBookOf } from '../../src/acquirers/codes.ts';
import type { AcquirerTraits } from '../../src/acquirers/kind.ts';
import { KINDS } from '../../src/acquirers/kinds.ts';
import type { ReportColumn, ReportColumns } from '../../src/acquirers/report-columns.ts';
import { readingOf } from '../../src/acquirers/report-form.ts';
import { ALIPAY_PLUS_REPORT } from '../../src/acquirers/alipay-plus/report-form.ts';
import { reportSourcesOf } from '../../src/acquirers/reports.ts';
import { payableByCode, routingOf } from '../../src/acquirers/routing.ts';
import type { GatewayConfig } from '../../src/config/config.ts';
import { COLUMN_NAMES } from '../../src/config/report-columns.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { allBrands, brandsOfPayment, type GatewayBrands } from '../../src/receipt/brand.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { receiptOf } from '../../src/receipt/receipt.ts';
import { textOf } from '../../src/receipt/text.ts';
import { parseReport } from '../../src/reconcile/report.ts';
import { identify } from '../../src/scan/classify.ts';
import { holdsPaymentCode } from '../../src/scan/held-code.ts';
import { OPPOSITE_TRAITS } from '../prove/opposite-acquirer.ts';
import { BRAND, givenFacts } from '../fakes/given-receipt.ts';

// The acquirer's seam, as far as it is data: what a kind brings reaches the till, and a kind may bring nothing.

const BOTH: readonly AcquirerTraits[] = [OPPOSITE_TRAITS, ...KINDS];
const CODE = '251001020123456789012345';

function gatewayOf(kind: string): GatewayConfig {
  return { kind, baseUrl: 'https://gateway.example', stage: 'test', timing: TIMING_DEFAULTS };
}

const REPORTS = {
  ...{
    participantId: '1',
    folder: 'a',
    view: 'ownShare' as const,
    fees: [],
    bank: { chargesMax: '0' },
    holidays: [],
  },
};
const OPPOSITE = { gateways: { page: gatewayOf('opposite') }, routes: [], reports: undefined };
const TWO = { ...OPPOSITE, gateways: { ...OPPOSITE.gateways, aplus: gatewayOf('alipay-plus') } };

/** What is read from a report of one transaction, by the headers of these columns. */
function readWith(columns: ReportColumns, heads: string, line: string) {
  const [summary] = columns.totalCount?.headers ?? [];
  const bytes = new TextEncoder().encode(`${summary}\n1\n${heads}\n${line}\n`);
  return parseReport('report.csv', bytes, readingOf({ ...ALIPAY_PLUS_REPORT, columns }));
}

describe('A kind of acquirer that brings nothing › codes', () => {
  it('no code goes to it by itself', () => {
    const routing = routingOf(OPPOSITE, BOTH);

    expect(routing.gatewayOfFamily.size).toBe(0);
    expect(identify(CODE, routing)).toMatchObject({ family: 'ALIPAY_PLUS', route: 'refuse' });
  });

  it("beside another it takes none of the other's codes", () => {
    expect(identify(CODE, routingOf(TWO, BOTH)).route).toBe('aplus');
  });

  it('a cashier who is asked where a scanned code goes is not offered it', () => {
    expect(payableByCode(TWO, BOTH)).toEqual(['aplus']);
  });

  it('a till that knows no other kind knows only the codes that are of no acquirer', () => {
    const only = codeBookOf([OPPOSITE_TRAITS]);

    expect(only.rules.map(({ id }) => id)).toEqual(['emv-cpm', 'wechat-18', 'unionpay-19']);
    expect(identify(CODE, routingOf(OPPOSITE, [OPPOSITE_TRAITS])).family).toBe('UNKNOWN');
    expect(holdsPaymentCode(`paid by ${CODE}`, only)).toBe(false);
  });

  it('the rules of the till, and their edition, are the same with it', () => {
    expect(codeBookOf(BOTH)).toEqual(CODE_BOOK);
    expect(CODE_BOOK.version).toBe('alipayplus-1.6.0+1');
  });
});

describe('Codes that a kind brings', () => {
  it('each rule has an id of its own', () => {
    const ids = CODE_BOOK.rules.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('a code of the kind is found in a text', () => {
    expect(holdsPaymentCode(`paid by ${CODE}, thanks`, CODE_BOOK)).toBe(true);
  });
});

describe('A kind of acquirer that brings nothing › its brand', () => {
  const headOf = (brands: GatewayBrands, gateway: string) => {
    const facts = givenFacts({ brands: brandsOfPayment(brands, gateway) });
    return textOf(receiptOf(facts), PROFILES['generic-80mm']).trim().split('\n')[0]?.trim();
  };
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'till-marks-'));
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ marks: [] }));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('the receipt of its payment begins with the shop', () => {
    expect(headOf(brandsOf(OPPOSITE, BOTH), 'page')).toBe('Kopi Corner Central');
  });

  it('at a till with two acquirers each receipt bears the brand of its own', () => {
    const brands = brandsOf(TWO, BOTH);

    expect([headOf(brands, 'page'), headOf(brands, 'aplus')]).toEqual([
      'Kopi Corner Central',
      'Alipay+ Partner',
    ]);
  });

  it('a payment of a gateway that the config has no more bears the only brand of the till, or none', () => {
    const two = new Map([
      ['a', BRAND],
      ['b', { mark: 'other', words: 'Other' }],
    ]);

    expect(headOf(brandsOf(TWO, BOTH), 'gone')).toBe('Alipay+ Partner');
    expect(headOf(brandsOf(OPPOSITE, BOTH), 'gone')).toBe('Kopi Corner Central');
    expect(headOf(two, 'gone')).toBe('Kopi Corner Central');
  });

  it('a brand of two gateways counts once', () => {
    const { aplus } = TWO.gateways;

    expect(allBrands(brandsOf({ gateways: { a: aplus, b: aplus } }))).toEqual([BRAND]);
  });

  it('no mark is required of its shop, and one of a shop that has another too', () => {
    const faultsOf = (config: typeof OPPOSITE) =>
      readMarks(
        folder,
        allBrands(brandsOf(config, BOTH)).map(({ mark }) => mark),
      ).faults;

    expect(faultsOf(OPPOSITE)).toEqual([]);
    expect(faultsOf(TWO)).toEqual(['alipay-plus: is required, and is not in the manifest']);
  });
});

describe('A kind of acquirer that brings nothing › reports', () => {
  it('there is nothing to compare at a till that has no other', () => {
    expect(reportSourcesOf(OPPOSITE, BOTH)).toEqual([]);
  });

  it('beside another, the reports are of the other', () => {
    expect(reportSourcesOf(TWO, BOTH).map(({ kind }) => kind)).toEqual(['alipay-plus']);
  });
});

describe("A kind's report columns", () => {
  const column = (header: string): ReportColumn => ({
    headers: [header],
    certainty: 'documented',
    source: 'a test',
  });
  const FEW = {
    totalCount: column('rows'),
    transactionType: column('kind'),
    transactionTime: column('at'),
    transactionAmountValue: column('minor'),
    transactionCurrency: column('unit'),
    transactionId: column('ref'),
  };

  it('a report is read under headers of its own; columns that can be done without may be left out', () => {
    const read = readWith(FEW, 'kind,at,ref,minor,unit', 'PAYMENT,2026-11-20T10:31:04+08:00,P-1,4550,MYR');

    expect(read.ok && read.value.rows).toMatchObject([{ type: 'PAYMENT', transactionId: 'P-1' }]);
  });

  it('a header that is missing is named as this kind calls it', () => {
    const read = readWith(FEW, 'kind,ref,minor,unit', 'PAYMENT,P-1,4550,MYR');

    expect(read.ok ? [] : read.error).toMatchObject([{ column: 'at' }]);
  });

  it('the config renames any of them', () => {
    const columns = Object.fromEntries(COLUMN_NAMES.map((name) => [name, `our ${name}`]));

    const [source] = reportSourcesOf({ ...TWO, reports: { ...REPORTS, gateways: {}, columns } }, BOTH);

    expect(Object.values(source?.reading.headers ?? {})).toEqual(COLUMN_NAMES.map((name) => [`our ${name}`]));
  });
});
