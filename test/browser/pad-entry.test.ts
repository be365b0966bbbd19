import { describe, expect, it } from 'vitest';
import { plainKey } from '../../renderer/page/plain-key.ts';
import { EMPTY_PAD, minorOf, padOf, typed, type PadRules } from '../../renderer/parts/pad-entry.ts';

const after = (keys: readonly string[], rules: PadRules) =>
  keys.reduce((pad, key) => typed(pad, key, rules), EMPTY_PAD);

const MAJOR: PadRules = { entry: 'major', decimals: 2 };
const MINOR: PadRules = { entry: 'minor', decimals: 2 };

describe('The amount pad (interface §2, terminal.amountEntry)', () => {
  it.each([
    ['1 2 5 0', 2, '125000'],
    ['1 2 5 0 .', 2, '125000'],
    ['1 2 5 0 ,', 2, '125000'],
    ['1 2 . 5', 2, '1250'],
    ['1 2 . . 5', 2, '1250'],
    ['1 2 . 5 0', 2, '1250'],
    ['1 2 . 5 . 0', 2, '1250'],
    ['1 2 . 5 0 9', 2, '1250'],
    ['1 2 . 5 00', 2, '1250'],
    ['1 2 . 00', 2, '1200'],
    ['1 2 00', 2, '120000'],
    ['0 0 5', 2, '500'],
    ['. 5', 2, '50'],
    ['. 0 5', 2, '5'],
    ['4 5 . 5 erase erase', 2, '4500'],
    ['1 2 erase', 2, '100'],
    ['1 2 clear', 2, ''],
    ['5 0 0 .', 0, '500'],
    ['1 . 2 5 0', 3, '1250'],
    ['0 0', 2, ''],
    ['.', 2, ''],
  ])('major: %s with %i decimals is %s', (keys, decimals, minor) => {
    const rules = { ...MAJOR, decimals };

    expect(minorOf(after(keys.split(' '), rules), rules)).toBe(minor);
  });

  it.each([
    ['1 2 5 0', 2, '1250'],
    ['1 2 5 0 .', 2, '1250'],
    ['1 2 5 0 ,', 2, '1250'],
    ['1 2 . 5 0', 2, '1250'],
    ['. 5', 2, '5'],
    ['1 2 00', 2, '1200'],
    ['0 0 5', 2, '5'],
    ['1 2 erase', 2, '1'],
    ['5 0 0 .', 0, '500'],
    ['1 . 2 5 0', 3, '1250'],
  ])('minor: %s with %i decimals is %s, and a point never counts', (keys, decimals, minor) => {
    const rules = { ...MINOR, decimals };

    expect(minorOf(after(keys.split(' '), rules), rules)).toBe(minor);
  });

  it.each([MAJOR, MINOR, { ...MAJOR, decimals: 0 }, { ...MAJOR, decimals: 3 }, { ...MINOR, decimals: 3 }])(
    '%j: an amount that is put on the pad is the amount that is read from it',
    (rules) => {
      const amounts = ['1', '9', '10', '99', '100', '101', '1250', '45500', '963850740000'.slice(0, 12)];

      expect(amounts.map((minor) => minorOf(padOf(minor, rules), rules))).toEqual(amounts);
    },
  );

  it.each([13, 14, 17, 18, 19, 20, 24])('%i digits at once are a scan, not an amount', (count) => {
    for (const rules of [MAJOR, MINOR]) {
      const pad = after(
        Array.from({ length: count }, () => '2'),
        rules,
      );

      expect({ minor: minorOf(pad, rules), jammed: pad.jammed }).toEqual({ minor: '', jammed: true });
    }
  });

  it.each(['١٢٫٥٠', '۱۲٫۵۰', '१२.५०', '১২.৫০', '๑๒.๕๐', '１２．５０', '１２。５０', '12.50'])(
    'typed on a keyboard of another script, %s is 12.50',
    (keys) => {
      expect(minorOf(after(Array.from(keys, plainKey), MAJOR), MAJOR)).toBe('1250');
    },
  );

  it('keys that are no digits stay what they are', () => {
    expect(['a', 'é', '中', 'Enter', '-', '½'].map(plainKey)).toEqual(['a', 'é', '中', 'Enter', '-', '½']);
  });

  it('takes an amount again after the Enter that ended the scan', () => {
    const pad = after([...'281001020000000000000000'.split(''), 'enter', '7'], MAJOR);

    expect({ minor: minorOf(pad, MAJOR), jammed: pad.jammed }).toEqual({ minor: '700', jammed: false });
  });
});
