import { OTHER_RULES, type CodeBook } from '../scan/code-rules.ts';
import type { AcquirerTraits } from './kind.ts';
import { KINDS } from './kinds.ts';

/**
 * The rules of all kinds of acquirers, and of codes that are none of theirs.
 *
 * Why all, and not the config's: a code of an acquirer that the shop has no contract with is refused by its name.
 */
export function codeBookOf(kinds: readonly AcquirerTraits[]): CodeBook {
  // Kinds whose wallets are the same bring the very same rules: they count once.
  const codes = [...new Set(kinds.flatMap(({ codes: own }) => own ?? []))];
  return {
    version: codes.map(({ edition }) => edition).join(' '),
    rules: [...codes.flatMap(({ rules }) => rules), ...OTHER_RULES],
    unmistakable: new Set(codes.flatMap(({ unmistakable }) => unmistakable)),
  };
}

/** What the till knows codes by. */
export const CODE_BOOK = codeBookOf(KINDS);
