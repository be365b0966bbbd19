import iconv from 'iconv-lite';
import { err, ok, type Result } from '../ground/result.ts';
import { Bitmap } from './bitmap.ts';
import { boxGlyph } from './box-glyph.ts';
import { barWidthsOf } from './code128.ts';
import type { DotFont, HanForm } from './dot-font.ts';
import { PaperRoll } from './paper-roll.ts';
import type { Charset, PrinterProfile } from './profiles.ts';
import { qrModulesOf } from './qr.ts';

/** What comes out of a printer for some bytes: its dots, and the rows at which it was cut. */
export interface Paper {
  readonly dots: Bitmap;
  readonly cuts: readonly number[];
}

/** Bytes that cannot be drawn. `at` is the offset of the first byte of the command. */
export interface PaperFault {
  readonly kind: 'unknownCommand' | 'cutShort';
  readonly at: number;
  readonly say: string;
}

/**
 * Draws ESC/POS bytes as a printer of a profile would, dot by dot.
 *
 * Why: preview, PNG and PDF are made of the very bytes that go to paper, so that what is seen is what is sent. A
 * command that it does not know is an error, never skipped. Letters are the till's own font in the printer's cells.
 * Source: Epson ESC/POS reference; GS ( k: functions 165, 167, 169, 180, 181.
 */
export function drawPaper(
  bytes: Uint8Array,
  profile: PrinterProfile,
  font: DotFont,
): Result<Paper, PaperFault> {
  const head = new PrintHead(bytes, profile, font);
  try {
    head.run();
    return ok({ dots: head.roll.done(), cuts: head.roll.cuts });
  } catch (fault) {
    if (fault instanceof Undrawable) return err(fault.fault);
    throw fault;
  }
}

class Undrawable extends Error {
  readonly fault: PaperFault;
  constructor(fault: PaperFault) {
    super(fault.say);
    this.fault = fault;
  }
}

const WIDE_FORMS: Readonly<Partial<Record<Charset, HanForm>>> = {
  ...{ cp932: 'ja', shiftjis: 'ja', cp950: 'hant', big5: 'hant' },
};

class PrintHead {
  readonly roll: PaperRoll;
  readonly #bytes: Uint8Array;
  readonly #profile: PrinterProfile;
  readonly #charset: Charset;
  readonly #font: DotFont;
  #at = 0;
  #from = 0;
  /** The code page that is chosen; undefined where it is not known what the printer has. */
  #page: string | undefined;
  #wide = false;
  #barDots = 3;
  #barHeight = 162;
  #qr = { dots: 3, text: '' };

  constructor(bytes: Uint8Array, profile: PrinterProfile, font: DotFont) {
    this.#bytes = bytes;
    this.#profile = profile;
    this.#charset = profile.charset;
    this.#font = font;
    this.roll = new PaperRoll(profile.widthDots);
  }

  run(): void {
    while (this.#at < this.#bytes.length) {
      this.#from = this.#at;
      const byte = this.#next();
      if (byte === 0x0a) this.roll.lineFeed();
      else if (byte >= 0x20) this.#letter(byte);
      else this.#command(byte);
    }
  }

  #command(lead: number): void {
    const name = String.fromCharCode(lead, this.#next());
    const act = COMMANDS[name];
    if (act === undefined) this.fail('unknownCommand');
    act(this);
  }

  /** The next byte as a number. */
  #next(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) this.fail('cutShort');
    this.#at += 1;
    return byte;
  }

  n(): number {
    return this.#next();
  }

  word(): number {
    return this.#next() + this.#next() * 256;
  }

  take(count: number): Uint8Array {
    if (this.#at + count > this.#bytes.length) this.fail('cutShort');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  fail(kind: PaperFault['kind'], what = ''): never {
    const hex = Array.from(this.#bytes.subarray(this.#from, this.#from + 6), (byte) =>
      byte.toString(16).padStart(2, '0'),
    );
    const say = `${kind} at byte ${this.#from}: ${hex.join(' ')}${what === '' ? '' : ` (${what})`}`;
    throw new Undrawable({ kind, at: this.#from, say });
  }

  set page(page: number) {
    const known = Object.entries(this.#profile.codePages).find(([, number]) => number === page);
    this.#page = known?.[0] ?? this.fail('unknownCommand', `page ${page}`);
  }

  set nationalSet(set: number) {
    if (set !== this.#profile.nationalSet) this.fail('unknownCommand', `national set ${set}`);
  }

  set wide(on: boolean) {
    this.#wide = on;
  }

  set barDots(dots: number) {
    this.#barDots = dots;
  }

  set barHeight(dots: number) {
    this.#barHeight = dots;
  }

  #letter(byte: number): void {
    const [charset, codes] = this.#wide
      ? this.#wideLetter(byte)
      : [byte < 0x7f ? 'ascii' : this.#pageName(), [byte]];
    const character = byte < 0x7f ? String.fromCharCode(byte) : iconv.decode(Buffer.from(codes), charset);
    const glyph = this.#font.glyph(character, WIDE_FORMS[this.#charset]) ?? boxGlyph(codes.length);
    this.roll.letter(glyph, codes.length);
  }

  #pageName(): string {
    return this.#page ?? this.fail('unknownCommand', 'a letter of no page');
  }

  #wideLetter(byte: number): [string, number[]] {
    const halfWidth = this.#charset === 'shiftjis' || this.#charset === 'cp932';
    if (byte < 0x80 || (halfWidth && byte >= 0xa1 && byte <= 0xdf)) return [this.#charset, [byte]];
    return [this.#charset, [byte, this.#next()]];
  }

  bars(): void {
    if (this.n() !== 73) this.fail('unknownCommand', 'a bar code that is not Code 128');
    const data = this.take(this.n());
    const set =
      data[0] === 0x7b && (data[1] === 0x42 || data[1] === 0x43) ? data[1] : this.fail('unknownCommand');
    const values =
      set === 0x43
        ? [...data.subarray(2)]
        : Array.from(
            String.fromCharCode(...data.subarray(2)).replaceAll('{{', '{'),
            (c) => c.charCodeAt(0) - 32,
          );
    const widths = barWidthsOf({ set: set === 0x43 ? 'C' : 'B', values });
    const total = widths.reduce((sum, width) => sum + width, 0) * this.#barDots;
    const bars = new Bitmap(total, this.#barHeight);
    let x = 0;
    widths.forEach((width, index) => {
      if (index % 2 === 0) bars.blacken(x, 0, width * this.#barDots, this.#barHeight);
      x += width * this.#barDots;
    });
    // A bar code that is wider than the paper is not printed at all.
    if (total <= this.roll.widthDots) this.roll.picture(bars);
  }

  symbol(): void {
    const parameters = this.take(this.word());
    if (parameters[0] !== 49) this.fail('unknownCommand', 'a symbol that is no QR code');
    switch (parameters[1]) {
      case 65:
      case 69:
        return;
      case 67:
        this.#qr.dots = parameters[2] ?? 3;
        return;
      case 80:
        this.#qr.text = new TextDecoder().decode(parameters.subarray(3));
        return;
      case 81: {
        const { size, isBlack } = qrModulesOf(this.#qr.text);
        const { dots } = this.#qr;
        const code = new Bitmap(size * dots, size * dots);
        for (let row = 0; row < size; row += 1) {
          for (let column = 0; column < size; column += 1) {
            if (isBlack(column, row)) code.blacken(column * dots, row * dots, dots, dots);
          }
        }
        this.roll.picture(code);
        return;
      }
      default:
        this.fail('unknownCommand', 'a function of QR codes');
    }
  }

  picture(): void {
    if (this.n() !== 0x30 || this.n() !== 0) this.fail('unknownCommand', 'a form of pictures');
    const [stride, height] = [this.word(), this.word()];
    this.roll.picture(new Bitmap(stride * 8, height, this.take(stride * height)));
  }

  cut(): void {
    const how = this.n();
    if (how === 65 || how === 66) this.roll.feed(this.n());
    else if (how > 1 && how !== 48 && how !== 49) this.fail('unknownCommand');
    this.roll.cut();
  }

  restart(): void {
    this.roll.reset();
    [this.#page, this.#wide] = [undefined, false];
  }
}

type Act = (head: PrintHead) => void;

const ignore =
  (count: number): Act =>
  (head) => {
    head.take(count);
  };

const restyle =
  (change: (n: number) => Partial<PaperRoll['style']>): Act =>
  (head) => {
    head.roll.style = { ...head.roll.style, ...change(head.n()) };
  };

/** Every command that is drawn, by its first two bytes. Questions to the printer leave no trace on paper. */
const COMMANDS: Readonly<Record<string, Act>> = {
  '\x1b@': (head) => head.restart(),
  '\x1bR': (head) => void (head.nationalSet = head.n()),
  '\x1bM': (head) => {
    if (head.n() !== 0) head.fail('unknownCommand', 'another font than A');
  },
  '\x1bt': (head) => void (head.page = head.n()),
  '\x1ba': restyle((n) => ({ align: n === 1 || n === 49 ? 1 : n === 2 || n === 50 ? 2 : 0 })),
  '\x1bE': restyle((n) => ({ strong: (n & 1) === 1 })),
  '\x1b2': (head) => void (head.roll.lineDots = 30),
  '\x1b3': (head) => void (head.roll.lineDots = head.n()),
  '\x1bJ': (head) => head.roll.feed(head.n()),
  '\x1bd': (head) => {
    for (let lines = head.n(); lines > 0; lines -= 1) head.roll.lineFeed();
  },
  '\x1bp': ignore(3),
  '\x1d!': restyle((n) => ({ scaleX: (n >> 4) + 1, scaleY: (n & 7) + 1 })),
  '\x1dw': (head) => void (head.barDots = head.n()),
  '\x1dh': (head) => void (head.barHeight = head.n()),
  '\x1dH': (head) => {
    if (head.n() !== 0) head.fail('unknownCommand', 'digits set by the printer');
  },
  '\x1dk': (head) => head.bars(),
  '\x1dv': (head) => head.picture(),
  '\x1dV': (head) => head.cut(),
  '\x1dr': ignore(1),
  '\x1c&': (head) => void (head.wide = true),
  '\x1c.': (head) => void (head.wide = false),
  '\x1cC': (head) => void (head.wide = (head.n() & 1) === 1),
  '\x1cS': ignore(2),
  '\x10\x04': ignore(1),
  '\x1d(': (head) => {
    const family = head.n();
    if (family === 0x6b) head.symbol();
    else if (family === 0x48) head.take(head.word());
    else head.fail('unknownCommand');
  },
};
