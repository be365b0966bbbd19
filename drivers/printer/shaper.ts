import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type * as HarfBuzz from 'harfbuzzjs';
import type { ScriptFont } from '../../src/receipt/script-fonts.ts';
import type { Contour, ShapedRun, Shaper } from '../../src/receipt/shape.ts';

/** Runs that are kept: a till writes the same few names on every paper. */
const RUNS_MAX = 1000;
/** Lines that stand for one curve: at the size of letters on paper they are shorter than a dot. */
const CURVE_LINES = 4;

interface LoadedFont {
  readonly font: HarfBuzz.Font;
  /** Units of the font to its size. */
  readonly units: number;
  readonly characters: ReadonlySet<number>;
  readonly outlines: Map<number, readonly Contour[]>;
}

/**
 * HarfBuzz with the fonts that the till ships; each font is read when a letter may be in it.
 *
 * Errors: rejects where the library cannot be loaded; `shape` throws where the file of a font cannot be read.
 */
export async function shippedShaper(folder: string): Promise<Shaper> {
  return new FontShaper(await import('harfbuzzjs'), (font) =>
    gunzipSync(readFileSync(join(folder, `${font}.ttf.gz`))),
  );
}

class FontShaper implements Shaper {
  readonly #library: typeof HarfBuzz;
  readonly #buffer: HarfBuzz.Buffer;
  readonly #read: (font: ScriptFont) => Uint8Array;
  readonly #fonts = new Map<ScriptFont, LoadedFont>();
  readonly #runs = new Map<string, ShapedRun>();

  constructor(library: typeof HarfBuzz, read: (font: ScriptFont) => Uint8Array) {
    this.#library = library;
    this.#buffer = new library.Buffer();
    this.#read = read;
  }

  has(font: ScriptFont, text: string): boolean {
    const { characters } = this.#font(font);
    const isIn = (part: string): boolean => characters.has(part.codePointAt(0) ?? 0) || isJoiner(part);
    // The shaper itself takes a letter apart where the font has its parts alone.
    return Array.from(text).every((part) => isIn(part) || Array.from(part.normalize('NFD')).every(isIn));
  }

  shape(name: ScriptFont, text: string, rightToLeft: boolean): ShapedRun {
    const key = `${name} ${rightToLeft ? 'r' : 'l'} ${text}`;
    const known = this.#runs.get(key);
    if (known !== undefined) return known;
    if (this.#runs.size >= RUNS_MAX) this.#runs.clear();
    const run = this.#shaped(this.#font(name), text, rightToLeft);
    this.#runs.set(key, run);
    return run;
  }

  #shaped(loaded: LoadedFont, text: string, rightToLeft: boolean): ShapedRun {
    const { Direction, shape } = this.#library;
    const buffer = this.#buffer;
    buffer.reset();
    buffer.addText(text);
    buffer.setDirection(rightToLeft ? Direction.RTL : Direction.LTR);
    buffer.guessSegmentProperties();
    shape(loaded.font, buffer);
    const places = buffer.getGlyphPositions();
    const contours: Contour[] = [];
    let pen = 0;
    buffer.getGlyphInfos().forEach(({ codepoint: glyph }, index) => {
      const { xAdvance, xOffset, yOffset } = places[index] ?? { xAdvance: 0, xOffset: 0, yOffset: 0 };
      const [x, y] = [(pen + xOffset) / loaded.units, yOffset / loaded.units];
      for (const contour of this.#outline(loaded, glyph))
        contours.push(contour.map((value, at) => value + (at % 2 === 0 ? x : y)));
      pen += xAdvance;
    });
    return { advance: pen / loaded.units, contours };
  }

  #outline(loaded: LoadedFont, glyph: number): readonly Contour[] {
    const known = loaded.outlines.get(glyph);
    if (known !== undefined) return known;
    const contours = contoursOf(loaded.font.glyphToJson(glyph), loaded.units);
    loaded.outlines.set(glyph, contours);
    return contours;
  }

  #font(name: ScriptFont): LoadedFont {
    const known = this.#fonts.get(name);
    if (known !== undefined) return known;
    const { Blob, Face, Font } = this.#library;
    const face = new Face(new Blob(this.#read(name)));
    const loaded = {
      font: new Font(face),
      units: face.upem,
      characters: new Set(face.collectUnicodes()),
      outlines: new Map<number, readonly Contour[]>(),
    };
    this.#fonts.set(name, loaded);
    return loaded;
  }
}

/** Joiners have no shape of their own: they say how their neighbours are shaped. */
function isJoiner(character: string): boolean {
  return character === '\u200c' || character === '\u200d';
}

/** Curves made lines. Source: the commands of SVG paths, as the library names them. */
function contoursOf(path: ReturnType<HarfBuzz.Font['glyphToJson']>, units: number): Contour[] {
  const contours: number[][] = [];
  let contour: number[] = [];
  for (const { type, values } of path) {
    if (type === 'M') {
      contour = [];
      contours.push(contour);
    }
    const at = [contour.at(-2) ?? 0, contour.at(-1) ?? 0];
    const points = [...at, ...values.map((value) => value / units)];
    if (type === 'Q' || type === 'C') {
      for (let line = 1; line <= CURVE_LINES; line += 1) contour.push(...pointOn(points, line / CURVE_LINES));
    } else {
      contour.push(...points.slice(2));
    }
  }
  return contours;
}

/** A point of a Bézier curve of any degree, by de Casteljau's halving. */
function pointOn(points: readonly number[], share: number): readonly number[] {
  if (points.length === 2) return points;
  const between = points.slice(2).map((value, index) => (points[index] ?? 0) * (1 - share) + value * share);
  return pointOn(between, share);
}
