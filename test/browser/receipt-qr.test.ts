import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { receiptQrText, RECEIPT_QR_BYTES_MAX } from '../../src/receipt/receipt-qr.ts';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { codesIn } from '../fakes/paper-eye.ts';
import { newCode } from './codes.ts';
import { LanguageTour } from './language-tour.ts';
import { givenScreens } from './screens.ts';
import type { Window } from './window.ts';

const screens = givenScreens();
let window: Window;

/** A paid sale, and the customer's screen beside it. */
async function paidBeside(displays: object): Promise<Page> {
  const printers = [{ kind: 'file', path: 'paper.bin', copies: ['customer'] }];
  ({ window } = await screens.till({ displays, printers }));
  const customer = await window.customer();
  await customer.setViewportSize({ width: 800, height: 480 });
  await window.charge('1250.00');
  await window.scan(newCode());
  await customer.locator('.customer-thanks').waitFor();
  return customer;
}

describe("The receipt on the customer's screen", () => {
  it('is a code that a phone reads from the smallest screen, and says what the paper says', async () => {
    const customer = await paidBeside({ receiptQr: true });

    await customer.getByRole('heading', { name: 'Scan for your receipt' }).waitFor();
    const picture = await customer.screenshot({ path: 'out/screens/customer-receipt.png' });
    const [read] = await codesIn(picture);

    expect(read?.text).toContain('Kopi Corner Central');
    expect(read?.text).toContain('MYR 1,250.00');
    await window.page.bringToFront();
    const paper = await window.page.getByRole('region', { name: 'Receipt' }).textContent();
    const words = (text: string): string[] => text.split(/\s+/).filter((word) => /\w/.test(word));
    expect(words(read?.text ?? '').filter((word) => !words(paper ?? '').includes(word))).toEqual([]);
  }, 60_000);

  it('is there only where the shop wants it', async () => {
    const customer = await paidBeside({});

    expect(await customer.locator('.qr').count()).toBe(0);
  }, 60_000);

  it('is left out rather than cut off where it is too long for a phone', () => {
    const line = (text: string) => ({ kind: 'barcode', text }) as const;

    expect(receiptQrText([line('x'.repeat(RECEIPT_QR_BYTES_MAX))])).toHaveLength(RECEIPT_QR_BYTES_MAX);
    expect(receiptQrText([line('ü'.repeat(RECEIPT_QR_BYTES_MAX / 2 + 1))])).toBeNull();
  });
});

describe('A receipt that waits for a printer that is off', () => {
  it('is shown, printed elsewhere or skipped from the stage, the tape and the desk, after the next sale too', async () => {
    const printers = [
      { kind: 'tcp', host: '127.0.0.1', port: 9, copies: ['customer'] },
      { kind: 'file', path: 'paper.bin', copies: ['merchant'], name: 'office' },
    ];
    const till = await screens.till({ printers });
    ({ window } = till);
    const sheet = window.page.locator('dialog');
    const tour = await LanguageTour.from(window, 'receipt');
    await window.charge('1250.00');
    await window.scan(newCode());
    await window.shows('Hand over the goods');
    await window.press('Receipt …');
    await sheet.waitFor();
    await tour.look('.paid', 'waits', [...LANGUAGES.filter((language) => language !== 'en'), 'en']);
    await window.keys('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await window.press('Next sale');
    await window.shows('Amount to charge');

    await window.page.locator('.tape .line').first().click();
    await window.press('Receipt …');
    await window.press('Show as QR code');
    const [read] = await codesIn(await sheet.locator('.qr').screenshot());
    await window.keys('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await window.press('Story and refund');
    await window.press('Receipt …');
    await window.press('Print on office');
    await window.page.getByRole('button', { name: 'Print', exact: true }).waitFor();
    const { recent } = await till.agent
      .events()
      .until(({ recent: [sale] }) => sale?.receipts['customer']?.state === 'printed');

    expect(read?.text).toContain('MYR 1,250.00');
    expect(recent[0]?.receipts['customer']?.printer).toBe('office');
    expect(tour.faults).toEqual([]);
  }, 120_000);
});
