import { Bitmap } from './bitmap.ts';

/** A letter of the till's own font: a column is 12 dots, as in font A of a printer. */
export interface Glyph {
  readonly columns: number;
  readonly dots: Bitmap;
}

/** The parts of the font. The Japanese and the traditional one hold only what differs from `han`. */
export const FONT_PARTS = ['latin', 'thai', 'han', 'han-ja', 'han-hant', 'han-rare', 'hangul'] as const;
export type FontPart = (typeof FONT_PARTS)[number];

/** Which form of Han characters is drawn, where the forms differ. */
export type HanForm = 'hans' | 'hant' | 'ja';

export const COLUMN_DOTS = 12;
export const GLYPH_DOTS = 24;
const SPACE: Glyph = { columns: 1, dots: new Bitmap(COLUMN_DOTS, GLYPH_DOTS) };

const FORMS: Readonly<Record<HanForm, readonly FontPart[]>> = {
  hans: ['latin', 'thai', 'han', 'hangul', 'han-ja', 'han-hant', 'han-rare'],
  hant: ['latin', 'thai', 'han-hant', 'han', 'hangul', 'han-ja', 'han-rare'],
  ja: ['latin', 'thai', 'han-ja', 'han', 'hangul', 'han-hant', 'han-rare'],
};

interface LoadedPart {
  readonly at: ReadonlyMap<string, number>;
  readonly offsets: Uint32Array;
  readonly columns: string;
  readonly dots: Uint8Array;
  /** The letters that were asked for. */
  readonly drawn: Map<string, Glyph>;
}

/**
 * The till's own letters, 24 dots high, for what a printer cannot set by itself, and for the preview.
 *
 * Shape of a part: one line of JSON, `keys` (what each glyph stands for: a grapheme, composed) and `columns` (a digit
 * for each, or one for all), then the dots, row by row. A part is asked for when a letter may be in it.
 * Why: a file of dots looks the same on every machine, and a till without a screen can draw too.
 */
export class DotFont {
  readonly #load: (part: FontPart) => Uint8Array;
  readonly #parts = new Map<FontPart, LoadedPart>();

  constructor(load: (part: FontPart) => Uint8Array) {
    this.#load = load;
  }

  /** The glyph of a grapheme; undefined where the font has none. */
  glyph(grapheme: string, form: HanForm = 'hans'): Glyph | undefined {
    if (grapheme === ' ' || grapheme === '\u3000') {
      return grapheme === ' ' ? SPACE : { columns: 2, dots: new Bitmap(2 * COLUMN_DOTS, GLYPH_DOTS) };
    }
    for (const part of FORMS[form]) {
      if (!mayHold(part, grapheme)) continue;
      const found = glyphOf(this.#part(part), grapheme);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #part(name: FontPart): LoadedPart {
    const known = this.#parts.get(name);
    if (known !== undefined) return known;
    const part = parsePart(this.#load(name));
    this.#parts.set(name, part);
    return part;
  }
}

/** Keeps the large parts unread for as long as nobody writes in their script. */
function mayHold(part: FontPart, grapheme: string): boolean {
  const point = grapheme.codePointAt(0) ?? 0;
  switch (part) {
    case 'latin':
      return point < 0xe00 || (point >= 0x1e00 && point < 0x2600);
    case 'thai':
      return point >= 0xe00 && point < 0xe80;
    case 'hangul':
      return (point >= 0xac00 && point < 0xd7b0) || (point >= 0x3130 && point < 0x3190);
    case 'han':
      return point >= 0x250 && (point < 0xac00 || point >= 0xd7b0);
    case 'han-rare':
      return (point >= 0x3400 && point < 0x4dc0) || (point >= 0x20000 && point < 0x2ebf0);
    case 'han-ja':
    case 'han-hant':
      return point >= 0x4e00 && point < 0xa000;
  }
}

function glyphOf(part: LoadedPart, grapheme: string): Glyph | undefined {
  const drawn = part.drawn.get(grapheme);
  if (drawn !== undefined) return drawn;
  const index = part.at.get(grapheme);
  if (index === undefined) return undefined;
  const columns = columnsOf(part.columns, index);
  const from = part.offsets[index] ?? 0;
  const width = columns * COLUMN_DOTS;
  const dots = new Bitmap(width, GLYPH_DOTS);
  // A part packs its dots without a gap; a bitmap's rows begin with a byte.
  for (let dot = 0; dot < width * GLYPH_DOTS; dot += 1) {
    if (((part.dots[from + (dot >> 3)] ?? 0) & (0x80 >> (dot & 7))) !== 0) {
      dots.blacken(dot % width, Math.floor(dot / width));
    }
  }
  const glyph = { columns, dots };
  part.drawn.set(grapheme, glyph);
  return glyph;
}

function columnsOf(columns: string, index: number): number {
  return Number(columns.length === 1 ? columns : columns[index]);
}

function parsePart(bytes: Uint8Array): LoadedPart {
  const end = bytes.indexOf(0x0a);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as {
    keys: string[];
    columns: string;
  };
  const offsets = new Uint32Array(head.keys.length);
  let offset = 0;
  head.keys.forEach((_, index) => {
    offsets[index] = offset;
    offset += (columnsOf(head.columns, index) * COLUMN_DOTS * GLYPH_DOTS) / 8;
  });
  return {
    at: new Map(head.keys.map((key, index) => [key, index])),
    offsets,
    columns: head.columns,
    dots: bytes.subarray(end + 1),
    drawn: new Map(),
  };
}

/** Made with the first text: most starts of a till draw none, and to make it takes as long as to draw a receipt. */
let segmenter: Intl.Segmenter | undefined;
/** Signs that put the next letter under or into the one before, in scripts of Asia; a joiner may come between. */
const STACKER =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2\u1a60\u1b44\ua9c0](?=\u200d?$)/;
/** A stacker and the letters that it stacks stand in one block. */
const BLOCK = 0x80;

/** What a reader takes for one letter each, composed. */
export function graphemesOf(text: string): string[] {
  if (/^[ -~]*$/.test(text)) return Array.from(text);
  const letters: string[] = [];
  segmenter ??= new Intl.Segmenter('en');
  for (const { segment } of segmenter.segment(text.normalize())) {
    const before = letters.at(-1);
    if (before !== undefined && stacks(before, segment)) letters[letters.length - 1] = before + segment;
    else letters.push(segment);
  }
  return letters;
}

function stacks(before: string, letter: string): boolean {
  const stacker = STACKER.exec(before)?.[0];
  return stacker !== undefined && Math.abs(letter.charCodeAt(0) - stacker.charCodeAt(0)) < BLOCK;
}
