import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { hashPin, PIN_COST } from '../../src/staff/pin.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Patch } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { Polyglot } from './polyglot.ts';
import { bundleScreens } from './till-process.ts';
import { openBrowser, SIZES, Window } from './window.ts';

const PORTRAIT = { width: 1080, height: 1920 } as const;
/** What a page of 1280 by 800 has left when everything on it is twice as large. */
const DOUBLE = { width: 640, height: 400 } as const;
const LOOKED_AT: readonly string[] = ['en', 'de', 'th', 'ja'];
const PIN = '4711';
/** Chooses the sandbox's fault `dated-10min-before`: the charge may be another till's. */
const FOREIGN = '1937';
/** Chooses the sandbox's fault `u-storm-charged`. */
const U_STORM = '1912';
/** Chooses the sandbox's fault `cancel-too-late`. */
const CANCEL_TOO_LATE = '1983';

let browser: Browser;
let window: Window;
let pin: string;

beforeAll(async () => {
  browser = await openBrowser();
  pin = await hashPin(PIN, randomBytes(PIN_COST.saltBytes));
  await bundleScreens();
}, 120_000);
afterEach(async () => {
  await window.context.close();
  await endAgents();
});
afterAll(() => browser.close());

interface Opened {
  readonly agent: AgentProcess;
  readonly sandbox: Sandbox;
}

async function opened(patch: Patch = {}): Promise<Opened> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, {
    managers: [{ id: 'm1', name: 'Aisyah', pin }],
    ...patch,
  });
  const agent = await startAgent(folder, ['--screen']);
  window = await Window.opened(browser, (await agent.ready).launch!);
  return { agent, sandbox };
}

const saleNow = async (agent: AgentProcess, saleId: string): Promise<SaleView> =>
  saleOf(await agent.call('GET', `/v1/sales/${saleId}`));

/** A sale of this amount, once its code was scanned and it is `state`. */
async function sold({ agent, sandbox }: Opened, value: string, state: SaleView['state']): Promise<SaleView> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(`ORD-${value}`, value)));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  await agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === state);
  return saleNow(agent, saleId);
}

/** A sale whose void the acquirer refuses, and the refund after it too. */
async function owed(till: Opened): Promise<SaleView> {
  const { saleId } = await sold(till, CANCEL_TOO_LATE, 'paid');
  till.sandbox.setFault({ id: 'refund-refused' });
  await till.agent.call('POST', `/v1/sales/${saleId}/cancel`);
  await till.agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === 'attention');
  return saleNow(till.agent, saleId);
}

/** A paid sale that was refunded behind the till, and looked at because the day was closed. */
async function gone({ agent, sandbox }: Opened, sale: SaleView): Promise<void> {
  const paymentRequestId = sale.paymentRequestId!;
  const refund = { paymentRequestId, refundRequestId: 'ELSEWHERE-1', refundAmount: sale.amount };
  sandbox.ledger.refund(refund, Date.now());
  await agent.call('POST', '/v1/reports/z');
  await agent.events().until(({ notice }) => notice?.kind === 'charge-gone');
}

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await window.page.keyboard.press(key);
};

async function approves(typed: string): Promise<void> {
  await window.shows('Approve with your PIN');
  await window.page.keyboard.type(typed);
  await press('Enter');
}

const said = (text: string): Promise<void> => window.page.getByText(text).first().waitFor();

const picture = (name: string): Promise<string[]> =>
  window
    .picture(`trouble-${name}`, [SIZES[1], SIZES[2], PORTRAIT, DOUBLE])
    .then((faults) => faults.filter((fault) => !/^640: the stage/.test(fault)));

describe("A charge that may be another till's", () => {
  it('leads the cashier to the manager, who takes it for the sale with a PIN and a reason', async () => {
    const till = await opened();
    const { saleId, paymentId, paymentRequestId } = await sold(till, FOREIGN, 'attention');
    const faults: string[] = [];
    await window.shows('Needs a person');
    await said('Only a manager can settle this');
    expect(await window.page.locator('.stage .ids dd').allTextContents()).toEqual([
      paymentId,
      paymentRequestId,
    ]);
    faults.push(...(await picture('foreign')));
    await press('Enter');
    await said('Look for this order at the other tills first.');
    faults.push(...(await picture('foreign-desk')));
    await window.press('Take it for this sale');
    await window.shows('Why take it?');
    faults.push(...(await picture('foreign-reason')));
    await press('1');
    await approves('9999');
    await said('This manager and PIN do not fit. Nothing was approved.');
    faults.push(...(await picture('foreign-pin')));
    expect((await saleNow(till.agent, saleId)).state).toBe('attention');
    await approves(PIN);
    await window.shows('Paid');
    await said('Aisyah took the charge for this sale: No other till sold it');
    faults.push(...(await picture('foreign-taken')));
    await press('Enter');

    await window.shows('Hand over the goods');

    expect(faults).toEqual([]);
    expect((await saleNow(till.agent, saleId)).state).toBe('paid');
  }, 240_000);

  it('goes back once, where the first approval was lost on its way and the answer to the second too', async () => {
    const till = await opened();
    const { saleId } = await sold(till, FOREIGN, 'attention');
    let calls = 0;
    await window.page.route('**/v1/sales/*/cancel', async (route) => {
      calls += 1;
      if (calls > 1) await route.fetch();
      await route.abort();
    });
    await window.shows('Needs a person');
    await press('Enter');
    await said('Look for this order at the other tills first.');
    await window.press('Give it back');
    await window.shows('Why does it go back?');
    await press('2');
    await approves(PIN);
    await said('No answer came. It may be approved already.');
    expect((await saleNow(till.agent, saleId)).state).toBe('attention');
    await approves(PIN);

    await window.shows('Sale cancelled');

    await said('Aisyah approved giving it back: Customer pays another way');
    expect(await picture('foreign-given-back')).toEqual([]);
    await press('Enter');
    await window.shows('Sale cancelled');
    expect(till.sandbox.ledger.charges(Date.now())[0]?.netMinor).toBe(0);
  }, 120_000);

  it('is no business of the cashier: the tape offers no way to give it back', async () => {
    const till = await opened();
    await sold(till, FOREIGN, 'attention');
    await window.shows('Needs a person');
    await window.page.locator('.line-attention').click();
    await window.page.locator('.story .ids').waitFor();

    expect(await window.page.locator('.story .action').count()).toBe(0);

    await window.press('Story and refund');
    await said('Look for this order at the other tills first.');
  }, 60_000);
});

describe('A payment whose outcome is not known', () => {
  it('has a slip that the cashier prints with F9; where it does not come out, the window says so', async () => {
    const till = await opened({
      printers: [{ kind: 'file', path: 'none/paper.bin' }],
      gateways: { alipayPlus: { timing: { windowMs: 60_000 } } },
    });
    await sold(till, U_STORM, 'checking');
    await window.shows('Result not known yet');

    await window.page.getByRole('button', { name: 'Slip “not paid”' }).waitFor();
    await press('F9');

    await said('The slip may not be on paper.');
  }, 60_000);
});

describe('Money that the acquirer refuses to give back', () => {
  it('is said to be owed, and a manager refunds what is left of it', async () => {
    const till = await opened();
    const { saleId } = await owed(till);
    const faults: string[] = [];
    await window.shows('Needs a person');
    await said('MYR 19.83 is owed to the customer');
    faults.push(...(await picture('owed')));
    await press('Enter');
    await window.page.locator('.desk-sale').waitFor();
    await said('The acquirer refused to give it back (PROCESS_FAIL).');
    faults.push(...(await picture('owed-desk')));
    await press('Enter');
    await window.shows('How much goes back?');
    await said('At most MYR 19.83.');
    await press('Enter');
    await window.shows('Why does it go back?');
    faults.push(...(await picture('owed-reason')));
    await press('1');
    till.sandbox.setFault({ id: 'refund-unknown', times: 1000 });
    await approves(PIN);
    await window.shows('Refund not confirmed yet');
    await press('Enter');
    await said('A refund was approved and is not confirmed yet.');
    expect(await window.page.locator('.desk-sale .actions .action').count()).toBe(1);
    faults.push(...(await picture('owed-pending')));

    till.sandbox.faults.clear();

    await window.page.locator('.desk-sale .refund-refunded').waitFor();
    await window.shows('Cancelled');
    expect(faults).toEqual([]);
    expect(await saleNow(till.agent, saleId)).toMatchObject({
      state: 'cancelled',
      refunds: [{ state: 'refunded', amount: { value: '1983' }, reason: 'Sale was cancelled' }],
    });
  }, 240_000);
});

describe('A payment that was given back elsewhere', () => {
  it('says so on the stage, on the tape and at the desk, where nothing of it is offered any more', async () => {
    const till = await opened();
    const sale = await sold(till, '4550', 'paid');
    await window.shows('Hand over the goods');

    await gone(till, sale);

    await window.shows('Given back elsewhere');
    const faults = await picture('gone');
    await press('Escape');
    await said('A payment that this till showed as paid was given back to the customer');
    await window.page.locator('.line .line-gone').waitFor();
    await window.page.locator('.line').first().click();
    await said('This payment was given back to the customer, and not by this till.');
    faults.push(...(await picture('gone-tape')));
    await window.press('Story and refund');
    await window.page.locator('.desk-sale h1', { hasText: 'Given back elsewhere' }).waitFor();
    faults.push(...(await picture('gone-desk')));
    expect(await window.page.locator('.desk-sale .actions .action').count()).toBe(1);
    expect((await saleNow(till.agent, sale.saleId)).may).toEqual([]);
    expect(faults).toEqual([]);
  }, 240_000);
});

describe('Doubted and owed money › languages', () => {
  it('fits in every language, on each of its stages', async () => {
    const till = await opened();
    const polyglot = await Polyglot.taught(window.page);
    await window.page.reload();
    await window.shows('Amount to charge');
    const faults: string[] = [];
    const look = async (scene: string, name: string): Promise<void> => {
      await window.page.locator(`.stage ${scene}`).first().waitFor();
      for (const language of LANGUAGES) {
        await polyglot.speak(language);
        const sizes = LOOKED_AT.includes(language) ? [SIZES[1], PORTRAIT] : [SIZES[1]];
        const found = await window.shots(`trouble-${language}-${name}`, sizes);
        faults.push(...found.map((fault) => `${language} ${name}: ${fault}`));
      }
    };
    const sale = await sold(till, '4550', 'paid');
    await gone(till, sale);
    await look('.cancelled', 'gone');
    await press('Escape');
    await sold(till, FOREIGN, 'attention');
    await look('.attention', 'foreign');
    await press('Enter');
    await look('.desk-sale', 'foreign-desk');
    await press('Enter');
    await look('.reason', 'foreign-reason');
    await press('1');
    await look('.approve', 'foreign-approve');
    await press('Escape');
    await window.page.locator('.stage .desk-sale .actions .action').nth(1).click();
    await look('.reason', 'back-reason');
    await press('Escape');
    await window.page.locator('.stage .desk-sale').waitFor();
    await press('Escape', 'Escape');
    await window.page.locator('.stage .attention').waitFor();
    await press('Escape');
    await owed(till);
    await look('.attention', 'owed');
    await press('Enter');
    await look('.desk-sale', 'owed-desk');

    expect(faults).toEqual([]);
  }, 240_000);
});
