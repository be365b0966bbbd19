import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Patch } from '../fakes/agent-folder.ts';
import { order } from '../fakes/agent-process.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import { newCode } from './codes.ts';
import { LanguageTour } from './language-tour.ts';
import type { OpenedTill } from './opened-till.ts';
import { givenScreens } from './screens.ts';
import { PAGE_SIZES, SIZES } from './sizes.ts';
import type { Window } from './window.ts';

const screens = givenScreens();
let window: Window;

async function opened(patch: Patch = {}): Promise<OpenedTill> {
  const pin = await hashedPin();
  const till = await screens.till({
    printers: [{ kind: 'file', path: 'paper.bin', copies: ['customer', 'merchant'] }],
    managers: [
      { id: 'm1', name: 'Aisyah', pin },
      { id: 'm2', name: 'Ravi', pin, limits: { perRefund: '1000' } },
    ],
    ...patch,
  });
  ({ window } = till);
  return till;
}

/** A sale that is paid, and left to the tape. */
async function paid(till: OpenedTill, value = '4550'): Promise<SaleView> {
  const { saleId } = await till.sold(value);
  await window.shows('Hand over the goods');
  await window.keys('Enter');
  await window.shows('Amount to charge');
  return till.saleNow(saleId);
}

/** From the idle stage to the PIN, by keyboard: finds the sale, and takes the full amount unless one is typed. */
async function toApproval(sale: SaleView, written = ''): Promise<void> {
  await window.keys('F3');
  await window.shows('Find a payment');
  await window.pour(sale.paymentRequestId!);
  await window.keys('Enter');
  await window.shows('Paid');
  await window.press('Refund');
  await window.shows('How much goes back?');
  if (written !== '') await window.type(written);
  await window.keys('Enter');
  await window.shows('Why does it go back?');
  await window.keys('1');
  await window.shows('Approve with your PIN');
}

/** Chooses a day of the span, its first (0) or last one (1), from the calendar; of another month first goes there. */
async function chooseDay(which: 0 | 1, day: string, month?: 'Earlier' | 'Later'): Promise<void> {
  await window.page.locator('.span .field-day').nth(which).click();
  const months = window.page.locator('.calendar-months .action');
  if (month !== undefined) await (month === 'Earlier' ? months.first() : months.nth(1)).click();
  await window.page.locator(`.calendar ${day}`).first().click();
}

const picture = (name: string): Promise<string[]> => window.picture(`manager-${name}`, PAGE_SIZES);

describe("The manager's desk › refund", () => {
  it('gives the full amount back by the keyboard alone, with the payment and its story in sight', async () => {
    const till = await opened();
    const sale = await paid(till);
    const faults: string[] = [];
    await window.keys('F3');
    await window.shows('Find a payment');
    faults.push(...(await picture('find')));
    await window.pour(sale.paymentRequestId!);
    await window.keys('Enter');
    await window.shows('Paid');
    await window.page.locator('.told-charged').waitFor();
    faults.push(...(await picture('sale')));
    await window.press('Refund');
    await window.shows('How much goes back?');
    faults.push(...(await picture('amount')));
    await window.keys('Enter');
    await window.shows('Why does it go back?');
    faults.push(...(await picture('reason')));
    await window.keys('1');
    await window.shows('Approve with your PIN');
    await window.page.getByRole('button', { name: 'Aisyah' }).press('Enter');
    await window.type(PIN);
    faults.push(...(await picture('approve')));
    expect(await window.page.content()).not.toContain(PIN);
    await window.keys('Enter');
    await window.shows('Refunded');
    faults.push(...(await picture('refunded')));
    await window.keys('Enter');
    await window.page.getByText('There is nothing left to refund.').waitFor();
    await window.keys('Escape', 'Escape');
    await window.page.locator('.line-refund-refunded').waitFor();
    faults.push(...(await picture('tape')));

    expect(faults).toEqual([]);
    expect((await till.saleNow(sale.saleId)).refunds).toMatchObject([
      { state: 'refunded', amount: { value: '4550' }, approver: 'm1', reason: 'Goods returned' },
    ]);
  }, 240_000);

  it('gives a part back, and then no more than what is left', async () => {
    const till = await opened();
    const sale = await paid(till);
    await toApproval(sale, '10.00');
    await window.approves(PIN, 'Aisyah');
    await window.shows('Refunded');
    await window.keys('Enter');
    await window.page.getByText('MYR 35.50 can still go back.').waitFor();
    await window.keys('Enter');
    await window.shows('How much goes back?');
    await window.type('35.51');

    await window.page.getByText('That is too much. At most MYR 35.50 can go back.').waitFor();

    await window.keys('Enter');
    await window.shows('How much goes back?');
    await window.press('Full amount');
    await window.keys('Enter', '2');
    await window.approves(PIN, 'Aisyah');
    await window.shows('Refunded');
    expect((await till.saleNow(sale.saleId)).refunds).toMatchObject([
      { state: 'refunded', amount: { value: '1000' } },
      { state: 'refunded', amount: { value: '3550' }, reason: 'Wrong amount' },
    ]);
  }, 60_000);

  it('an approved refund tells how many wrong PINs were typed before it, once', async () => {
    const till = await opened();
    const sale = await paid(till);
    await toApproval(sale, '10.00');
    const wrong = window.page.getByText('Wrong PIN.');
    await window.approves('9999', 'Aisyah');
    await wrong.waitFor();
    for (let tries = 2; tries <= 3; tries += 1) {
      await window.approves('9999', 'Aisyah');
      await wrong.waitFor({ state: 'detached' });
      await wrong.waitFor();
    }
    await window.approves(PIN, 'Aisyah');
    await window.shows('Refunded');
    await window.says('Before this, a wrong PIN was typed 3 times.');
    expect(await window.shots('manager-wrong-tries', [SIZES[1]])).toEqual([]);

    await window.keys('Enter');
    await window.shows('Paid');
    await window.press('Refund');
    await window.shows('How much goes back?');
    await window.keys('Enter', '1');
    await window.approves(PIN, 'Aisyah');
    await window.shows('Refunded');
    expect(await window.page.locator('.wrong-tries').count()).toBe(0);
  }, 60_000);

  it('a wrong PIN and an amount over the limit are told apart, and the fifth wrong PIN locks the manager out', async () => {
    const till = await opened();
    const sale = await paid(till);
    await toApproval(sale);
    await window.approves(PIN, 'Ravi');
    await window.page.getByText('This is over what this manager may approve.').waitFor();
    await window.approves('9999', 'Aisyah');
    const wrong = window.page.getByText('Wrong PIN.');
    await wrong.waitFor();
    const faults = await window.shots('manager-wrong-pin', [SIZES[1]]);
    for (let tries = 2; tries <= 4; tries += 1) {
      await window.type('9999');
      await window.keys('Enter');
      await wrong.waitFor({ state: 'detached' });
      await wrong.waitFor();
    }
    await window.type('9999');
    await window.keys('Enter');

    await window.page.getByText(/can approve again in [01]:[0-5]\d\./).waitFor();

    faults.push(...(await window.shots('manager-locked', [SIZES[1]])));
    expect(faults).toEqual([]);
    await window.type(PIN);
    await window.keys('Enter');
    await window.shows('Approve with your PIN');
    expect((await till.saleNow(sale.saleId)).refunds).toEqual([]);
    expect(await window.page.content()).not.toContain(PIN);
  }, 60_000);

  it('a scan that is typed where the PIN belongs is never tried as one', async () => {
    const till = await opened();
    const sale = await paid(till);
    await toApproval(sale);
    await window.page.getByRole('button', { name: 'Aisyah' }).press('Enter');
    await window.scan(newCode());

    await window.says('A code was scanned, but no sale waits for one.');

    await window.type(PIN);
    await window.keys('Enter');
    await window.shows('Refunded');
  }, 60_000);

  it('says pending while the payment service does not confirm, and refunded once it does', async () => {
    const till = await opened();
    const sale = await paid(till);
    till.sandbox.setFault({ id: 'refund-unknown', times: 1000 });
    await toApproval(sale);
    await window.approves(PIN, 'Aisyah');
    await window.shows('Refund not confirmed yet');
    const faults = await picture('pending');
    expect(faults).toEqual([]);
    await window.keys('Enter');
    await window.page.locator('.refund-pending').waitFor();

    till.sandbox.faults.clear();

    await window.page.locator('.refund-refunded').waitFor();
    await window.page.locator('.told-refunded').waitFor();
  }, 60_000);

  it('says not refunded, and why, where the payment service refuses', async () => {
    const till = await opened();
    const sale = await paid(till);
    till.sandbox.setFault({ id: 'refund-refused' });
    await toApproval(sale);
    await window.approves(PIN, 'Aisyah');

    await window.shows('Not refunded');

    expect(await picture('failed')).toEqual([]);
    await window.keys('Enter');
    await window.page.getByText('MYR 45.50 can still go back.').waitFor();
  }, 60_000);

  it('asks again with the same approval where no answer came, and refunds once', async () => {
    const till = await opened();
    const sale = await paid(till);
    await toApproval(sale);
    const keys: (string | undefined)[] = [];
    await window.page.route('**/v1/refunds', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const response = await route.fetch();
      if (keys.length === 1) await route.abort();
      else await route.fulfill({ response });
    });
    await window.approves(PIN, 'Aisyah');
    await window.page.getByText('No answer came. It may be approved already.').waitFor();
    await window.approves(PIN, 'Aisyah');
    await window.shows('Refunded');

    expect(keys[1]).toBe(keys[0]);
    expect((await till.saleNow(sale.saleId)).refunds).toHaveLength(1);
  }, 60_000);

  it('voids on the same day what may be voided, with a reason and a PIN', async () => {
    const till = await opened();
    const sale = await paid(till);
    await window.page.locator('.line').click();
    await window.press('Story and refund');
    await window.shows('Paid');
    await window.keys('Enter');
    await window.shows('Void the whole payment?');
    expect(await picture('void')).toEqual([]);
    await window.keys('1');
    await window.shows('Approve with your PIN');
    await window.approves(PIN, 'Aisyah');

    await window.shows('Voided');

    await window.page.locator('.told-cancelled').waitFor();
    await window.says('Aisyah approved giving it back: Wrong amount');
    expect((await till.saleNow(sale.saleId)).state).toBe('cancelled');
  }, 60_000);

  it('refunds a payment of another till by its id, and finds no payment that there is not', async () => {
    const till = await opened();
    const sale = await paid(till);
    await window.context.close();
    const managers = [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }];
    ({ window } = await screens.till({ managers }, till.sandbox));
    for (const [id, outcome] of [
      [`9${'1'.repeat(25)}`, 'There is no payment with this id'],
      [sale.paymentRequestId!, 'The customer has the money back'],
    ] as const) {
      await window.keys('F3');
      await window.shows('Find a payment');
      await window.pour(id);
      await window.keys('Enter');
      await window.page.getByText('This till does not know this id.').waitFor();
      await window.press('Refund by id');
      await window.type('45.50');
      await window.keys('Enter', '1');
      await window.shows('Approve with your PIN');
      await window.approves(PIN, 'Aisyah');
      await window.page.getByText(outcome).waitFor();
    }
    await window.keys('Enter');
    await window.page.locator('.refund-refunded').waitFor();
    await window.page.locator('.told-adopted').waitFor();
  }, 60_000);
});

describe("The manager's desk › scans", () => {
  it('a receipt that is scanned while no sale is under way opens its payment; no other scan does anything', async () => {
    const pair = await screens.pluggedPair();
    const scanners = [{ kind: 'serial', path: pair.path, suffix: '\r' }];
    const till = await opened({ scanners });
    const sale = await paid(till);
    const customer = await window.customer();
    await customer.locator('.customer').waitFor();
    const before = await customer.locator('main').textContent();

    await pair.sends(`${sale.paymentRequestId}\r`);

    await window.shows('Paid');
    await window.page.getByText(sale.paymentRequestId!).waitFor();
    await pair.sends(`${newCode()}\r`);
    await window.page.getByText('A code was scanned, but no sale waits for one.').waitFor();
    await window.shows('Paid');
    await window.keys('F3');
    await window.shows('Find a payment');
    await pair.sends(`${sale.paymentRequestId}\r`);
    await window.shows('Paid');
    expect(await customer.locator('main').textContent()).toBe(before);
    expect(await customer.locator('main').textContent()).not.toContain(sale.paymentRequestId);
    expect(await till.saleNow(sale.saleId)).toMatchObject({ state: 'paid', refunds: [] });
  }, 60_000);

  it('a code that is typed into the search by a scanner is neither looked for nor kept', async () => {
    await opened();
    const asked: string[] = [];
    window.page.on('request', (request) => asked.push(request.url()));
    await window.keys('F3');
    await window.shows('Find a payment');
    const code = newCode();

    await window.scan(code);

    await window.page.getByText('A code was scanned, but no sale waits for one.').waitFor();
    expect(await window.page.getByLabel('Id or amount').inputValue()).toBe('');
    expect(asked.filter((url) => url.includes(code))).toEqual([]);
  }, 60_000);

  it('gives way to a sale, and is not opened while one is under way', async () => {
    const { agent } = await opened();
    await window.opensDay(PIN, 'Aisyah');
    await window.shows('The day so far');

    await agent.call('POST', '/v1/sales', order('ORD-1'));
    await window.shows("Scan the customer's code");
    await window.keys('F3');
    await window.page.getByText('Finish or cancel the sale first.').waitFor();

    await window.shows("Scan the customer's code");
  }, 60_000);
});

describe("The manager's desk › the day's end", () => {
  it('shows the day as a chart and a paper, closes it after one question, and shows the closed day', async () => {
    const till = await opened();
    await paid(till, '4550');
    await paid(till, '125000');
    const sale = await paid(till, '990');
    await toApproval(sale, '4.50');
    await window.approves(PIN, 'Aisyah');
    await window.shows('Refunded');
    const faults: string[] = [];
    await window.opensDay(PIN, 'Aisyah');
    await window.shows('The day so far');
    await window.page.locator('.bars').first().waitFor();
    faults.push(...(await picture('day')));
    await window.press('Close the day');
    await window.shows('Close the day?');
    faults.push(...(await picture('close')));
    await window.keys('Enter');
    await window.shows('Day 1 is closed');
    faults.push(...(await picture('closed')));

    expect(faults).toEqual([]);
  }, 240_000);

  it('closes only once where the answer is lost, and asks before it closes an empty day after it', async () => {
    const till = await opened();
    await paid(till, '4550');
    await window.page.route(
      '**/v1/reports/z',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    const faults: string[] = [];
    const asksToClose = async (): Promise<void> => {
      await window.opensDay(PIN, 'Aisyah');
      await window.shows('The day so far');
      await window.press('Close the day');
      await window.shows('Close the day?');
      await window.keys('Enter');
    };

    await asksToClose();
    await window.page.getByRole('alert').filter({ hasText: 'No answer came.' }).waitFor();
    faults.push(...(await picture('close-unanswered')));
    await window.keys('Enter');
    await window.shows('Day 1 is closed');
    await window.keys('Enter');
    await paid(till, '100');
    await window.opensDay(PIN, 'Aisyah');
    await window.shows('The day so far');
    await window.press('Close the day');
    await window.shows('Close the day?');
    // Another program is faster: what is asked about here is an empty day by now.
    await till.agent.call('POST', '/v1/reports/z');
    await window.keys('Enter');
    const question = window.page
      .getByRole('alert')
      .filter({ hasText: 'nothing was sold or given back since' });
    await question.waitFor();
    faults.push(...(await picture('just-closed')));
    await window.press('Close again');
    await window.shows('Day 3 is closed');

    expect(faults).toEqual([]);
  }, 240_000);

  it('lists the closed days with their files, leads to every payment of a span, and offers no close of an empty day', async () => {
    const till = await opened();
    await paid(till, '4550');
    await till.agent.call('POST', '/v1/reports/z');
    await paid(till, '990');
    await till.agent.call('POST', '/v1/reports/z');
    const faults: string[] = [];

    await window.opensDay(PIN, 'Aisyah');
    await window.shows('The day so far');
    await window.page.getByText('Nothing was sold or given back yet.').waitFor();
    const close = window.page.getByRole('button', { name: 'Close the day' });
    expect(await close.isDisabled()).toBe(true);
    faults.push(...(await picture('day-empty')));
    await window.press('Closed days');
    await window.shows('Closed days');
    await window.page.locator('.days li').nth(1).waitFor();
    const names = await window.page.locator('.days li .action-second').allTextContents();
    expect(names).toEqual(['Day 2', 'Day 1']);
    faults.push(...(await picture('days')));
    const saved = window.page.waitForEvent('download');
    await window.page.getByLabel('Day 1: Save as CSV').click();
    expect((await saved).suggestedFilename()).toBe('z-1.csv');

    await chooseDay(0, '[aria-current=date]');
    await chooseDay(1, '[data-day]', 'Earlier');
    await window.says('The first day is after the last one.');
    faults.push(...(await picture('days-wrong')));
    await chooseDay(1, '[aria-current=date]', 'Later');
    const rows = window.page.waitForEvent('download');
    await window.page.locator('.span a').click();
    const file = readFileSync(await (await rows).path(), 'utf8');
    expect(
      file
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[8]),
    ).toEqual(['45.50', '9.90']);

    await window.press('Day 1');
    await window.shows('Day 1 is closed');
    await window.page.locator('.bars').nth(2).waitFor();
    faults.push(...(await picture('day-again')));
    await window.keys('Enter');
    await window.shows('Closed days');
    expect(faults).toEqual([]);
  }, 240_000);
});

describe("The manager's desk › languages", () => {
  it('fits in every language, on each of its stages', async () => {
    const till = await opened();
    const sale = await paid(till);
    const tour = await LanguageTour.from(window, 'manager');
    await window.keys('F3');
    await tour.look('.find', 'find');
    await window.pour(sale.paymentRequestId!);
    await window.keys('Enter');
    await window.page.locator('.told-printed').first().waitFor();
    await tour.look('.desk-sale', 'sale');
    await window.page
      .locator('.actions .action', { hasNotText: /Esc|F9/ })
      .first()
      .click();
    await window.page.locator('.stage .pad').waitFor();
    await window.type('99.99');
    await tour.look('.warning', 'amount');
    await window.keys('Backspace', 'Backspace', 'Backspace', 'Backspace', 'Enter');
    await tour.look('.reason', 'reason');
    await window.keys('1');
    await window.page.locator('.managers .action').first().press('Enter');
    await window.type('9999');
    await window.keys('Enter');
    await tour.look('.approve .warning', 'approve');
    await window.type(PIN);
    await window.keys('Enter');
    await tour.look('.outcome.cancelling', 'refunded');
    await window.opensDay(PIN, 'Aisyah');
    await window.page.locator('.bars').first().waitFor();
    await tour.look('.day', 'day');
    await window.page.locator('.actions .action-main').click();
    await tour.look('.day .say', 'close');
    await window.keys('Enter');
    await window.page.locator('.stage .saves').waitFor();
    // At once: only right after a close is a second one a question.
    await window.keys('Enter');
    await till.sold('100');
    await window.page.locator('.stage .paid').waitFor();
    await window.keys('Enter');
    await window.page.locator('.stage .pad').waitFor();
    await window.opensDay(PIN, 'Aisyah');
    await window.page.locator('.stage .day .action-main:enabled').click();
    await window.page.locator('.stage .day .say').first().waitFor();
    await till.agent.call('POST', '/v1/reports/z');
    await window.keys('Enter');
    await tour.look('.day [role=alert] .say', 'just-closed');
    await window.page.locator('.stage .action-second').click();
    await tour.look('.saves', 'closed');
    await window.keys('Enter');
    await window.page.locator('.stage .pad').waitFor();
    await window.opensDay(PIN, 'Aisyah');
    await window.page.locator('.stage .day .tools .action').nth(1).click();
    await window.page.locator('.days li').first().waitFor();
    await chooseDay(0, '[data-day]');
    await chooseDay(1, '[data-day]', 'Earlier');
    await tour.look('.days', 'days');

    expect(tour.faults).toEqual([]);
  }, 240_000);
});
