import { Bitmap } from './bitmap.ts';
import { COLUMN_DOTS, GLYPH_DOTS } from './dot-font.ts';
import { readsRightToLeft } from './direction.ts';
import type { LaidLine } from './layout.ts';
import { SHAPED_DOTS, type Lettering, type Piece } from './lettering.ts';
import { dotsOfOutline } from './outline-dots.ts';
import type { PrinterProfile } from './profiles.ts';

/** A line of a printer is 30 dots high: 1/6 inch at 180 dpi. Source: Epson ESC/POS reference, ESC 2. */
export const LINE_DOTS = 30;
/** Where letters stand in their cell. */
const BASELINE = 19;
/** White below letters that hang lower than their cell. */
const GAP = 2;

/** A line that has text. */
export type TextLine = Extract<LaidLine, { kind: 'text' | 'pair' }>;

/** Dots at their place in a line; `top` is counted from the top of the cells, above it below zero. */
interface Stamp {
  readonly dots: Bitmap;
  readonly x: number;
  readonly top: number;
  readonly scale: readonly [number, number];
}

/**
 * A line of text as the picture of it, in the places where the printer would set it.
 *
 * It is as high as a line of letters, and higher where letters of a script stack: at most a cell more above, two below.
 */
export function rasterOf(line: TextLine, profile: PrinterProfile, lettering: Lettering): Bitmap {
  const scale = line.kind === 'pair' ? ([1, 1] as const) : scaleOf(line.size);
  const width = profile.columns * COLUMN_DOTS;
  const stamps = stampsOf(line, width, scale, lettering);
  const cell = GLYPH_DOTS * scale[1];
  const above = Math.min(cell, Math.max(0, ...stamps.map(({ top }) => -top)));
  const lowest = Math.max(0, ...stamps.map(({ dots, top, scale: [, y] }) => top + dots.height * y));
  const below = Math.min(2 * cell, lowest > cell ? lowest - cell + GAP : 0);
  const paper = new Bitmap(width, above + cell + below);
  for (const { dots, x, top, scale: each } of stamps) {
    paper.stamp(dots, x, above + top, ...each);
    // As a printer does: emphasized letters are burned twice, a dot apart.
    if (line.strong) paper.stamp(dots, x + 1, above + top, ...each);
  }
  return paper.withoutBlankRight();
}

function stampsOf(
  line: TextLine,
  width: number,
  scale: readonly [number, number],
  lettering: Lettering,
): Stamp[] {
  if (line.kind === 'pair') {
    const label = lettering.pieces(line.label, readsRightToLeft(line.label));
    const value = lettering.pieces(line.value, readsRightToLeft(line.value));
    return [
      ...placed(label, 0, scale, lettering),
      ...placed(value, width - widthOf(value, lettering), scale, lettering),
    ];
  }
  const pieces = lettering.pieces(line.text, line.rightToLeft);
  const free = width - widthOf(pieces, lettering) * scale[0];
  const left = { left: 0, centre: Math.floor(free / 2), right: free }[line.align];
  return placed(pieces, left, scale, lettering);
}

function widthOf(pieces: readonly Piece[], lettering: Lettering): number {
  return pieces.reduce((sum, piece) => sum + lettering.widthOfPiece(piece), 0);
}

function placed(
  pieces: readonly Piece[],
  left: number,
  scale: readonly [number, number],
  lettering: Lettering,
): Stamp[] {
  let x = left;
  return pieces.flatMap((piece): Stamp[] => {
    const at = x;
    x += lettering.widthOfPiece(piece) * scale[0];
    switch (piece.kind) {
      case 'blank':
        return [];
      case 'glyph':
        return [{ dots: piece.dots, x: at, top: 0, scale }];
      case 'shaped': {
        // An outline is drawn at its size: it is smoother than dots made larger.
        const [scaleX, scaleY] = scale;
        const { contours } = lettering.run(piece);
        const burned = dotsOfOutline(contours, SHAPED_DOTS * scaleX, SHAPED_DOTS * scaleY);
        return [
          { dots: burned.dots, x: at + burned.left, top: BASELINE * scaleY + burned.top, scale: [1, 1] },
        ];
      }
    }
  });
}

/** How many times as wide and as high as plain a line's letters are. */
export function scaleOf(size: 'plain' | 'tall' | 'large'): readonly [number, number] {
  return ({ plain: [1, 1], tall: [1, 2], large: [2, 2] } as const)[size];
}
