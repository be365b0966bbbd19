import { ownRow } from '../ground/own-row.ts';

/** Names of keys that differ from what is on them, with their number. */
const OTHERS: Readonly<Record<string, number>> = {
  ...{ Enter: 0x28, Tab: 0x2b, Space: 0x2c, Minus: 0x2d, Equal: 0x2e, BracketLeft: 0x2f, BracketRight: 0x30 },
  ...{ Backslash: 0x31, IntlHash: 0x32, Semicolon: 0x33, Quote: 0x34, Backquote: 0x35, Comma: 0x36 },
  ...{ Period: 0x37, Slash: 0x38, CapsLock: 0x39, ScrollLock: 0x47, NumLock: 0x53 },
  ...{ NumpadDivide: 0x54, NumpadMultiply: 0x55, NumpadSubtract: 0x56, NumpadAdd: 0x57, NumpadEnter: 0x58 },
  ...{ NumpadDecimal: 0x63 },
};
const FIRST_LETTER = 0x04;
const FIRST_DIGIT = 0x1e;
const FIRST_KEYPAD_DIGIT = 0x59;

/**
 * The number of a key by the name of its place, as a browser tells it (`Digit1`, `KeyA`, `NumpadEnter`); undefined for a
 * key that a scanner does not press.
 *
 * Source: UI Events KeyboardEvent code Values (W3C), with the HID usages beside each; HID Usage Tables 1.12, page 0x07.
 */
export function keyAt(place: string): number | undefined {
  const letter = /^Key([A-Z])$/.exec(place)?.[1];
  if (letter !== undefined) return FIRST_LETTER + letter.charCodeAt(0) - 'A'.charCodeAt(0);
  const [, row, digit] = /^(Digit|Numpad)([0-9])$/.exec(place) ?? [];
  if (digit !== undefined)
    return (row === 'Digit' ? FIRST_DIGIT : FIRST_KEYPAD_DIGIT) + ((Number(digit) + 9) % 10);
  return ownRow(OTHERS, place);
}
