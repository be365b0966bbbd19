import { CAPS_LOCK, isLetter, keypadDigit, KEYS, MODIFIER, SILENT_KEYS } from './key-codes.ts';
import { parseReportDescriptor, usageAt } from './report-descriptor.ts';

/** Where a keyboard's input report holds what; places are bytes of the report as it is read. */
export interface KeyboardLayout {
  readonly reportId: number;
  readonly modifiersAt: number;
  readonly keysAt: number;
  readonly keys: number;
}

/** The report that every keyboard can send. Source: Device Class Definition for HID 1.11, appendix B.1. */
export const BOOT_KEYBOARD: KeyboardLayout = { reportId: 0, modifiersAt: 0, keysAt: 2, keys: 6 };

const FIRST_MODIFIER = 0x07_00e0;
const KEY_PAGE = 0x07;

/** The layout that the descriptor declares; the boot layout where it cannot be read. */
export function keyboardLayoutOf(descriptor: Uint8Array | null): KeyboardLayout {
  const fields = descriptor === null ? null : parseReportDescriptor(descriptor);
  const modifiers = fields?.find((field) => !field.array && usageAt(field, 0) === FIRST_MODIFIER);
  const keys = fields?.find(
    (field) =>
      field.array &&
      field.bits === 8 &&
      field.reportId === modifiers?.reportId &&
      (usageAt(field, 0) ?? 0) >>> 16 === KEY_PAGE,
  );
  if (modifiers === undefined || keys === undefined) return BOOT_KEYBOARD;
  const { reportId } = modifiers;
  return { reportId, modifiersAt: modifiers.bitAt / 8, keysAt: keys.bitAt / 8, keys: keys.count };
}

/** A key that no character stands for: its byte makes a frame unprintable instead of a different code. */
const NO_CHARACTER = 0x00;
const CHARACTER_MAX = 0xff;

/**
 * Turns keyboard reports into the bytes that were typed, by the place of each key.
 *
 * Shape: a report names all keys that are down; what it has more than the one before was pressed, in its order. Shift
 * and Caps Lock are followed; Control makes control characters, Alt with digits of the keypad a character's number.
 */
export class KeyDecoder {
  readonly #layout: KeyboardLayout;
  #down: readonly number[] = [];
  #caps = false;
  #altNumber: number | null = null;

  constructor(layout: KeyboardLayout) {
    this.#layout = layout;
  }

  /** The bytes that a report adds. */
  take(report: Uint8Array): number[] {
    const { reportId, modifiersAt, keysAt, keys } = this.#layout;
    if (reportId !== 0 && report[0] !== reportId) return [];
    const modifiers = report[modifiersAt] ?? 0;
    const down = [...report.subarray(keysAt, keysAt + keys)].filter((key) => key !== 0);
    const pressed = down.filter((key) => !this.#down.includes(key));
    this.#down = down;
    const bytes = this.#endOfAltNumber(modifiers);
    for (const key of pressed) bytes.push(...this.#press(key, modifiers));
    return bytes;
  }

  /** All keys are up, Caps Lock is off. */
  forget(): void {
    this.#down = [];
    this.#caps = false;
    this.#altNumber = null;
  }

  #press(key: number, modifiers: number): number[] {
    if (key === CAPS_LOCK) this.#caps = !this.#caps;
    if (key === CAPS_LOCK || SILENT_KEYS.has(key)) return [];
    const digit = keypadDigit(key);
    if ((modifiers & MODIFIER.alt) !== 0 && digit !== null) {
      this.#altNumber = Math.min((this.#altNumber ?? 0) * 10 + digit, CHARACTER_MAX + 1);
      return [];
    }
    if ((modifiers & (MODIFIER.alt | MODIFIER.gui)) !== 0) return [NO_CHARACTER];
    const pair = KEYS.get(key);
    if (pair === undefined) return [NO_CHARACTER];
    const shift = (modifiers & MODIFIER.shift) !== 0;
    const [plain, shifted] = pair;
    const byte = (shift !== (this.#caps && isLetter(key)) ? shifted : plain).charCodeAt(0);
    return [(modifiers & MODIFIER.control) !== 0 ? byte & 0x1f : byte];
  }

  #endOfAltNumber(modifiers: number): number[] {
    const number = this.#altNumber;
    if (number === null || (modifiers & MODIFIER.alt) !== 0) return [];
    this.#altNumber = null;
    return [number > CHARACTER_MAX ? NO_CHARACTER : number];
  }
}
