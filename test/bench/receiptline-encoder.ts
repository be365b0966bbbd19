import { transform } from 'receiptline';
import { columnsOf } from '../../src/receipt/columns.ts';
import { layOut } from '../../src/receipt/layout.ts';
import type { PrinterProfile } from '../../src/receipt/profiles.ts';
import type { Receipt } from '../../src/receipt/receipt.ts';

/** The same receipt by receiptline: its own markup is written and made bytes, with the same lines, sizes, bars and cut. */
export function encodedByReceiptline(receipt: Receipt, { columns }: PrinterProfile): Uint8Array {
  const written = (text: string): string => text;
  const lines = layOut(receipt, { columns, widthOf: columnsOf, barsFit: () => true, written });
  const markup = lines.flatMap((line): string[] => {
    switch (line.kind) {
      case 'rule':
        return ['-'];
      case 'blank':
        return [''];
      case 'bars':
        return [`{code:${line.text};option:code128,2,80,nohri}`];
      case 'pair': {
        const gap = ' '.repeat(columns - line.label.length - line.value.length);
        return [`|${loud(line.label + gap + line.value, line.strong)}`];
      }
      case 'mark':
        return [loud(line.text, true)];
      case 'text': {
        const size = { plain: '', tall: '^^', large: '^^^' }[line.size];
        return [`${size}${loud(line.text, line.strong)}`];
      }
      case 'qr':
        return [];
    }
  });
  const bytes = transform(markup.join('\n'), { cpl: columns, encoding: 'cp437', command: 'escpos' });
  return Buffer.from(bytes, 'latin1');
}

function loud(text: string, strong: boolean): string {
  const plain = text.replace(/[\\|{}~_"`^]/g, '\\$&');
  return strong ? `"${plain}"` : plain;
}
