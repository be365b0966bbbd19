import { barsFit } from './bars.ts';
import { columnsOf } from './columns.ts';
import type { Receipt } from './document.ts';
import { plainText } from './glyphs.ts';
import { layOut, type LaidLine } from './layout.ts';
import type { PrinterProfile } from './profiles.ts';

/**
 * The receipt as plain text in the columns of a profile.
 *
 * Sizes, pictures and bars are left out (the bars' characters stand there), no character is replaced. Ends with a line
 * end; no line ends with a blank.
 */
export function textOf(receipt: Receipt, profile: PrinterProfile): string {
  const clean = mapTexts(receipt, plainText);
  const lines = layOut(clean, {
    columns: profile.columns,
    widthOf: columnsOf,
    barsFit: (text) => barsFit(text, profile),
    written: plainText,
  });
  return lines
    .filter(({ kind }) => kind !== 'bars' && kind !== 'qr')
    .map((line) => `${textLine(line, profile.columns)}\n`)
    .join('');
}

/** The same receipt with every text of it changed by `change`. */
export function mapTexts(receipt: Receipt, change: (text: string) => string): Receipt {
  return receipt.map((line) => {
    switch (line.kind) {
      case 'centred':
        return { ...line, text: change(line.text) };
      case 'pair':
        return { ...line, label: change(line.label), value: change(line.value) };
      // Bars carry an id; changing it would make it another one. Its characters are checked where bars are made.
      case 'barcode':
      case 'mark':
      case 'rule':
      case 'blank':
        return line;
    }
  });
}

/** Every text of a receipt. */
export function textsOf(receipt: Receipt): string[] {
  const texts: string[] = [];
  mapTexts(receipt, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

function textLine(line: LaidLine, columns: number): string {
  switch (line.kind) {
    case 'rule':
      return '-'.repeat(columns);
    case 'text':
      return aligned(line.text, line.align, columns);
    case 'mark':
      return aligned(line.text, 'centre', columns);
    case 'pair':
      return line.label + ' '.repeat(columns - columnsOf(line.label) - columnsOf(line.value)) + line.value;
    case 'bars':
    case 'qr':
    case 'blank':
      return '';
  }
}

function aligned(text: string, align: 'left' | 'centre' | 'right', columns: number): string {
  const free = Math.max(0, columns - columnsOf(text));
  const before = { left: 0, centre: Math.floor(free / 2), right: free }[align];
  return (' '.repeat(before) + text).trimEnd();
}
