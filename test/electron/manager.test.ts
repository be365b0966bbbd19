import { expect, it } from 'vitest';
import { newCode } from '../browser/codes.ts';
import { types } from '../browser/typed-keys.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import { describeKiosk } from './kiosks.ts';

/** A scanner's pace, and a person's, in milliseconds from key to key. */
const SCANNER_MS = 8;
const PERSON_MS = 120;

describeKiosk('The kiosk in Electron', (kiosks) => {
  it('opens a payment whose receipt is scanned, refunds it with a PIN, and closes the day without saving files', async () => {
    const { kiosk, sandbox } = await kiosks.started({
      scanners: [{ kind: 'keyboard' }],
      managers: [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }],
    });
    await kiosk.shows('Amount to charge');
    const keys = await kiosk.page.context().newCDPSession(kiosk.page);
    await kiosk.charge('12.50');
    await types(keys, `${newCode()}\r`, SCANNER_MS);
    await kiosk.shows('Hand over the goods');
    await kiosk.keys('Enter');
    await kiosk.shows('Amount to charge');
    const [sale] = sandbox.ledger.books(Date.now());

    await types(keys, `${sale!.paymentRequestId}\r`, SCANNER_MS);
    await kiosk.shows('Paid');
    await kiosk.page.getByRole('button', { name: 'Refund', exact: true }).click();
    await kiosk.shows('How much goes back?');
    await kiosk.keys('Enter');
    await kiosk.shows('Why does it go back?');
    await types(keys, '1', PERSON_MS);
    await kiosk.shows('Approve with your PIN');
    await kiosk.page.getByRole('button', { name: 'Aisyah', pressed: true }).waitFor();
    await types(keys, PIN, PERSON_MS);
    await kiosk.page.locator('.pin', { hasText: '6 digits' }).waitFor();
    await kiosk.keys('Enter');
    await kiosk.shows('Refunded');
    await kiosk.keys('F4');
    await kiosk.shows('A manager signs in');
    await types(keys, PIN, PERSON_MS);
    await kiosk.keys('Enter');
    await kiosk.shows('The day so far');
    await kiosk.page.getByRole('button', { name: 'Close the day' }).click();
    await kiosk.shows('Close the day?');
    await kiosk.keys('Enter');
    await kiosk.shows('Day 1 is closed');

    await kiosk.page.getByText('Files are saved from').waitFor();
    expect(await kiosk.page.locator('a').count()).toBe(0);
    await kiosk.page.locator('.receipt', { hasText: 'Z REPORT' }).waitFor();
  }, 60_000);
});
