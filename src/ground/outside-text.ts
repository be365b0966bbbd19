import type { z } from 'zod';
import { err, ok, type Result } from './result.ts';

// The one gate for text from outside. What does not pass is refused by its field's name, and never changed in silence.

/** No half of a surrogate pair, and no control character. */
const BROKEN = /[\p{Cc}\p{Cs}]/u;

/**
 * Of private use, not assigned, or in the place of a letter or a picture that was lost on the way: each font draws the
 * same sign for all of them.
 */
const BOX = /[\p{Co}\p{Cn}\ufffc\ufffd]/u;

/**
 * Characters that nobody sees: fillers, joiners, marks of order, the byte order mark, the blank of Braille.
 *
 * Source: Unicode, Default_Ignorable_Code_Point and the category Cf.
 */
const SHAPELESS = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;

/**
 * Shapeless ones that a text in some script needs: joiners and breaks, choices of a form, marks of order, signs of
 * number, the soft hyphen. The byte order mark and fillers are none of them.
 */
const NEEDED_IN_TEXT = new RegExp(
  [
    ...['\\u00ad', '[\\u0600-\\u0605]', '\\u061c', '\\u06dd', '\\u070f', '[\\u180b-\\u180f]', '\\u200b'],
    ...['\\u200c', '\\u200d', '\\u200e', '\\u200f', '[\\u202a-\\u202e]', '[\\u2066-\\u2069]'],
    ...['[\\ufe00-\\ufe0f]', '[\\u{e0020}-\\u{e007f}]', '[\\u{e0100}-\\u{e01ef}]'],
  ].join('|'),
  'gu',
);

/** Hyphens that look like the plain one; dashes are longer. */
const OTHER_HYPHEN = /[\u2010\u2011\u2212\ufe63\uff0d]/u;

/** A mark that is drawn over the letter before it, which stands outside of the text. */
const LOOSE_MARK = /^\p{M}/u;

/** Blanks of any width but the plain one, and of lines. */
const OTHER_BLANK = /[^\S ]/u;

/**
 * Why a text cannot name something: no two names may differ only in what nobody sees. Null where it can.
 *
 * Blanks stand inside only, one at a time; each letter has one spelling (NFC). Letters of two scripts that look alike
 * are two letters.
 */
export function nameTrouble(name: string): string | null {
  if (BROKEN.test(name)) return 'must have printable characters only';
  if (SHAPELESS.test(name)) return 'must have no characters that cannot be seen';
  if (BOX.test(name)) return 'must have characters of Unicode only that have a shape of their own';
  if (OTHER_BLANK.test(name)) return 'must have plain blanks only';
  if (OTHER_HYPHEN.test(name)) return 'must have plain hyphens only';
  if (LOOSE_MARK.test(name)) return 'must begin with a sign of its own, not with a mark over another';
  if (name.startsWith(' ') || name.endsWith(' ')) return 'must have no blank at its ends';
  if (name.includes('  ')) return 'must have no two blanks in a row';
  if (name !== name.normalize('NFC')) return 'must be written in the one form of Unicode (NFC)';
  return null;
}

/** Holds a schema's text to a rule of this file; the rule's words say what to mend. */
export function heldTo(troubleOf: (text: string) => string | null) {
  return (text: string, context: z.RefinementCtx): void => {
    const message = troubleOf(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  };
}

/** Why a text cannot be kept and shown; null where it can. */
export function textTrouble(text: string): string | null {
  if (BROKEN.test(text)) return 'must have printable characters only';
  const seen = text.replace(NEEDED_IN_TEXT, '');
  if (SHAPELESS.test(seen)) return 'must have no characters that cannot be seen';
  return seen.trim() === '' ? 'must have something that can be read' : null;
}

/** What a decoder puts where a byte could not be read. */
const LOST = '\ufffd';

/**
 * The text of a file or a body that people make, in UTF-8; a byte order mark at its head is passed over.
 *
 * Errors: in words, for what is not UTF-8. Nothing is decoded by guessing, and no byte is replaced.
 */
export function decodedText(bytes: Uint8Array): Result<string, string> {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return err('is in UTF-16; save it as UTF-8');
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err('is not in UTF-8; save it as UTF-8');
  }
}

/** Which argument of a command line cannot be taken, and why; null where all can. */
export function argumentTrouble(args: readonly string[]): string | null {
  for (const [index, arg] of args.entries()) {
    const trouble = arg.includes(LOST) ? 'must be in UTF-8' : textTrouble(arg);
    if (trouble !== null) return `Argument ${index + 1} ${trouble}.`;
  }
  return null;
}

/** Where in a value a text cannot be kept and shown, and why: keys too. `isFree` says which places are no text. */
export function textFaults(
  value: unknown,
  isFree: (path: readonly (string | number)[]) => boolean,
  path: readonly (string | number)[] = [],
): readonly { readonly path: readonly (string | number)[]; readonly why: string }[] {
  if (typeof value === 'string') {
    const why = isFree(path) || value === '' ? null : textTrouble(value);
    return why === null ? [] : [{ path, why }];
  }
  if (Array.isArray(value)) return value.flatMap((each, index) => textFaults(each, isFree, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const why = key === '' ? null : textTrouble(key);
    return why === null ? textFaults(each, isFree, [...path, key]) : [{ path, why: `a key of it ${why}` }];
  });
}
