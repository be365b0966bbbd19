import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scan } from '../../src/scan/port.ts';
import { KeyboardReader, type KeyboardRules } from '../../src/scan/keyboard.ts';
import { BOOT_KEYBOARD, keyboardLayoutOf } from '../../src/scan/keys.ts';
import { SCAN_POLICY } from '../../src/config/scan-policy.ts';
import { KEYBOARD, NUMBERED_KEYBOARD, OPAQUE_POS_SCANNER } from '../fakes/scanner-descriptors.ts';
import { keyReports } from '../fakes/scanner-reports.ts';

const CODE = '281012345678901234567890';
const EMV = `hQVDUFYw${'MQ+/aZ09'.repeat(42)}AB==`;
const RULES: KeyboardRules = { keyMsMax: 50 };
const ENTER = 0x28;
const CAPS = 0x39;
const frame = (text: string, aim?: string): Scan =>
  aim === undefined ? { kind: 'frame', text } : { kind: 'frame', text, aim };

/** Boot reports of keys, each pressed and let go. */
const press = (...keys: (number | readonly [modifier: number, key: number])[]): Uint8Array[] =>
  keys.flatMap((key) => {
    const [modifier, number] = typeof key === 'number' ? [0, key] : key;
    return [Uint8Array.of(modifier, 0, number, 0, 0, 0, 0, 0), new Uint8Array(8)];
  });

/** Boot reports of keys of the keypad, pressed while Alt is held. */
const altNumber = (...keys: number[]): Uint8Array[] => [
  ...keys.flatMap((key) => [
    Uint8Array.of(0x04, 0, key, 0, 0, 0, 0, 0),
    Uint8Array.of(0x04, 0, 0, 0, 0, 0, 0, 0),
  ]),
  new Uint8Array(8),
];

/** What is read when a report comes every so many milliseconds. */
function scansOf(
  reports: readonly Uint8Array[],
  everyMs = 4,
  rules = RULES,
  reader = readerOf(rules),
): Scan[] {
  return reports.flatMap((report, i) => reader.feed(report, i * everyMs));
}
const readerOf = (rules = RULES) => new KeyboardReader(BOOT_KEYBOARD, rules);

describe('Keyboard scanners (interface §5) › keys are read by their place', () => {
  test.each([
    ['digits', CODE],
    [
      'every character that a code may have',
      Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).join(''),
    ],
    ['EMV CPM Base64 of 348 characters', EMV],
  ])('%s, ended by Enter', (_, text) => {
    expect(scansOf(keyReports(`${text}\r`))).toEqual([frame(text)]);
  });

  test('an AIM identifier in front is taken off and kept', () => {
    expect(scansOf(keyReports(`]C1${CODE}\r`))).toEqual([frame(CODE, ']C1')]);
  });

  test('digits and Enter of the keypad count as well', () => {
    expect(scansOf(press(0x59, 0x5a, 0x62, 0x58))).toEqual([frame('120')]);
  });

  test('Caps Lock turns letters and nothing else, shift turns them back', () => {
    const shift = 0x02;

    expect(scansOf(press(CAPS, 0x04, 0x1e, [shift, 0x05], CAPS, 0x06, ENTER))).toEqual([frame('A1bc')]);
  });

  test('keys that are held while others come down are not typed again', () => {
    const down = (...keys: number[]) =>
      Uint8Array.of(0, 0, ...keys, ...new Array<number>(6 - keys.length).fill(0));

    const scans = scansOf([down(0x1e), down(0x1e, 0x1f), down(0x1f, 0x20), down(), down(ENTER)]);

    expect(scans).toEqual([frame('123')]);
  });

  test('characters typed as their number, with Alt held, are those characters', () => {
    expect(scansOf([...altNumber(0x5d, 0x5b), ...press(ENTER)])).toEqual([frame('5')]);
  });

  test.each([
    ['a key that no character stands for', [0x3a]],
    ['a key with Alt', [[0x04, 0x1e] as const]],
    ['Control with ]: a group separator', [[0x01, 0x30] as const]],
  ])('%s makes the frame unprintable, and is not passed over', (_, keys) => {
    expect(scansOf(press(0x1e, ...keys, ENTER))).toEqual([{ kind: 'refused', why: 'unprintable' }]);
  });

  test('a character’s number beyond a byte makes the frame unprintable', () => {
    expect(scansOf([...press(0x1e), ...altNumber(0x5b, 0x62, 0x62), ...press(ENTER)])).toEqual([
      { kind: 'refused', why: 'unprintable' },
    ]);
  });

  test('the layout of the reports is the one that the keyboard declares', () => {
    const numbered = keyReports(`${CODE}\r`).map((report) =>
      Uint8Array.of(7, report[0]!, ...report.subarray(2)),
    );
    const reader = new KeyboardReader(keyboardLayoutOf(NUMBERED_KEYBOARD), RULES);

    expect(scansOf(numbered, 4, RULES, reader)).toEqual([frame(CODE)]);
    expect(keyboardLayoutOf(KEYBOARD)).toEqual(BOOT_KEYBOARD);
  });

  test.each([null, OPAQUE_POS_SCANNER])(
    'without such a declaration it is that of every keyboard',
    (descriptor) => {
      expect(keyboardLayoutOf(descriptor)).toEqual(BOOT_KEYBOARD);
    },
  );
});

describe('Keyboard scanners (interface §5) › where a frame ends', () => {
  test.each(['\r', '\t'])('%j ends it where nothing is configured', (end) => {
    expect(scansOf(keyReports(`${CODE}${end}`))).toEqual([frame(CODE)]);
  });

  test('with a configured suffix only that ends it', () => {
    expect(scansOf(keyReports('12\r34\t'), 4, { ...RULES, suffix: '\t' })).toEqual([frame('1234')]);
  });

  test('more than 512 characters are oversize, said once', () => {
    expect(scansOf(keyReports(`${'7'.repeat(600)}\r${CODE}\r`))).toEqual([
      { kind: 'refused', why: 'oversize' },
      frame(CODE),
    ]);
  });
});

describe('Keyboard scanners (interface §5) › a scanner is told from a person by its pace', () => {
  test.each([2, 8, 20, 25])('a report every %i ms is a scanner', (everyMs) => {
    expect(scansOf(keyReports(`${CODE}\r`), everyMs)).toEqual([frame(CODE)]);
  });

  test.each([30, 60, 150])('a report every %i ms is a person: nothing is read', (everyMs) => {
    expect(scansOf(keyReports(`${CODE}\r`), everyMs)).toEqual([]);
  });

  test('a slow scanner is read where the config allows its pace', () => {
    expect(scansOf(keyReports(`${CODE}\r`), 60, { keyMsMax: 130 })).toEqual([frame(CODE)]);
  });

  test('a till that was busy and reads many reports at once reads the code all the same', () => {
    const reader = readerOf();
    const reports = keyReports(`${CODE}\r`);

    const scans = reports.flatMap((report, i) => reader.feed(report, i < 20 ? i * 4 : 500));

    expect(scans).toEqual([frame(CODE)]);
  });

  test('a person’s Enter or Tab before a scan does not slow it down', () => {
    const reader = readerOf();
    press(ENTER, 0x2b).forEach((report) => reader.feed(report, 0));

    const scans = keyReports(`${CODE}\r`).flatMap((report, i) => reader.feed(report, 1900 + i * 4));

    expect(scans).toEqual([frame(CODE)]);
  });

  test('keys that were left lying are no part of a scan that comes later', () => {
    const reader = readerOf();
    keyReports('12').forEach((report) => reader.feed(report, 0));

    const scans = keyReports(`${CODE}\r`).flatMap((report, i) =>
      reader.feed(report, SCAN_POLICY.keyPauseMs + 1 + i * 4),
    );

    expect(scans).toEqual([frame(CODE)]);
  });

  test('half a scan is dropped with its rest when a sale begins to wait', () => {
    const reader = readerOf();
    const reports = keyReports(`${CODE}\r${CODE}\r`);
    reports.slice(0, 20).forEach((report, i) => reader.feed(report, i * 4));

    reader.startOver(80);
    const scans = reports.slice(20).flatMap((report, i) => reader.feed(report, (20 + i) * 4));

    expect(scans).toEqual([frame(CODE)]);
  });

  test('any reports are read, and never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 10 }), { maxLength: 60 }), (reports) => {
        for (const scan of scansOf(reports))
          if (scan.kind === 'frame') expect(scan.text).toMatch(/^[!-~]{1,512}$/);
      }),
      { seed: 20_260_105, numRuns: 500 },
    );
  });
});
