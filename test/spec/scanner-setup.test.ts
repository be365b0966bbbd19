import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hidPosLayoutOf } from '../../src/scan/hid-layouts.ts';
import { asIfTypedOn, KEYBOARD_FAULTS } from '../../src/scan/keyboard-faults.ts';
import {
  deduceSetup,
  serialDevices,
  SETUP_CODES,
  type Finding,
  type SetupDevice,
} from '../../src/scan/setup.ts';
import { setupSentence } from '../../src/contract/setup-words.ts';
import { SETUP_SENTENCES } from '../../src/scan/setup-sentences.ts';
import { hidPosReports, keyReports } from '../fakes/scanner-reports.ts';

const SERIAL: SetupDevice = { kind: 'serial', path: '/dev/ttyACM0', baudRate: 9600 };
const HID: SetupDevice = { kind: 'hid', path: '/dev/hidraw0', vendorId: 0x05e0, productId: 0x1300 };
const WEDGE: SetupDevice = { kind: 'keyboard', path: '/dev/hidraw1', vendorId: 0x0581, productId: 0x0115 };

/** What three scans tell, if each code is made to chunks that come so many milliseconds apart. */
function findingOf(device: SetupDevice, chunksOf: (code: string) => Uint8Array[], everyMs = 4): Finding {
  const scans = SETUP_CODES.map((code) => ({
    device,
    chunks: chunksOf(code).map((bytes, i) => ({ bytes, atMs: i * everyMs })),
  }));
  return deduceSetup(scans, SETUP_CODES);
}
/** What a finding says at a terminal. */
const saidOf = ({ says }: Finding): string[] => says.map((fact) => setupSentence(SETUP_SENTENCES, fact));
const line = (around: (code: string) => string) => (code: string) => [Buffer.from(around(code), 'latin1')];

describe('The scanner’s set-up teaches itself › a serial line', () => {
  test.each(['\r', '\n', '\r\n', '\t', '\x03'])('the suffix %j is found', (suffix) => {
    const finding = findingOf(
      SERIAL,
      line((code) => `${code}${suffix}`),
    );

    expect(finding).toMatchObject({
      kind: 'found',
      part: { kind: 'serial', path: '/dev/ttyACM0', baudRate: 9600, suffix },
    });
  });

  test('a prefix of control bytes is found', () => {
    const finding = findingOf(
      SERIAL,
      line((code) => `\x02${code}\x03`),
    );

    expect(finding).toMatchObject({ kind: 'found', part: { prefix: '\x02', suffix: '\x03' } });
  });

  test.each(['\x1d', 'A', '\x02QR-Code:'])('what stands in front of each code is found: %j', (prefix) => {
    const finding = findingOf(
      SERIAL,
      line((code) => `${prefix}${code}\r`),
    );

    expect(finding).toMatchObject({ kind: 'found', part: { prefix, suffix: '\r' } });
    expect(saidOf(finding)).toContain('The codes came out right.');
  });

  test('without a suffix a silence is proposed that is longer than any pause within a code', () => {
    const finding = findingOf(
      SERIAL,
      (code) => [Buffer.from(code.slice(0, 9)), Buffer.from(code.slice(9))],
      40,
    );

    expect(finding).toMatchObject({ kind: 'found', part: { silenceMs: 120 } });
  });

  test('a device with USB numbers is named by them, as its path may change', () => {
    const finding = findingOf(
      { ...SERIAL, vendorId: 1, productId: 2 },
      line((code) => `${code}\r`),
    );

    expect(finding).toMatchObject({ part: { kind: 'serial', vendorId: 1, productId: 2 } });
  });

  test('AIM identifiers are named and harm nothing', () => {
    const finding = findingOf(
      SERIAL,
      line((code) => `]Q1${code}\r`),
    );

    expect(saidOf(finding)).toContain('It sends AIM identifiers; the till takes them off.');
    expect(saidOf(finding)).toContain('The codes came out right.');
  });

  test('bytes that are no text mean another rate', () => {
    const finding = findingOf(SERIAL, (code) => [
      Uint8Array.from(code, (sign) => (sign.charCodeAt(0) * 7) & 0xff),
    ]);

    expect(finding).toEqual({ kind: 'garbled', says: [{ kind: 'noText', baudRate: 9600 }] });
  });
});

describe('The scanner’s set-up teaches itself › which serial lines it listens to', () => {
  test('a line that the config names by its path is known by its path, so that its entry is replaced', () => {
    const usb = { vendorId: 1, productId: 2 };

    const devices = serialDevices(
      [
        { path: '/dev/ttyACM0', ...usb },
        { path: '/dev/ttyACM1', ...usb },
      ],
      ['/dev/ttyACM0', '/dev/ttyS0'],
    );

    expect(devices).toEqual([
      { kind: 'serial', path: '/dev/ttyACM1', ...usb },
      { kind: 'serial', path: '/dev/ttyACM0' },
      { kind: 'serial', path: '/dev/ttyS0' },
    ]);
  });
});

describe('The scanner’s set-up teaches itself › HID', () => {
  test('a HID POS scanner is named by its numbers', () => {
    const finding = findingOf(HID, (code) => hidPosReports(hidPosLayoutOf(0x05e0, null), code));

    expect(finding).toMatchObject({
      kind: 'found',
      part: { kind: 'hid', vendorId: 0x05e0, productId: 0x1300 },
    });
  });

  test('reports that no layout fits are said to be so', () => {
    const finding = findingOf(HID, () => [Uint8Array.of(9, 9, 9)]);

    expect(finding.kind).toBe('garbled');
  });

  test.each(['\r', '\t'])('a keyboard scanner that ends with %j needs no suffix in the config', (end) => {
    const finding = findingOf(WEDGE, (code) => keyReports(`${code}${end}`));

    expect(finding).toMatchObject({
      kind: 'found',
      part: { kind: 'keyboard', vendorId: 0x0581, productId: 0x0115 },
    });
    expect(saidOf(finding)).toContain('The codes came out right.');
  });

  test('a keyboard scanner that types a name in front of each code is to be set itself', () => {
    const finding = findingOf(WEDGE, (code) => keyReports(`Q${code}\r`));

    expect(saidOf(finding).at(-1)).toContain('It puts Q in front of each code. Set it to send no name');
  });

  test('a keyboard scanner that types slowly gets the pace it needs', () => {
    const finding = findingOf(WEDGE, (code) => keyReports(`${code}\r`), 40);

    expect(finding).toMatchObject({ kind: 'found', part: { keyMsMax: 160 } });
  });

  test('a keyboard scanner that ends codes with no key is asked to', () => {
    const finding = findingOf(WEDGE, keyReports);

    expect(finding).toMatchObject({ kind: 'garbled' });
  });

  test.each(KEYBOARD_FAULTS)('a scanner that types for a $country keyboard is found out', (fault) => {
    const turned = { ...fault, read: fault.meant, meant: fault.read };

    const finding = findingOf(WEDGE, (code) => keyReports(`${asIfTypedOn(turned, code)}\r`));

    expect(saidOf(finding).join(' ')).toContain(`types for a ${fault.country} keyboard`);
  });
});

describe('The scanner’s set-up teaches itself › whatever comes', () => {
  test('codes of the technician’s own are taken, and said to be unknown', () => {
    const scans = ['ABC', 'DEF', 'GHI'].map((code) => ({
      device: SERIAL,
      chunks: [{ bytes: Buffer.from(`${code}\r`), atMs: 0 }],
    }));

    const finding = deduceSetup(scans, SETUP_CODES);

    expect(finding).toMatchObject({ kind: 'found', part: { suffix: '\r' } });
    expect(saidOf(finding).at(-1)).toContain('cannot be told');
  });

  test('scans of two devices, or that end differently, have to be done again', () => {
    const from = (device: SetupDevice, text: string) => ({
      device,
      chunks: [{ bytes: Buffer.from(text), atMs: 0 }],
    });

    const findings = [
      deduceSetup([from(SERIAL, '1\r'), from(HID, '2\r')], []),
      deduceSetup([from(SERIAL, '1\r'), from(SERIAL, '2\n')], []),
      deduceSetup([], []),
    ];

    expect(findings.map(({ kind }) => kind)).toEqual(['unlike', 'unlike', 'unlike']);
  });

  test('any bytes of any device get an answer in words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(SERIAL, HID, WEDGE),
        fc.array(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 }), { maxLength: 3 }),
        (device, scans) => {
          const recordings = scans.map((chunks) => ({
            device,
            chunks: chunks.map((bytes, i) => ({ bytes, atMs: i * 5 })),
          }));

          expect(
            saidOf(deduceSetup(recordings, SETUP_CODES)).filter((say) => say !== '').length,
          ).toBeGreaterThan(0);
        },
      ),
      { seed: 20_260_105, numRuns: 500 },
    );
  });
});
