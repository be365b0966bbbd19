import { describe, expect, it } from 'vitest';
import { catalogueOf, LANGUAGES } from '../../renderer/strings/catalogues.ts';
import type { Patch } from '../fakes/agent-folder.ts';
import { newCode } from './codes.ts';
import { sizesFor } from './language-tour.ts';
import { Polyglot } from './polyglot.ts';
import { givenScreens } from './screens.ts';
import { DOUBLE, PORTRAIT, SIZES } from './sizes.ts';
import { ARE_KEPT, type Window } from './window.ts';

const LANDSCAPE = [SIZES[0]] as const;

/** Of the form of a WeChat Pay code, which this till does not take. */
const WECHAT_CODE = '134567890123456789';

const screens = givenScreens();
let window: Window;

async function opened(more: Patch = {}): Promise<void> {
  ({ window } = await screens.till(more));
}

const scene = (name: string): Promise<void> => window.page.locator(`.${name}`).waitFor();

/** Sells, is refused and is left in the dark once, with a picture of each stage. */
async function story(look: (name: string) => Promise<void>): Promise<void> {
  const charge = async (written: string, code: string): Promise<void> => {
    await scene('pad');
    await window.type(written);
    await window.keys('Enter');
    await scene('awaiting');
    if (code === '') return;
    await window.scan(newCode(code));
  };
  await scene('pad');
  await look('pad');
  await charge('1250.00', '');
  await look('awaiting');
  await window.call(`/v1/sales/${await window.currentSaleId()}/code`, { text: WECHAT_CODE });
  await scene('notice');
  await look('refused');
  await window.scan(newCode());
  await scene('paid');
  await look('paid');
  await window.keys('Enter');
  await charge('12.00', '9941');
  await scene('failed');
  await look('failed');
  await window.keys('Escape');
  await scene('cancelled');
  await look('cancelled');
  await window.keys('Enter');
  await charge('19.32', '0000');
  await scene('cancelled');
  await look('other-amount');
}

describe("The cashier's window › languages", () => {
  it('every stage fits in every language and reads without a barrier; in four also upright and twice as large', async () => {
    await opened();
    const polyglot = await Polyglot.taught(window.page);
    const faults: string[] = [];
    await story(async (name) => {
      for (const language of LANGUAGES) {
        await polyglot.speak(language);
        const picture = `${language}-${name}`;
        const found = await window.picture(picture, sizesFor(language, LANDSCAPE, [PORTRAIT, DOUBLE]));
        faults.push(...found.map((fault) => `${picture}: ${fault}`));
        if (name !== 'refused') continue;
        const said = await window.page.locator('.notice p').textContent();
        if (said !== (await catalogueOf(language)).notice.refused.weChat) faults.push(`${picture}: ${said}`);
      }
    });

    expect(faults).toEqual([]);
  }, 240_000);

  it('the first language of the config is that of the window and of its order, the time zone that of its clock', async () => {
    await opened({ terminal: { languages: ['de', 'en'] } });
    await window.shows('Betrag');
    await window.type('12.50');
    await window.keys('Enter');
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
    const customer = await window.customer();
    const polyglot = await Polyglot.taught(customer);
    const wrong: string[] = [];
    const look = async (kind: 'idle' | 'showCode' | 'refreshCode' | 'paid'): Promise<void> => {
      for (const language of LANGUAGES) {
        await polyglot.speak(language);
        await customer.locator(`.customer-${kind}[lang="${language}"]`).waitFor();
        const picture = `${language}-${kind}`;
        const text = (await customer.locator('main').textContent()) ?? '';
        if (ARE_KEPT) await customer.screenshot({ path: `out/screens/customer-${picture}.png` });
        if (!text.includes((await catalogueOf(language)).customer[kind])) wrong.push(`${picture}: ${text}`);
        if (/\d{10}|[A-Z]_[A-Z]/.test(text)) wrong.push(`${picture} says too much: ${text}`);
        if (await customer.evaluate(() => document.documentElement.scrollWidth > innerWidth))
          wrong.push(`${picture} is too wide`);
      }
    };

    await look('idle');
    await scene('pad');
    await window.type('1250.00');
    await window.keys('Enter');
    await look('showCode');
    await window.scan(newCode('9942'));
    await look('refreshCode');
    await window.scan(newCode());
    await look('paid');

    expect(wrong).toEqual([]);
  }, 120_000);
});
