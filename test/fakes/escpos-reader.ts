import iconv from 'iconv-lite';

/** What a printer would have on paper: lines of text, bar codes (bytes as sent), cuts. */
export interface Paper {
  readonly lines: readonly string[];
  readonly barcodes: readonly Uint8Array[];
  readonly cuts: number;
  /** For each line, the largest height of its characters. */
  readonly heights: readonly number[];
  /** For each line, ESC a as it began. */
  readonly aligns: readonly number[];
  /** Whether anything stands in another font than A. */
  readonly otherFont: boolean;
}

/** What a printer's switches make of it whenever it is reset. */
export interface Wakes {
  readonly page: number;
  readonly wide: boolean;
  readonly nationalSet: number;
  readonly font: number;
  readonly align: number;
}

const AS_SOLD: Wakes = { page: 0, wide: false, nationalSet: 0, font: 0, align: 0 };
/** What national sets have in place of signs of ASCII. Source: Epson ESC/POS reference, ESC R. */
const NATIONAL: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  2: { '@': '§', '[': 'Ä', '\\': 'Ö', ']': 'Ü', '{': 'ä', '|': 'ö', '}': 'ü', '~': 'ß' },
  3: { '#': '£' },
  9: { $: '¤', '@': 'É', '[': 'Æ', '\\': 'Ø', ']': 'Å', '^': 'Ü', '{': 'æ', '|': 'ø', '}': 'å', '~': 'ü' },
};

/** Bytes that follow a command, by its two bytes as text. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  ...{ '\x1b@': 0, '\x1bM': 1, '\x1b ': 1, '\x1b2': 0, '\x1b3': 1, '\x1b{': 1, '\x1bt': 1, '\x1bR': 1 },
  ...{ '\x1ba': 1, '\x1b$': 2, '\x1b\\': 2, '\x1b-': 1, '\x1bE': 1, '\x1cS': 2, '\x1c.': 0, '\x1c&': 0 },
  ...{ '\x1cC': 1, '\x1c-': 1, '\x1da': 1, '\x1dL': 2, '\x1dW': 2, '\x1dB': 1, '\x1d!': 1, '\x1dr': 1 },
  ...{ '\x1dV': 2, '\x1dw': 1, '\x1dh': 1, '\x1dH': 1 },
};
const PAGES: Readonly<Record<number, string>> = {
  0: 'cp437',
  16: 'cp1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
};

/**
 * Reads ESC/POS back, apart from the code that wrote it; a command that it does not know is an error.
 *
 * `multibyte` is the set of the printer's Chinese, Korean or Japanese characters. The katakana page stands for lines.
 */
export function readEscpos(bytes: Uint8Array, multibyte?: string, wakes = AS_SOLD): Paper {
  const lines: string[] = [];
  const heights: number[] = [];
  const aligns: number[] = [];
  let [otherFont, font, align, nationalSet] = [false, wakes.font, wakes.align, wakes.nationalSet];
  const barcodes: Uint8Array[] = [];
  const text: number[] = [];
  let [line, height, lineHeight, cuts, page, wide] = ['', 1, 1, 0, wakes.page, wakes.wide];
  const flush = (): void => {
    const katakana = page === 1 && !wide ? 'cp437' : undefined;
    const charset = wide ? (multibyte ?? '') : (katakana ?? PAGES[page] ?? '');
    if (text.length === 0) return;
    otherFont ||= font !== 0;
    const set = NATIONAL[nationalSet] ?? {};
    line += iconv.decode(Buffer.from(text.splice(0)), charset).replace(/[!-~]/g, (sign) => set[sign] ?? sign);
  };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x0a) {
      flush();
      lines.push(line);
      heights.push(lineHeight);
      aligns.push(align);
      [line, lineHeight] = ['', 1];
    } else if (byte === 0x1b || byte === 0x1c || byte === 0x1d) {
      flush();
      const command = String.fromCharCode(byte, bytes[at + 1] ?? 0);
      const argument = bytes[at + 2] ?? 0;
      if (command === '\x1dk') {
        const length = bytes[at + 3] ?? 0;
        barcodes.push(bytes.slice(at + 2, at + 4 + length));
        at += 3 + length;
        continue;
      }
      if (command === '\x1c(') {
        at += 4 + (bytes[at + 3] ?? 0);
        continue;
      }
      const count = ARGUMENTS[command];
      if (count === undefined) throw new Error(`unknown command ${JSON.stringify(command)} at ${at}`);
      if (command === '\x1b@') ({ page, wide, nationalSet, font, align } = wakes);
      if (command === '\x1bR') nationalSet = argument;
      if (command === '\x1bM') font = argument;
      if (command === '\x1ba') align = argument;
      if (command === '\x1bt') page = argument;
      if (command === '\x1c&' || (command === '\x1cC' && (argument & 1) === 1)) wide = true;
      if (command === '\x1c.') wide = false;
      if (command === '\x1d!') height = (argument & 7) + 1;
      if (command === '\x1dV') cuts++;
      at += 1 + count;
    } else {
      if (byte < 0x20) throw new Error(`control byte ${byte} at ${at}`);
      text.push(byte);
      lineHeight = Math.max(lineHeight, height);
    }
  }
  flush();
  return { lines, barcodes, cuts, heights, aligns, otherFont };
}
