import type { CDPSession } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import { order } from '../fakes/agent-process.ts';
import type { OpenedTill } from './opened-till.ts';
import { givenScreens } from './screens.ts';
import { types } from './typed-keys.ts';
import type { Window } from './window.ts';

const EAN_8 = '96385074';
const EAN_13 = '4006381333931';
const UPC_A = '036000291452';
const UPC_E = '425261';
/** Of the shop's own making, in Code 39: shorter than any of the above, and ended by Enter. */
const OWN = '12345';

const SAID = 'A code was scanned, but no sale waits for one.';

let window: Window;
let keys: CDPSession;
let till: OpenedTill;

async function open(scanners: readonly object[], more: object = {}): Promise<void> {
  const managers = [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }];
  till = await screens.till({ scanners, managers, ...more });
  ({ window } = till);
  keys = await window.context.newCDPSession(window.page);
}

const screens = givenScreens('file');

/** Waits for the refusal, and takes it away. Notices are told apart by their second: the next one comes in another. */
async function refused(): Promise<void> {
  await window.says(SAID);
  await window.press('Seen');
  const second = (): number => Math.floor(Date.now() / 1000);
  const seenAt = second();
  await vi.waitUntil(() => second() > seenAt, { timeout: 2000, interval: 20 });
}

/** The number on the stage, once the refusal stood there. */
async function amountAfterRefusal(): Promise<string | null> {
  await refused();
  return window.page.locator('.stage .amount-number').textContent();
}

const salesOpened = async (): Promise<number> =>
  (await till.agent.call('GET', '/v1/sales')).text === '[]' ? 0 : 1;

describe.each([
  ['with a keyboard scanner in the config', [{ kind: 'keyboard' }]],
  ['with a keyboard scanner in the config that is faster than this one', [{ kind: 'keyboard', keyMsMax: 5 }]],
  ['without any scanner in the config', []],
])("A product's bar code never becomes an amount, %s", (_, scanners) => {
  beforeAll(() => open(scanners), 120_000);

  it.each([
    [EAN_8, 10, ''],
    [EAN_8, 20, '\r'],
    [EAN_8, 30, '\t'],
    [EAN_13, 12, '\r'],
    [UPC_A, 25, ''],
    [UPC_E, 30, '\r'],
  ])('%s at %i ms a key, ended by %j, is refused in words', async (code, everyMs, end) => {
    await types(keys, `${code}${end}`, everyMs);
    expect(await amountAfterRefusal()).toBe('0.00');

    // Another Enter, a person's: there is nothing to charge.
    await window.keys('Enter');
    await window.shows('Amount to charge');
    expect(await salesOpened()).toBe(0);
  });

  it('a short code of the shop’s own that ends with Enter opens no sale', async () => {
    await types(keys, `${OWN}\r`, 30);

    expect(await amountAfterRefusal()).toBe('0.00');
    expect(await salesOpened()).toBe(0);
  });

  it('what a person typed before it stays as it was, and is charged by the person’s own Enter only', async () => {
    await window.type('12.5');
    await types(keys, `${EAN_8}\r`, 20);
    expect(await amountAfterRefusal()).toBe('12.50');
    expect(await salesOpened()).toBe(0);

    await window.keys('Escape');
  });
});

describe('Elsewhere on the screens a scan that is typed is refused too', () => {
  beforeAll(() => open([]), 120_000);

  it('in the amount of a refund, in the box of a reason and in the PIN; the search takes it', async () => {
    const { paymentRequestId } = await till.sold('4550');
    await window.shows('Hand over the goods');
    await window.keys('Enter', 'F3');
    await window.shows('Find a payment');
    await types(keys, EAN_8, 10);
    const search = window.page.getByLabel('Id or amount');
    expect(await search.inputValue()).toBe(EAN_8);
    await search.fill(paymentRequestId!);
    await window.keys('Enter');
    await window.shows('Paid');
    await window.press('Refund');

    await window.shows('How much goes back?');
    await types(keys, `${EAN_8}\r`, 20);
    expect(await amountAfterRefusal()).toBe('45.50');
    await window.keys('Enter');

    await window.shows('Why does it go back?');
    const own = window.page.getByLabel('In your own words');
    await own.focus();
    await types(keys, `${EAN_13}\r`, 20);
    await refused();
    expect(await own.inputValue()).toBe('');
    await own.blur();
    await window.keys('1');

    await window.shows('Approve with your PIN');
    await types(keys, `${EAN_8}\r`, 20);
    await refused();
    expect(await window.page.locator('.pin').textContent()).toContain('0 digits');
    await window.approves(PIN);
    await window.shows('Refunded');
  }, 60_000);

  it('in the customer’s turn too nothing is typed into an amount', async () => {
    await window.keys('Escape', 'Escape', 'Escape');
    await till.agent.call('POST', '/v1/sales', order('ORD-9', '1000'));
    await window.shows("Scan the customer's code");
    await types(keys, `${EAN_8}\r`, 20);

    await window.says('This is not a payment code.');
    await window.shows("Scan the customer's code");
    await window.keys('Escape');
  });
});

describe('An amount that is too large or unusual', () => {
  beforeAll(() => open([], { terminal: { limits: { amountMax: '96385073' } } }), 120_000);

  it('over terminal.limits.amountMax is refused at the pad, naming the limit', async () => {
    await window.type('963850.74');
    await window.keys('Enter');

    await window.says('This till takes at most MYR 963,850.73 in one sale.');
    await window.shows('Amount to charge');
    expect(await salesOpened()).toBe(0);
    await window.press('Seen');
    await window.keys('Escape');
  });

  it('over a hundred times the usual largest is asked about, and charged by a second action only', async () => {
    for (const value of ['900', '1250', '700']) {
      await till.sold(value);
      await window.shows('Hand over the goods');
      await window.keys('Enter');
    }
    await window.type('1250.01');
    await window.keys('Enter');
    await window.shows('Is this amount right?');
    expect(await window.picture('amount-question')).toEqual([]);
    // A second Enter may belong to the first.
    await window.keys('Enter');
    await window.shows('Is this amount right?');
    await window.keys('Escape');
    await window.shows('Amount to charge');
    expect(await window.page.locator('.stage .amount-number').textContent()).toBe('1,250.01');
    await window.keys('Enter');

    await window.press('Charge');

    await window.shows("Scan the customer's code");
    await window.keys('Escape');
    await window.shows('Sale cancelled');
    await window.keys('Enter');
  }, 60_000);

  it('a hundred times the usual largest is not asked about', async () => {
    await window.charge('1250.00');
  });
});

describe('A pad that fills from the right (terminal.amountEntry minor)', () => {
  beforeAll(() => open([], { terminal: { amountEntry: 'minor' } }), 120_000);

  it('has no use for the point: 1250 and a point are 12.50', async () => {
    await window.type('1250.');

    await window.page.locator('.stage .amount-number', { hasText: '12.50' }).waitFor();
    expect(await window.page.getByRole('button', { name: 'Decimal point' }).isDisabled()).toBe(true);
    await window.keys('Enter');
    await window.shows("Scan the customer's code");
    expect((await window.newest()).amount.value).toBe('1250');
  });
});
