import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PartHealth } from '../../src/ground/ports.ts';
import { Framer } from '../../src/scan/frame.ts';
import { signsAround, withMisfits } from '../../src/scan/misfit.ts';
import type { Scan } from '../../src/scan/port.ts';

const CODE = '281001020000000000000001';
const EMV = 'hQVDUFYwMWEiTwegAAAGdhUBUAdBTElQQVk+/1oKMTIzNDU2Nzg5MA==';

/** A scanner with the suffix CR and what it tells the till. */
function givenScanner() {
  const scans: Scan[] = [];
  const healths: PartHealth[] = [];
  const sink = withMisfits(
    { scanned: (scan) => scans.push(scan), health: (health) => healths.push(health) },
    '\r',
  );
  const framer = new Framer({ suffix: '\r', silenceMs: 50 });
  sink.health({ status: 'ok' });
  const sends = (text: string): void =>
    framer.feed(Buffer.from(`${text}\r`, 'latin1'), 0).forEach((scan) => sink.scanned(scan));
  return { scans, healths, sends, sink };
}

describe("A scanner's settings do not fit (interface §5) › what shows it", () => {
  test.each([
    [`\x02${CODE}`, 'STX in front'],
    [`\x1d${CODE}`, 'GS in front'],
    [`\x02${CODE}\x03`, 'STX in front, ETX behind'],
    [`\x1b\x1d]C1${CODE}`, 'ESC GS in front'],
    [`\x80${CODE}`, 'byte 128 in front'],
    [`A${CODE}`, 'letter A in front'],
    [`QR-Code:${CODE}`, 'letters QR-Code: in front'],
    [`\x02Q${CODE}`, 'STX in front, letter Q in front'],
    [`Q${EMV}`, 'letter Q in front'],
    [`${CODE}Q`, 'letter Q behind'],
    [`*${CODE}*`, 'sign * in front, sign * behind'],
    [`\x02~${CODE}`, 'STX in front, sign ~ in front'],
  ])('%j: %s', (text, signs) => {
    expect(signsAround(text)).toBe(signs);
  });

  test.each([
    CODE,
    EMV,
    `]C1${CODE}`,
    '',
    'https://example.com',
    '\x02HELLO',
    'A123',
    '\x1d0104012345678901',
    `28\x02${CODE}`,
  ])('%j is as it should be, or what the customer shows is no payment code', (text) => {
    expect(signsAround(text)).toBeUndefined();
  });
});

describe("A scanner's settings do not fit (interface §5) › from the second time on it is said", () => {
  test.each([
    ['STX', `\x02${CODE}`],
    ['GS', `\x1d${CODE}`],
    ['letter A', `A${CODE}`],
  ])('%s in front: the code is never used, and health names it after the second time', (name, text) => {
    const { scans, healths, sends } = givenScanner();

    sends(text);
    const first = healths.at(-1);
    sends(text);

    expect(scans).toEqual([
      { kind: 'refused', why: 'misread' },
      { kind: 'refused', why: 'misfit' },
    ]);
    expect(first).toEqual({ status: 'ok' });
    expect(healths.at(-1)).toMatchObject({
      status: 'down',
      reason: 'misfit',
      why: expect.stringContaining(`${name} in front`) as string,
    });
  });

  test('a code that never ends, twice: health names the suffix that is missing', () => {
    const { scans, healths, sink } = givenScanner();

    sink.health({ status: 'down', reason: 'endless', why: 'it sends, but never what ends a code' });
    sink.scanned({ kind: 'refused', why: 'misread' });
    sink.scanned({ kind: 'refused', why: 'misread' });

    expect(scans.at(-1)).toEqual({ kind: 'refused', why: 'misfit' });
    expect(healths.at(-1)).toMatchObject({ why: expect.stringContaining('no CR behind') as string });
  });

  test('a good code in between ends the count, and a good code afterwards the fault', () => {
    const { scans, healths, sends } = givenScanner();

    [`\x02${CODE}`, CODE, `\x02${CODE}`].forEach(sends);
    const between = healths.at(-1);
    [`\x02${CODE}`, CODE].forEach(sends);

    expect(scans.map((scan) => (scan.kind === 'frame' ? 'code' : scan.why))).toEqual([
      'misread',
      'code',
      'misread',
      'misfit',
      'code',
    ]);
    expect([between, healths.at(-1)]).toEqual([{ status: 'ok' }, { status: 'ok' }]);
  });

  test('what is no payment code neither counts nor clears', () => {
    const { scans, sends } = givenScanner();

    [`A${CODE}`, 'https://example.com', `A${CODE}`].forEach(sends);

    expect(scans.at(-1)).toEqual({ kind: 'refused', why: 'misfit' });
  });

  test('a scanner that is unplugged says that, and not its settings', () => {
    const { healths, sends, sink } = givenScanner();
    [`A${CODE}`, `A${CODE}`].forEach(sends);

    sink.health({ status: 'down', reason: 'unplugged', why: 'unplugged' });

    expect(healths.at(-1)?.reason).toBe('unplugged');
  });

  test('no digit of a code is ever told, whatever stands around it', () => {
    const around = fc.string({
      unit: fc.constantFrom(...Array.from('\x02\x1d\x03\x80AQ:-]C1 \t9')),
      maxLength: 6,
    });
    fc.assert(
      fc.property(around, around, (front, behind) => {
        const { scans, healths, sends } = givenScanner();
        [1, 2].forEach(() => sends(`${front}${CODE}${behind}`));

        const told = JSON.stringify([scans.filter(({ kind }) => kind === 'refused'), healths]);

        expect(told).not.toMatch(/[0-9]{4}/);
      }),
    );
  });
});
