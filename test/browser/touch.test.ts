import { describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import type { Patch } from '../fakes/agent-folder.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import type { OpenedTill } from './opened-till.ts';
import { Polyglot } from './polyglot.ts';
import { givenScreens } from './screens.ts';
import { DOUBLE, PORTRAIT, SIZES } from './sizes.ts';
import type { Window } from './window.ts';

const FOUR_SIZES = [...SIZES, PORTRAIT];

const screens = givenScreens();
let window: Window;

async function opened(patch: Patch = {}): Promise<OpenedTill> {
  const managers = [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }];
  const till = await screens.till({ managers, ...patch });
  ({ window } = till);
  return till;
}

/** A sale that is paid, and left to the tape by a touch. */
async function paid(till: OpenedTill, value = '4550'): Promise<SaleView> {
  const { saleId } = await till.sold(value);
  await window.page.locator('.stage .paid .action-main').tap();
  await window.page.locator('.stage .pad').waitFor();
  return till.saleNow(saleId);
}

const keyboard = () => window.page.locator('.keyboard');
const box = (label: string) => window.page.getByLabel(label, { exact: true });

/** Types by touching the keys of the screen; a space is the key of that name. */
async function touchKeys(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await keyboard().getByRole('button', { name: key, exact: true }).tap();
}

/** What of this the keyboard lies over, or what is out of sight. */
async function covered(...selectors: readonly string[]): Promise<string[]> {
  return window.page.evaluate(
    (each) =>
      each.filter((selector) => {
        const { left, top, width, height } = document.querySelector(selector)!.getBoundingClientRect();
        return [0.1, 0.5, 0.9].some((part) => {
          const hit = document.elementFromPoint(left + width * part, top + height * part);
          return hit?.closest(selector) === null || hit === null;
        });
      }),
    selectors,
  );
}

describe('By touch alone › help', () => {
  it('is opened and closed by a touch, and each of its lines leads where its key does', async () => {
    await opened();

    await window.touch('Help');
    await window.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    const faults = await window.picture('touch-help', FOUR_SIZES);
    await window.touch('Close');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
    await window.touch('Help');
    await window.touch('Refund');

    await window.shows('Find a payment');
    expect(await window.page.getByRole('dialog').count()).toBe(0);
    expect(faults).toEqual([]);
  }, 120_000);
});

describe('By touch alone › the keyboard on the screen', () => {
  it('comes where a finger touches a text box, and goes with it; never for a mouse or a key', async () => {
    await opened();
    await window.keys('F3');
    await window.shows('Find a payment');
    await box('Wallet').click();
    await window.type('tn');
    expect(await keyboard().count()).toBe(0);
    await window.keys('Shift+Tab', 'Tab');
    await window.type('g');
    expect(await keyboard().count()).toBe(0);

    await box('Wallet').tap();
    await keyboard().waitFor();
    await touchKeys('Close');
    await keyboard().waitFor({ state: 'detached' });
    await box('Wallet').tap();
    await keyboard().waitFor();
    await window.keys('Escape');

    await window.shows('Amount to charge');
    await keyboard().waitFor({ state: 'detached' });
  }, 120_000);

  it('covers neither the box nor the main keys, and fits at every size', async () => {
    const till = await opened();
    await paid(till);
    const faults: string[] = [];
    const look = async (name: string, label: string, ...inSight: readonly string[]): Promise<void> => {
      for (const size of FOUR_SIZES) {
        await window.page.setViewportSize(size);
        await box(label).tap();
        await keyboard().waitFor();
        const hidden = await covered(...inSight, '.keyboard .key');
        faults.push(...hidden.map((what) => `${name} ${size.width}: ${what}`));
      }
      faults.push(...(await window.picture(`touch-${name}`, FOUR_SIZES)));
    };

    await window.touch('Search');
    await look('tape', 'Amount, wallet or order', '.search input', '.paper-back', '.pad-charge');
    await window.touch('Search all sales');
    await look('find', 'Id or amount', '.find input', '.find .action-main', '.find .action-second');
    await window.touch('Open');
    await window.touch('Refund');
    await window.touch('Go on');
    await look('reason', 'In your own words', '.reason input', '.reason .action-main');

    expect(faults).toEqual([]);
  }, 240_000);

  it('leaves the box of a code that is typed, and what may be done with it, in sight', async () => {
    await opened();
    await window.charge('12.50');
    const code = window.page.locator('.code-box input');
    if ((await code.count()) === 0) await window.touch('Type the code');
    const faults: string[] = [];
    for (const size of FOUR_SIZES) {
      await window.page.setViewportSize(size);
      await code.tap();
      await keyboard().waitFor();
      const hidden = await covered('.code-box input', '.awaiting .action-main', '.awaiting .action-second');
      faults.push(...hidden.map((what) => `${size.width}: ${what}`));
    }
    await touchKeys('9', '5');

    expect(await code.inputValue()).toBe('95');
    expect([...faults, ...(await window.picture('touch-code', FOUR_SIZES))]).toEqual([]);
  }, 120_000);

  it('at twice the size of everything it still reaches the box', async () => {
    await opened();
    await window.keys('F3');
    await window.page.setViewportSize(DOUBLE);
    await box('Wallet').tap();
    await touchKeys('q', '1');

    expect(await box('Wallet').inputValue()).toBe('q1');
    expect(await covered('.find .field-wide:last-child input')).toEqual([]);
  }, 120_000);

  it('refunds with a reason in its own words, German accents and all, without one key pressed', async () => {
    const till = await opened({ terminal: { languages: ['de'] } });
    const sale = await paid(till);
    await window.touch('Suchen');
    await window.touch('Alle Verkäufe durchsuchen');
    await window.touch('Öffnen');
    await window.touch('Erstatten');
    await window.touch('Weiter');
    await box('In eigenen Worten').tap();
    await touchKeys('ABC', 'G', 'ABC', 'r', 'ö', 'ß', 'e', 'Leertaste', '4', '2', '3', 'Löschen');
    await touchKeys('àéñ', 'é', 'àéñ', 'z');
    await window.touch('Weiter');
    for (const digit of PIN) await window.touch(digit);
    await window.touch('Jetzt erstatten');

    await expect
      .poll(async () => (await till.saleNow(sale.saleId)).refunds[0]?.reason, { timeout: 30_000 })
      .toBe('Größe 42éz');
  }, 120_000);

  it.each([
    ['fr', 'azertyuiop', 'é'],
    ['es', 'qwertyuiop', 'ñ'],
    ['it', 'qwertyuiop', 'ò'],
    ['ja', 'qwertyuiop', '1'],
    ['th', 'qwertyuiop', '0'],
  ])(
    'in %s its letters begin with %s, and %s is among its keys',
    async (language, row, key) => {
      await opened({ terminal: { languages: [language] } });
      await window.keys('F3');
      await window.page.locator('.find input').first().tap();

      const faults = await window.picture(`touch-${language}`, FOUR_SIZES);

      const keys = await keyboard().locator('.keyboard-row').nth(1).locator('> .key').allTextContents();
      expect(keys.slice(0, 10).join('')).toBe(row);
      await touchKeys(key);
      expect(await window.page.locator('.find input').first().inputValue()).toBe(key);
      expect(faults).toEqual([]);
    },
    120_000,
  );

  it('puts the tones of Vietnamese on the vowel before them', async () => {
    await opened({ terminal: { languages: ['vi'] } });
    await window.keys('F3');
    const first = window.page.locator('.find input').first();
    await first.tap();

    await touchKeys('t', 'i', 'ăđế', 'ê', 'sắc', 'ăđế', 'n', 'g', 'ăđế', 'nặng');

    expect(await first.inputValue()).toBe('tiếng');
  }, 120_000);

  it('leaves the keys of a keyboard and of a scanner what they are', async () => {
    await opened();
    await window.touch('Search');
    const search = box('Amount, wallet or order');
    await search.tap();
    await touchKeys('o');
    await window.type('rd-');
    await touchKeys('7', '7', 'Erase');
    expect(await search.inputValue()).toBe('ord-7');
    await window.touch('Search all sales');
    await box('Wallet').tap();
    await touchKeys('t', 'n');

    await window.pour('96385074\r');

    await window.says('A code was scanned, but no sale waits for one.');
    expect(await box('Wallet').inputValue()).toBe('tn');
    expect(await keyboard().count()).toBe(1);
  }, 120_000);
});

/** Buttons of the page on which no word can be read: their signs do not count, nor what is only heard. */
function wordless(): Promise<string[]> {
  return window.page.evaluate(() => {
    const read = (button: HTMLElement): string => {
      const copy = button.cloneNode(true) as HTMLElement;
      for (const unread of copy.querySelectorAll('.unseen, svg, .hint')) unread.remove();
      return copy.textContent;
    };
    return [...document.querySelectorAll('button')]
      .filter((button) => !/[\p{L}\p{N}]/u.test(read(button)))
      .map((button) => button.outerHTML);
  });
}

describe('By touch alone › icons', () => {
  it('every key says in words what it does, and the strip stays one row that leads everywhere, in every language', async () => {
    const pin = await hashedPin();
    const till = await opened({ cashiers: [{ id: 'c1', name: 'Maximiliane', pin }] });
    const polyglot = await Polyglot.taught(window.page);
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => {
      for (const language of LANGUAGES) {
        await polyglot.speak(language);
        for (const size of FOUR_SIZES) {
          await window.page.setViewportSize(size);
          // Upright, two rows and the line between them.
          const row = size === PORTRAIT ? 161 : size.width === 1920 ? 80 : 64;
          const strip = (await window.page.locator('.strip').boundingBox())!;
          const [parts, places] = await Promise.all(
            ['.strip-parts > :last-child', '.strip-places'].map((each) =>
              window.page.locator(each).boundingBox(),
            ),
          );
          const isBeside = size !== PORTRAIT;
          if (isBeside && parts!.x + parts!.width > places!.x + 1)
            faults.push(`${language} ${size.width}: too many parts`);
          if (Math.floor(strip.height) > row + 2)
            faults.push(`${language} ${size.width}: a strip of ${strip.height}`);
        }
        const nameless = (await wordless()).filter((button) => !/key-digit|>\W</.test(button));
        faults.push(...nameless.map((button) => `${language}: ${button}`));
        faults.push(...(await window.shots(`touch-${language}-${name}`, FOUR_SIZES)));
      }
    };
    await window.page.locator('.sign-in').waitFor();
    await look('sign-in');
    await window.touch('Maximiliane');
    for (const digit of PIN) await window.touch(digit);
    await window.page.locator('.sign-in .action-main').tap();
    await window.page.locator('.strip-person').waitFor();
    await till.sold('1932', 'cancelled');
    await window.page.locator('.strip-attention').waitFor();
    await window.page.locator('.stage .outcome .action-main').tap();
    await look('pad');

    expect(faults).toEqual([]);
  }, 240_000);
});

describe('Find', () => {
  it('begins with the sales of today, and the newest is two keys away', async () => {
    const till = await opened();
    await paid(till, '990');
    await paid(till, '4550');

    await window.keys('F3');
    // A person presses the second key on what the first one shows; the list may still be on its way.
    await window.shows('Find a payment');
    await window.keys('Enter');

    await window.page.locator('.desk-sale').getByText('45.50').first().waitFor();
    await window.keys('Escape');
    await window.shows('Find a payment');
    await window.page.locator('.line').nth(1).waitFor();
    await window.keys('ArrowDown', 'ArrowDown', 'Enter');
    await window.page.locator('.desk-sale').getByText('9.90').first().waitFor();
  }, 120_000);

  it('is opened, and a sale of today chosen, by two touches; on the tape by two keys too', async () => {
    const till = await opened();
    const sale = await paid(till);

    await window.touch('Search');
    await window.page.locator('.line').tap();
    await window.page.locator('.story, .receipt').waitFor();
    await window.touch('Back to the sales');
    await window.touch('Close');
    await window.keys('F2', 'Enter');
    await window.page.locator('.story, .receipt').waitFor();

    await window.touch('Story and refund');
    await window.page.locator('.desk-sale').getByText(sale.referenceOrderId).first().waitFor();
  }, 120_000);

  it('asks for the day of the shop, whatever day it is where the machine stands', async () => {
    // In a day of the shop the browser's zone, 19 hours behind, is most of the time in the day before.
    await opened({ terminal: { timeZone: 'Pacific/Kiritimati' } });
    const asked = window.page.waitForRequest((request) => request.url().includes('/v1/sales?'));

    await window.keys('F3');

    const { searchParams } = new URL((await asked).url());
    const from = searchParams.get('from') ?? '';
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(Date.now());
    expect(from).toBe(`${today}T00:00:00+14:00`);
  }, 120_000);

  it.each([
    ['en', /^\d{1,2} \w{3,4} \d{4} /],
    ['de', /^\d{2}\.\d{2}\.\d{4} /],
    ['ja', /^\d{4}\/\d{2}\/\d{2} /],
    ['th', /^\d{1,2} \S+ 20\d\d /],
  ])(
    'writes days in %s as the shop does, not as the machine does',
    async (language, form) => {
      const till = await opened({ terminal: { languages: [language] } });
      await paid(till);
      await window.keys('F3');
      await window.page.locator('.line').waitFor();

      expect(await window.page.locator('.line-time').textContent()).toMatch(form);

      await window.page.locator('.field-day').tap();
      await window.page.getByRole('dialog').waitFor();
      const faults = await window.picture(`touch-${language}-calendar`, FOUR_SIZES);
      await window.page.locator('[data-day]').first().tap();
      expect(await window.page.locator('.field-day').textContent()).toMatch(
        new RegExp(form.source.replace(/ $/, '$')),
      );
      expect(faults).toEqual([]);
    },
    120_000,
  );
});
