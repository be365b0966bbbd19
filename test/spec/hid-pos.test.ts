import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scan } from '../../src/scan/port.ts';
import { HID_POS_MAKERS, hidPosLayoutOf, type HidPosLayout } from '../../src/scan/hid-layouts.ts';
import { HidPosReader } from '../../src/scan/hid-pos.ts';
import { SCAN_POLICY } from '../../src/config/scan-policy.ts';
import { parseReportDescriptor } from '../../src/scan/report-descriptor.ts';
import { DECLARED_POS_SCANNER, KEYBOARD, OPAQUE_POS_SCANNER } from '../fakes/scanner-descriptors.ts';
import { hidPosReports } from '../fakes/scanner-reports.ts';

const CODE = '281012345678901234567890';
const EMV = `hQVDUFYw${'MQ+/aZ09'.repeat(42)}AB==`;
const HONEYWELL = 0x0c2e;
const ZEBRA = 0x05e0;
const NEWLAND = 0x1eab;
const UNKNOWN_MAKER = 0x1234;
const UNREADABLE: Scan = { kind: 'refused', why: 'unprintable' };
const layout = hidPosLayoutOf(ZEBRA, null);

const frame = (text: string, aim?: string): Scan =>
  aim === undefined ? { kind: 'frame', text } : { kind: 'frame', text, aim };

/** A report as a manual prints it: the bytes in front, then zeros up to 64, with some places set. */
function report(
  front: readonly (number | string)[],
  places: Readonly<Record<number, number>> = {},
): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set(front.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part, 'latin1')])));
  for (const [at, value] of Object.entries(places)) bytes[Number(at)] = value;
  return bytes;
}

function scansOf(of: HidPosLayout, ...reports: Uint8Array[]): Scan[] {
  const reader = new HidPosReader(of);
  return reports.flatMap((one, i) => reader.feed(one, i * 8));
}

describe('HID POS scanners (interface §5) › the reports of the manuals', () => {
  test('Access-IS, and Honeywell alike: length, AIM identifier, 56 bytes, and a byte that says that more comes', () => {
    const first = report([2, 56, ']Q0', 'M1GATHERGOOD/MICHAEL  YABCDEF LHRDURAK 3542 052Y003D23  '], {
      61: 0x73,
      63: 1,
    });
    const second = report([2, 4, ']Q0', '1234'], { 61: 0x73 });

    const scans = scansOf(hidPosLayoutOf(HONEYWELL, null), first, second);

    expect(scans).toEqual([frame('M1GATHERGOOD/MICHAELYABCDEFLHRDURAK3542052Y003D231234', ']Q0')]);
  });

  test('Newland: length, then data at once, symbology in byte 62', () => {
    const scans = scansOf(hidPosLayoutOf(NEWLAND, null), report([2, 24, CODE], { 62: 0x02 }));

    expect(scans).toEqual([frame(CODE)]);
  });

  test('Newland with AIM identifiers switched on has them in the data', () => {
    const scans = scansOf(hidPosLayoutOf(NEWLAND, null), report([2, 27, `]Q1${CODE}`]));

    expect(scans).toEqual([frame(CODE, ']Q1')]);
  });

  test.each(HID_POS_MAKERS)('$maker: says where its layout is from, or that it is assumed', ({ source }) => {
    expect(source).toMatch(/manual|guide|source of|README|issue|assumed/);
  });

  test.each(HID_POS_MAKERS.flatMap(({ maker, vendorIds }) => vendorIds.map((id) => ({ maker, id }))))(
    '$maker ($id): codes of 17 to 350 characters come whole',
    ({ id }) => {
      const of = hidPosLayoutOf(id, null);

      const scans = [CODE.slice(0, 17), CODE, EMV].map((code) => scansOf(of, ...hidPosReports(of, code)));

      expect(scans).toEqual([[frame(CODE.slice(0, 17))], [frame(CODE)], [frame(EMV)]]);
    },
  );
});

describe('HID POS scanners (interface §5) › the layout that the scanner declares', () => {
  test('is read from its report descriptor', () => {
    const declared = hidPosLayoutOf(UNKNOWN_MAKER, DECLARED_POS_SCANNER);

    expect(declared).toEqual({
      reportId: 2,
      lengthAt: 1,
      aimAt: [2, 3, 4],
      dataAt: 5,
      dataBytes: 56,
      continued: { at: 63, mask: 1 },
    });
  });

  test('counts before what is known of its maker', () => {
    const declared = hidPosLayoutOf(NEWLAND, DECLARED_POS_SCANNER);

    expect(declared.dataAt).toBe(5);
  });

  test.each([
    ['that says nothing of data', OPAQUE_POS_SCANNER],
    ['of a keyboard', KEYBOARD],
    ['that is cut', DECLARED_POS_SCANNER.subarray(0, 40)],
    ['with nothing in it', new Uint8Array(0)],
  ])('is its maker’s where there is a descriptor %s', (_, descriptor) => {
    expect(hidPosLayoutOf(NEWLAND, descriptor)).toEqual(hidPosLayoutOf(NEWLAND, null));
  });

  test('a length byte of the maker’s own usage is found where the maker has it', () => {
    const unnamed = Uint8Array.from(DECLARED_POS_SCANNER);
    // Usage byte count of the generic desktop page becomes another one.
    unnamed[unnamed.indexOf(0x3b)] = 0x3c;

    expect(hidPosLayoutOf(ZEBRA, unnamed)).toEqual(layout);
  });

  test('without a length byte the data ends at its last byte that is not zero', () => {
    const of: HidPosLayout = {
      ...layout,
      reportId: 0,
      lengthAt: null,
      aimAt: [],
      dataAt: 0,
      dataBytes: 64,
      continued: null,
    };

    expect(scansOf(of, report([CODE]))).toEqual([frame(CODE)]);
  });

  test('any descriptor is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const fields = parseReportDescriptor(bytes);

        expect(fields === null || fields.every(({ bits, count }) => bits * count > 0)).toBe(true);
      }),
      { seed: 20_260_105, numRuns: 3000 },
    );
  });
});

describe('HID POS scanners (interface §5) › what a report may do wrong', () => {
  test('reports with another id are of no concern', () => {
    const scans = scansOf(layout, report([3, 24, 0, 0, 0, CODE]), report([2, 24, 0, 0, 0, CODE]));

    expect(scans).toEqual([frame(CODE)]);
  });

  test('an empty report is no scan', () => {
    expect(scansOf(layout, report([2, 0]), new Uint8Array([2]))).toEqual([]);
  });

  test('a length beyond the report makes it unreadable, and the next code is read', () => {
    const scans = scansOf(layout, report([2, 57, 0, 0, 0, CODE]), report([2, 24, 0, 0, 0, CODE]));

    expect(scans).toEqual([UNREADABLE, frame(CODE)]);
  });

  test('a report that goes on and is not full makes its code unreadable, to its end', () => {
    const scans = scansOf(
      layout,
      report([2, 10, 0, 0, 0, CODE], { 63: 1 }),
      report([2, 24, 0, 0, 0, CODE]),
      report([2, 24, 0, 0, 0, CODE]),
    );

    expect(scans).toEqual([UNREADABLE, frame(CODE)]);
  });

  test('more than 512 bytes are oversize, said once', () => {
    const scans = scansOf(layout, ...hidPosReports(layout, '7'.repeat(5000)), ...hidPosReports(layout, CODE));

    expect(scans).toEqual([{ kind: 'refused', why: 'oversize' }, frame(CODE)]);
  });

  test('512 bytes are a frame', () => {
    expect(scansOf(layout, ...hidPosReports(layout, '7'.repeat(512)))).toEqual([frame('7'.repeat(512))]);
  });

  test('bytes that no code is made of make it unprintable, by the rule of every scanner', () => {
    expect(scansOf(layout, report([2, 5, 0, 0, 0, '28', 0x1d, '10']))).toEqual([UNREADABLE]);
  });

  test('an AIM identifier with control bytes is none; the code is read', () => {
    expect(scansOf(layout, report([2, 24, ']', 0, 1, CODE]))).toEqual([frame(CODE)]);
  });
});

describe('HID POS scanners (interface §5) › half a code', () => {
  const [half] = hidPosReports(layout, EMV);
  const whole = hidPosReports(layout, CODE);

  test('whose next report does not come in time is given up, and nothing is glued to it', () => {
    const reader = new HidPosReader(layout);
    reader.feed(half!, 0);

    const scans = whole.flatMap((one) => reader.feed(one, SCAN_POLICY.continuedMsMax + 1));

    expect(scans).toEqual([frame(CODE)]);
  });

  test('is dropped with its rest when a sale begins to wait', () => {
    const reader = new HidPosReader(layout);
    const [first, ...rest] = hidPosReports(layout, EMV);
    reader.feed(first!, 0);

    reader.startOver(5);
    const scans = [...rest, ...whole].flatMap((one) => reader.feed(one, 10));

    expect(scans).toEqual([frame(CODE)]);
  });

  test('is forgotten at a loss', () => {
    const reader = new HidPosReader(layout);
    reader.feed(half!, 0);

    reader.forget();

    expect(whole.flatMap((one) => reader.feed(one, 10))).toEqual([frame(CODE)]);
  });
});
