import { Bitmap } from './bitmap.ts';
import { columnsOf } from './columns.ts';
import { COLUMN_DOTS, GLYPH_DOTS, graphemesOf, type DotFont, type HanForm } from './dot-font.ts';
import type { LaidLine } from './layout.ts';
import type { PrinterProfile } from './profiles.ts';

/** A line of a printer is 30 dots high: 1/6 inch at 180 dpi. Source: Epson ESC/POS reference, ESC 2. */
export const LINE_DOTS = 30;

/** A line that has text. */
export type TextLine = Extract<LaidLine, { kind: 'text' | 'pair' }>;

/** A line of text as the picture of it, in the places where the printer would set it. */
export function rasterOf(line: TextLine, profile: PrinterProfile, font: DotFont, form: HanForm): Bitmap {
  const [scaleX, scaleY] = line.kind === 'pair' ? [1, 1] : scaleOf(line.size);
  const paper = new Bitmap(profile.columns * COLUMN_DOTS, GLYPH_DOTS * scaleY);
  const write = (text: string, column: number): void => {
    let x = Math.floor(column * COLUMN_DOTS);
    for (const grapheme of graphemesOf(text)) {
      const glyph = font.glyph(grapheme, form);
      if (glyph === undefined) continue;
      paper.stamp(glyph.dots, x, 0, scaleX, scaleY);
      // As a printer does: emphasized letters are burned twice, a dot apart.
      if (line.strong) paper.stamp(glyph.dots, x + 1, 0, scaleX, scaleY);
      x += glyph.columns * COLUMN_DOTS * scaleX;
    }
  };
  if (line.kind === 'pair') {
    write(line.label, 0);
    write(line.value, profile.columns - columnsOf(line.value));
  } else {
    const free = profile.columns - columnsOf(line.text) * scaleX;
    write(line.text, { left: 0, centre: free / 2, right: free }[line.align]);
  }
  return paper.withoutBlankRight();
}

/** How many times as wide and as high as plain a line's letters are. */
export function scaleOf(size: 'plain' | 'tall' | 'large'): readonly [number, number] {
  return ({ plain: [1, 1], tall: [1, 2], large: [2, 2] } as const)[size];
}
