import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { ReadlineLines } from '../../drivers/scanner/readline-lines.ts';
import type { Scan } from '../../src/scan/port.ts';
import { Framer } from '../../src/scan/frame.ts';
import { hidPosLayoutOf } from '../../src/scan/hid-layouts.ts';
import { HidPosReader } from '../../src/scan/hid-pos.ts';
import { KeyboardReader } from '../../src/scan/keyboard.ts';
import { BOOT_KEYBOARD } from '../../src/scan/keys.ts';
import { Dice } from '../fakes/scanner-dice.ts';
import { hidPosReports, keyReports } from '../fakes/scanner-reports.ts';

// A million frames, half of them damaged, to the three readers. Undamaged codes are all different, so that each can be
// told from every other: what comes out must be they, once each and in order, or else what the damaged bytes say.

const SERIAL_FRAMES = 800_000;
const HID_POS_FRAMES = 180_000;
const KEYBOARD_FRAMES = 20_000;
const SEED = 20_260_105;
/** Beside a heap of some ten megabytes: a byte kept of each frame would be seen. */
const GROWTH_MAX_BYTES = 500_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** A code that no other number gives: 24 digits, or Base64 with its three signs, up to 348 characters. */
function codeOf(number: number, dice: Dice): string {
  const digits = String(number).padStart(10, '0');
  if (dice.roll(20) > 0) return `28100102${digits}${String(dice.roll(1e6)).padStart(6, '0')}`;
  return `hQVDUFYw${digits}${'MQ+/aZ09'.repeat(dice.roll(41))}AB==`;
}

/** One to three blows at random places: a byte changed, lost, doubled, or one put in. */
function damaged(bytes: Uint8Array, dice: Dice): Uint8Array {
  const list = [...bytes];
  for (let blows = 1 + dice.roll(3); blows > 0 && list.length > 0; blows -= 1) {
    const at = dice.roll(list.length);
    const kind = dice.roll(4);
    if (kind === 0) list[at] = dice.roll(256);
    if (kind === 1) list.splice(at, 1 + dice.roll(4));
    if (kind === 2) list.splice(at, 0, list[at] ?? 0);
    if (kind === 3) list.splice(at, 0, dice.roll(256));
  }
  return Uint8Array.from(list);
}

/** What the rule of interface §5 makes of the bytes between two CR; written from the rule, not from the reader. */
function scansByRule(stream: string): Scan[] {
  return stream.split('\r').flatMap((frame): Scan[] => {
    if (frame.length > 512) return [{ kind: 'refused', why: 'oversize' }];
    const kept = frame.replace(/[\t\n\r ]/g, '');
    if (!/^[!-~]*$/.test(kept)) return [{ kind: 'refused', why: 'unprintable' }];
    const [, aim, text = ''] = /^(\][A-Za-z][0-9A-Za-z])?(.*)$/.exec(kept) ?? [];
    if (text === '') return [];
    return [aim === undefined ? { kind: 'frame', text } : { kind: 'frame', text, aim }];
  });
}

function asLines(scans: readonly Scan[]): string {
  return scans
    .map((scan) => (scan.kind === 'frame' ? `${scan.aim ?? ''} ${scan.text}` : `! ${scan.why}`))
    .join('\n');
}

const textOf = (scan: Scan): string => (scan.kind === 'frame' ? scan.text : '');

/** Runs turns with the heap looked at after the first tenth, when all is compiled, and at the end. */
function growthOf(name: string, frames: number, turn: (number: number) => void): number {
  for (let number = 0; number < frames / 10; number += 1) turn(number);
  const before = heapBytes();
  for (let number = frames / 10; number < frames; number += 1) turn(number);
  const after = heapBytes();
  const mb = (bytes: number) => (bytes / 1e6).toFixed(2);
  console.log(`${name}: ${frames} frames, heap ${mb(before)} MB after a tenth, ${mb(after)} MB at the end`);
  return after - before;
}

describe('A million frames (interface §5)', () => {
  test('over a serial line: what comes out is what the bytes say, and every undamaged code once', () => {
    const dice = new Dice(SEED);
    const framer = new Framer({ suffix: '\r', silenceMs: 50 }, new ReadlineLines('\r'));
    const faults: string[] = [];
    const turn = (number: number): void => {
      const code = codeOf(number, dice);
      const whole = Buffer.from(`${dice.roll(4) === 0 ? ']Q3' : ''}${code}\r`, 'latin1');
      const isDamaged = dice.roll(2) === 0;
      // A CR closes what damage has left open: from there on the next code is a frame of its own.
      const sent = isDamaged ? Buffer.concat([damaged(whole, dice), Buffer.from('\r')]) : whole;
      const cut = dice.roll(sent.length);

      const scans = [
        ...framer.feed(sent.subarray(0, cut), number),
        ...framer.feed(sent.subarray(cut), number),
      ];

      if (asLines(scans) !== asLines(scansByRule(sent.toString('latin1')))) faults.push(`frame ${number}`);
      if (!isDamaged && (scans.length !== 1 || textOf(scans[0]!) !== code)) faults.push(`code ${number}`);
    };

    const growth = growthOf('serial', SERIAL_FRAMES, turn);

    expect(faults).toEqual([]);
    expect(growth).toBeLessThan(GROWTH_MAX_BYTES);
  }, 120_000);

  test('in HID POS reports: every undamaged code once, and of a damaged one nothing but what its reports say', () => {
    const dice = new Dice(SEED + 1);
    const layout = hidPosLayoutOf(0x05e0, null);
    const reader = new HidPosReader(layout);
    const faults: string[] = [];
    const turn = (number: number): void => {
      const code = codeOf(number, dice);
      const reports = hidPosReports(layout, code);
      const isDamaged = dice.roll(2) === 0;
      const hit = dice.roll(reports.length);
      const blow = dice.roll(3);
      if (isDamaged && blow === 0) reports.splice(hit, 1);
      if (isDamaged && blow === 1) reports.splice(hit, 0, reports[hit]!);
      if (isDamaged && blow === 2) reports[hit] = damaged(reports[hit]!, dice);

      const scans = reports.flatMap((report, i) => reader.feed(report, number * 1000 + i * 8));

      const said = reports.map((report) => Buffer.from(report).toString('latin1')).join('');
      for (const text of scans.map(textOf)) {
        if (!isWithin(text, said)) faults.push(`invented ${number}`);
      }
      if (!isDamaged && (scans.length !== 1 || textOf(scans[0]!) !== code)) faults.push(`code ${number}`);
      if (isDamaged && scans.filter((scan) => textOf(scan) === code).length > 2)
        faults.push(`again ${number}`);
    };

    const growth = growthOf('HID POS', HID_POS_FRAMES, turn);

    expect(faults).toEqual([]);
    expect(growth).toBeLessThan(GROWTH_MAX_BYTES);
  }, 60_000);

  test('from a keyboard: every undamaged code once, and of one with lost or doubled reports no key that was not pressed', () => {
    const dice = new Dice(SEED + 2);
    const reader = new KeyboardReader(BOOT_KEYBOARD, { keyMsMax: 50 });
    const faults: string[] = [];
    const turn = (number: number): void => {
      const code = codeOf(number, dice).slice(0, 40);
      const reports = keyReports(`${code}\r`);
      const isDamaged = dice.roll(2) === 0;
      for (let blows = isDamaged ? 1 + dice.roll(3) : 0; blows > 0; blows -= 1) {
        const at = dice.roll(reports.length);
        if (dice.roll(2) === 0) reports.splice(at, 1);
        else reports.splice(at, 0, reports[at]!);
      }

      const scans = reports.flatMap((report, i) => reader.feed(report, number * 5000 + i * 4));

      for (const text of scans.map(textOf)) if (!isWithin(text, code)) faults.push(`invented ${number}`);
      if (!isDamaged && (scans.length !== 1 || textOf(scans[0]!) !== code)) faults.push(`code ${number}`);
    };

    const growth = growthOf('keyboard', KEYBOARD_FRAMES, turn);

    expect(faults).toEqual([]);
    expect(growth).toBeLessThan(GROWTH_MAX_BYTES);
  }, 60_000);
});

/** Whether the characters stand in the whole in this order, whatever stands between them. */
function isWithin(part: string, whole: string): boolean {
  let at = -1;
  for (const character of part) {
    at = whole.indexOf(character, at + 1);
    if (at === -1) return false;
  }
  return true;
}
