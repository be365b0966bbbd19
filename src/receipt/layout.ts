import { graphemesOf } from './dot-font.ts';
import type { Receipt, ReceiptLine, Size } from './document.ts';

/** The paper that a receipt is laid out for. `widthOf` counts columns. */
export interface Paper {
  readonly columns: number;
  /** Whether the bars of a text fit the paper. */
  readonly barsFit: (text: string) => boolean;
  readonly widthOf: (text: string) => number;
}

/** A line that fits its paper as it stands. */
export type LaidLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'centre' | 'right';
      readonly size: Size;
      readonly strong: boolean;
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
          ...layCentred({ kind: 'centred', text: line.text, size: 'plain', strong: false }, paper),
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
  return wrap(line.text, paper).map((text) => ({
    kind: 'text',
    text,
    align: 'centre',
    size,
    strong: line.strong,
  }));
}

function layPair(line: Extract<ReceiptLine, { kind: 'pair' }>, paper: Paper): LaidLine[] {
  const { label, value, strong } = line;
  if (paper.columns - paper.widthOf(label) - paper.widthOf(value) >= 1) return [line];
  const whole = (text: string, align: 'left' | 'right'): LaidLine => ({
    kind: 'text',
    text,
    align,
    size: 'plain',
    strong,
  });
  const parts = wrap(value, paper);
  return [
    ...wrap(label, paper).map((text) => whole(text, 'left')),
    ...parts.map((text) => whole(text, parts.length === 1 ? 'right' : 'left')),
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
  const pieces = [''];
  for (const grapheme of graphemesOf(word)) {
    const longer = (pieces.at(-1) ?? '') + grapheme;
    if (paper.widthOf(longer) > paper.columns) pieces.push(grapheme);
    else pieces[pieces.length - 1] = longer;
  }
  return pieces;
}
