import { beforeEach, describe, expect, it } from 'vitest';
import { newCode } from './codes.ts';
import { givenScreens } from './screens.ts';
import type { Window } from './window.ts';

const screens = givenScreens();
let window: Window;

beforeEach(async () => {
  ({ window } = await screens.training());
}, 40_000);

const amount = () => window.page.locator('.stage .amount-number').textContent();

async function paid(written = '12.00'): Promise<void> {
  await window.charge(written);
  await window.scan(newCode());
  await window.shows('Hand over the goods');
}

describe('Typing on a finished stage', () => {
  it('begins the next sale, with its first digit, at a person’s pace', async () => {
    await paid();

    await window.type('8.99');
    await window.shows('Amount to charge');
    expect(await amount()).toBe('8.99');
    await window.keys('Enter');

    await window.shows("Scan the customer's code");
    expect(await amount()).toBe('8.99');
  });

  it('does so on a sale that was not paid, which keeps its reason on the tape', async () => {
    await window.charge('12.00');
    await window.scan(newCode('9941'));
    await window.shows('Not paid');

    await window.type('7');

    await window.shows('Amount to charge');
    expect(await amount()).toBe('7.00');
    const line = window.page.locator('.line-failed');
    expect(await line.locator('.line-state').textContent()).toContain('Not paid');
    expect(await line.locator('.line-reason').textContent()).toContain('balance in the wallet is too low');
  });

  it('is not done by a scanner: what is shown stays', async () => {
    await paid();

    await window.scan('96385074');
    await window.says('no sale waits for one');

    await window.shows('Hand over the goods');
  });
});

describe('A sale that somebody went on from', () => {
  it('does not come back with the window, nor on the customer’s screen', async () => {
    await paid();
    await window.keys('Enter');
    await window.shows('Amount to charge');

    await window.page.reload();
    await window.shows('Amount to charge');
    const customer = await window.customer();

    await customer.getByText('Pay here with your phone').waitFor();
    expect((await window.newest()).state).toBe('paid');
  });
});

describe('While a code is awaited', () => {
  it('the amount can be changed: the sale is cancelled, and its amount stands on the pad', async () => {
    await window.charge('12.50');
    expect(await window.picture('change-amount')).toEqual([]);

    await window.press('Change amount');

    await window.shows('Amount to charge');
    expect(await amount()).toBe('12.50');
    expect((await window.newest()).state).toBe('cancelled');
    await window.keys('Backspace');
    await window.type('7');
    await window.keys('Enter');
    await window.shows("Scan the customer's code");
    expect(await amount()).toBe('12.57');
  });

  it('a cancel that is pressed while a code is on its way is sent after it', async () => {
    const held = Promise.withResolvers<undefined>();
    await window.charge('12.00');
    await window.page.route('**/v1/sales/*/code', async (route) => {
      const answer = await route.fetch();
      await held.promise;
      await route.fulfill({ response: answer });
    });
    await window.type('9556001234567');
    await window.keys('Enter');
    await window.page.locator('.notice').waitFor();

    await window.keys('Escape');
    held.resolve(undefined);

    await window.shows('Sale cancelled');
    await window.page.unroute('**/v1/sales/*/code');
  });

  it('what is said of a code ends with its sale', async () => {
    await window.charge('12.00');
    await window.type('9556001234567');
    await window.keys('Enter');
    await window.page.locator('.notice').waitFor();

    await window.keys('Escape');
    await window.shows('Sale cancelled');

    expect(await window.page.locator('.notice').count()).toBe(0);
  });
});

describe('No key moves under a finger', () => {
  it('when something is said above the pad', async () => {
    const key = window.page.getByRole('button', { name: '5', exact: true });
    const before = await key.boundingBox();

    await window.scan(newCode());
    await window.page.locator('.notice').waitFor();

    expect(await key.boundingBox()).toEqual(before);
  });
});

describe('A charge of another amount', () => {
  it('stands in the strip with both amounts until somebody has seen it', async () => {
    await window.charge('19.32');
    await window.scan(newCode());
    await window.shows('Sale cancelled');
    await window.keys('Enter');
    await window.shows('Amount to charge');
    await window.page.reload();
    const part = window.page.locator('.strip-attention');
    await part.waitFor();
    expect(await part.textContent()).toMatch(/^Wrong amount: MYR \d/);
    await part.click();
    await window.page
      .locator('.strip-says')
      .getByText(/MYR [\d.]+ was charged, not MYR 19\.32/)
      .waitFor();
    expect(await window.picture('other-amount-strip')).toEqual([]);

    await window.press('Seen');

    await part.waitFor({ state: 'detached' });
    await window.page.reload();
    await window.shows('Amount to charge');
    expect(await part.count()).toBe(0);
  });
});
