import bidiFactory, { type Bidi } from 'bidi-js';

/** Letters of scripts that are written from right to left; all of them stand in these blocks. */
const RIGHT_TO_LEFT =
  /[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LETTER = /\p{L}/u;

// Node and the bundle load a module whose export is the factory; the package's types would have it one step deeper.
const makeBidi = bidiFactory as unknown as () => Bidi;
let bidi: Bidi | undefined;

/** Marks around a part of a text whose direction is its own. Source: UAX 9, LRI, RLI, FSI, PDI. */
export const ISOLATE = /[\u2066-\u2069]/;
const OTHER_DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Whether some of a text is written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** A name for use inside a sentence: neither is turned round by the other. */
export function isolated(name: string): string {
  return hasRightToLeft(name) ? `\u2068${name.replace(OTHER_DIRECTIONS, '')}\u2069` : name;
}

/** Whether a text as a whole is read from right to left: its first letter says so. Source: UAX 9, P2 and P3. */
export function readsRightToLeft(text: string): boolean {
  if (!RIGHT_TO_LEFT.test(text)) return false;
  const first = Array.from(text).find((character) => LETTER.test(character));
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}

/**
 * The level of each code unit of a line: odd ones are written from right to left. Null where all of it goes to the right.
 *
 * Source: UAX 9, by the library.
 */
export function levelsOf(text: string, rightToLeft: boolean): Uint8Array | null {
  if (!rightToLeft && !RIGHT_TO_LEFT.test(text)) return null;
  bidi ??= makeBidi();
  return bidi.getEmbeddingLevels(text, rightToLeft ? 'rtl' : 'ltr').levels;
}

/** A bracket as it stands in text that goes to the left. */
export function mirrored(character: string): string {
  bidi ??= makeBidi();
  return bidi.getMirroredCharacter(character) ?? character;
}

/** Parts of a line, in the order in which it is read, put into that in which they stand. Source: UAX 9, L2. */
export function inPlace<T extends { readonly level: number }>(parts: readonly T[]): T[] {
  const placed = [...parts];
  const highest = Math.max(0, ...placed.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < placed.length; from += 1) {
      let to = from;
      while (to < placed.length && (placed[to]?.level ?? 0) >= level) to += 1;
      if (to > from) placed.splice(from, to - from, ...placed.slice(from, to).reverse());
      from = to;
    }
  }
  return placed;
}
