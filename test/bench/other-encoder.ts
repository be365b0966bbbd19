import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { layOut } from '../../src/receipt/layout.ts';
import { columnsOf } from '../../src/receipt/columns.ts';
import type { PrinterProfile } from '../../src/receipt/profiles.ts';
import type { Receipt } from '../../src/receipt/receipt.ts';

/** The same receipt by another encoder, for comparison: same lines, same sizes, same bars, same cut. */
export function encodedElsewhere(receipt: Receipt, profile: PrinterProfile): Uint8Array {
  const { columns } = profile;
  const out = new ReceiptPrinterEncoder({ language: 'esc-pos', columns, codepageMapping: 'epson' });
  out.initialize().codepage('cp437');
  const written = (text: string): string => text;
  for (const line of layOut(receipt, { columns, widthOf: columnsOf, barsFit: () => true, written })) {
    switch (line.kind) {
      case 'rule':
        out.line('-'.repeat(columns));
        break;
      case 'blank':
        out.newline();
        break;
      case 'bars':
        out.align('center').barcode(line.text, 'code128', { height: 80, width: 2 });
        break;
      case 'pair': {
        const gap = ' '.repeat(columns - line.label.length - line.value.length);
        out
          .align('left')
          .bold(line.strong)
          .line(line.label + gap + line.value);
        break;
      }
      case 'mark':
        out.align('center').bold(true).line(line.text);
        break;
      case 'text':
        out
          .align('center')
          .bold(line.strong)
          .size(line.size === 'large' ? 2 : 1, line.size === 'plain' ? 1 : 2)
          .line(line.text)
          .size(1, 1);
        break;
      case 'qr':
        break;
    }
  }
  return out.bold(false).cut('partial').encode();
}
