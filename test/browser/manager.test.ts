import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import type { Sandbox } from '../../drivers/sandbox/server.ts';
import { hashPin, PIN_COST } from '../../src/manager/pin.ts';
import type { SaleView } from '../../src/payment/view.ts';
import { PtyPair } from '../contract/pty-pair.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import type { Patch } from '../fakes/agent-folder.ts';
import { bundleScreens } from './till-process.ts';
import { openBrowser, SIZES, Window } from './window.ts';

const PORTRAIT = { width: 1080, height: 1920 } as const;
/** What a page of 1280 by 800 has left when everything on it is twice as large. */
const DOUBLE = { width: 640, height: 400 } as const;
const LOOKED_AT: readonly string[] = ['en', 'de', 'th', 'ja'];
const PIN = '4711';

let browser: Browser;
let window: Window;
let pin: string;
let pair: PtyPair | undefined;

beforeAll(async () => {
  browser = await openBrowser();
  pin = await hashPin(PIN, randomBytes(PIN_COST.saltBytes));
  await bundleScreens();
}, 120_000);
afterEach(async () => {
  await window.context.close();
  await endAgents();
  await pair?.unplug();
  pair = undefined;
});
afterAll(() => browser.close());

interface Opened {
  readonly agent: AgentProcess;
  readonly sandbox: Sandbox;
}

async function opened(patch: Patch = {}): Promise<Opened> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, {
    printers: [{ kind: 'file', path: 'paper.bin', copies: ['customer', 'merchant'] }],
    managers: [
      { id: 'm1', name: 'Aisyah', pin },
      { id: 'm2', name: 'Ravi', pin, limits: { perRefund: '1000' } },
    ],
    ...patch,
  });
  const agent = await startAgent(folder, ['--screen']);
  const { launch } = await agent.ready;
  window = await Window.opened(browser, launch!);
  return { agent, sandbox };
}

/** A sale that is paid, and left to the tape. */
async function paid({ agent, sandbox }: Opened, orderId = 'ORD-1', value = '4550'): Promise<SaleView> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(orderId, value)));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  await agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
  await window.shows('Hand over the goods');
  await window.page.keyboard.press('Enter');
  await window.shows('Amount to charge');
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await window.page.keyboard.press(key);
};

/** From the idle stage to the PIN, by keyboard: finds the sale, and takes the full amount unless one is typed. */
async function toApproval(sale: SaleView, digits = ''): Promise<void> {
  await press('F3');
  await window.shows('Find a payment');
  await window.page.keyboard.type(sale.paymentRequestId!);
  await press('Enter');
  await window.shows('Paid');
  await window.press('Refund');
  await window.shows('How much goes back?');
  if (digits !== '') await window.page.keyboard.type(digits);
  await press('Enter');
  await window.shows('Why does it go back?');
  await press('1');
  await window.shows('Approve with your PIN');
}

async function approves(name: string, typed: string): Promise<void> {
  await window.page.getByRole('button', { name, exact: true }).press('Enter');
  await window.page.keyboard.type(typed);
  await press('Enter');
}

const picture = (name: string): Promise<string[]> =>
  window
    .picture(`manager-${name}`, [...SIZES, PORTRAIT, DOUBLE])
    .then((faults) => faults.filter((fault) => !/^640: the stage/.test(fault)));

const saleNow = async (agent: AgentProcess, { saleId }: SaleView): Promise<SaleView> =>
  saleOf(await agent.call('GET', `/v1/sales/${saleId}`));

describe("The manager's desk › refund", () => {
  it('gives the full amount back by the keyboard alone, with the payment and its story in sight', async () => {
    const till = await opened();
    const sale = await paid(till);
    const faults: string[] = [];
    await press('F3');
    await window.shows('Find a payment');
    faults.push(...(await picture('find')));
    await window.page.keyboard.type(sale.paymentRequestId!);
    await press('Enter');
    await window.shows('Paid');
    await window.page.locator('.told-charged').waitFor();
    faults.push(...(await picture('sale')));
    await window.press('Refund');
    await window.shows('How much goes back?');
    faults.push(...(await picture('amount')));
    await press('Enter');
    await window.shows('Why does it go back?');
    faults.push(...(await picture('reason')));
    await press('1');
    await window.shows('Approve with your PIN');
    await window.page.getByRole('button', { name: 'Aisyah' }).press('Enter');
    await window.page.keyboard.type(PIN);
    faults.push(...(await picture('approve')));
    expect(await window.page.content()).not.toContain(PIN);
    await press('Enter');
    await window.shows('Refunded');
    faults.push(...(await picture('refunded')));
    await press('Enter');
    await window.page.getByText('Nothing of it can go back any more.').waitFor();
    await press('Escape', 'Escape');
    await window.page.locator('.line-refund-refunded').waitFor();
    faults.push(...(await picture('tape')));

    expect(faults).toEqual([]);
    expect((await saleNow(till.agent, sale)).refunds).toMatchObject([
      { state: 'refunded', amount: { value: '4550' }, approver: 'm1', reason: 'Goods returned' },
    ]);
  }, 120_000);
});

describe("The manager's desk › the day's end", () => {
  it('shows the day as a chart and a paper, closes it after one question, and shows the closed day', async () => {
    const till = await opened();
    await paid(till, 'ORD-1', '4550');
    await paid(till, 'ORD-2', '125000');
    const sale = await paid(till, 'ORD-3', '990');
    await toApproval(sale, '450');
    await approves('Aisyah', PIN);
    await window.shows('Refunded');
    const faults: string[] = [];
    await press('F4');
    await window.shows('The day so far');
    await window.page.locator('.bars').first().waitFor();
    faults.push(...(await picture('day')));
    await window.press('Close the day');
    await window.shows('Close the day?');
    faults.push(...(await picture('close')));
    await press('Enter');
    await window.shows('Day 1 is closed');
    faults.push(...(await picture('closed')));

    expect(faults).toEqual([]);
  }, 120_000);
});
