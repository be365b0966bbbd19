import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dayReportOf, type DayReportFacts } from '../../src/receipt/day-report.ts';
import { maskCode } from '../../src/ground/payment-code.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import { approved } from '../../src/payment/refund.ts';
import { pendingSlipOf } from '../../src/receipt/pending-slip.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { refundSlipOf } from '../../src/receipt/refund-slip.ts';
import { receiptOf, type Receipt } from '../../src/receipt/receipt.ts';
import { textOf } from '../../src/receipt/text.ts';
import { PAPER_LANGUAGES, paperLanguageOf } from '../../src/receipt/words/languages.ts';
import { drawn, givenAmount, givenFacts, REQUEST_ID } from '../fakes/given-receipt.ts';
import { codesIn } from '../fakes/paper-eye.ts';

const WIDE = PROFILES['generic-80mm'];
const SALE = givenFacts();
const VOIDED = { facts: SALE.payment.facts, charge: SALE.payment.state.charge };

function refund(languages: readonly string[] = ['en'], marked = false): Receipt {
  return receiptOf({
    ...givenFacts({ copy: 'merchant', languages, marked }),
    type: 'REFUND',
    payment: VOIDED,
    refund: {
      refundRequestId: '9202603021035000070123',
      refundId: '20260303194010800100188720259000001',
      refundTime: '2026-03-03T09:15:00+08:00',
      amount: givenAmount('MYR', '1050'),
      startedAtMs: Date.UTC(2026, 2, 3, 1, 14),
    },
  });
}

function voided(languages: readonly string[] = ['en']): Receipt {
  const atMs = Date.UTC(2026, 2, 2, 4);
  return receiptOf({ ...givenFacts({ languages }), type: 'VOID', payment: VOIDED, atMs });
}

function pending(languages: readonly string[] = ['en']): Receipt {
  const { facts } = SALE.payment;
  const code = maskCode('251001020123456789012345');
  return pendingSlipOf({ ...SALE, ...facts, isAtShopsRisk: false, code, languages });
}

function refundPending(languages: readonly string[] = ['en']): Receipt {
  const facts = {
    refundRequestId: 'R01KB3Q5Z8V6Q0M1T2W3X4Y5Z6A',
    paymentRequestId: SALE.payment.facts.paymentRequestId,
    amount: givenAmount('MYR', '1050'),
    reason: 'Goods returned',
    approverId: 'm1',
    approvedAtMs: Date.UTC(2026, 2, 3, 1, 14),
    idempotencyKey: null,
    isRetried: true,
    repeat: FORMER_TERMS.refund.repeat,
    timing: TIMING_DEFAULTS,
  };
  const slip = refundSlipOf(givenFacts({ languages }), VOIDED, {
    facts,
    state: approved(facts.approvedAtMs),
  });
  if (!slip.ok) throw new Error(slip.error.say);
  return slip.value;
}

function day(languages: readonly string[] = ['en'], change: Partial<DayReportFacts> = {}): Receipt {
  return dayReportOf({
    ...SALE,
    type: 'Z',
    number: 42,
    fromMs: Date.UTC(2026, 2, 1, 16),
    untilMs: Date.UTC(2026, 2, 2, 15, 59, 59),
    currency: givenAmount('MYR', '1').currency,
    sales: { count: 31, valueMinor: 140_250n },
    refunds: { count: 2, valueMinor: 2100n },
    voids: { count: 1, valueMinor: 4550n },
    unresolved: [{ referenceOrderId: 'ORD-20260302-17', amount: givenAmount('MYR', '4550') }],
    head: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    wallets: [
      { name: "Touch 'n Go eWallet", tally: { count: 20, valueMinor: 90_000n } },
      { name: '支付宝', tally: { count: 11, valueMinor: 50_250n } },
    ],
    people: [],
    acquirers: [],
    marked: false,
    clockOffMs: null,
    languages,
    ...change,
  });
}

const DOCUMENTS: readonly [string, Receipt][] = [
  ['refund', refund()],
  ['void', voided()],
  ['pending', pending()],
  ['z', day()],
  ['x', day(['en'], { type: 'X', unresolved: [], wallets: [] })],
  ['refund-duplicate-ja', refund(['ja'], true)],
  ['pending-th', pending(['th'])],
  ['refund-pending', refundPending()],
  ['refund-pending-th', refundPending(['th'])],
  ['z-zh-Hans', day(['zh-Hans'])],
];
const BY_LANGUAGE = PAPER_LANGUAGES.map((language): [string, Receipt] => [
  `sale-${language}`,
  receiptOf(givenFacts({ languages: [language], copy: 'merchant', marked: true })),
]);
/** Looked at as pictures: a language, and a printer that is sold where it is spoken. */
const PICTURES = [
  ['en', 'generic-80mm', "Touch 'n Go eWallet"],
  ['de', 'epson-tm-t20iii', 'Alipay'],
  ['th', 'generic-58mm', 'TrueMoney Wallet'],
  ['ja', 'epson-tm-t88vi', 'PayPay 東京'],
  ['ko', 'bixolon-ks', '카카오페이'],
  ['vi', 'generic-80mm', 'Ví điện tử'],
  ['zh-Hans', 'xprinter-gbk', '支付宝'],
  ['zh-Hant', 'star-escpos', '支付寶'],
] as const;

/** Names that must be shaped: of the shop, of its street, of the wallet; an order's id; and a printer. */
const SHAPED = [
  ['arabic', 'generic-80mm', 'مطعم البركة', 'شارع الملك فهد 12 (بجوار البنك)', 'محفظة فوري', 'طلب-2026-0017'],
  ['hebrew', 'epson-tm-t88vi', 'מסעדת שלום', 'רחוב דיזנגוף 50, תל אביב', 'ביט "פלוס"', 'הזמנה-17/26'],
  ['hindi', 'generic-58mm', 'श्री कृष्णा मिष्ठान्न भंडार', 'महात्मा गांधी मार्ग, नई दिल्ली', 'भारत पे', 'क्रम-१७'],
  ['khmer', 'generic-80mm', 'ភោជនីយដ្ឋានភ្នំពេញ', 'មហាវិថីព្រះមុនីវង្ស លេខ ១២', 'កាបូបស្ត្រី', 'ORDER-ក្រ-17'],
  ['tamil', 'xprinter-gbk', 'ஸ்ரீ முருகன் உணவகம்', 'காந்தி சாலை 12, சென்னை', 'தமிழ் பணப்பை', 'ஆணை-17'],
] as const;

// Renew with `npx vitest run test/spec/receipt-papers.test.ts -u`, then read the difference before committing it.
describe('Every paper as text, by eye (§7.3)', () => {
  it.each([...DOCUMENTS, ...BY_LANGUAGE])('%s', async (name, receipt) => {
    await expect(textOf(receipt, WIDE)).toMatchFileSnapshot(`../golden/receipts/${name}.txt`);
  });
});

describe('Receipts as pictures, by eye', () => {
  it.each(PICTURES)('%s on %s', (language, profile, walletBrandName) => {
    const png = drawn({ languages: [language], charge: { walletBrandName } }, PROFILES[profile]);

    const golden = readFileSync(new URL(`../golden/receipts/${language}.png`, import.meta.url));
    expect(Buffer.compare(dotsOf(png), dotsOf(golden))).toBe(0);
  });

  it.each(SHAPED)('%s on %s', (script, profile, storeName, address1, walletBrandName, referenceOrderId) => {
    const { merchant } = SALE;
    const storeAddress = { ...merchant.store.storeAddress, address1 };
    const shop = {
      ...merchant,
      merchantDisplayName: storeName,
      store: { ...merchant.store, storeName, storeAddress },
    };
    const png = drawn({ merchant: shop, referenceOrderId, charge: { walletBrandName } }, PROFILES[profile]);

    const file = new URL(`../golden/receipts/${script}.png`, import.meta.url);
    expect(Buffer.compare(dotsOf(png), dotsOf(readFileSync(file)))).toBe(0);
  });

  it('on a paper in another language the bars are read back as well', async () => {
    const png = drawn({ languages: ['th'] }, PROFILES['generic-58mm']);

    expect(await codesIn(png)).toEqual([{ format: 'Code128', text: REQUEST_ID }]);
  });
});

describe('What papers say (§7.3, §7.4)', () => {
  const ALL = PAPER_LANGUAGES.map((language): [string] => [language]);
  const text = (receipt: Receipt): string => textOf(receipt, PROFILES['generic-58mm']).replace(/\s+/g, ' ');

  it.each(ALL)('%s: a pending slip says NOT PAID, RESULT UNKNOWN, at its top and at its end', (language) => {
    const slip = text(pending([language]));

    expect(slip.split('NOT PAID, RESULT UNKNOWN')).toHaveLength(3);
    expect(slip).not.toMatch(/SALE|Paid with|approved|Alipay\+/i);
  });

  it.each(ALL)('%s: every reprint says DUPLICATE, and no first print does', (language) => {
    const facts = givenFacts({ languages: [language] });

    expect(text(receiptOf({ ...facts, marked: true }))).toContain('DUPLICATE');
    expect(text(receiptOf(facts))).not.toContain('DUPLICATE');
    expect(text(refund([language], true))).toContain('DUPLICATE');
    expect(text(day([language], { marked: true }))).toContain('DUPLICATE');
  });

  it.each(ALL)('%s: no line of a promotion, a discount or an exchange is made', (language) => {
    const papers = [receiptOf(givenFacts({ languages: [language] })), refund([language]), voided([language])];

    for (const paper of papers)
      expect(text(paper)).not.toMatch(/promo|discount|rabatt|exchange|\brate\b|%|優惠|优惠/i);
  });

  it.each(ALL)('%s: every paper can be drawn on every profile', (language) => {
    for (const profile of Object.values(PROFILES)) {
      for (const paper of [
        receiptOf(givenFacts({ languages: [language] })),
        pending([language]),
        day([language]),
      ]) {
        expect(drawn(paper, profile).length).toBeGreaterThan(1000);
      }
    }
  });

  it('every paper is made whatever script its names are in, and with signs that no font has', () => {
    const names = ['محفظة فوري', 'כיס', 'भारत पे', 'ស្ត្រី', 'தமிழ்', 'မြန်မာ', 'ქართული', '🙂\ue000\u0378'];
    // A tower of marks, a word that is longer than a line and joined to its end, a family of four.
    names.push(`Z${'\u0301\u0300\u0302'.repeat(20)}`, 'م'.repeat(120), '👨‍👩‍👧‍👦 Café');
    for (const name of names) {
      const store = { ...SALE.merchant.store, storeName: name, storeAddress: { region: 'MY', city: name } };
      const merchant = { ...SALE.merchant, merchantDisplayName: name, store };
      const [wallets, referenceOrderId] = [[{ name, tally: { count: 1, valueMinor: 4550n } }], name];
      const { facts } = SALE.payment;
      const code = maskCode('251001020123456789012345');
      const papers = [
        receiptOf({ ...SALE, merchant, referenceOrderId, marked: true }),
        pendingSlipOf({ ...SALE, ...facts, isAtShopsRisk: false, code, merchant, referenceOrderId }),
        ...(['X', 'Z'] as const).map((type) => day(['en'], { type, merchant, wallets })),
      ];
      for (const profile of Object.values(PROFILES))
        for (const paper of papers) expect(drawn(paper, profile).length).toBeGreaterThan(1000);
    }
  });

  it('a refund says its own amount, time and id, and what was paid', () => {
    const paper = text(refund());

    for (const part of [
      'REFUND',
      'MYR 10.50',
      '2026-03-03 09:15:00 +08:00',
      'Paid MYR 45.50',
      "Refunded to Touch 'n Go",
    ])
      expect(paper).toContain(part);
  });

  it('the sums of a day are exact where a number would not hold them', () => {
    const paper = text(day(['en'], { sales: { count: 3, valueMinor: 27_021_597_764_222_973n } }));

    expect(paper).toContain('Sales (3) MYR 270,215,977,642,229.73');
    expect(paper).toContain('Net MYR 270,215,977,642,163.23');
  });

  it('the net of a day may be below zero', () => {
    const paper = text(day(['en'], { sales: { count: 0, valueMinor: 0n } }));

    expect(paper).toContain('Net -MYR 66.50');
  });

  it.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['de-AT', 'de'],
    ['pt-BR', 'en'],
    ['no language!', 'en'],
  ])('the language %s is written as %s', (tag, language) => {
    expect(paperLanguageOf(tag)).toBe(language);
  });
});

/** The dots of a PNG of the till: what is packed in its one IDAT chunk. */
function dotsOf(png: Uint8Array): Buffer {
  const bytes = Buffer.from(png);
  const at = bytes.indexOf('IDAT');
  return inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
}
