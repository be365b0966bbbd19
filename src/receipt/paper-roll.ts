import { Bitmap } from './bitmap.ts';
import { COLUMN_DOTS, GLYPH_DOTS, type Glyph } from './dot-font.ts';
import { LINE_DOTS } from './raster-line.ts';

/** How the next letters are burned. */
export interface Style {
  readonly align: 0 | 1 | 2;
  readonly strong: boolean;
  readonly scaleX: number;
  readonly scaleY: number;
}

const PLAIN: Style = { align: 0, strong: false, scaleX: 1, scaleY: 1 };

interface SetLetter {
  readonly glyph: Glyph;
  /** A printer sets signs of two bytes in two columns, narrow ones too. */
  readonly columns: number;
  readonly style: Style;
}

/** Paper that comes out of a printer: letters are gathered into a line, pictures are burned at once. */
export class PaperRoll {
  readonly widthDots: number;
  style = PLAIN;
  lineDots = LINE_DOTS;
  readonly cuts: number[] = [];
  #dots: Bitmap;
  #y = 0;
  #line: SetLetter[] = [];
  #column = 0;

  constructor(widthDots: number) {
    this.widthDots = widthDots;
    this.#dots = new Bitmap(widthDots, 1024);
  }

  get isAtLineStart(): boolean {
    return this.#line.length === 0;
  }

  /** Sets a letter; a line that is full is put out first, as a printer does. */
  letter(glyph: Glyph, columns = glyph.columns): void {
    const width = columns * COLUMN_DOTS * this.style.scaleX;
    if (this.#column + width > this.widthDots) this.lineFeed();
    this.#line.push({ glyph, columns, style: this.style });
    this.#column += width;
  }

  lineFeed(): void {
    const tallest = Math.max(0, ...this.#line.map(({ style }) => GLYPH_DOTS * style.scaleY));
    this.#need(tallest);
    const align = this.#line[0]?.style.align ?? 0;
    let x = Math.floor(((this.widthDots - this.#column) * align) / 2);
    for (const { glyph, columns, style } of this.#line) {
      const left = x + ((columns - glyph.columns) * COLUMN_DOTS * style.scaleX) / 2;
      const top = this.#y + tallest - GLYPH_DOTS * style.scaleY;
      this.#dots.stamp(glyph.dots, left, top, style.scaleX, style.scaleY);
      if (style.strong) this.#dots.stamp(glyph.dots, left + 1, top, style.scaleX, style.scaleY);
      x += columns * COLUMN_DOTS * style.scaleX;
    }
    this.#line = [];
    this.#column = 0;
    this.feed(Math.max(tallest, this.lineDots));
  }

  feed(dots: number): void {
    this.#need(dots);
    this.#y += dots;
  }

  /** Burns a picture where the paper stands; `align` places it. */
  picture(dots: Bitmap, align = this.style.align): void {
    this.#need(dots.height);
    const free = this.widthDots - dots.width;
    this.#dots.stamp(dots, Math.max(0, Math.floor((free * align) / 2)), this.#y);
    this.feed(dots.height);
  }

  cut(): void {
    this.cuts.push(this.#y);
  }

  reset(): void {
    this.style = PLAIN;
    this.lineDots = LINE_DOTS;
  }

  /** The paper as far as it came out. */
  done(): Bitmap {
    const stride = this.#dots.stride;
    return new Bitmap(this.widthDots, this.#y, this.#dots.bytes.slice(0, stride * this.#y));
  }

  #need(dots: number): void {
    if (this.#y + dots <= this.#dots.height) return;
    const larger = new Bitmap(this.widthDots, Math.max(this.#dots.height * 2, this.#y + dots));
    larger.bytes.set(this.#dots.bytes);
    this.#dots = larger;
  }
}
