// The one gate for text from outside. What does not pass is refused by its field's name, and never changed in silence.

/** No half of a surrogate pair, and no control character. */
const BROKEN = /[\p{Cc}\p{Cs}]/u;

/**
 * Characters that nobody sees: fillers, joiners, marks of order, the byte order mark, the blank of Braille.
 *
 * Source: Unicode, Default_Ignorable_Code_Point and the category Cf.
 */
const SHAPELESS = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;

/** Shapeless ones that a text needs: joiners of scripts and of emoji, the picture selector, marks of order in sentences. */
const NEEDED_IN_TEXT = /\u200c|\u200d|\u200e|\u200f|[\u2066-\u2069]|\ufe0f|[\u{e0020}-\u{e007f}]/gu;

/** Blanks of any width but the plain one, and of lines. */
const OTHER_BLANK = /[^\S ]/u;

/**
 * Why a text cannot name something: two names that look alike must be one. Null where it can.
 *
 * Blanks stand inside only, one at a time; letters are composed (NFC), so that each has one spelling.
 */
export function nameTrouble(name: string): string | null {
  if (BROKEN.test(name)) return 'must have printable characters only';
  if (SHAPELESS.test(name)) return 'must have no characters that cannot be seen';
  if (OTHER_BLANK.test(name)) return 'must have plain blanks only';
  if (name.startsWith(' ') || name.endsWith(' ')) return 'must have no blank at its ends';
  if (name.includes('  ')) return 'must have no two blanks in a row';
  if (name !== name.normalize('NFC')) return 'must be written with composed letters (Unicode NFC)';
  return null;
}

/** Why a text cannot be kept and shown; null where it can. */
export function textTrouble(text: string): string | null {
  if (BROKEN.test(text)) return 'must have printable characters only';
  const seen = text.replace(NEEDED_IN_TEXT, '');
  if (SHAPELESS.test(seen)) return 'must have no characters that cannot be seen';
  return seen.trim() === '' ? 'must have something that can be read' : null;
}
