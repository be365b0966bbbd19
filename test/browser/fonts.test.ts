import { beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { newCode } from './codes.ts';
import { foreignFonts } from './fonts-used.ts';
import { Polyglot } from './polyglot.ts';
import { givenScreens } from './screens.ts';
import type { Window } from './window.ts';

/** A name in every script of the thirteen languages, with signs that few fonts have. */
const NAME = 'Łódź Čaj Phở ร้านกาแฟ カフェ髙𠮷 茶馆龘 咖啡廳囍 커피뷁';

const screens = givenScreens();
let window: Window;
beforeEach(async () => {
  ({ window } = await screens.till({ merchant: { store: { storeName: NAME } } }));
}, 60_000);

/** Texts that a font of the machine draws, in any of the languages. */
async function foreignInEveryLanguage(page: Page, polyglot: Polyglot): Promise<string[]> {
  const faults: string[] = [];
  for (const language of LANGUAGES) {
    await polyglot.speak(language);
    faults.push(...(await foreignFonts(page)).map((fault) => `${language}: ${fault}`));
  }
  return faults;
}

describe('The fonts of the screens come with the app', () => {
  it("draw the cashier's window, the manager's desk and the technician's page in all thirteen languages", async () => {
    const polyglot = await Polyglot.taught(window.page);
    await window.page.locator('.pad').waitFor();

    expect(await foreignInEveryLanguage(window.page, polyglot)).toEqual([]);

    await window.type('12.50');
    await window.keys('Enter');
    await window.page.locator('.awaiting').waitFor();
    expect(await foreignInEveryLanguage(window.page, polyglot)).toEqual([]);

    await window.keys('Escape');
    await window.page.locator('.cancelled').waitFor();
    await window.keys('Enter');
    await window.page.locator('.pad').waitFor();
    await window.keys('F3');
    await window.page.locator('.stage .find').waitFor();
    expect(await foreignInEveryLanguage(window.page, polyglot)).toEqual([]);

    await window.keys('Escape', 'F8');
    await window.page.locator('.stage .bench').waitFor();
    expect(await foreignInEveryLanguage(window.page, polyglot)).toEqual([]);
  }, 240_000);

  it('draw a name in any of their scripts, on receipts too, in a till of one language', async () => {
    await window.charge('12.50');
    await window.scan(newCode());
    await window.shows('Hand over the goods');
    await window.keys('Enter');
    await window.page.locator('.line').first().click();
    await window.page.locator('.receipt', { hasText: 'ร้านกาแฟ' }).waitFor();

    expect(await foreignFonts(window.page)).toEqual([]);
    const customer = await window.customer();
    await customer.getByText(NAME).waitFor();
    expect(await foreignFonts(customer)).toEqual([]);
  });

  it('are all that a text of theirs is drawn with: one that they cannot draw is found', async () => {
    await window.page.evaluate(() => document.querySelector('h1')?.append('\ua500'));

    expect(await foreignFonts(window.page)).toHaveLength(1);
  });

  it("draw the customer's screen in all thirteen languages", async () => {
    const customer = await window.customer();
    const polyglot = await Polyglot.taught(customer);

    expect(await foreignInEveryLanguage(customer, polyglot)).toEqual([]);
  }, 120_000);
});
