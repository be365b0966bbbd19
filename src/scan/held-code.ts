import type { CodeFamily } from '../ground/code-families.ts';
import { ruleFor } from './classify.ts';
import type { CodeBook } from './code-rules.ts';

/**
 * Families whose codes are worth nothing: no wallet pays with them today.
 *
 * Why they may stand in a text: the forms that are reserved for later are those of many a shop's order numbers, such as
 * 16 or 20 digits that begin with the year.
 */
const WORTHLESS: ReadonlySet<CodeFamily> = new Set(['ALIPAY_RESERVED', 'NOT_A_PAYMENT_CODE', 'UNKNOWN']);

/** What a scanner puts before a code. Source: ISO/IEC 15424, symbology identifiers. */
const AIM = /\][A-Za-z][0-9A-Za-z]/g;

/**
 * How an EMV code of a customer begins, tag 85 "CPV01": in Base64 and in hexadecimal, without what may stand between.
 *
 * Capitals are not looked at: a scanner may type them the other way round.
 */
const EMV = /hqvdufyw|85054350563031/i;

/** Groups of digits with a few signs between them that are no letters. */
const DIGIT_GROUPS = /\d+(?:[^\p{L}\d]{1,3}\d+)*/gu;

const LETTER_LAST = /\p{L}$/u;
const BLANKS = /^\s+$/;

/** No code has more digits. */
const CODE_DIGITS_MAX = 24;
/** No wallet shows a code in longer groups. Assumed. */
const GROUP_DIGITS_MAX = 6;

/**
 * Whether a payment code stands anywhere in a text: somebody scanned, typed or pasted it into the wrong place.
 *
 * Of every family that is worth money; bare, after an AIM identifier, in groups, with digits of full width, and as EMV
 * text. Groups of what could be another number as well count only as a wallet shows them: alike, with blanks between, and
 * no letter before. A date and a time are no code, and neither is an order number with hyphens.
 */
export function holdsPaymentCode(text: string, codes: CodeBook): boolean {
  const plain = text.normalize('NFKC').replace(OTHER_DIGIT, plainDigit).replace(AIM, ' ');
  if (EMV.test(plain.replace(/[^A-Za-z0-9]/g, ''))) return true;
  return [...plain.matchAll(DIGIT_GROUPS)].some(({ 0: chain, index }) =>
    holdsCode(chain, LETTER_LAST.test(plain.slice(0, index)), codes),
  );
}

/** Digits of other scripts. */
const OTHER_DIGIT = /(?!\d)\p{Nd}/gu;

/** The same digit as ASCII has it: those of a script stand in one row of ten, from zero on. Source: Unicode, section 22.3. */
function plainDigit(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}

/** `followsLetter`: a letter stands right before the first group. */
function holdsCode(chain: string, followsLetter: boolean, codes: CodeBook): boolean {
  const groups = chain.split(/\D+/);
  const between = chain.split(/\d+/).slice(1, -1);
  return groups.some((_, from) => {
    let digits = '';
    for (let to = from; to < groups.length && digits.length < CODE_DIGITS_MAX; to += 1) {
      digits += groups[to] ?? '';
      const family = ruleFor(digits, codes)?.family ?? 'UNKNOWN';
      if (WORTHLESS.has(family)) continue;
      if (from === to || codes.unmistakable.has(family)) return true;
      if (from === 0 && followsLetter) continue;
      if (areAlike(groups.slice(from, to + 1), between.slice(from, to))) return true;
    }
    return false;
  });
}

/** Whether groups are those that a wallet shows: the same blanks between all, the same length but for the first and the last. */
function areAlike(groups: readonly string[], between: readonly string[]): boolean {
  const most = Math.max(...groups.map(({ length }) => length));
  return (
    most <= GROUP_DIGITS_MAX &&
    new Set(between).size === 1 &&
    between.every((signs) => BLANKS.test(signs)) &&
    groups.slice(1, -1).every(({ length }) => length === most)
  );
}
