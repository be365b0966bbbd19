import { beforeEach, describe, expect, it } from 'vitest';
import { newCode } from './codes.ts';
import { givenScreens } from './screens.ts';
import type { TillProcess } from './till-process.ts';
import type { Window } from './window.ts';

const screens = givenScreens();
let till: TillProcess;
let window: Window;

beforeEach(async () => {
  ({ till, window } = await screens.training());
}, 40_000);

/** The manager of a till in training. */
const APPROVAL = { approver: { id: 'training', pin: '0000' }, reason: 'Practice' };

describe("The cashier's window › a sale", () => {
  it('is sold from end to end by touch, with a code shown for practice', async () => {
    expect(await window.picture('pad')).toEqual([]);
    for (const key of ['1', '2', '5', 'Decimal point', '00']) await window.press(key);
    await window.page.getByRole('button', { name: 'Charge' }).click();
    await window.shows("Scan the customer's code");
    expect(await window.picture('awaiting-code')).toEqual([]);

    await window.press('Show a fresh code');
    await window.page.getByRole('img', { name: 'A payment code for practice' }).waitFor();
    expect(await window.picture('training-code')).toEqual([]);
    await window.press('Scan it');
    await window.shows('Hand over the goods');

    const receipt = window.page.getByRole('region', { name: 'Receipt' });
    await receipt.filter({ hasText: 'MYR 125.00' }).waitFor();
    expect(await receipt.textContent()).toContain('TRAINING');
    expect(await window.page.locator('.stage .amount').textContent()).toBe('MYR 125.00');
    expect(await window.picture('paid')).toEqual([]);

    await window.page.getByRole('button', { name: 'Next sale' }).click();
    await window.shows('Amount to charge');
    expect(await window.page.locator('.lines .line').textContent()).toContain('MYR 125.00');
  });

  it('is sold by the keyboard alone', async () => {
    await window.charge('45.5');
    expect(await window.page.locator('.stage .amount').textContent()).toBe('MYR 45.50');
    await window.scan(newCode());
    await window.shows('Hand over the goods');

    await window.keys('Enter');
    await window.shows('Amount to charge');

    await window.charge('7.00');
    await window.keys('Escape');
    await window.shows('Sale cancelled');
    expect(await window.picture('cancelled')).toEqual([]);
  });

  it('takes a code scanned like typing without a focused box', async () => {
    await window.charge('12.00');
    await window.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await window.scan(newCode());

    await window.shows('Hand over the goods');
  });

  it('is not made of a code that is scanned while none is open, nor ended by one', async () => {
    await window.scan(newCode());
    await window.says('A code was scanned, but no sale waits for one.');

    await window.charge('12.00');
    await window.scan(newCode());
    await window.shows('Hand over the goods');
    await window.scan(newCode());

    await window.shows('Hand over the goods');
    expect(await window.page.locator('.line').count()).toBe(0);
  });

  it('is not made of a code that comes at a person’s pace either', async () => {
    await window.type('9556001234567');
    await window.says('That was too long for an amount');
    expect(await window.picture('pad-jammed')).toEqual([]);

    await window.keys('Enter');
    await window.press('Seen');
    await window.shows('Amount to charge');
    expect(await window.page.locator('.stage .amount-number').textContent()).toBe('0.00');
  });

  it('shows why a code cannot be taken', async () => {
    await window.charge('12.00');
    await window.type('9556001234567');
    await window.keys('Enter');
    await window.page.locator('.notice').waitFor();

    expect(await window.picture('code-refused')).toEqual([]);
    await window.press('Seen');
    expect(await window.page.locator('.notice').count()).toBe(0);
  });

  it('asks for a fresh code when the wallet finds it too old', async () => {
    await window.charge('12.00');
    await window.scan(newCode('9942'));
    await window.page.locator('.say-again').waitFor();

    expect(await window.picture('code-expired')).toEqual([]);
    await window.scan(newCode());
    await window.shows('Hand over the goods');
  });
});

describe("The cashier's window › what goes wrong", () => {
  it('a refusal says why, and may be scanned again', async () => {
    await window.charge('12.00');
    await window.scan(newCode('9941'));
    await window.shows('Not paid');
    expect(await window.picture('failed')).toEqual([]);

    await window.keys('Enter');
    await window.shows("Scan the customer's code");
    await window.scan(newCode());
    await window.shows('Hand over the goods');
  });

  it('a refusal for risk cannot be scanned again', async () => {
    await window.charge('12.00');
    await window.scan(newCode('9944'));
    await window.shows('Not paid');

    expect(await window.page.getByRole('button', { name: 'Scan again' }).count()).toBe(0);
    await window.keys('Enter');
    await window.shows('Sale cancelled');
  });

  it('an unknown outcome is amber: keep the goods, never charge again', async () => {
    await window.charge('19.11');
    await window.scan(newCode());
    await window.shows('Result not known yet');

    expect(await window.page.locator('.checking').textContent()).toMatch(
      /Keep the goods.*Do not charge again/,
    );
    expect(await window.picture('checking')).toEqual([]);
    await window.keys('Enter');
    await window.shows('Result not known yet');
    await window.keys('Escape');
    await window.page.locator('.cancelling, .cancelled').waitFor();
  });

  it('a lost answer turns out paid', async () => {
    await window.charge('19.17');
    await window.scan(newCode());
    await window.shows('Hand over the goods');

    expect(await window.page.locator('.stage .amount').textContent()).toBe('MYR 19.17');
  });

  it('a pay on its way is waited for', async () => {
    await window.charge('19.18');
    await window.scan(newCode());
    await window.shows('Asking the wallet');

    expect(await window.picture('submitting')).toEqual([]);
  });

  it('a payment that overtook its cancel says so, and can be given back', async () => {
    await window.charge('19.18');
    await window.scan(newCode());
    await window.shows('Asking the wallet');
    await window.keys('Escape');
    await window.page.getByText('The customer paid before the cancel.').waitFor();
    expect(await window.picture('paid-overtaken')).toEqual([]);

    await window.press('Give the money back');
    await window.page.locator('.desk-sale').waitFor();
    await window.press('Void');
    await window.shows('Void the whole payment?');
  });

  it('a customer who confirms on the phone is waited for', async () => {
    await window.charge('1209.03');
    await window.scan(newCode());
    await window.shows('Customer confirms on phone');

    expect(await window.picture('customer-confirming')).toEqual([]);
  });

  it('a payment that is given back stays in sight, and the next sale may begin', async () => {
    await window.charge('19.81');
    await window.scan(newCode());
    await window.shows('Hand over the goods');
    await window.call(`/v1/sales/${await window.currentSaleId()}/cancel`, APPROVAL);
    await window.shows('Giving it back');
    expect(await window.picture('cancelling')).toEqual([]);

    await window.keys('Enter');
    await window.shows('Amount to charge');
    expect(await window.page.locator('.line').textContent()).toContain('Giving back');
    await window.page.getByRole('button', { name: /^Waiting/ }).click();
    await window.page.getByText(/^Cancel: \d+ tr/).waitFor();
    expect(await window.picture('queue')).toEqual([]);
  });

  it('a charge of another amount goes back at once, and the stage says what was charged', async () => {
    await window.charge('19.32');
    await window.scan(newCode());
    await window.shows('Sale cancelled');
    await window.says('was charged, not MYR');
    expect(await window.picture('other-amount')).toEqual([]);

    await window.keys('Enter');
    await window.shows('Amount to charge');
    await window.page.locator('.line').click();
    await window.page.getByRole('region', { name: 'What happened' }).waitFor();
    expect(await window.picture('story')).toEqual([]);
  });

  it('a till that does not answer is said plainly', async () => {
    await window.charge('12.00');
    await till.stop();
    await window.shows('The till does not answer');

    expect(await window.picture('unreachable')).toEqual([]);
  });

  it('comes back by itself when the till answers again', async () => {
    await window.page.route('**/v1/**', (route) => route.abort());
    await window.page.reload();
    await window.shows('The till does not answer');
    await window.page.unroute('**/v1/**');

    await window.shows('Amount to charge');
  });

  it('a window of a till that was started again says what to do', async () => {
    const problem = { type: 'urn:paycode-till:problem:unauthorized', detail: '' };
    await window.page.route('**/v1/**', (route) => route.fulfill({ status: 401, json: problem }));
    await window.page.reload();

    await window.shows('Open the till again');
  });

  it('a part of the strip says what is wrong with it', async () => {
    await window.press('Scanner: none');
    await window.page.getByText('No scanner is set up for this till.').waitFor();

    expect(await window.picture('strip')).toEqual([]);
  });

  it('twelve digits of amount are shown whole', async () => {
    await window.type('1234567890.12');
    expect(await window.page.locator('.stage .amount').textContent()).toBe('MYR 1,234,567,890.12');

    expect(await window.picture('pad-long')).toEqual([]);
  });
});

describe("The cashier's window › who may see it", () => {
  it('the launch address works once, and nothing is shown without its session', async () => {
    const stranger = await screens.browser.newContext();
    const page = await stranger.newPage();
    const again = await page.goto(till.launch);
    const bare = await page.goto(till.address);
    await stranger.close();

    expect([again?.status(), bare?.status()]).toEqual([403, 403]);
  });

  it('the session cookie is kept from scripts and from other sites', async () => {
    const [cookie] = await window.context.cookies();

    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(window.page.url()).toBe(till.address);
  });

  it('the page has no inline script or style', async () => {
    const inline = await window.page
      .locator('script:not([src]), style, [style], [onclick], [onload]')
      .count();

    expect({ inline, complaints: window.complaints }).toEqual({ inline: 0, complaints: [] });
  });
});
