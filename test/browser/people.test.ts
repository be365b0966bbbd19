import { describe, expect, it } from 'vitest';
import { hashPin } from '../../src/staff/pin.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import type { OpenedTill } from './opened-till.ts';
import { givenScreens } from './screens.ts';
import { DOUBLE, PAGE_SIZES, SIZES } from './sizes.ts';
import type { Window } from './window.ts';

const CASHIER_PIN = '2468';

const screens = givenScreens();
let window: Window;

async function opened(languages: readonly string[] = ['en']): Promise<OpenedTill> {
  const pin = await hashPin(CASHIER_PIN, Buffer.alloc(16, 7));
  const till = await screens.till({
    terminal: { languages },
    cashiers: [
      { id: 'c1', name: 'Mei', pin },
      { id: 'c2', name: 'Ravi', pin },
    ],
    managers: [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }],
    technicians: [{ id: 't1', name: 'Tan', pin: await hashedPin() }],
  });
  ({ window } = till);
  return till;
}

async function signIn(name: string, pin: string): Promise<void> {
  await window.page.getByRole('button', { name, exact: true }).click();
  await window.type(pin);
  await window.keys('Enter');
}

describe('People at the screen (interface section 2)', () => {
  it('the till is locked until somebody signs in, and the strip says who and signs out', async () => {
    const till = await opened();
    const faults = [...(await window.picture('people-locked', [...SIZES, DOUBLE]))];
    await window.shows('Sign in');
    await signIn('Mei', '0000');
    await window.says('Wrong PIN.');
    faults.push(...(await window.picture('people-wrong', PAGE_SIZES)));
    await signIn('Mei', CASHIER_PIN);
    await window.shows('Amount to charge');
    faults.push(...(await window.picture('people-signed-in', PAGE_SIZES)));

    const { operatorId } = await till.sold('4550');
    await window.keys('Enter');
    const [before] = await window.page.context().cookies();
    await window.press('Mei is signed in. Sign out');
    await window.shows('Sign in');
    const [after] = await window.page.context().cookies();
    // The session of who left is over, and the screen goes on.
    await signIn('Ravi', CASHIER_PIN);
    await window.shows('Amount to charge');

    expect(operatorId).toBe('c1');
    expect(after?.name).toBe(before?.name);
    expect(after?.value).not.toBe(before?.value);
    expect(faults).toEqual([]);
  }, 240_000);

  it('the day is a manager’s, the bench a technician’s; whoever leaves is signed out', async () => {
    await opened();
    await signIn('Ravi', CASHIER_PIN);
    await window.shows('Amount to charge');
    await window.keys('F4');
    await window.shows('A manager signs in');
    const faults = await window.picture('people-day', PAGE_SIZES);
    await window.type(PIN);
    await window.keys('Enter');
    await window.page.getByRole('button', { name: 'Close the day' }).waitFor();
    await window.keys('Escape');
    await window.shows('Amount to charge');
    await window.keys('F4');
    await window.shows('A manager signs in');
    await window.keys('Escape', 'F8');
    await window.shows('A technician signs in');
    await window.type(PIN);
    await window.keys('Enter');
    await window.page.locator('.bench-devices').waitFor();

    await window.keys('Escape');

    await window.shows('Amount to charge');
    expect(faults).toEqual([]);
  }, 240_000);

  it('five wrong PINs lock that person only, and the screen counts down', async () => {
    await opened();
    for (let tries = 0; tries < 4; tries += 1) {
      await signIn('Mei', '0000');
      await window.says('Wrong PIN.');
    }
    await signIn('Mei', '0000');
    await window.says('Too many wrong PINs.');
    const faults = await window.picture('people-locked-out', PAGE_SIZES);

    await signIn('Ravi', CASHIER_PIN);

    await window.shows('Amount to charge');
    expect(faults).toEqual([]);
  }, 240_000);

  it.each(['de', 'ja', 'th'])(
    'the sign-in fits in %s at every size',
    async (language) => {
      await opened([language]);

      expect(await window.picture(`people-locked-${language}`, [...SIZES, DOUBLE])).toEqual([]);
    },
    240_000,
  );
});
