import { expect, it } from 'vitest';
import { newCode } from '../browser/codes.ts';
import { describeKiosk } from './kiosks.ts';

describeKiosk('The kiosk in Electron', (kiosks) => {
  it('sells from end to end by the keyboard, in the whole of the screen', async () => {
    const { kiosk } = await kiosks.started();

    await kiosk.charge('12.50');
    await kiosk.scan(newCode());
    await kiosk.shows('Hand over the goods');

    expect(await kiosk.page.locator('.stage .amount').textContent()).toBe('MYR 12.50');
    expect(await kiosk.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1280, 800]);
    // Its words are drawn by the fonts that come with it.
    const families = await kiosk.page.evaluate(() =>
      [...document.fonts]
        .filter(({ status }) => status === 'loaded')
        .map(({ family }) => family.replaceAll('"', '')),
    );
    expect(families).toContain('Noto Sans Variable');
  });
});
