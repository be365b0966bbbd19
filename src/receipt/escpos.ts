import { barsFit } from './bars.ts';
import type { Bitmap } from './bitmap.ts';
import { columnsOf } from './columns.ts';
import { encodingsOf } from './charsets.ts';
import { readsRightToLeft } from './direction.ts';
import type { Receipt } from './document.ts';
import { COLUMN_DOTS, type DotFont, type HanForm } from './dot-font.ts';
import { EscPos } from './escpos-writer.ts';
import { fitToCharset, plainText } from './glyphs.ts';
import { layOut, type LaidLine } from './layout.ts';
import { Lettering } from './lettering.ts';
import type { Charset, PrinterProfile } from './profiles.ts';
import { rasterOf } from './raster-line.ts';
import type { Shaper } from './shape.ts';
import { mapTexts } from './text.ts';

/** What a paper is drawn with beside the printer's own letters. */
export interface Ink {
  readonly font: DotFont;
  readonly shaper: Shaper;
  readonly form?: HanForm | undefined;
  /** The pictures of marks, by id, in dots of the printer. */
  readonly marks?: ReadonlyMap<string, Bitmap> | undefined;
}

/**
 * The receipt as bytes for a printer.
 *
 * Text goes as text where the printer has every letter of a line, else as a picture of that line: by the till's own
 * letters and by the shaper. A letter that none of them has is a hollow box, never a question mark.
 */
export function escposOf(receipt: Receipt, profile: PrinterProfile, ink: Ink): Uint8Array {
  const lettering = new Lettering(ink.font, ink.shaper, ink.form ?? 'hans');
  const written = (text: string): string => fittedText(text, profile.charset);
  const lines = layOut(mapTexts(receipt, written), {
    columns: profile.columns,
    widthOf: (text) => widthOf(text, profile.charset, lettering),
    barsFit: (text) => barsFit(text, profile),
    written,
  });
  const out = new EscPos(profile);
  for (const line of lines) put(out, line, profile, lettering, ink.marks);
  return out.done();
}

/** A text as the printer reads it best: stand-ins only where they make the whole of it printable. */
function fittedText(text: string, charset: Charset): string {
  const fit = fitToCharset(text, charset);
  return fit.missing.length === 0 ? fit.text : plainText(text);
}

/** How many columns a text takes, by the printer or as the till draws it, whichever is wider. */
function widthOf(text: string, charset: Charset, lettering: Lettering): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let set = 0;
  for (const character of text) {
    const bytes = encodingsOf(character, charset)[0]?.bytes.length;
    if (bytes === undefined) return lettering.widthOf(text, readsRightToLeft(text)) / COLUMN_DOTS;
    set += bytes;
  }
  return Math.max(columnsOf(text), set);
}

function put(
  out: EscPos,
  line: LaidLine,
  profile: PrinterProfile,
  lettering: Lettering,
  marks: Ink['marks'],
): void {
  switch (line.kind) {
    case 'rule':
      return out.rule();
    case 'blank':
      return out.blank();
    case 'bars':
      return out.bars(line.text);
    case 'qr':
      return out.qr(line.text);
    case 'mark': {
      const picture = marks?.get(line.id);
      if (picture !== undefined && picture.width <= profile.widthDots) return out.picture(picture);
      const words = { kind: 'text', text: line.text, align: 'centre', size: 'plain', strong: true } as const;
      return put(out, { ...words, rightToLeft: false }, profile, lettering, marks);
    }
    case 'text':
    case 'pair':
      if (!out.text(line)) out.rasterLine(rasterOf(line, profile, lettering));
  }
}
