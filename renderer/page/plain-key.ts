/** Where the row of ten digits of a script begins that keyboards type: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10] as const;

/** Points and commas as keyboards of other scripts type them. */
const SIGNS: Readonly<Record<string, string>> = {
  '\u066b': '.',
  '\uff0e': '.',
  '\u3002': '.',
  '\uff61': '.',
  '\u060c': ',',
  '\uff0c': ',',
  '\u3001': ',',
};

/**
 * A key as ASCII has it where it is a digit, a point or a comma of another script; every other key as it is.
 *
 * Why: on a keyboard that is switched to Arabic, Thai or Japanese an amount would not be typed, and nobody would be told.
 */
export function plainKey(key: string): string {
  const point = key.length === 1 ? (key.codePointAt(0) ?? 0) : 0;
  const zero = ZEROS.find((first) => point >= first && point < first + 10);
  return zero === undefined ? (SIGNS[key] ?? key) : String(point - zero);
}
