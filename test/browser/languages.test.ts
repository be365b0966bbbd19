import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox, startAgent } from '../fakes/agent-process.ts';
import { newCode } from './codes.ts';
import { bundleScreens } from './till-process.ts';
import { openBrowser, SIZES, Window } from './window.ts';

const LANDSCAPE = [SIZES[0]] as const;
const PORTRAIT = [{ width: 1080, height: 1920 }] as const;
/** What a page of 1280 by 800 has left when everything on it is twice as large. */
const DOUBLE = [{ width: 640, height: 400 }] as const;
const LOOKED_AT: readonly string[] = ['en', 'de', 'th', 'ja'];

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

async function opened(languages: readonly string[], more: object = {}): Promise<Window> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, { terminal: { languages: [...languages] }, ...more });
  const agent = await startAgent(folder, ['--screen']);
  const { launch } = await agent.ready;
  return Window.opening(browser, launch!);
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
  it.each(LANGUAGES)(
    'every stage fits in %s, and reads without a barrier',
    async (language) => {
      window = await opened([language]);

      const faults: string[] = [];
      await story(async (name) => {
        faults.push(...(await window.picture(`${language}-${name}`, LANDSCAPE)));
      });

      expect(faults).toEqual([]);
      expect(await window.page.locator('html').getAttribute('lang')).toBe(language);
    },
    60_000,
  );

  it.each(LOOKED_AT)(
    'every stage fits an upright screen in %s',
    async (language) => {
      window = await opened([language]);
      await window.page.setViewportSize(PORTRAIT[0]);

      const faults: string[] = [];
      await story(async (name) => {
        faults.push(...(await window.picture(`${language}-${name}`, PORTRAIT)));
        await window.page.setViewportSize(PORTRAIT[0]);
      });

      expect(faults).toEqual([]);
    },
    60_000,
  );

  it.each(LOOKED_AT)(
    'nothing is cut off at twice the size in %s',
    async (language) => {
      window = await opened([language]);

      const faults: string[] = [];
      await story(async (name) => {
        faults.push(...(await window.picture(`${language}-${name}`, DOUBLE)));
      });

      expect(faults.filter((fault) => !fault.includes('the stage'))).toEqual([]);
    },
    60_000,
  );

  it('the ground is dark where the config says so', async () => {
    window = await opened(['en'], { displays: { ground: 'night' } });

    const faults: string[] = [];
    await story(async (name) => {
      faults.push(...(await window.picture(`night-${name}`, LANDSCAPE)));
    });

    expect(faults).toEqual([]);
  }, 60_000);
});

describe("The customer's screen", () => {
  it.each(LANGUAGES)(
    'says each thing in %s, and nothing of the cashier',
    async (language) => {
      window = await opened([language]);
      const customer = await window.context.newPage();
      await customer.setViewportSize({ width: 1280, height: 800 });
      await customer.goto(new URL('/customer', window.page.url()).href);
      const seen: string[] = [];
      const look = async (name: string): Promise<void> => {
        await customer.locator(`.customer-${name}`).waitFor();
        seen.push((await customer.locator('main').textContent()) ?? '');
        await customer.screenshot({ path: `out/screens/customer-${language}-${name}.png` });
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

      expect(seen.filter((text) => /\d{10}|[A-Z]_[A-Z]/.test(text))).toEqual([]);
      expect(await customer.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    },
    60_000,
  );
});
