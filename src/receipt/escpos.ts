import { err, ok, type Result } from '../ground/result.ts';
import { barsFit } from './bars.ts';
import type { Bitmap } from './bitmap.ts';
import { columnsOf } from './columns.ts';
import { encodingsOf } from './charsets.ts';
import type { Receipt } from './document.ts';
import { graphemesOf, type DotFont, type HanForm } from './dot-font.ts';
import { EscPos } from './escpos-writer.ts';
import { fitToCharset, plainText } from './glyphs.ts';
import { layOut, type LaidLine } from './layout.ts';
import type { Charset, PrinterProfile } from './profiles.ts';
import { rasterOf } from './raster-line.ts';
import { mapTexts } from './text.ts';

/** Characters that neither the printer nor the till's own font can draw; nothing of the receipt was made. */
export interface NoGlyph {
  readonly kind: 'noGlyph';
  readonly characters: readonly string[];
  readonly say: string;
}

/** What a paper may be drawn with beside the printer's own letters. Without a font, what the printer lacks is refused. */
export interface Ink {
  readonly font?: DotFont | undefined;
  readonly form?: HanForm | undefined;
  /** The pictures of marks, by id, in dots of the printer. */
  readonly marks?: ReadonlyMap<string, Bitmap> | undefined;
}

/**
 * The receipt as bytes for a printer.
 *
 * Text goes as text where the printer has every letter of a line, else as a picture of that line. Errors: `noGlyph`,
 * rather than a question mark on paper.
 */
export function escposOf(
  receipt: Receipt,
  profile: PrinterProfile,
  ink: Ink = {},
): Result<Uint8Array, NoGlyph> {
  const missing = new Set<string>();
  const lines = layOut(fitted(receipt, profile.charset), {
    columns: profile.columns,
    widthOf: (text) => widthOf(text, profile.charset),
    barsFit: (text) => barsFit(text, profile),
  });
  const out = new EscPos(profile);
  for (const line of lines) put(out, line, profile, ink, missing);
  if (missing.size > 0) return err(noGlyph([...missing], profile));
  return ok(out.done());
}

/** Every text as the printer reads it best: stand-ins only where they make the whole of it printable. */
function fitted(receipt: Receipt, charset: Charset): Receipt {
  return mapTexts(receipt, (text) => {
    const fit = fitToCharset(text, charset);
    return fit.missing.length === 0 ? fit.text : plainText(text);
  });
}

/** The wider of the text as the printer sets it and as the till draws it. */
function widthOf(text: string, charset: Charset): number {
  const drawn = columnsOf(text);
  if (drawn === text.length && /^[ -~]*$/.test(text)) return drawn;
  let set = 0;
  for (const character of text) set += encodingsOf(character, charset)[0]?.bytes.length ?? 0;
  return Math.max(drawn, set);
}

function put(out: EscPos, line: LaidLine, profile: PrinterProfile, ink: Ink, missing: Set<string>): void {
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
      const picture = ink.marks?.get(line.id);
      if (picture !== undefined && picture.width <= profile.widthDots) return out.picture(picture);
      return put(
        out,
        { kind: 'text', text: line.text, align: 'centre', size: 'plain', strong: true },
        profile,
        ink,
        missing,
      );
    }
    case 'text':
    case 'pair': {
      if (out.text(line)) return;
      const letters = line.kind === 'pair' ? `${line.label}${line.value}` : line.text;
      const lacks = graphemesOf(letters).filter(
        (grapheme) =>
          (ink.font === undefined && !isSet(grapheme, profile.charset)) ||
          (ink.font !== undefined && ink.font.glyph(grapheme, ink.form) === undefined),
      );
      lacks.forEach((grapheme) => missing.add(grapheme));
      if (ink.font !== undefined && lacks.length === 0) {
        out.rasterLine(rasterOf(line, profile, ink.font, ink.form ?? 'hans'));
      }
    }
  }
}

function isSet(grapheme: string, charset: Charset): boolean {
  return Array.from(grapheme).every((character) => encodingsOf(character, charset).length > 0);
}

function noGlyph(characters: readonly string[], profile: PrinterProfile): NoGlyph {
  const named = characters.map((character) => {
    const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `${character} (U+${point})`;
  });
  return {
    kind: 'noGlyph',
    characters,
    say: `The printer's character set ${profile.charset} cannot print ${named.join(', ')}. Set another charset for this printer.`,
  };
}
