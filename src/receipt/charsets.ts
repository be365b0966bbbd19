import iconv from 'iconv-lite';
import { hasGlyph } from './glyphs.ts';
import { MULTILINGUAL_PAGES } from './multilingual.ts';
import type { Charset } from './profiles.ts';

/** A character as a printer is sent it: its bytes, and the code page that must be chosen; null for any. */
export interface Encoded {
  readonly page: Charset | null;
  readonly bytes: readonly number[];
}

/** The page of single bytes that is chosen at the start of a job; that of Japanese printers has the narrow katakana. */
export function firstPageOf(charset: Charset): Charset {
  if (charset === 'multilingual' || TWO_BYTES[charset] === FS_TWO_BYTES) return 'cp437';
  return charset;
}

const FS = 0x1c;
/** No gap beside wide characters, and two-byte mode on. */
const FS_TWO_BYTES: readonly number[] = [FS, 0x53, 0, 0, FS, 0x26];
/** The same with codes of Shift_JIS. */
const FS_SHIFT_JIS: readonly number[] = [FS, 0x53, 0, 0, FS, 0x26, FS, 0x43, 1];
/** Two-byte mode off: a printer that wakes up in it takes two accents for one sign. */
const FS_SINGLE_BYTES: readonly number[] = [FS, 0x2e];

const TWO_BYTES: Readonly<Partial<Record<Charset, readonly number[]>>> = {
  ...{ cp932: FS_SHIFT_JIS, shiftjis: FS_SHIFT_JIS },
  ...{ cp936: FS_TWO_BYTES, gb18030: FS_TWO_BYTES, cp949: FS_TWO_BYTES, ksc5601: FS_TWO_BYTES },
  ...{ cp950: FS_TWO_BYTES, big5: FS_TWO_BYTES },
};

/**
 * The command that says whether bytes come in twos; every job has it after ESC @, which leaves it to switches.
 *
 * Source: Epson ESC/POS reference: FS C 1 chooses Shift_JIS, FS & the two-byte mode, FS . ends it, FS S the gaps.
 */
export function byteModeOf(charset: Charset): readonly number[] {
  return TWO_BYTES[charset] ?? FS_SINGLE_BYTES;
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
    const page = TWO_BYTES[charset] === undefined ? charset : null;
    return [{ page, bytes: [...iconv.encode(character, charset)] }];
  }
  return MULTILINGUAL_PAGES.filter((page) => hasGlyph(character, page)).map((page) => ({
    page,
    bytes: [...iconv.encode(character, page)],
  }));
}
