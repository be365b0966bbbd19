import type { SetupFact } from '../contract/setup-words.ts';
import type { Ms } from '../ground/time.ts';
import { scanOf } from './frame.ts';
import { byteNames, typeNameOf } from './misfit.ts';
import { hidPosLayoutOf } from './hid-layouts.ts';
import { HidPosReader } from './hid-pos.ts';
import { keyboardLayoutOf, KeyDecoder } from './keys.ts';
import { asIfTypedOn, KEYBOARD_FAULTS } from './keyboard-faults.ts';
import { SCAN_POLICY } from '../config/scan-policy.ts';

/** What one device sent while one code was scanned. */
export interface Recording {
  readonly device: SetupDevice;
  readonly chunks: readonly { readonly bytes: Uint8Array; readonly atMs: Ms }[];
}

/** A device that may be a scanner. */
export interface SetupDevice {
  readonly kind: 'serial' | 'hid' | 'keyboard';
  readonly path: string;
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  /** Serial lines: how the line was set while it was recorded. */
  readonly baudRate?: number | undefined;
  /** HID devices: how their reports are made up, if the system says it. */
  readonly descriptor?: Uint8Array | null | undefined;
}

/** An entry for `scanners` in the config, as it is written there. */
export type ScannerPart = Readonly<Record<string, string | number>>;

/** What three scans tell: an entry and facts about it, or that they have to be scanned once more, and why. */
export type Finding =
  | { readonly kind: 'found'; readonly part: ScannerPart; readonly says: readonly SetupFact[] }
  | { readonly kind: 'garbled' | 'unlike'; readonly says: readonly SetupFact[] };

/**
 * The serial lines to listen to: those that the system lists, and those that the config names.
 *
 * Why one that the config names has no numbers here: its entry is then found by its path, and replaced. An entry by
 * numbers would stand beside it, and the old one would keep the line.
 */
export function serialDevices(
  listed: readonly Omit<SetupDevice, 'kind'>[],
  paths: readonly string[],
): SetupDevice[] {
  const others = listed.filter(({ path }) => !paths.includes(path));
  return [
    ...others.map((line) => ({ ...line, kind: 'serial' as const })),
    ...paths.map((path) => ({ kind: 'serial' as const, path })),
  ];
}

/** Rates that scanners are set to, the likeliest first. Source: the factory settings in the manuals of four makers. */
export const BAUD_RATES: readonly number[] = [9600, 115_200, 38_400, 19_200, 57_600, 4800, 2400];

/** Codes to be scanned: 24 digits, and all that Base64 has, so that a wrong keyboard layout shows. */
export const SETUP_CODES: readonly string[] = [
  '281012345678901234567890',
  'hQVDUFYwMTAQqWwZzYyAaMm+/0123456789=',
  '289900001111222233',
];

/**
 * Finds out how a scanner is set, from what it sent for three codes.
 *
 * Shape: `codes` are the texts of what was scanned, where they are known; without them only what is plain by itself is
 * found. Total: whatever the bytes, there is an answer.
 */
export function deduceSetup(scans: readonly Recording[], codes: readonly string[]): Finding {
  const device = scans[0]?.device;
  if (device === undefined || scans.some((scan) => scan.device.path !== device.path)) {
    return { kind: 'unlike', says: [{ kind: 'differentDevices' }] };
  }
  switch (device.kind) {
    case 'serial':
      return deduceSerial(device, scans, codes);
    case 'hid':
      return deduceHid(device, scans, codes);
    case 'keyboard':
      return deduceKeyboard(device, scans, codes);
  }
}

const START = /^[^!-~]*/;
const END = /[^!-~]*$/;

function deduceSerial(device: SetupDevice, scans: readonly Recording[], codes: readonly string[]): Finding {
  const texts = scans.map((scan) => textOf(scan.chunks.flatMap(({ bytes }) => [...bytes])));
  const suffix = commonOf(texts.map((text) => END.exec(text)?.[0] ?? ''));
  const controls = commonOf(texts.map((text) => START.exec(text)?.[0] ?? ''));
  const lines = texts.map((text) => text.replace(END, '').replace(START, ''));
  const typeName = commonOf(lines.map(typeNameOf)) ?? '';
  const bodies = lines.map((body) => body.slice(typeName.length));
  if (bodies.some((body) => !/^[!-~][ -~]*$/.test(body))) {
    return { kind: 'garbled', says: [{ kind: 'noText', baudRate: device.baudRate ?? 0 }] };
  }
  if (suffix === null || controls === null) return UNLIKE_ENDS;
  const prefix = controls + typeName;
  const silenceMs = suffix === '' ? silenceOf(scans) : undefined;
  const baudRate = device.baudRate ?? 9600;
  return {
    kind: 'found',
    part: {
      kind: 'serial',
      ...placeOf(device),
      baudRate,
      ...(prefix === '' ? {} : { prefix }),
      ...(silenceMs === undefined ? { suffix } : { silenceMs }),
    },
    says: [
      { kind: 'serial', baudRate },
      ...(prefix === '' ? [] : [{ kind: 'begins', signs: named(prefix) } as const]),
      silenceMs === undefined ? { kind: 'ends', signs: named(suffix) } : { kind: 'endsBySilence' },
      ...aimAndMatch(bodies, codes),
    ],
  };
}

function deduceHid(device: SetupDevice, scans: readonly Recording[], codes: readonly string[]): Finding {
  const texts = scans.map((scan) => {
    const reader = new HidPosReader(hidPosLayoutOf(device.vendorId ?? 0, device.descriptor ?? null));
    const read = scan.chunks.flatMap(({ bytes, atMs }) => reader.feed(bytes, atMs));
    return read.map((one) => (one.kind === 'frame' ? `${one.aim ?? ''}${one.text}` : '')).join('');
  });
  if (texts.includes('')) {
    return { kind: 'garbled', says: [{ kind: 'hidUnreadable' }] };
  }
  return {
    kind: 'found',
    part: { kind: 'hid', ...numbersOf(device) },
    says: [{ kind: 'hid' }, ...aimAndMatch(texts, codes)],
  };
}

function deduceKeyboard(device: SetupDevice, scans: readonly Recording[], codes: readonly string[]): Finding {
  const typed = scans.map((scan) => typedIn(device, scan));
  const ends = commonOf(typed.map(({ text }) => END.exec(text)?.[0] ?? ''));
  if (ends === null || typed.some(({ text }) => text.trim() === '')) return UNLIKE_ENDS;
  if (ends === '') {
    return { kind: 'garbled', says: [{ kind: 'keyboardNoEnd' }] };
  }
  const keyMs = Math.max(...typed.map((one) => one.keyMs));
  const isSlow = keyMs > SCAN_POLICY.keyMsMax * 0.7;
  const bodies = typed.map(({ text }) => text.slice(0, text.length - ends.length));
  const part = {
    kind: 'keyboard',
    ...numbersOf(device),
    ...(isSlow ? { keyMsMax: Math.ceil(keyMs * 2) } : {}),
  };
  // Enter and Tab are what ends a code where the config names no suffix.
  const isDefault = /^[\r\t]/.test(ends);
  return {
    kind: 'found',
    part: isDefault ? part : { ...part, suffix: ends },
    says: [
      { kind: 'keyboard', keyMs: Math.round(keyMs) },
      { kind: 'ends', signs: named(ends) },
      ...(isSlow ? [{ kind: 'typesSlowly' } as const] : []),
      ...aimAndMatch(bodies, codes),
    ],
  };
}

function typedIn(device: SetupDevice, scan: Recording): { readonly text: string; readonly keyMs: number } {
  const decoder = new KeyDecoder(keyboardLayoutOf(device.descriptor ?? null));
  const keys = scan.chunks.flatMap(({ bytes, atMs }) => decoder.take(bytes).map((byte) => ({ byte, atMs })));
  const tookMs = (keys.at(-1)?.atMs ?? 0) - (keys[0]?.atMs ?? 0);
  return { text: textOf(keys.map(({ byte }) => byte)), keyMs: tookMs / Math.max(1, keys.length - 1) };
}

/** What is to be said of the codes themselves: identifiers, and letters that came out as others. */
function aimAndMatch(bodies: readonly string[], codes: readonly string[]): SetupFact[] {
  const read = bodies.map((body) => scanOf(Array.from(body, (sign) => sign.charCodeAt(0))));
  const texts = read.map((scan) => (scan.kind === 'frame' ? scan.text : ''));
  const hasAim = read.some((scan) => scan.kind === 'frame' && scan.aim !== undefined);
  return [{ kind: hasAim ? 'aim' : 'noAim' }, matchOf(texts, codes)];
}

function matchOf(texts: readonly string[], codes: readonly string[]): SetupFact {
  const isKnown = (text: string): boolean => codes.includes(text);
  if (texts.every(isKnown)) return { kind: 'right' };
  const typeName = commonOf(texts.map(typeNameOf));
  if (typeName !== null) return { kind: 'typeName', signs: typeName };
  const fault = KEYBOARD_FAULTS.find((layout) => texts.every((text) => isKnown(asIfTypedOn(layout, text))));
  return fault === undefined ? { kind: 'unknownCodes' } : { kind: 'wrongKeyboard', country: fault.country };
}

const UNLIKE_ENDS: Finding = { kind: 'unlike', says: [{ kind: 'unlikeEnds' }] };

/** The silence that surely stands between two codes: three times the longest pause within one, at least 50 ms. */
function silenceOf(scans: readonly Recording[]): number {
  const pauses = scans.flatMap(({ chunks }) =>
    chunks.slice(1).map(({ atMs }, i) => atMs - (chunks[i]?.atMs ?? atMs)),
  );
  return Math.min(1000, Math.max(50, Math.ceil(Math.max(0, ...pauses) * 3)));
}

/** The one value that all have; null where they differ. */
function commonOf(values: readonly (string | null)[]): string | null {
  return new Set(values).size === 1 ? (values[0] ?? null) : null;
}

const NAMES: Readonly<Record<string, string>> = {
  '\r': 'CR (Enter)',
  '\n': 'LF',
  '\t': 'Tab',
  '\x02': 'STX',
  '\x03': 'ETX',
};

function named(signs: string): string {
  return Array.from(signs, (sign) => NAMES[sign] ?? byteNames(sign)).join(' ');
}

function textOf(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes);
}

function numbersOf({ vendorId, productId }: SetupDevice): ScannerPart {
  return vendorId === undefined || productId === undefined ? {} : { vendorId, productId };
}

/** By its numbers where it has some, as its path may change. */
function placeOf(device: SetupDevice): ScannerPart {
  const numbers = numbersOf(device);
  return 'vendorId' in numbers ? numbers : { path: device.path };
}
