import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { PtyPair } from '../contract/pty-pair.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { newCode } from './codes.ts';
import { Polyglot } from './polyglot.ts';
import { bundleScreens } from './till-process.ts';
import { openBrowser, SIZES, Window } from './window.ts';

const PORTRAIT = { width: 1080, height: 1920 } as const;
/** What a page of 1280 by 800 has left when everything on it is twice as large. */
const DOUBLE = { width: 640, height: 400 } as const;
const LOOKED_AT: readonly string[] = ['en', 'de', 'th', 'ja'];

let browser: Browser;
let window: Window;
let pair: PtyPair | undefined;

beforeAll(async () => {
  browser = await openBrowser();
  await bundleScreens();
}, 120_000);
afterEach(async () => {
  await window.context.close();
  await endAgents();
  await pair?.unplug();
  pair = undefined;
});
afterAll(() => browser.close());

async function opened(): Promise<{ agent: AgentProcess; folder: AgentFolder; pair: PtyPair }> {
  pair = await PtyPair.plugged();
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, {
    scanners: [{ kind: 'serial', path: pair.path, suffix: '\r' }],
    printers: [{ kind: 'file', path: 'paper.bin' }],
  });
  const agent = await startAgent(folder, ['--screen']);
  const { launch } = await agent.ready;
  window = await Window.opened(browser, launch!);
  return { agent, folder, pair };
}

const strip = (kind: string) => window.page.locator('.device', { hasText: kind });
const picture = (name: string): Promise<string[]> =>
  window
    .picture(`technician-${name}`, [...SIZES, PORTRAIT, DOUBLE])
    .then((faults) => faults.filter((fault) => !/^640: the stage/.test(fault)));

describe("The technician's page", () => {
  it('is opened by F8 and from the strip, tries each device and says what came back', async () => {
    const { pair } = await opened();
    await window.page.keyboard.press('F8');
    await window.shows('The bench');
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
      ['Versions', 'Node.js'],
      ['Licences', 'preact 11'],
    ] as const) {
      await window.press(paper);
      await window.page.locator('.bench-paper', { hasText: word }).waitFor();
      faults.push(...(await window.shots(`technician-${paper}`, [SIZES[1]])));
    }
    expect(faults).toEqual([]);

    await window.page.keyboard.press('Escape');
    await window.shows('Amount to charge');
    await window.page.getByRole('button', { name: /^Technician/ }).click();
    await window.shows('The bench');
  }, 60_000);

  it('gives way to a sale, and is not opened while one is under way', async () => {
    const { agent } = await opened();
    await window.page.keyboard.press('F8');
    await window.shows('The bench');

    await agent.call('POST', '/v1/sales', order('ORD-1'));
    await window.shows("Scan the customer's code");
    await window.page.keyboard.press('F8');
    await window.page.getByText('Finish or cancel the sale first.').waitFor();

    await window.shows("Scan the customer's code");
  }, 60_000);

  it("is not to be reached from the customer's screen", async () => {
    await opened();
    const customer = await window.context.newPage();
    await customer.goto(new URL('/customer', window.page.url()).href);
    await customer.getByRole('heading', { name: 'Pay here with your phone' }).waitFor();

    for (const key of ['F8', 'F12']) await customer.keyboard.press(key);

    expect(await customer.locator('button, a, input').count()).toBe(0);
    expect(await customer.locator('h1').textContent()).toBe('Pay here with your phone');
  }, 60_000);

  it('sets up a scanner by three codes, and writes what it found when the technician agrees', async () => {
    const { folder, pair } = await opened();
    await window.page.keyboard.press('F8');
    await window.press('Set up a scanner');
    const faults: string[] = [];
    for (const number of [1, 2, 3]) {
      await window.shows(`Scan code ${number} of 3`);
      if (number === 1) faults.push(...(await picture('setup-code')));
      await pair.sends(`\x02${newCode()}\r`);
    }
    await window.shows('Scanner found');
    faults.push(...(await picture('setup-found')));
    await window.page.keyboard.press('Enter');
    await window.shows('Restart to use it');
    faults.push(...(await picture('setup-written')));

    expect(faults).toEqual([]);
    expect(JSON.parse(readFileSync(folder.config, 'utf8'))).toMatchObject({
      scanners: [{ kind: 'serial', path: pair.path, prefix: '\x02', suffix: '\r' }],
    });
  }, 60_000);
});

const SAYS = ['A serial scanner at 9600 baud.', 'Each code ends with CR (Enter).'];
const PART = '{\n  "kind": "serial",\n  "path": "/dev/ttyACM0",\n  "baudRate": 9600\n}';
/** How the set-up may stand, as the till would say it. */
const SETUPS = {
  code: {
    running: true,
    says: SAYS,
    code: { number: 1, of: 3, text: '281012345678901234567890' },
    part: null,
    written: 'no',
  },
  found: { running: false, says: SAYS, code: null, part: PART, written: 'no' },
  written: { running: false, says: SAYS, code: null, part: PART, written: 'yes' },
};

describe("The technician's page › languages", () => {
  it('fits in every language, on each of its stages', async () => {
    await opened();
    let setup: object = SETUPS.code;
    await window.page.route('**/v1/technician/scanner-setup', (route) => route.fulfill({ json: setup }));
    const polyglot = await Polyglot.taught(window.page);
    await window.page.reload();
    await window.shows('Amount to charge');
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => {
      for (const language of LANGUAGES) {
        await polyglot.speak(language);
        const sizes = LOOKED_AT.includes(language) ? [SIZES[1], PORTRAIT] : [SIZES[1]];
        const found = await window.shots(`technician-${language}-${name}`, sizes);
        faults.push(...found.map((fault) => `${language} ${name}: ${fault}`));
      }
    };
    await window.page.keyboard.press('F8');
    await window.page.locator('.bench .device').first().waitFor();
    await look('bench');
    for (const [name, state] of Object.entries(SETUPS)) {
      setup = state;
      if (name === 'code') await window.page.locator('.bench .action-main').click();
      await window.page.locator(name === 'code' ? '.setup .qr' : `.setup h1`).waitFor();
      await window.page.waitForResponse((response) => response.url().endsWith('/scanner-setup'));
      await look(name);
    }

    expect(faults).toEqual([]);
  }, 240_000);
});
