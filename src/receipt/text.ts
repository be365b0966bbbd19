import { barsFit } from './bars.ts';
import { plainText } from './glyphs.ts';
import { layOut, type LaidLine } from './layout.ts';
import type { PrinterProfile } from './profiles.ts';
import type { Receipt } from './receipt.ts';

/**
 * The receipt as plain text in the columns of a profile.
 *
 * Sizes and bars are left out (the bars' characters stand there), no character is replaced. Ends with a line end;
 * no line ends with a blank.
 */
export function textOf(receipt: Receipt, profile: PrinterProfile): string {
  const clean = mapTexts(receipt, plainText);
  const lines = layOut(clean, {
    columns: profile.columns,
    widthOf: columnsOf,
    barsFit: (text) => barsFit(text, profile),
  });
  return lines
    .filter(({ kind }) => kind !== 'bars')
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
      case 'rule':
      case 'blank':
        return line;
    }
  });
}

function textLine(line: LaidLine, columns: number): string {
  if (line.kind === 'rule') return '-'.repeat(columns);
  if (line.kind !== 'text') return '';
  if (line.align === 'left') return line.text.trimEnd();
  return ' '.repeat(Math.max(0, Math.floor((columns - columnsOf(line.text)) / 2))) + line.text;
}

/** Two columns for what East Asian type sets wide, none for marks on top of a letter. Source: UAX 11, in the large. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    columns += WIDE.test(character) ? 2 : 1;
  }
  return columns;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
