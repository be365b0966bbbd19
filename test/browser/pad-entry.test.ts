import { describe, expect, it } from 'vitest';
import { EMPTY_PAD, minorOf, typed } from '../../renderer/parts/pad-entry.ts';

const after = (keys: readonly string[], decimals = 2) =>
  keys.reduce((pad, key) => typed(pad, key, decimals), EMPTY_PAD);

describe('The amount pad', () => {
  it.each([
    ['1 2 5 0', 2, '1250'],
    ['1 2 00', 2, '1200'],
    ['0 0 5', 2, '5'],
    ['4 5 .', 2, '4500'],
    ['4 5 . 5', 2, '4550'],
    ['4 5 . 5 0', 2, '4550'],
    ['4 5 . 5 0 9', 2, '4550'],
    ['. 5', 2, '50'],
    ['4 5 . 5 erase erase', 2, '45'],
    ['1 2 erase', 2, '1'],
    ['1 2 clear', 2, ''],
    ['5 0 0 .', 0, '500'],
    ['1 . 2 5 0', 3, '1250'],
    ['0 0', 2, ''],
  ])('%s with %i decimals is %s', (keys, decimals, minor) => {
    const pad = after(keys.split(' '), decimals);

    expect(minorOf(pad, decimals)).toBe(minor);
  });

  it.each([13, 17, 18, 19, 24])('%i digits at once are a scan, not an amount', (count) => {
    const pad = after(Array.from({ length: count }, () => '2'));

    expect({ minor: minorOf(pad, 2), jammed: pad.jammed }).toEqual({ minor: '', jammed: true });
  });

  it('takes an amount again after the Enter that ended the scan', () => {
    const pad = after([...'281001020000000000000000'.split(''), 'enter', '7']);

    expect({ minor: minorOf(pad, 2), jammed: pad.jammed }).toEqual({ minor: '7', jammed: false });
  });
});
