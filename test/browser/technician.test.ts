import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PtyPair } from '../contract/pty-pair.ts';
import { order } from '../fakes/agent-process.ts';
import { SETUP_SAYINGS } from '../fakes/setup-facts.ts';
import { newCode } from './codes.ts';
import { LanguageTour } from './language-tour.ts';
import type { OpenedTill } from './opened-till.ts';
import { givenScreens } from './screens.ts';
import { PAGE_SIZES, SIZES } from './sizes.ts';
import type { Window } from './window.ts';

const screens = givenScreens();
let window: Window;

async function opened(): Promise<{ readonly till: OpenedTill; readonly pair: PtyPair }> {
  const pair = await screens.pluggedPair();
  const till = await screens.till({
    scanners: [{ kind: 'serial', path: pair.path, suffix: '\r' }],
    printers: [{ kind: 'file', path: 'paper.bin' }],
  });
  ({ window } = till);
  return { till, pair };
}

const strip = (kind: string) => window.page.locator('.device', { hasText: kind });
const picture = (name: string): Promise<string[]> =>
  window.picture(`technician-${name}`, [SIZES[0], ...PAGE_SIZES]);

describe("The technician's page", () => {
  it('is opened by F8 and from the strip, tries each device and says what came back', async () => {
    const { pair } = await opened();
    await window.keys('F8');
    await window.shows('Devices');
    await strip('Scanner').waitFor();
    const faults = await picture('bench');

    await window.page.getByRole('button', { name: /^Test scan/ }).click();
    await window.page.getByText('Scan any code now').waitFor();
    const code = newCode();
    await pair.sends(`]Q1${code}\r`);
    await strip('Scanner').getByText('ALIPAY_PLUS').waitFor();
    await window.page.getByRole('button', { name: /^Test print/ }).click();
    await window.page.getByText('Look at the page').waitFor();
    await window.page.getByRole('button', { name: /^Check/ }).click();
    await window.page.getByText('The gateway answers as it should.').waitFor();
    faults.push(...(await picture('tried')));

    const told = (await strip('Scanner').textContent()) ?? '';
    expect(told).toContain(']Q1');
    expect(told).toMatch(/\d+ ms/);
    expect(await window.page.content()).not.toContain(code);
    for (const [paper, word] of [
      ['Config', 'alipay-plus'],
      ['Roles', 'Refunds, voids'],
      ['Versions', 'Node.js'],
      ['Licences', 'preact 11'],
    ] as const) {
      await window.press(paper);
      await window.page.locator('.bench-paper', { hasText: word }).waitFor();
      faults.push(...(await window.shots(`technician-${paper}`, [SIZES[1]])));
    }
    expect(faults).toEqual([]);

    await window.keys('Escape');
    await window.shows('Amount to charge');
    await window.page.getByRole('button', { name: /^Technician/ }).click();
    await window.shows('Devices');
  }, 60_000);

  it('changes the settings by the questions of the set-up, with a manager; the window goes on by itself', async () => {
    const { till } = await opened();
    const named = (): string =>
      (JSON.parse(readFileSync(till.folder.config, 'utf8')) as { merchant: { merchantName: string } })
        .merchant.merchantName;
    await window.keys('F8');
    await window.press('Change the settings');
    await window.shows('Change the settings');
    const faults = await picture('change');
    await window.type('471147');
    await window.keys('Enter');
    await window.shows('Which languages?');
    faults.push(...(await picture('change-questions')));
    await window.press('People');
    await window.shows('Who is a manager?');
    await window.keys('Enter');
    await window.shows('PIN of the manager');
    faults.push(...(await picture('change-pin')));
    await window.press('Keep it');
    await window.press('Change nothing');
    await window.shows('Amount to charge');
    expect([faults, named()]).toEqual([[], 'Kopi Corner Sdn Bhd']);

    await window.keys('F8');
    await window.press('Change the settings');
    await window.type('471147');
    await window.keys('Enter');
    await window.shows('Which languages?');
    await window.keys('Enter');
    await window.shows('What is the shop called?');
    await window.page.locator('.stage input').fill('Teh Tarik');
    await window.keys('Enter');
    await window.shows('Which country?');
    await window.press('Start');
    await window.shows('All is answered');
    await window.press('Start this till');
    await window.shows('The till starts');

    expect(named()).toBe('Teh Tarik');
  }, 90_000);

  it('gives way to a sale, and is not opened while one is under way', async () => {
    const { till } = await opened();
    await window.keys('F8');
    await window.shows('Devices');

    await till.agent.call('POST', '/v1/sales', order('ORD-1'));
    await window.shows("Scan the customer's code");
    await window.keys('F8');
    await window.page.getByText('Finish or cancel the sale first.').waitFor();

    await window.shows("Scan the customer's code");
  }, 60_000);

  it("is not to be reached from the customer's screen", async () => {
    await opened();
    const customer = await window.customer();
    await customer.getByRole('heading', { name: 'Pay here with your phone' }).waitFor();

    for (const key of ['F8', 'F12']) await customer.keyboard.press(key);

    expect(await customer.locator('button, a, input').count()).toBe(0);
    expect(await customer.locator('h1').textContent()).toBe('Pay here with your phone');
  }, 60_000);

  it('sets up a scanner by three codes, and writes what it found when the technician agrees', async () => {
    const { till, pair } = await opened();
    await window.keys('F8');
    await window.press('Set up a scanner');
    const faults: string[] = [];
    for (const number of [1, 2, 3]) {
      await window.shows(`Scan code ${number} of 3`);
      if (number === 1) faults.push(...(await picture('setup-code')));
      await pair.sends(`\x02${newCode()}\r`);
    }
    await window.shows('Scanner found');
    faults.push(...(await picture('setup-found')));
    await window.keys('Enter');
    await window.shows('Restart to use it');
    faults.push(...(await picture('setup-written')));

    expect(faults).toEqual([]);
    expect(JSON.parse(readFileSync(till.folder.config, 'utf8'))).toMatchObject({
      scanners: [{ kind: 'serial', path: pair.path, prefix: '\x02', suffix: '\r' }],
    });
  }, 60_000);
});

/** What is said of a scanner that is found, and what else may be said, on two stages: the page has room for any of it. */
const FOUND = ['device', 'serial', 'begins', 'ends', 'aim', 'wrongKeyboard', 'entry'];
const SAYS = SETUP_SAYINGS.filter(({ kind }) => FOUND.includes(kind));
const OTHER_SAYS = SETUP_SAYINGS.filter(({ kind }) => !FOUND.includes(kind));
const PART = '{\n  "kind": "serial",\n  "path": "/dev/ttyACM0",\n  "baudRate": 9600\n}';
/** How the set-up may stand, as the till would say it. */
const SETUPS = {
  code: {
    running: true,
    says: OTHER_SAYS,
    code: { number: 1, of: 3, text: '281012345678901234567890' },
    part: null,
    written: 'no',
  },
  found: { running: false, says: SAYS, code: null, part: PART, written: 'no' },
  written: { running: false, says: SAYS, code: null, part: PART, written: 'yes' },
  notFound: { running: false, says: OTHER_SAYS, code: null, part: null, written: 'no' },
};

describe("The technician's page › languages", () => {
  it('fits in every language, on each of its stages', async () => {
    await opened();
    let setup: object = SETUPS.code;
    await window.page.route('**/v1/technician/scanner-setup', (route) => route.fulfill({ json: setup }));
    const tour = await LanguageTour.from(window, 'technician');
    await window.keys('F8');
    await tour.look('.bench .device', 'bench');
    // The longest paper: who may do what.
    await window.page.locator('.tabs button').nth(2).click();
    await window.page.locator('.role').nth(1).click();
    await window.page.getByText('/v1/sales/{saleId}/code').waitFor();
    await tour.look('.bench .device', 'roles');
    for (const [name, state] of Object.entries(SETUPS)) {
      setup = state;
      if (name === 'code') await window.page.locator('.bench .action-main').click();
      await window.page.locator(name === 'code' ? '.setup .qr' : `.setup h1`).waitFor();
      await window.page.waitForResponse((response) => response.url().endsWith('/scanner-setup'));
      await tour.look('.setup', name);
    }

    expect(tour.faults).toEqual([]);
  }, 240_000);
});
