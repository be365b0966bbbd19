import { readsRightToLeft } from './direction.ts';
import { graphemesOf } from './dot-font.ts';
import type { Receipt, ReceiptLine, Size } from './document.ts';

/** The paper that a receipt is laid out for. `widthOf` counts columns. */
export interface Paper {
  readonly columns: number;
  /** Whether the bars of a text fit the paper. */
  readonly barsFit: (text: string) => boolean;
  /** May be a part of a column, where letters are not set in cells. */
  readonly widthOf: (text: string) => number;
  /** How the characters of an id are written below its bars. */
  readonly written: (text: string) => string;
}

/** A line that fits its paper as it stands. */
export type LaidLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'centre' | 'right';
      readonly size: Size;
      readonly strong: boolean;
      /** Whether the text that it is a line of is read from right to left. */
      readonly rightToLeft: boolean;
    }
  /** Two texts at the two edges of one line. */
  | { readonly kind: 'pair'; readonly label: string; readonly value: string; readonly strong: boolean }
  | { readonly kind: 'bars'; readonly text: string }
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'mark'; readonly id: string; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'blank' };

/**
 * Breaks a receipt into lines of a paper.
 *
 * Breaks between words, and inside a word only where it's longer than a line. No character is left out.
 */
export function layOut(receipt: Receipt, paper: Paper): LaidLine[] {
  return receipt.flatMap((line): LaidLine[] => {
    switch (line.kind) {
      case 'centred':
        return layCentred(line, paper);
      case 'pair':
        return layPair(line, paper);
      case 'barcode':
        return [
          { kind: paper.barsFit(line.text) ? 'bars' : 'qr', text: line.text },
          ...layCentred(
            { kind: 'centred', text: paper.written(line.text), size: 'plain', strong: false },
            paper,
          ),
        ];
      case 'mark':
      case 'rule':
      case 'blank':
        return [line];
    }
  });
}

function layCentred(line: Extract<ReceiptLine, { kind: 'centred' }>, paper: Paper): LaidLine[] {
  const fitsTwice = paper.widthOf(line.text) * 2 <= paper.columns;
  const size = line.size === 'large' && !fitsTwice ? 'tall' : line.size;
  const rightToLeft = readsRightToLeft(line.text);
  return wrap(line.text, paper).map((text) => ({
    kind: 'text',
    text,
    align: 'centre',
    size,
    strong: line.strong,
    rightToLeft,
  }));
}

function layPair(line: Extract<ReceiptLine, { kind: 'pair' }>, paper: Paper): LaidLine[] {
  const { label, value, strong } = line;
  if (paper.columns - paper.widthOf(label) - paper.widthOf(value) >= 1) return [line];
  const whole = (of: string, align: 'left' | 'right') => {
    const rightToLeft = readsRightToLeft(of);
    return (text: string): LaidLine => ({ kind: 'text', text, align, size: 'plain', strong, rightToLeft });
  };
  const parts = wrap(value, paper);
  return [
    ...wrap(label, paper).map(whole(label, 'left')),
    ...parts.map(whole(value, parts.length === 1 ? 'right' : 'left')),
  ];
}

function wrap(text: string, paper: Paper): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .split(' ')
    .filter(isWord)
    .flatMap((part) => cut(part, paper))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (paper.widthOf(longer) > paper.columns) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function isWord(text: string): boolean {
  return text !== '';
}

/** Cuts a word that is longer than a line, between whole graphemes. */
function cut(word: string, paper: Paper): string[] {
  if (paper.widthOf(word) <= paper.columns) return [word];
  const pieces: string[] = [];
  let rest = graphemesOf(word);
  while (rest.length > 0) {
    const count = fittingCount(rest, paper);
    pieces.push(rest.slice(0, count).join(''));
    rest = rest.slice(count);
  }
  return pieces;
}

/** How many of some graphemes fit a line together; at least one. By halves: measuring letters that join is work. */
function fittingCount(graphemes: readonly string[], paper: Paper): number {
  let [fits, over] = [1, graphemes.length + 1];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (paper.widthOf(graphemes.slice(0, middle).join('')) <= paper.columns) fits = middle;
    else over = middle;
  }
  return fits;
}
