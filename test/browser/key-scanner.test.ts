import type { CDPSession } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { randomCode } from '../../drivers/sandbox/fresh-code.ts';
import { newCode } from './codes.ts';
import { givenScreens } from './screens.ts';
import { LAYOUTS, types, typesLate } from './typed-keys.ts';
import type { Window } from './window.ts';

/** A scanner's pace, and a person's. */
const FAST_MS = 8;
const SLOW_MS = 120;
/** Codes of this length may go more than one way at this till. */
const LEGACY_LENGTH = 18;
const EMV = `hQVDUFYw${'MQ+/aZ09yY'.repeat(20)}AB==`;

const screens = givenScreens('file');
let window: Window;
let keys: CDPSession;

beforeAll(async () => {
  const routes = [{ prefix: '28', length: LEGACY_LENGTH, to: 'ask' }];
  ({ window } = await screens.till({ scanners: [{ kind: 'keyboard' }], routes }));
  keys = await window.context.newCDPSession(window.page);
}, 120_000);
afterEach(async () => {
  // Whatever the test left: the next one begins with an amount.
  for (const name of ['Escape', 'Enter', 'Enter']) {
    if (await window.page.locator('.pad').isVisible()) break;
    await window.keys(name);
    await window.page.locator('.paid, .pad, .cancelled').waitFor();
  }
  await window.shows('Amount to charge');
});

/** Counts everything that is put into a box of the page from now on. */
async function watchBoxes(): Promise<() => Promise<string>> {
  await window.page.evaluate(() => {
    const seen = globalThis as unknown as { put?: string };
    if (seen.put === undefined) {
      document.addEventListener('input', (event) => {
        seen.put = `${seen.put ?? ''}${(event.target as HTMLInputElement).value};`;
      });
    }
    seen.put = '';
  });
  return () => window.page.evaluate(() => (globalThis as unknown as { put: string }).put);
}

const box = () => window.page.getByLabel('Or type or paste the code');

describe('A scanner that types into the window (interface §5)', () => {
  it.each(LAYOUTS)(
    'pays with the code, on a machine with a $name keyboard, past the box that has the focus',
    async (layout) => {
      await window.charge('12.50');
      await window.press('Type the code');
      await box().focus();
      const put = await watchBoxes();

      const code = newCode();
      await types(keys, `]C1${code}\r`, FAST_MS, layout);
      await window.shows('Hand over the goods');

      expect(await put()).toBe('');
      expect(await window.page.content()).not.toContain(code);
    },
  );

  it.each(LAYOUTS)(
    'has Base64 of EMV CPM read to the letter, on a machine with a $name keyboard',
    async (layout) => {
      await window.charge('12.50');
      const put = await watchBoxes();

      await types(keys, `${EMV}\r`, FAST_MS, layout);
      await window.page.getByText('This is a bank card code').waitFor();

      expect(await put()).toBe('');
      await window.shows("Scan the customer's code");
    },
  );

  it('lets the cashier choose where a code may go more than one way', async () => {
    await window.charge('12.50');

    await types(keys, `${randomCode(LEGACY_LENGTH)}\r`, FAST_MS);
    await window.page.getByText('More than one way of paying fits this code.').waitFor();
    await window.press('alipayPlus');

    await window.shows('Hand over the goods');
  });

  it('is not typed into the search, nor into the amount; the till says that no sale waits', async () => {
    await window.keys('F2');
    const search = window.page.getByLabel('Amount, wallet or order');
    await search.waitFor();
    const put = await watchBoxes();

    await types(keys, `${newCode()}\r`, FAST_MS);
    await window.page.getByText('no sale waits for one').waitFor();

    expect([await put(), await search.inputValue()]).toEqual(['', '']);
    expect(await window.page.locator('.stage .amount-number').textContent()).toBe('0.00');
    await window.keys('Escape');
    await window.press('Seen');
  });

  it.each([
    ['one key was taken for a person’s', 1, () => window.page.locator('.code-box').waitFor()],
    ['all but the last two were told alone', -2, () => window.page.waitForRequest(/\/keys$/)],
  ])('pays on a machine so busy that the keys come late: %s', async (_, cut, done) => {
    await window.charge('12.50');
    const code = newCode();
    const last = () => window.shows('Hand over the goods');

    await typesLate(
      keys,
      [
        { text: code.slice(0, cut), done },
        { text: `${code.slice(cut)}\r`, done: last },
      ],
      FAST_MS,
    );

    await last();
    expect(await window.page.getByText('no sale waits for one').count()).toBe(0);
  });

  it('that ends with Tab is read all the same', async () => {
    await window.charge('12.50');
    await types(keys, `${newCode()}\t`, FAST_MS);
    await window.shows('Hand over the goods');
  });
});

describe('A person who types', () => {
  it('has every key where it belongs: the amount, the box, the main action', async () => {
    await types(keys, '12.50', SLOW_MS);
    await window.page.locator('.stage .amount-number', { hasText: '12.50' }).waitFor();
    await types(keys, '\r', SLOW_MS);
    await window.shows("Scan the customer's code");

    await types(keys, '9556', SLOW_MS, LAYOUTS[1]);
    await window.page.waitForFunction(() => document.querySelector('input')?.value === '9556');
    await window.keys('Home');
    await types(keys, 'y', SLOW_MS, LAYOUTS[1]);
    await window.page.waitForFunction(() => document.querySelector('input')?.value === 'z9556');
    await types(keys, '\r', SLOW_MS);

    await window.page.getByText('This is not a payment code.').waitFor();
  });

  it('who types a whole code by hand pays with it', async () => {
    await window.charge('12.50');
    await types(keys, newCode(), SLOW_MS);
    await types(keys, '\r', SLOW_MS);

    await window.shows('Hand over the goods');
  });

  it('whose fingers roll over a few keys is still a person', async () => {
    await types(keys, '777', FAST_MS);

    await window.page.locator('.stage .amount-number', { hasText: '777.00' }).waitFor();
    await window.keys('Escape');
  });
});
