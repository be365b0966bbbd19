import iconv from 'iconv-lite';
import { hasGlyph } from './glyphs.ts';
import type { Charset } from './profiles.ts';

/** A character as a printer is sent it: its bytes, and the code page (ESC t) that must be chosen; null for any. */
export interface Encoded {
  readonly page: number | null;
  readonly bytes: readonly number[];
}

/**
 * Code pages by Epson's numbers of ESC t.
 *
 * Source: Epson ESC/POS reference, ESC t (page numbers); Thai: the page that such printers sell as Thai code 11.
 */
export const PAGES: Readonly<Partial<Record<Charset, number>>> = {
  cp437: 0,
  cp860: 3,
  cp863: 4,
  cp865: 5,
  cp1252: 16,
  cp866: 17,
  cp852: 18,
  cp858: 19,
  tis620: 21,
};
/** The pages between which `multilingual` switches, the first that has a character is taken. */
export const MULTILINGUAL_PAGES = ['cp437', 'cp1252', 'cp866', 'cp852', 'cp858'] as const;

/**
 * What makes a printer ready for a charset after ESC @.
 *
 * Source: Epson ESC/POS reference: FS C 1 chooses Shift_JIS, FS & the two-byte mode of Chinese and Korean models,
 * FS S 0 0 no gap beside wide characters.
 */
export const CHARSET_SETUP: Readonly<Partial<Record<Charset, readonly number[]>>> = {
  ...same(['cp932', 'shiftjis'], [0x1c, 0x53, 0, 0, 0x1c, 0x43, 1]),
  ...same(['cp936', 'gb18030', 'cp949', 'ksc5601', 'cp950', 'big5'], [0x1c, 0x53, 0, 0, 0x1c, 0x26]),
};

function same(
  charsets: readonly Charset[],
  bytes: readonly number[],
): Partial<Record<Charset, readonly number[]>> {
  return Object.fromEntries(charsets.map((charset) => [charset, bytes]));
}

const known = new Map<Charset, Map<string, readonly Encoded[]>>();

/** All ways in which a printer that is told `charset` can be sent this character; none where it has no glyph for it. */
export function encodingsOf(character: string, charset: Charset): readonly Encoded[] {
  let table = known.get(charset);
  if (table === undefined) {
    table = new Map();
    known.set(charset, table);
  }
  const before = table.get(character);
  if (before !== undefined) return before;
  const found = hasGlyph(character, charset) ? encode(character, charset) : [];
  table.set(character, found);
  return found;
}

function encode(character: string, charset: Charset): Encoded[] {
  if (/^[ -~]$/.test(character)) return [{ page: null, bytes: [character.charCodeAt(0)] }];
  if (charset !== 'multilingual') {
    return [{ page: PAGES[charset] ?? null, bytes: [...iconv.encode(character, charset)] }];
  }
  return MULTILINGUAL_PAGES.filter((page) => hasGlyph(character, page)).map((page) => ({
    page: PAGES[page] ?? null,
    bytes: [...iconv.encode(character, page)],
  }));
}
