import iconv from 'iconv-lite';
import { hasRightToLeft, ISOLATE } from './direction.ts';
import { MULTILINGUAL_PAGES } from './multilingual.ts';
import type { Charset } from './profiles.ts';

/** A text as it can be printed, and the characters of it that have no glyph. */
export interface Fitted {
  readonly text: string;
  readonly missing: readonly string[];
}

/** Codes for private use or for nothing: a printer may have anything there, also where a blank should be. */
const NO_CHARACTER = /[\u00a0\p{Co}\p{Cn}\p{Cs}\ufffd]/u;
/** Thai vowels and tones that stand above or below a letter: a printer sets them beside it. */
const THAI_MARK = /[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]/;

/** What may stand for a character without changing what is read; the first one that can be printed is taken. */
const STAND_INS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...'\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000'.split('').map(standIn(' ')),
  ...'\u2018\u2019\u201a\u201b\u2032\u02bc'.split('').map(standIn("'")),
  ...'\u201c\u201d\u201e\u201f\u2033'.split('').map(standIn('"')),
  ...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'.split('').map(standIn('-')),
  ...'\u00b7\u2022\u2219\u22c5\u30fb'.split('').map(standIn('\u00b7', '\u2022', '\u2219', '\u30fb', '.')),
  ['\u2026', ['...']],
  ['\u2122', ['(TM)']],
  ['\u00ae', ['(R)']],
  ['\u00a9', ['(C)']],
  ['\u00d7', ['x']],
  ['\u00a5', ['\uffe5']],
  ['\u301c', ['\uff5e']],
  // Where the byte of the backslash prints a currency sign.
  ['\\', ['\uff3c']],
]);

function standIn(...texts: string[]): (character: string) => [string, readonly string[]] {
  return (character) => [character, texts];
}

/** Marks of direction, joints, soft hyphens and choices of a picture: they have no shape of their own. */
const SHAPELESS = /[\p{Default_Ignorable_Code_Point}\u2028-\u202e\ufff9-\ufffb]/gu;
/** A joiner says how its neighbours are shaped, in scripts whose letters join or stack. */
const JOINER = /^[\u200c\u200d]$/;
const MAY_JOIN = /[\u0600-\u0dff\u0f00-\u109f\u1780-\u1cff\ua800-\uabff]$/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/**
 * Fits a text to a printer's charset.
 *
 * Characters that a person reads alike stand in for ones without a glyph; a character that still has none is named
 * in `missing` and never becomes a question mark. Control characters become blanks: no text may command a printer.
 */
export function fitToCharset(text: string, charset: Charset): Fitted {
  if (PLAIN.test(text)) return { text, missing: [] };
  const missing = new Set<string>();
  const fitted = plainText(text).replace(/[^]/gu, (character) => {
    if (hasGlyph(character, charset)) return character;
    const stand = STAND_INS.get(character)?.find((candidate) =>
      Array.from(candidate).every((part) => hasGlyph(part, charset)),
    );
    if (stand === undefined) missing.add(character);
    return stand ?? '';
  });
  return { text: fitted, missing: [...missing] };
}

/** Prints alike everywhere; the backslash and the tilde do not. */
const PLAIN = /^[ -[\]-}]*$/;

/** The text without what would command a printer or has no shape, composed (NFC). */
export function plainText(text: string): string {
  return text
    .replace(SHAPELESS, (sign, at: number) => (hasEffect(sign, text, at) ? sign : ''))
    .replace(CONTROL, ' ')
    .normalize();
}

function hasEffect(sign: string, text: string, at: number): boolean {
  if (ISOLATE.test(sign)) return hasRightToLeft(text);
  return JOINER.test(sign) && MAY_JOIN.test(text.charAt(at - 1));
}

const known = new Map<Charset, Map<string, boolean>>();

/** Whether a printer that is told `charset` prints this character as itself. */
export function hasGlyph(character: string, charset: Charset): boolean {
  let table = known.get(charset);
  if (table === undefined) {
    table = new Map();
    known.set(charset, table);
  }
  const before = table.get(character) ?? isPrinted(character, charset);
  table.set(character, before);
  return before;
}

function isPrinted(character: string, charset: Charset): boolean {
  if (/^[ -~]$/.test(character)) return character !== '\\' || !REPLACES_BACKSLASH.has(charset);
  if (THAI_MARK.test(character) || NO_CHARACTER.test(character)) return false;
  if (charset === 'multilingual') return MULTILINGUAL_PAGES.some((page) => survives(character, page));
  const bytes = iconv.encode(character, charset);
  if (ALWAYS_TWO_BYTES.has(charset) && bytes.length !== 2) return false;
  // The printers' Korean set is KS X 1001; the code that extends it has lead or trail bytes below A1.
  if (charset === 'ksc5601' && bytes.some((byte) => byte < 0xa1)) return false;
  // The library's Big5 has Hong Kong's characters too, which printers lack.
  return survives(character, charset === 'big5' ? 'cp950' : charset);
}

const REPLACES_BACKSLASH: ReadonlySet<Charset> = new Set(['cp932', 'shiftjis', 'cp949', 'ksc5601']);
/** Many printers sold for GB18030 know its two-byte part only, and none the single byte 80 of page 936. */
const ALWAYS_TWO_BYTES: ReadonlySet<Charset> = new Set(['gb18030', 'cp936']);

function survives(character: string, encoding: string): boolean {
  return iconv.decode(iconv.encode(character, encoding), encoding) === character;
}
