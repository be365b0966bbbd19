import { describe, expect, test } from 'vitest';
import { TillScanners } from '../../electron/till-scanners.ts';
import { SCAN_POLICY } from '../../src/config/scan-policy.ts';
import { keyScanningOf } from '../../src/scan/key-scanning.ts';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import type { ScannerConfig } from '../../src/config/config.ts';
import type { Scan } from '../../src/scan/port.ts';
import { keyAt } from '../../src/scan/key-places.ts';
import { KEYS } from '../../src/scan/key-codes.ts';
import { WindowScanner, type PressedKey } from '../../src/scan/window-scanner.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { agentConfig } from '../fakes/agent-folder.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const CODE = '281001021234567890123456';
const EMV = `hQVDUFYw${'MQ+/aZ09yY'.repeat(33)}AB==`;

/** The keys of a text on a US keyboard, each at its place and time. */
function keysOf(text: string, everyMs = 8, fromMs = 0): PressedKey[] {
  return Array.from(text, (character, i) => ({ ...placeOf(character), atMs: fromMs + i * everyMs }));
}

function placeOf(character: string): { readonly code: string; readonly shift: boolean } {
  const places = [
    ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `Key${letter}`),
    ...Array.from('0123456789', (digit) => `Digit${digit}`),
    ...['Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Slash', 'Enter', 'Tab', 'Semicolon'],
  ];
  const pairAt = (place: string) => KEYS.get(keyAt(place) ?? 0) ?? ['', ''];
  const code = places.find((place) => pairAt(place).includes(character));
  if (code === undefined) throw new Error(`no key for ${character}`);
  return { code, shift: pairAt(code)[0] !== character };
}

function givenScanner(rules: { keyMsMax?: number; suffix?: string } = {}) {
  const clock = new ManualClock();
  const scans: Scan[] = [];
  const scanner = new WindowScanner(clock, { keyMsMax: 50, ...rules });
  scanner.start({ scanned: (scan) => void scans.push(scan), health: () => undefined });
  return { clock, scanner, scans };
}

describe('Keyboard scanners (interface §5) › keys that come to the window', () => {
  test.each([
    ['digits', CODE],
    ['EMV CPM Base64 with + / and =', EMV],
  ])('%s are read by their places, to the letter', (_, text) => {
    const { scanner, scans } = givenScanner();

    scanner.hear(keysOf(`${text}\r`));

    expect(scans).toEqual([{ kind: 'frame', text }]);
  });

  test('an AIM identifier is taken off and kept; Tab ends a code like Enter', () => {
    const { scanner, scans } = givenScanner();

    scanner.hear(keysOf(`]Q3${CODE}\t`));

    expect(scans).toEqual([{ kind: 'frame', text: CODE, aim: ']Q3' }]);
  });

  test('a code that is told in parts is one code', () => {
    const { scanner, scans } = givenScanner();
    const keys = keysOf(`${CODE}\r`);

    scanner.hear(keys.slice(0, 10));
    scanner.hear(keys.slice(10));

    expect(scans).toEqual([{ kind: 'frame', text: CODE }]);
  });

  test('a part that is told late is of the pace that its keys had', async () => {
    const { clock, scanner, scans } = givenScanner();
    const keys = keysOf(`${CODE}\r`);

    scanner.hear(keys.slice(0, 6));
    await clock.advance(SCAN_POLICY.keyPauseMs - 1);
    scanner.hear(keys.slice(6));

    expect(scans).toEqual([{ kind: 'frame', text: CODE }]);
  });

  test('a person’s pace is no scanner’s, by the rule of every keyboard', () => {
    const { scanner, scans } = givenScanner();

    scanner.hear(keysOf(`${CODE}\r`, 120));

    expect(scans).toEqual([]);
  });

  test('a key that stands for no character makes the code unreadable, and not a shorter one', () => {
    const { scanner, scans } = givenScanner();
    const keys = keysOf(`${CODE}\r`);

    scanner.hear(keys.map((key, i) => (i === 5 ? { ...key, code: 'IntlRo' } : key)));

    expect(scans).toEqual([{ kind: 'refused', why: 'unprintable' }]);
  });

  test('what was begun before a sale waits for a code is not for that sale, though it is told later', async () => {
    const { clock, scanner, scans } = givenScanner();
    await clock.advance(100);
    scanner.startOver();
    await clock.advance(100);

    scanner.hear(keysOf(`${CODE}\r`));
    await clock.advance(5000);
    scanner.hear(keysOf(`${CODE}\r`, 8, 5000));

    expect(scans).toEqual([{ kind: 'frame', text: CODE }]);
  });

  test('a window that was opened anew begins its time again, and is heard', async () => {
    const { clock, scanner, scans } = givenScanner();
    scanner.hear(keysOf('12', 8, 90_000));
    await clock.advance(10_000);

    scanner.hear(keysOf(`${CODE}\r`, 8, 10));

    expect(scans).toEqual([{ kind: 'frame', text: CODE }]);
  });
});

function configsOf(...scanners: object[]): readonly ScannerConfig[] {
  const config = parseConfig(JSON.stringify({ ...agentConfig('https://gateway.example'), scanners }));
  if (!config.ok) throw new Error('the scanners of the test fit');
  return config.value.scanners;
}

describe('Keyboard scanners (interface §5) › in the window and read directly', () => {
  test('a keyboard without numbers is the window’s, and ready at once; without a window it says what it lacks', async () => {
    const said: string[] = [];
    for (const hasWindow of [true, false]) {
      const scanners = new TillScanners(configsOf({ kind: 'keyboard' }), systemClock(), hasWindow, {
        scanned: () => undefined,
        health: (name, { status }) => void said.push(`${name}: ${status}`),
      });
      scanners.start();
      await scanners.stop();
    }

    expect(said[0]).toBe('keyboard (window): ok');
    expect(said).not.toContain('keyboard (any): ok');
  });

  test('no scanner types: keys are refused, and the window is told of no pace', async () => {
    const configs = configsOf({ kind: 'hid' });
    const scanners = new TillScanners(configs, systemClock(), true, {
      scanned: () => undefined,
      health: () => undefined,
    });

    const answer = await scanners.handler({ params: {}, query: {}, body: { keys: keysOf('1') } });

    expect(answer).toMatchObject({ ok: false, error: { slug: 'not-available' } });
    expect(keyScanningOf(configs).keyScanner).toBe(false);
  });

  test('a slow scanner does not make people’s keys slow', () => {
    const { keyPace } = keyScanningOf(configsOf({ kind: 'keyboard', keyMsMax: 1000 }));

    expect(Math.max(keyPace.keyMsMax, keyPace.heldMsMax)).toBeLessThan(100);
  });
});
