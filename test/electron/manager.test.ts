import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { hashPin, PIN_COST } from '../../src/staff/pin.ts';
import { newCode } from '../browser/codes.ts';
import { types } from '../browser/typed-keys.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox } from '../fakes/agent-process.ts';
import { Display } from './display.ts';
import { bundled, Kiosk, describeKiosk } from './kiosk.ts';

const PIN = '4711';
/** A scanner's pace, and a person's, in milliseconds from key to key. */
const SCANNER_MS = 8;
const PERSON_MS = 120;
let display: Display;
let kiosk: Kiosk;

describeKiosk('The kiosk in Electron', () => {
  beforeAll(async () => {
    await bundled();
    display = await Display.started();
  }, 120_000);
  afterEach(async () => {
    await kiosk.stop();
    await endAgents();
  });
  afterAll(() => display.stop());

  it('opens a payment whose receipt is scanned, refunds it with a PIN, and closes the day without saving files', async () => {
    const sandbox = await givenAgentSandbox();
    const pin = await hashPin(PIN, randomBytes(PIN_COST.saltBytes));
    const folder = givenAgentFolder(sandbox.url, {
      scanners: [{ kind: 'keyboard' }],
      managers: [{ id: 'm1', name: 'Aisyah', pin }],
    });
    kiosk = await Kiosk.started(display, ['--config', folder.config]);
    await kiosk.shows('Amount to charge');
    const keys = await kiosk.page.context().newCDPSession(kiosk.page);
    await kiosk.charge('1250');
    await types(keys, `${newCode()}\r`, SCANNER_MS);
    await kiosk.shows('Hand over the goods');
    await kiosk.page.keyboard.press('Enter');
    await kiosk.shows('Amount to charge');
    const [sale] = sandbox.ledger.books(Date.now());

    await types(keys, `${sale!.paymentRequestId}\r`, SCANNER_MS);
    await kiosk.shows('Paid');
    await kiosk.page.getByRole('button', { name: 'Refund', exact: true }).click();
    await kiosk.shows('How much goes back?');
    await kiosk.page.keyboard.press('Enter');
    await kiosk.shows('Why does it go back?');
    await types(keys, '1', PERSON_MS);
    await kiosk.shows('Approve with your PIN');
    await kiosk.page.getByRole('button', { name: 'Aisyah', pressed: true }).waitFor();
    await types(keys, PIN, PERSON_MS);
    await kiosk.page.locator('.pin', { hasText: '4 digits' }).waitFor();
    await kiosk.page.keyboard.press('Enter');
    await kiosk.shows('Refunded');
    await kiosk.page.keyboard.press('F4');
    await kiosk.shows('The day so far');
    await kiosk.page.getByRole('button', { name: 'Close the day' }).click();
    await kiosk.shows('Close the day?');
    await kiosk.page.keyboard.press('Enter');
    await kiosk.shows('Day 1 is closed');

    await kiosk.page.getByText('Files are saved from').waitFor();
    expect(await kiosk.page.locator('a').count()).toBe(0);
    await kiosk.page.locator('.receipt', { hasText: 'Z REPORT' }).waitFor();
  }, 60_000);
});
