import { beforeEach, describe, expect, it } from 'vitest';
import { newCode } from './codes.ts';
import { givenScreens } from './screens.ts';
import { DOUBLE, PORTRAIT, SIZES } from './sizes.ts';
import type { Window } from './window.ts';

const screens = givenScreens();
let window: Window;

beforeEach(async () => {
  ({ window } = await screens.till());
  await window.charge('12.50');
}, 60_000);

const box = () => window.page.getByLabel('Or type or paste the code');

/** How high something on the scan screen is drawn, in CSS pixels. */
async function heightOf(selector: string): Promise<number> {
  return (await window.page.locator(`.awaiting ${selector}`).boundingBox())?.height ?? 0;
}

describe('The scan screen', () => {
  it('has the marks and the drawing of the scan as its loudest things, and no box', async () => {
    expect(await box().count()).toBe(0);
    expect(await window.page.locator('.awaiting .marks').textContent()).toBe('Alipay+');
    const sizeOf = (selector: string): Promise<number> =>
      window.page
        .locator(`.awaiting ${selector}`)
        .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    for (const size of SIZES) {
      await window.page.setViewportSize(size);
      expect(await sizeOf('.marks')).toBeGreaterThan(await sizeOf('h1'));
      const [drawing, headline] = [await heightOf('.drawing'), await heightOf('h1')];
      expect(drawing).toBeGreaterThan(2.5 * headline);
    }
  });

  it('opens the box by its key, moves no other key, and takes the code that is typed', async () => {
    const cancel = window.page.getByRole('button', { name: 'Cancel' });
    const before = await cancel.boundingBox();

    await window.press('Type the code');

    expect(await cancel.boundingBox()).toEqual(before);
    expect(await box().evaluate((element) => document.activeElement === element)).toBe(true);
    expect(await window.page.locator('.awaiting .marks').isVisible()).toBe(true);
    await window.type('28');
    expect(await window.picture('code-box', [...SIZES, PORTRAIT, DOUBLE])).toEqual([]);
    await box().fill(newCode());
    await window.press('Use this code');
    await window.shows('Hand over the goods');
  });

  it('opens the box by the first character that a person types', async () => {
    await window.type('281');

    expect(await box().inputValue()).toBe('281');
  });

  it('opens the box by pasting, wherever the focus is', async () => {
    const code = newCode();
    await window.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', ` ${text}\n`);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, code);

    expect(await box().inputValue()).toBe(code);
    await window.keys('Enter');
    await window.shows('Hand over the goods');
  });

  it('hides the box again once its code was used', async () => {
    await window.type('9556001234567');
    await window.keys('Enter');
    await window.says('This is not a payment code.');

    expect(await box().count()).toBe(0);
  });
});
