import { Bitmap } from './bitmap.ts';
import { COLUMN_DOTS, GLYPH_DOTS, type Glyph } from './dot-font.ts';

const TOP = 3;
const BOTTOM = 19;
const LINE = 2;

/** The hollow box that stands for a letter that no font has. */
export function boxGlyph(columns: number): Glyph {
  const dots = new Bitmap(columns * COLUMN_DOTS, GLYPH_DOTS);
  const width = dots.width - 2;
  dots.blacken(1, TOP, width, LINE);
  dots.blacken(1, BOTTOM - LINE, width, LINE);
  dots.blacken(1, TOP, LINE, BOTTOM - TOP);
  dots.blacken(1 + width - LINE, TOP, LINE, BOTTOM - TOP);
  return { columns, dots };
}
