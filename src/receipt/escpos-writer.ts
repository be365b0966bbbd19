import { invariant } from '../ground/result.ts';
import { BAR_DOTS, BAR_HEIGHT_DOTS } from './bars.ts';
import { Bitmap } from './bitmap.ts';
import { ByteWriter } from './byte-writer.ts';
import { barDataOf } from './code128.ts';
import { byteModeOf, encodingsOf, firstPageOf } from './charsets.ts';
import type { Charset, PrinterProfile } from './profiles.ts';
import { qrModulesOf } from './qr.ts';
import { LINE_DOTS, scaleOf, type TextLine } from './raster-line.ts';

const ESC = 0x1b;
const GS = 0x1d;
const LF = 0x0a;
const SPACE = 0x20;
const DASH = 0x2d;
/** Blank lines that bring the last line past the tear bar of a printer without a cutter. */
const TEAR_LINES = 4;
/** Dots of one module of a QR code: 0.5 mm at 203 dpi. */
const QR_DOTS = 4;
const ALIGN = { left: 0, centre: 1, right: 2 } as const;

/** A character's bytes where no page need be chosen, -1 elsewhere. */
const PLAIN_FIRST = 0x20;
const PLAIN_LAST = 0x7e;

/**
 * Bytes of ESC/POS, as few as do it: a command goes out only where it changes something.
 *
 * Source: Epson ESC/POS reference (ESC @, ESC R, ESC M, ESC t, ESC a, ESC E, GS !, GS k, GS ( k, GS v 0, GS V).
 */
export class EscPos {
  readonly #profile: PrinterProfile;
  readonly #out = new ByteWriter();
  #page: Charset;
  #align = 0;
  #strong = false;
  #size = 0;

  constructor(profile: PrinterProfile) {
    this.#profile = profile;
    this.#page = firstPageOf(profile.charset);
    // What a printer has after ESC @ is set by its switches, so nothing of it is taken for granted.
    this.#out.put([ESC, 0x40, ESC, 0x52, profile.nationalSet, ESC, 0x4d, 0, ESC, 0x61, 0]);
    this.#out.put([ESC, 0x74, this.#numberOf(this.#page), ...byteModeOf(profile.charset)]);
  }

  /** Puts a line of text; false, and nothing put, where the printer lacks a letter of it. */
  text(line: TextLine): boolean {
    const texts = line.kind === 'pair' ? [line.label, line.value] : [line.text];
    if (!texts.every((text) => this.#isSet(text))) return false;
    const [x, y] = line.kind === 'pair' ? [1, 1] : scaleOf(line.size);
    this.#style(line.kind === 'pair' ? 0 : ALIGN[line.align], line.strong, ((x - 1) << 4) | (y - 1));
    if (line.kind === 'pair') {
      const used = this.#columns(line.label) + this.#columns(line.value);
      this.#letters(line.label);
      this.#out.repeat(SPACE, this.#profile.columns - used);
      this.#letters(line.value);
    } else {
      this.#letters(line.text);
    }
    this.#out.byte(LF);
    return true;
  }

  rule(): void {
    this.#style(this.#align, false, 0);
    this.#out.repeat(DASH, this.#profile.columns);
    this.#out.byte(LF);
  }

  blank(): void {
    // A blank line is as high as the letters that are set.
    this.#style(this.#align, this.#strong, 0);
    this.#out.byte(LF);
  }

  bars(text: string): void {
    const data = barDataOf(text);
    if (data === null) return;
    this.#style(1, false, 0);
    this.#out.put([GS, 0x77, BAR_DOTS, GS, 0x68, BAR_HEIGHT_DOTS, GS, 0x48, 0]);
    const codes = data.set === 'C' ? data.values : data.values.map((value) => value + 32);
    // A brace is written twice, as one begins the name of a code set. Source: Epson ESC/POS reference, GS k.
    const written =
      data.set === 'C' ? codes : codes.flatMap((code) => (code === 0x7b ? [code, code] : [code]));
    this.#out.put([GS, 0x6b, 73, written.length + 2, 0x7b, data.set.charCodeAt(0), ...written]);
  }

  qr(text: string): void {
    if (!this.#profile.qr) return this.picture(qrPicture(text));
    this.#style(1, false, 0);
    const data = new TextEncoder().encode(text);
    const store = data.length + 3;
    const tell = (...parameters: number[]) => this.#out.put([GS, 0x28, 0x6b, ...parameters]);
    tell(4, 0, 49, 65, 50, 0);
    tell(3, 0, 49, 67, QR_DOTS);
    tell(3, 0, 49, 69, 49);
    tell(store & 0xff, store >> 8, 49, 80, 48, ...data);
    tell(3, 0, 49, 81, 48);
    this.#out.byte(LF);
  }

  /** A picture in the middle of the paper. */
  picture(picture: Bitmap): void {
    const place = new Bitmap(this.#profile.widthDots, picture.height);
    place.stamp(picture, Math.floor((this.#profile.widthDots - picture.width) / 2), 0);
    this.raster(place.withoutBlankRight());
  }

  /** A picture of a line of text: the paper then moves on as far as by a line of letters. */
  rasterLine(dots: Bitmap): void {
    this.raster(dots);
    if (dots.height < LINE_DOTS) this.#out.put([ESC, 0x4a, LINE_DOTS - dots.height]);
  }

  /** Dots from the left edge of what can be printed. */
  raster(dots: Bitmap): void {
    // Some printers move pictures by ESC a too.
    this.#style(0, this.#strong, this.#size);
    this.#out.put([
      GS,
      0x76,
      0x30,
      0,
      dots.stride & 0xff,
      dots.stride >> 8,
      dots.height & 0xff,
      dots.height >> 8,
    ]);
    this.#out.put(dots.bytes);
  }

  done(): Uint8Array {
    this.#style(this.#align, false, 0);
    if (this.#profile.cutter) this.#out.put([GS, 0x56, 66, 0]);
    else this.#out.repeat(LF, TEAR_LINES);
    return this.#out.done();
  }

  #isSet(text: string): boolean {
    for (const character of text) {
      const code = character.charCodeAt(0);
      if (code >= PLAIN_FIRST && code < PLAIN_LAST && code !== 0x5c) continue;
      if (encodingsOf(character, this.#profile.charset).length === 0) return false;
    }
    return true;
  }

  #columns(text: string): number {
    let columns = 0;
    for (const character of text) columns += this.#encodings(character)[0]?.bytes.length ?? 0;
    return columns;
  }

  #letters(text: string): void {
    for (const character of text) {
      const code = character.charCodeAt(0);
      if (code >= PLAIN_FIRST && code < PLAIN_LAST) {
        this.#out.byte(code);
        continue;
      }
      const ways = this.#encodings(character);
      const way = ways.find(({ page }) => page === null || page === this.#page) ?? ways[0];
      if (way === undefined) continue;
      if (way.page !== null) this.#turnTo(way.page);
      this.#out.put(way.bytes);
    }
  }

  #encodings(character: string): ReturnType<typeof encodingsOf> {
    return encodingsOf(character, this.#profile.charset);
  }

  #turnTo(page: Charset): void {
    if (page === this.#page) return;
    this.#page = page;
    this.#out.put([ESC, 0x74, this.#numberOf(page)]);
  }

  #numberOf(page: Charset): number {
    const number = this.#profile.codePages[page];
    invariant(number !== undefined, `a number of the code page ${page}`);
    return number;
  }

  #style(align: number, strong: boolean, size: number): void {
    if (align !== this.#align) this.#out.put([ESC, 0x61, align]);
    if (strong !== this.#strong) this.#out.put([ESC, 0x45, strong ? 1 : 0]);
    if (size !== this.#size) this.#out.put([GS, 0x21, size]);
    [this.#align, this.#strong, this.#size] = [align, strong, size];
  }
}

function qrPicture(text: string): Bitmap {
  const { size, isBlack } = qrModulesOf(text);
  const quiet = 4;
  const picture = new Bitmap((size + 2 * quiet) * QR_DOTS, (size + 2 * quiet) * QR_DOTS);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!isBlack(column, row)) continue;
      picture.blacken((column + quiet) * QR_DOTS, (row + quiet) * QR_DOTS, QR_DOTS, QR_DOTS);
    }
  }
  return picture;
}
