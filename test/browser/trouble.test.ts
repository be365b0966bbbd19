import { describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Patch } from '../fakes/agent-folder.ts';
import { order, saleOf } from '../fakes/agent-process.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import { LanguageTour } from './language-tour.ts';
import type { OpenedTill } from './opened-till.ts';
import { givenScreens } from './screens.ts';
import { PAGE_SIZES } from './sizes.ts';
import type { Window } from './window.ts';

/** Chooses the sandbox's fault `dated-10min-before`: the charge may be another till's. */
const FOREIGN = '1937';
/** Chooses the sandbox's fault `u-storm-charged`. */
const U_STORM = '1912';
/** Chooses the sandbox's fault `cancel-too-late`. */
const CANCEL_TOO_LATE = '1983';
/** Nobody listens there. */
const SILENT_CENTRE = { url: 'http://127.0.0.1:9', enrolment: { file: 'keys/enrolment' } };
const AWAY = { ...order('ORD-AWAY', '4550'), homeTerminalId: 'T99' };

const screens = givenScreens();
let window: Window;

async function opened(patch: Patch = {}): Promise<OpenedTill> {
  const till = await screens.till({
    managers: [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }],
    ...patch,
  });
  ({ window } = till);
  return till;
}

/** A sale whose void the acquirer refuses, and the refund after it too. */
async function owed(till: OpenedTill): Promise<SaleView> {
  const { saleId } = await till.sold(CANCEL_TOO_LATE, 'paid');
  till.sandbox.setFault({ id: 'refund-refused' });
  const approver = { id: 'm1', pin: PIN };
  await till.agent.call('POST', `/v1/sales/${saleId}/cancel`, { approver, reason: 'Wrong cup' });
  await till.agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === 'attention');
  return till.saleNow(saleId);
}

/** A paid sale that was refunded behind the till, and looked at because the day was closed. */
async function gone({ agent, sandbox }: OpenedTill, sale: SaleView): Promise<void> {
  const paymentRequestId = sale.paymentRequestId!;
  const refund = { paymentRequestId, refundRequestId: 'ELSEWHERE-1', refundAmount: sale.amount };
  sandbox.ledger.refund(refund, Date.now());
  await agent.call('POST', '/v1/reports/z');
  await agent.events().until(({ notice }) => notice?.kind === 'charge-gone');
}

const picture = (name: string): Promise<string[]> => window.picture(`trouble-${name}`, PAGE_SIZES);

describe("A charge that may be another till's", () => {
  it('leads the cashier to the manager, who takes it for the sale with a PIN and a reason', async () => {
    const till = await opened();
    const { saleId, paymentId, paymentRequestId } = await till.sold(FOREIGN, 'attention');
    const faults: string[] = [];
    await window.shows('Call the manager');
    await window.says('Only a manager can settle this');
    expect(await window.page.locator('.stage .ids dd').allTextContents()).toEqual([
      paymentId,
      paymentRequestId,
    ]);
    faults.push(...(await picture('foreign')));
    await window.keys('Enter');
    await window.says('Look for this order at the other tills first.');
    faults.push(...(await picture('foreign-desk')));
    await window.press('Take it for this sale');
    await window.shows('Why take it?');
    faults.push(...(await picture('foreign-reason')));
    await window.keys('1');
    await window.approves('9999');
    await window.says('Wrong PIN.');
    faults.push(...(await picture('foreign-pin')));
    expect((await till.saleNow(saleId)).state).toBe('attention');
    await window.approves(PIN);
    await window.shows('Paid');
    await window.says('Before this, a wrong PIN was typed once.');
    await window.says('Aisyah took the charge for this sale: No other till sold it');
    faults.push(...(await picture('foreign-taken')));
    await window.keys('Enter');

    await window.shows('Hand over the goods');

    expect(faults).toEqual([]);
    expect((await till.saleNow(saleId)).state).toBe('paid');
  }, 240_000);

  it('goes back once, where the first approval was lost on its way and the answer to the second too', async () => {
    const till = await opened();
    const { saleId } = await till.sold(FOREIGN, 'attention');
    let calls = 0;
    await window.page.route('**/v1/sales/*/cancel', async (route) => {
      calls += 1;
      if (calls > 1) await route.fetch();
      await route.abort();
    });
    await window.shows('Call the manager');
    await window.keys('Enter');
    await window.says('Look for this order at the other tills first.');
    await window.press('Give it back');
    await window.shows('Why does it go back?');
    await window.keys('2');
    await window.approves(PIN);
    await window.says('No answer came. It may be approved already.');
    expect((await till.saleNow(saleId)).state).toBe('attention');
    await window.approves(PIN);

    await window.shows('Sale cancelled');

    await window.says('Aisyah approved giving it back: Customer pays another way');
    expect(await picture('foreign-given-back')).toEqual([]);
    await window.keys('Enter');
    await window.shows('Sale cancelled');
    expect(till.sandbox.ledger.charges(Date.now())[0]?.netMinor).toBe(0);
  }, 120_000);

  it('is no business of the cashier: the tape offers no way to give it back', async () => {
    const till = await opened();
    await till.sold(FOREIGN, 'attention');
    await window.shows('Call the manager');
    await window.page.locator('.line-attention').click();
    await window.page.locator('.story .ids').waitFor();

    expect(await window.page.locator('.story .action').count()).toBe(0);

    await window.press('Story and refund');
    await window.says('Look for this order at the other tills first.');
  }, 60_000);
});

describe('An order of another till, while the centre of the chain does not answer', () => {
  it('is taken here all the same by a manager, with a PIN and a reason', async () => {
    const till = await opened({ centre: SILENT_CENTRE });
    const faults: string[] = [];
    const { saleId } = saleOf(await till.agent.call('POST', '/v1/sales', AWAY));
    const scan = async (): Promise<number> =>
      (await till.agent.call('POST', `/v1/sales/${saleId}/code`, { text: till.sandbox.freshCode() })).status;

    await window.page.getByRole('button', { name: 'Take it here all the same' }).waitFor();
    expect(await scan()).toBe(409);
    faults.push(...(await picture('away')));
    await window.press('Take it here all the same');
    await window.press('Take it here all the same');
    await window.shows('Take this order here?');
    faults.push(...(await picture('away-reason')));
    await window.keys('1');
    await window.approves(PIN);
    await window.shows("Scan the customer's code");
    expect(await window.page.getByRole('button', { name: 'Take it here all the same' }).count()).toBe(0);

    expect(await scan()).toBe(202);
    await till.agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
    expect(faults).toEqual([]);
  }, 120_000);
});

describe('A payment whose outcome is not known', () => {
  it('has a slip that the cashier prints with F9; where it does not come out, the window says so', async () => {
    const till = await opened({
      printers: [{ kind: 'file', path: 'none/paper.bin' }],
      gateways: { alipayPlus: { timing: { windowMs: 60_000 } } },
    });
    await till.sold(U_STORM, 'checking');
    await window.shows('Result not known yet');

    await window.page.getByRole('button', { name: 'Slip “not paid”' }).waitFor();
    await window.keys('F9');

    await window.says('The slip may not be on paper.');
  }, 60_000);
});

describe('Money that the acquirer refuses to give back', () => {
  it('is said to be owed, and a manager refunds what is left of it', async () => {
    const till = await opened();
    const { saleId } = await owed(till);
    const faults: string[] = [];
    await window.shows('Call the manager');
    await window.says('MYR 19.83 is owed to the customer');
    faults.push(...(await picture('owed')));
    await window.keys('Enter');
    await window.page.locator('.desk-sale').waitFor();
    await window.says('The acquirer refused to give it back (PROCESS_FAIL).');
    faults.push(...(await picture('owed-desk')));
    await window.keys('Enter');
    await window.shows('How much goes back?');
    await window.says('At most MYR 19.83.');
    await window.keys('Enter');
    await window.shows('Why does it go back?');
    faults.push(...(await picture('owed-reason')));
    await window.keys('1');
    till.sandbox.setFault({ id: 'refund-unknown', times: 1000 });
    await window.approves(PIN);
    await window.shows('Refund not confirmed yet');
    await window.keys('Enter');
    await window.says('A refund was approved and is not confirmed yet.');
    expect(await window.page.locator('.desk-sale .actions .action').count()).toBe(1);
    faults.push(...(await picture('owed-pending')));

    till.sandbox.faults.clear();

    await window.page.locator('.desk-sale .refund-refunded').waitFor();
    await window.shows('Voided');
    expect(faults).toEqual([]);
    expect(await till.saleNow(saleId)).toMatchObject({
      state: 'cancelled',
      refunds: [{ state: 'refunded', amount: { value: '1983' }, reason: 'Sale was cancelled' }],
    });
  }, 240_000);
});

describe('A payment that was given back elsewhere', () => {
  it('says so on the stage, on the tape and at the desk, where nothing of it is offered any more', async () => {
    const till = await opened();
    const sale = await till.sold('4550', 'paid');
    await window.shows('Hand over the goods');

    await gone(till, sale);

    await window.shows('Given back elsewhere');
    const faults = await picture('gone');
    await window.keys('Escape');
    await window.says('A payment that this till showed as paid was given back to the customer');
    await window.page.locator('.line .line-gone').waitFor();
    await window.page.locator('.line').first().click();
    await window.says('This payment was given back to the customer, and not by this till.');
    faults.push(...(await picture('gone-tape')));
    await window.press('Story and refund');
    await window.page.locator('.desk-sale h1', { hasText: 'Given back elsewhere' }).waitFor();
    faults.push(...(await picture('gone-desk')));
    // Back, and its receipt once more.
    expect(await window.page.locator('.desk-sale .actions .action').count()).toBe(2);
    expect((await till.saleNow(sale.saleId)).may).toEqual([]);
    expect(faults).toEqual([]);
  }, 240_000);
});

describe('Doubted and owed money › languages', () => {
  it('fits in every language, on each of its stages', async () => {
    const till = await opened({ centre: SILENT_CENTRE });
    const tour = await LanguageTour.from(window, 'trouble');
    const sale = await till.sold('4550', 'paid');
    await gone(till, sale);
    await tour.look('.cancelled', 'gone');
    await window.keys('Escape');
    await till.sold(FOREIGN, 'attention');
    await tour.look('.attention', 'foreign');
    await window.keys('Enter');
    await tour.look('.desk-sale', 'foreign-desk');
    await window.keys('Enter');
    await tour.look('.reason', 'foreign-reason');
    await window.keys('1');
    await tour.look('.approve', 'foreign-approve');
    await window.keys('Escape');
    await window.page.locator('.stage .desk-sale .actions .action').nth(1).click();
    await tour.look('.reason', 'back-reason');
    await window.keys('Escape');
    await window.page.locator('.stage .desk-sale').waitFor();
    await window.keys('Escape', 'Escape');
    await window.page.locator('.stage .attention').waitFor();
    await window.keys('Escape');
    await owed(till);
    await tour.look('.attention', 'owed');
    await window.keys('Enter');
    await tour.look('.desk-sale', 'owed-desk');
    await window.keys('Escape', 'Escape');
    await till.agent.call('POST', '/v1/sales', AWAY);
    const key = window.page.locator('.stage .awaiting .actions .action').nth(2);
    await key.waitFor();
    await tour.look('.awaiting .actions .action:nth-child(4)', 'away');
    await key.click();
    await tour.look('.desk-sale', 'away-desk');
    await window.keys('Enter');
    await tour.look('.reason', 'away-reason');

    expect(tour.faults).toEqual([]);
  }, 240_000);
});
