import type { PartHealth } from '../ground/ports.ts';

/** What health says of signs in the names of the shop that no font has; null where there are none. */
export function healthOfLetters(boxes: readonly string[]): (PartHealth & { readonly why: string }) | null {
  if (boxes.length === 0) return null;
  const named = boxes.map((sign) => {
    const points = Array.from(sign, (character) =>
      (character.codePointAt(0) ?? 0).toString(16).toUpperCase(),
    );
    return `${sign.toWellFormed()} (${points.map((point) => `U+${point.padStart(4, '0')}`).join(' ')})`;
  });
  const why = `No font has ${named.join(', ')}: where it stands in the names of the shop, paper shows a hollow box.`;
  return { status: 'ok', reason: 'lettersMissing', why };
}
