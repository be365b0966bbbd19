import { BAR_DOTS, BAR_HEIGHT_DOTS } from './bars.ts';
import type { LaidLine } from './layout.ts';
import type { Size } from './receipt.ts';

const SIZES: Readonly<Record<Size, string>> = { plain: '', tall: '^^', large: '^^^' };

/**
 * Laid lines in the receipt markup of receiptline, which makes printer bytes or a picture of them.
 *
 * Source: OFSC ReceiptLine specification 1.0.
 */
export function markupOf(lines: readonly LaidLine[]): string {
  return lines.map(markupLine).join('\n');
}

function markupLine(line: LaidLine): string {
  switch (line.kind) {
    case 'text': {
      const strong = line.strong ? '"' : '';
      const size = SIZES[line.size];
      const text = size + strong + literal(line.text) + strong + size;
      return line.align === 'left' ? `|${text}` : text;
    }
    case 'bars':
      return `{code:${literal(line.text)};option:code128,${BAR_DOTS},${BAR_HEIGHT_DOTS}}`;
    case 'rule':
      return '-';
    case 'blank':
      return '';
  }
}

/**
 * A text that prints as it is, whatever is in it.
 *
 * Every ASCII sign that the markup could take for its own is written by its number, and so are blanks at the ends,
 * which would be trimmed. Line ends and other control characters are out of the text by then.
 */
export function literal(text: string): string {
  return text.replace(/^ +| +$|[!-,/:-@[-`{-~=-]/g, (signs) =>
    Array.from(signs, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
  );
}
