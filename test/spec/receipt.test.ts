import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localTime } from '../../src/ground/local-time.ts';
import { PROFILES, type PrinterProfile } from '../../src/receipt/profiles.ts';
import { receiptOf } from '../../src/receipt/receipt.ts';
import { textOf } from '../../src/receipt/text.ts';
import { givenAmount, givenFacts, onPaper, REQUEST_ID, type Change } from '../fakes/given-receipt.ts';

function asText(change: Change = {}, profile: PrinterProfile = PROFILES['generic-80mm']): string {
  return textOf(receiptOf(givenFacts(change)), profile);
}

const ODD = 'B|ar {1} ~_^"`\\x41\\n=- 100%';
const GOLDEN: readonly (readonly [string, Change, PrinterProfile])[] = [
  ['58mm-customer', {}, PROFILES['generic-58mm']],
  ['58mm-merchant', { copy: 'merchant' }, PROFILES['generic-58mm']],
  ['80mm-customer', {}, PROFILES['generic-80mm']],
  ['80mm-merchant', { copy: 'merchant' }, PROFILES['generic-80mm']],
  ['80mm-duplicate', { marked: true }, PROFILES['generic-80mm']],
  ['58mm-training', { unreal: 'training' }, PROFILES['generic-58mm']],
  ['80mm-jpy', { charge: { amount: givenAmount('JPY', '1200') } }, PROFILES['generic-80mm']],
  ['80mm-kwd', { charge: { amount: givenAmount('KWD', '1234567') } }, PROFILES['generic-80mm']],
  ['58mm-odd-wallet', { charge: { walletBrandName: ODD } }, PROFILES['generic-58mm']],
];

// Renew with `npx vitest run test/spec/receipt.test.ts -u`, then read the difference before committing it.
describe('Receipts as text, by eye (§7.3)', () => {
  it.each(GOLDEN)('%s', async (name, change, profile) => {
    await expect(asText(change, profile)).toMatchFileSnapshot(`../golden/receipt-${name}.txt`);
  });

  it('there is a golden receipt for each of these, and no other', () => {
    const files = readdirSync(new URL('../golden/', import.meta.url)).filter((file) =>
      /^receipt-.*txt$/.test(file),
    );

    expect(files.sort()).toEqual(GOLDEN.map(([name]) => `receipt-${name}.txt`).sort());
  });
});

describe('What a receipt says (§7.1, §7.3)', () => {
  it('both copies carry brand, amount, wallet and ids; masked code and mppPaymentId are the merchant copy’s', () => {
    const both = [
      'Alipay+ Partner',
      'MYR 45.50',
      "Paid with Touch 'n Go eWallet",
      REQUEST_ID,
      'SALE',
      'T07',
      'OP3',
    ];
    const merchantOnly = ['251001****************45', '2026030221121112'];

    const [customer, merchant] = [asText(), asText({ copy: 'merchant' })];

    expect(both.filter((part) => !customer.includes(part) || !merchant.includes(part))).toEqual([]);
    expect(merchantOnly.map((part) => [customer.includes(part), merchant.includes(part)])).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it('only a reprint is marked as a duplicate, and only training and test as such', () => {
    expect(asText()).not.toMatch(/DUPLICATE|TRAINING|TEST/);
    expect(asText({ marked: true })).toContain('*** DUPLICATE ***');
    expect(asText({ unreal: 'training' })).toContain('TRAINING - NOT A RECEIPT OF PAYMENT');
    expect(asText({ unreal: 'test' })).toContain('TEST - NOT A RECEIPT OF PAYMENT');
  });

  it('the wallet is named only where the answer names it', () => {
    expect(asText({ charge: { walletBrandName: undefined } })).not.toContain('Paid with');
  });

  it('without a payment time in the answer the till’s own time stands there, called so', () => {
    const text = asText({ charge: { paymentTime: undefined } });

    expect(text).toMatch(/^Time \(till\) +2026-03-02 10:31:00 \+08:00$/m);
  });

  it.each([
    ['2026-03-02T10:31:05+08:00', 'Asia/Kuala_Lumpur', '2026-03-02 10:31:05 +08:00'],
    ['2026-03-02T02:31:05.09Z', 'Asia/Kolkata', '2026-03-02 08:01:05 +05:30'],
    ['2026-07-02T23:30:00-04:00', 'Europe/London', '2026-07-03 04:30:00 +01:00'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01 00:00:00 +00:00'],
    ['soon', 'UTC', 'soon'],
  ])('%s in %s is %s', (time, zone, expected) => {
    expect(localTime(time, zone)).toBe(expected);
  });
});

describe('Receipts as ESC/POS', () => {
  it.each(Object.values(PROFILES))('$name: every line of the text stands on the paper', (profile) => {
    const change: Change = {
      copy: 'merchant',
      marked: true,
      unreal: 'training',
      charge: { walletBrandName: ODD },
    };
    const expected = asText(change, profile)
      .split('\n')
      .map((line) => line.trim());
    // Where the backslash's byte prints a currency sign, the wide backslash stands for it.
    const wanted = expected.filter((line) => !/^-*$/.test(line) && !line.includes('\\'));

    const paper = onPaper(change, profile, profile.charset);

    const printed = paper.lines.map((line) => line.trim());
    expect(wanted.filter((line) => !printed.includes(line))).toEqual([]);
    expect(paper.cuts).toBe(profile.cutter ? 1 : 0);
  });

  it.each(Object.values(PROFILES))('$name: no line is wider than the paper', (profile) => {
    const long: Change = {
      referenceOrderId: 'X'.repeat(64),
      charge: { walletBrandName: 'Wallet '.repeat(20) },
    };

    for (const line of asText(long, profile).split('\n'))
      expect(line.length).toBeLessThanOrEqual(profile.columns);
    for (const line of onPaper(long, profile, profile.charset).lines)
      expect(line.length).toBeLessThanOrEqual(profile.columns);
  });

  it('a value stands beside its name while a blank fits between, and below it from then on', () => {
    const profile = PROFILES['generic-58mm'];
    const [fits, tooLong] = ['X'.repeat(26), 'X'.repeat(27)];

    expect(onPaper({ referenceOrderId: fits }, profile).lines).toContain(`Order ${fits}`);
    expect(onPaper({ referenceOrderId: tooLong }, profile).lines).toContain(tooLong);
  });

  it('paymentRequestId is a Code 128 of all its digits in code set C', () => {
    const { barcodes } = onPaper({}, PROFILES['generic-58mm']);

    const pairs = REQUEST_ID.match(/../g)!.map(Number);
    expect(barcodes).toEqual([Uint8Array.from([73, 15, 0x7b, 0x43, ...pairs])]);
  });

  it('the amount stands in double height', () => {
    const { lines, heights } = onPaper({}, PROFILES['generic-80mm']);

    expect(heights[lines.indexOf('MYR 45.50')]).toBe(2);
  });

  it('an amount of 16 digits is printed whole, even on narrow paper', () => {
    const amount = givenAmount('KWD', '9007199254740991');

    expect(onPaper({ charge: { amount } }, PROFILES['generic-58mm']).lines).toContain(
      'KWD 9,007,199,254,740.991',
    );
  });

  it('a name prints literally, whatever it is made of', () => {
    const name = fc.stringMatching(/^[!-~]{1,32}$/);

    fc.assert(
      fc.property(name, (storeName) => {
        const facts = givenFacts();
        const store = { ...facts.merchant.store, storeName };
        const { lines } = onPaper({ merchant: { ...facts.merchant, store } }, PROFILES['generic-58mm']);
        expect(lines).toContain(storeName);
      }),
    );
  });

  it('a name cannot command the printer', () => {
    const paper = onPaper(
      { charge: { walletBrandName: 'A\x1bp0\n{code:1}\u001d' } },
      PROFILES['generic-80mm'],
    );

    expect(paper.lines).toContain('Paid with A p0 {code:1}');
    expect(paper.barcodes).toHaveLength(1);
  });
});
