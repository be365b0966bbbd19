/** What a key gives, without and with shift, at its place on a US keyboard. Letters also turn with Caps Lock. */
type Key = readonly [plain: string, shifted: string];

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS: readonly Key[] = ['1!', '2@', '3#', '4$', '5%', '6^', '7&', '8*', '9(', '0)'].map(pair);
/** From key 0x2D on; 0x32 is the key beside Enter of keyboards outside the US. */
const SIGNS: readonly Key[] = ['-_', '=+', '[{', ']}', '\\|', '\\|', ';:', `'"`, '`~', ',<', '.>', '/?'].map(
  pair,
);
/** From key 0x54 on; 0x58 is Enter. */
const KEYPAD_SIGNS = ['/', '*', '-', '+', '\r'];
const KEYPAD_DIGITS = '1234567890.';

/**
 * Keys by their number, as a US keyboard has them.
 *
 * Why by number: it is where the key is, whatever language the host's keyboard is set to.
 * Source: HID Usage Tables 1.12, section 10, keyboard/keypad page (0x07).
 */
export const KEYS: ReadonlyMap<number, Key> = new Map([
  ...Array.from(LETTERS, (letter, i): [number, Key] => [0x04 + i, [letter, letter.toUpperCase()]]),
  ...DIGITS.map((key, i): [number, Key] => [0x1e + i, key]),
  ...SIGNS.map((key, i): [number, Key] => [0x2d + i, key]),
  ...Array.from(KEYPAD_SIGNS, (sign, i): [number, Key] => [0x54 + i, [sign, sign]]),
  ...Array.from(KEYPAD_DIGITS, (digit, i): [number, Key] => [0x59 + i, [digit, digit]]),
  [0x28, ['\r', '\r']],
  [0x2b, ['\t', '\t']],
  [0x2c, [' ', ' ']],
]);

export const CAPS_LOCK = 0x39;
/** Keys that are pressed and mean nothing here: Scroll Lock, Num Lock. */
export const SILENT_KEYS: ReadonlySet<number> = new Set([0x47, 0x53]);

/** Bits of the first byte of a boot report. Source: Device Class Definition for HID 1.11, section 8.3. */
export const MODIFIER = { control: 0x11, shift: 0x22, alt: 0x44, gui: 0x88 } as const;

/** The digit on a key of the keypad, for characters that are typed as their number with Alt held. */
export function keypadDigit(key: number): number | null {
  if (key < 0x59 || key > 0x62) return null;
  return (key - 0x58) % 10;
}

/** Whether Caps Lock turns the key. */
export function isLetter(key: number): boolean {
  return key >= 0x04 && key <= 0x1d;
}

function pair(text: string): Key {
  return [text.charAt(0), text.charAt(1)];
}
