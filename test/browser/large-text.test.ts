import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newCode } from './codes.ts';
import { givenScreens } from './screens.ts';
import { PORTRAIT, SIZES, type Size } from './sizes.ts';
import { ARE_KEPT } from './window.ts';

/** Twelve digits, as they are typed and as they stand there. */
const TYPED = '9876543210.12';
const SHOWN = '9,876,543,210.12';
/** The longest amounts of each size of digits but the smallest. */
const SHORTER = ['9876.54', '9876543.21'] as const;

/** The ways to twice as large: the browser's zoom, which leaves half of the pixels, and its size of letters. */
const WAYS = [
  {
    way: 'everything is twice as large',
    enlarge: (page: Page, { width, height }: Size) =>
      page.setViewportSize({ width: width / 2, height: height / 2 }),
  },
  {
    way: 'the letters are twice as large',
    enlarge: async (page: Page, size: Size) => {
      await page.setViewportSize(size);
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    },
  },
] as const;

const screens = givenScreens();

/** Currency, digits and keys of a page that cannot be seen whole or touched, even after scrolling. */
async function hidden(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    for (const element of document.querySelectorAll('.amount > span, .stage button')) {
      const what = element.textContent || (element.getAttribute('aria-label') ?? '');
      element.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight)
        faults.push(`${what} is cut off`);
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      if (hit === null || !(element.contains(hit) || hit.contains(element)))
        faults.push(`${what} is covered`);
      if (element.scrollWidth > element.clientWidth + 1 && element instanceof HTMLButtonElement)
        faults.push(`the word of ${what} is cut off`);
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the window is too wide');
    return faults;
  });
}

describe.each(WAYS)('Where $way', ({ way, enlarge }) => {
  it.each([...SIZES, PORTRAIT])(
    'every digit of twelve and every key is seen at $width by $height',
    async (size) => {
      const { window } = await screens.till({
        terminal: { currency: 'MYR', limits: { amountMax: '999999999999' } },
      });
      await enlarge(window.page, size);
      const faults: string[] = [];
      const look = async (scene: string): Promise<void> => {
        await window.page.locator(`.stage .${scene}`).waitFor();
        const name = `large-${way.split(' ')[0] ?? ''}-${scene}-${size.width}`;
        await window.lettered();
        if (ARE_KEPT) await window.page.screenshot({ path: `out/screens/${name}.png`, fullPage: true });
        faults.push(...(await hidden(window.page)).map((fault) => `${scene}: ${fault}`));
        expect(await window.page.locator('.stage .amount-number').first().textContent()).toBe(SHOWN);
      };
      for (const amount of SHORTER) {
        await window.type(amount);
        faults.push(...(await hidden(window.page)).map((fault) => `${amount}: ${fault}`));
        await window.keys('Escape');
      }
      await window.type(TYPED);
      await look('pad');
      await window.keys('Enter');
      await look('awaiting');
      const customer = await window.customer();
      await customer.locator('.amount').waitFor();
      await enlarge(customer, size);
      if (ARE_KEPT)
        await customer.screenshot({
          path: `out/screens/large-${way.split(' ')[0] ?? ''}-customer-${size.width}.png`,
        });
      faults.push(...(await hidden(customer)).map((fault) => `customer: ${fault}`));
      await customer.close();
      await window.press('Type the code');
      await look('code-box');
      await window.scan(newCode());
      await look('paid');

      expect(faults).toEqual([]);
    },
    60_000,
  );
});

/** Keys of the stage that a finger reaches only after scrolling. */
async function outOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.stage button')].flatMap((key) => {
      const { left, right, top, bottom } = key.getBoundingClientRect();
      const isSeen = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      return isSeen ? [] : [`${key.textContent} is out of sight`];
    }),
  );
}

describe('On a low screen of 800 by 480', () => {
  it('every key of a stage is in sight: of a sale, of what is said beside it, of a refund and its PIN', async () => {
    const { window } = await screens.till();
    await window.page.setViewportSize({ width: 800, height: 480 });
    const faults: string[] = [];
    const look = async (scene: string, name = scene): Promise<void> => {
      await window.page.locator(`.stage .${scene}`).waitFor();
      await window.lettered();
      if (ARE_KEPT) await window.page.screenshot({ path: `out/screens/low-${name}.png` });
      faults.push(...(await outOfSight(window.page)).map((fault) => `${name}: ${fault}`));
    };
    await look('pad');
    await window.type('1250.00');
    await window.keys('Enter');
    await look('awaiting');
    await window.call(`/v1/sales/${await window.currentSaleId()}/code`, { text: '134567890123456789' });
    await look('notice', 'refused');
    await window.scan(newCode());
    await look('paid');
    await window.keys('Enter', 'F3');
    await look('find');
    await window.page.locator('.tape button').first().waitFor();
    await window.keys('Enter');
    await look('desk-sale');
    await window.press('Refund');
    await look('pad', 'refund');
    await window.keys('Enter');
    await look('reason');
    await window.keys('1');
    await look('approve');

    expect(faults).toEqual([]);
  }, 60_000);
});
