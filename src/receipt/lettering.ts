import type { Bitmap } from './bitmap.ts';
import { boxGlyph } from './box-glyph.ts';
import { columnsOf } from './columns.ts';
import { inPlace, ISOLATE, levelsOf, mirrored } from './direction.ts';
import { COLUMN_DOTS, graphemesOf, type DotFont, type HanForm } from './dot-font.ts';
import { fontsFor, type ScriptFont } from './script-fonts.ts';
import type { Shaper } from './shape.ts';

/** What stands beside each other in a line; `level` is that of its direction. */
export type Piece =
  | { readonly kind: 'blank'; readonly columns: number; readonly level: number }
  | { readonly kind: 'glyph'; readonly dots: Bitmap; readonly columns: number; readonly level: number }
  | { readonly kind: 'shaped'; readonly font: ScriptFont; readonly text: string; readonly level: number };

/** Codes that are no character of any script: a font may have a picture even of these, and none is right. */
const NO_CHARACTER = /[\p{Co}\p{Cn}\p{Cs}\ufffd]/u;
const BLANK = /^\p{Zs}$/u;
/** How large shaped letters are set, in dots: so that they stand with the till's own letters. */
export const SHAPED_DOTS = 20;

/** All that the till writes by itself: its own letters as dots, the letters of a shaper, and a box for the rest. */
export class Lettering {
  readonly #font: DotFont;
  readonly #shaper: Shaper;
  readonly #form: HanForm;
  /** Texts of this paper: each is measured before it is drawn. */
  readonly #written = new Map<string, readonly Piece[]>();

  constructor(font: DotFont, shaper: Shaper, form: HanForm) {
    this.#font = font;
    this.#shaper = shaper;
    this.#form = form;
  }

  /** A text in the order in which it stands on paper. */
  pieces(text: string, rightToLeft: boolean): readonly Piece[] {
    const key = `${rightToLeft ? 'r' : 'l'}${text}`;
    const known = this.#written.get(key) ?? this.#pieces(text, rightToLeft);
    this.#written.set(key, known);
    return known;
  }

  #pieces(text: string, rightToLeft: boolean): Piece[] {
    const composed = text.normalize();
    const levels = levelsOf(composed, rightToLeft);
    const pieces: Piece[] = [];
    let at = 0;
    for (const cluster of graphemesOf(composed)) {
      const level = levels?.[at] ?? 0;
      at += cluster.length;
      if (ISOLATE.test(cluster)) continue;
      const piece = this.#piece(cluster, level, pieces.at(-1));
      const joined = joinedWith(pieces.at(-1), piece);
      if (joined === null) pieces.push(piece);
      else pieces[pieces.length - 1] = joined;
    }
    return levels === null ? pieces : inPlace(pieces);
  }

  /** How wide a text stands, in dots. */
  widthOf(text: string, rightToLeft: boolean): number {
    return this.pieces(text, rightToLeft).reduce((sum, piece) => sum + this.widthOfPiece(piece), 0);
  }

  widthOfPiece(piece: Piece): number {
    if (piece.kind !== 'shaped') return piece.columns * COLUMN_DOTS;
    const { advance } = this.run(piece);
    return Math.ceil(advance * SHAPED_DOTS);
  }

  run({ font, text, level }: Extract<Piece, { kind: 'shaped' }>): ReturnType<Shaper['shape']> {
    return this.#shaper.shape(font, text, level % 2 === 1);
  }

  /** The letters of a text that no font has: each of them is drawn as a box. */
  lacks(text: string): string[] {
    if (/^[ -~]*$/.test(text)) return [];
    return graphemesOf(text).filter(
      (cluster) =>
        !BLANK.test(cluster) &&
        !ISOLATE.test(cluster) &&
        this.#glyph(cluster) === undefined &&
        this.#fontOf(cluster) === null,
    );
  }

  #piece(cluster: string, level: number, before: Piece | undefined): Piece {
    const wide = columnsOf(cluster) > 1;
    if (BLANK.test(cluster)) return { kind: 'blank', columns: wide ? 2 : 1, level };
    const glyph = this.#glyph(level % 2 === 1 ? mirrored(cluster) : cluster);
    if (glyph !== undefined) return { kind: 'glyph', ...glyph, level };
    const font = this.#fontOf(cluster, before?.kind === 'shaped' ? before.font : undefined);
    if (font !== null) return { kind: 'shaped', font, text: cluster, level };
    return { kind: 'glyph', ...boxGlyph(wide ? 2 : 1), level };
  }

  #glyph(cluster: string): ReturnType<DotFont['glyph']> {
    return this.#font.glyph(cluster, this.#form);
  }

  /** The font of a letter: that of the letter before it where it has both, as with marks that scripts share. */
  #fontOf(cluster: string, before?: ScriptFont): ScriptFont | null {
    if (NO_CHARACTER.test(cluster)) return null;
    const fonts = fontsFor(String.fromCodePoint(cluster.codePointAt(0) ?? 0));
    const tried = before !== undefined && fonts.includes(before) ? [before, ...fonts] : fonts;
    return tried.find((font) => this.#shaper.has(font, cluster)) ?? null;
  }
}

/** Letters of one script and one direction are shaped together; null for others. */
function joinedWith(last: Piece | undefined, piece: Piece): Piece | null {
  if (last?.kind !== 'shaped' || piece.kind !== 'shaped') return null;
  if (last.font !== piece.font || last.level !== piece.level) return null;
  return { ...last, text: last.text + piece.text };
}
