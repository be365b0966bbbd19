import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf, LANGUAGES } from '../../renderer/strings/catalogues.ts';
import type { Patch } from '../fakes/agent-folder.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox, startAgent } from '../fakes/agent-process.ts';
import { newCode } from './codes.ts';
import { Polyglot } from './polyglot.ts';
import { bundleScreens } from './till-process.ts';
import { openBrowser, SIZES, Window } from './window.ts';

const LANDSCAPE = [SIZES[0]] as const;
const PORTRAIT = { width: 1080, height: 1920 } as const;
/** What a page of 1280 by 800 has left when everything on it is twice as large. */
const DOUBLE = { width: 640, height: 400 } as const;
/** Looked at upright and enlarged too: the shortest words, the longest, and two other scripts. */
const LOOKED_AT: readonly string[] = ['en', 'de', 'th', 'ja'];

/** Of the form of a WeChat Pay code, which this till does not take. */
const WECHAT_CODE = '134567890123456789';

let browser: Browser;
let window: Window;

beforeAll(async () => {
  browser = await openBrowser();
  await bundleScreens();
}, 120_000);
afterEach(async () => {
  await window.context.close();
  await endAgents();
});
afterAll(() => browser.close());

async function opened(more: Patch = {}): Promise<void> {
  const sandbox = await givenAgentSandbox();
  const agent = await startAgent(givenAgentFolder(sandbox.url, more), ['--screen']);
  window = await Window.opening(browser, (await agent.ready).launch!);
}

const scene = (name: string): Promise<void> => window.page.locator(`.${name}`).waitFor();

/** Sells, is refused and is left in the dark once, with a picture of each stage. */
async function story(look: (name: string) => Promise<void>): Promise<void> {
  const charge = async (digits: string, code: string): Promise<void> => {
    await scene('pad');
    await window.page.keyboard.type(digits);
    await window.page.keyboard.press('Enter');
    await scene('awaiting');
    if (code === '') return;
    await window.scan(newCode(code));
  };
  await scene('pad');
  await look('pad');
  await charge('125000', '');
  await look('awaiting');
  await window.call(`/v1/sales/${await window.currentSaleId()}/code`, { text: WECHAT_CODE });
  await scene('notice');
  await look('refused');
  await window.scan(newCode());
  await scene('paid');
  await look('paid');
  await window.page.keyboard.press('Enter');
  await charge('1200', '9941');
  await scene('failed');
  await look('failed');
  await window.page.keyboard.press('Escape');
  await scene('cancelled');
  await look('cancelled');
  await window.page.keyboard.press('Enter');
  await charge('1932', '0000');
  await scene('attention');
  await look('attention');
}

describe("The cashier's window › languages", () => {
  it('every stage fits in every language and reads without a barrier; in four also upright and twice as large', async () => {
    await opened();
    const polyglot = await Polyglot.taught(window.page);
    await window.page.reload();
    const faults: string[] = [];
    await story(async (name) => {
      for (const language of LANGUAGES) {
        await polyglot.speak(language);
        const picture = `${language}-${name}`;
        const sizes = LOOKED_AT.includes(language) ? [...LANDSCAPE, PORTRAIT, DOUBLE] : LANDSCAPE;
        const found = await window.picture(picture, sizes);
        faults.push(...found.map((fault) => `${picture}: ${fault}`));
        if (name !== 'refused') continue;
        const said = await window.page.locator('.notice p').textContent();
        if (said !== (await catalogueOf(language)).notice.refused.weChat) faults.push(`${picture}: ${said}`);
      }
    });

    // Twice as large, the stage may be scrolled.
    expect(faults.filter((fault) => !fault.includes(': 640: the stage'))).toEqual([]);
  }, 240_000);

  it('the first language of the config is that of the window and of its order, the time zone that of its clock', async () => {
    await opened({ terminal: { languages: ['de', 'en'] } });
    await window.shows('Betrag');
    await window.page.keyboard.type('1250');
    await window.page.keyboard.press('Enter');
    await window.shows('Code des Kunden scannen');

    const sale = await window.newest();

    const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    const shown = (await window.page.locator('.strip time').textContent()) ?? '';
    const late = (minutesOf(shown) - minutesOf(sale.openedAt.slice(11)) + 1440) % 1440;
    expect(late).toBeLessThanOrEqual(1);
    expect(await window.page.locator('html').getAttribute('lang')).toBe('de');
    expect(sale.orderDescription).toBe((await catalogueOf('de')).orderDescription('Kopi Corner Central'));
  }, 60_000);

  it('the ground is dark where the config says so', async () => {
    await opened({ displays: { ground: 'night' } });

    const faults: string[] = [];
    await story(async (name) => {
      faults.push(...(await window.picture(`night-${name}`, LANDSCAPE)));
    });

    expect(faults).toEqual([]);
  }, 60_000);
});

describe("The customer's screen", () => {
  it('says each thing in every language, and nothing of the cashier', async () => {
    await opened();
    const customer = await window.context.newPage();
    const polyglot = await Polyglot.taught(customer);
    await customer.setViewportSize({ width: 1280, height: 800 });
    await customer.goto(new URL('/customer', window.page.url()).href);
    const wrong: string[] = [];
    const look = async (kind: 'idle' | 'showCode' | 'refreshCode' | 'paid'): Promise<void> => {
      for (const language of LANGUAGES) {
        await polyglot.speak(language);
        await customer.locator(`.customer-${kind}[lang="${language}"]`).waitFor();
        const picture = `${language}-${kind}`;
        const text = (await customer.locator('main').textContent()) ?? '';
        await customer.screenshot({ path: `out/screens/customer-${picture}.png` });
        if (!text.includes((await catalogueOf(language)).customer[kind])) wrong.push(`${picture}: ${text}`);
        if (/\d{10}|[A-Z]_[A-Z]/.test(text)) wrong.push(`${picture} says too much: ${text}`);
        if (await customer.evaluate(() => document.documentElement.scrollWidth > innerWidth))
          wrong.push(`${picture} is too wide`);
      }
    };

    await look('idle');
    await scene('pad');
    await window.page.keyboard.type('125000');
    await window.page.keyboard.press('Enter');
    await look('showCode');
    await window.scan(newCode('9942'));
    await look('refreshCode');
    await window.scan(newCode());
    await look('paid');

    expect(wrong).toEqual([]);
  }, 120_000);
});
