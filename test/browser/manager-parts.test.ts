import { describe, expect, it } from 'vitest';
import { amountText } from '../../renderer/parts/amount.tsx';
import { dayInZone } from '../../renderer/page/days.ts';
import { NO_PIN, pinTyped } from '../../renderer/parts/pin-entry.ts';
import { NOTHING_SOUGHT, queriesOf } from '../../renderer/manager/search.ts';

const queries = (text: string, currency = 'MYR') =>
  queriesOf({ ...NOTHING_SOUGHT, text }, currency, 'Asia/Kuala_Lumpur').map(({ id, value }) => ({
    id,
    value,
  }));

describe('A search of the manager', () => {
  it.each([
    ['45.50', [{ id: undefined, value: '4550' }]],
    ['45,50', [{ id: undefined, value: '4550' }]],
    ['ORD-1', [{ id: 'ORD-1', value: undefined }]],
    [
      '45',
      [
        { id: '45', value: undefined },
        { id: undefined, value: '4500' },
        { id: undefined, value: '45' },
      ],
    ],
    ['', [{ id: undefined, value: undefined }]],
  ])('%s is looked for as an id or an amount, whichever it may be', (text, asked) => {
    expect(queries(text)).toEqual(asked);
  });

  it('takes every digit of an amount without decimals', () => {
    expect(queries('1200', 'JPY')).toEqual([
      { id: '1200', value: undefined },
      { id: undefined, value: '1200' },
    ]);
  });

  it('an id of a payment is never looked for as an amount', () => {
    const id = `9${'1'.repeat(25)}`;

    expect(queries(id)).toEqual([{ id, value: undefined }]);
  });

  it('day, wallet and state narrow every question', () => {
    const sought = { text: 'ORD-1', day: '2026-11-20', wallet: ' Kakao Pay ', state: 'paid' as const };

    expect(queriesOf(sought, 'MYR', 'Asia/Kuala_Lumpur')).toEqual([
      {
        limit: '100',
        id: 'ORD-1',
        from: '2026-11-20T00:00:00+08:00',
        until: '2026-11-21T00:00:00+08:00',
        wallet: 'Kakao Pay',
        state: 'paid',
      },
    ]);
  });
});

describe('A day of the shop', () => {
  it.each([
    ['2026-12-31', 'Asia/Kuala_Lumpur', '2026-12-31T00:00:00+08:00', '2027-01-01T00:00:00+08:00'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00'],
    ['2026-07-01', 'UTC', '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z'],
    // The clocks are set back at three in the morning, which is still the evening before at UTC.
    ['2026-04-05', 'Australia/Sydney', '2026-04-05T00:00:00+11:00', '2026-04-06T00:00:00+10:00'],
    // They are set from midnight to one: the day has no midnight.
    ['2026-04-24', 'Africa/Cairo', '2026-04-24T01:00:00+03:00', '2026-04-25T00:00:00+03:00'],
  ])('%s in %s is from its first to its last moment there', (date, zone, from, until) => {
    const day = dayInZone(date, zone);

    expect([day.from, day.until].map(Date.parse)).toEqual([from, until].map(Date.parse));
  });
});

describe('The PIN pad', () => {
  const after = (keys: readonly string[]) => keys.reduce(pinTyped, NO_PIN);

  it('takes digits, and takes the last one back', () => {
    expect(after(['4', '7', '1', '1', 'erase'])).toEqual({ pin: '471', jammed: false });
  });

  it.each([16, 18, 19, 24])('%i digits at once are a scan: nothing of them is kept', (count) => {
    expect(after(Array.from({ length: count }, () => '2'))).toEqual({ pin: '', jammed: true });
  });

  it('takes a PIN again after the scan was put away', () => {
    const scan = Array.from({ length: 24 }, () => '2');

    expect(after([...scan, 'erase', '4'])).toEqual({ pin: '4', jammed: false });
  });
});

describe('A sum on the screen', () => {
  it.each([
    ['27021597764222973', 'MYR 270,215,977,642,229.73'],
    ['4550', 'MYR 45.50'],
    ['0', 'MYR 0.00'],
  ])('%s minor units are shown to the last one', (value, shown) => {
    expect(amountText({ currency: 'MYR', value }, 'en')).toBe(shown);
  });
});
