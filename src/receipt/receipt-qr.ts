import type { Receipt } from './document.ts';

/**
 * The longest text that is shown as a QR code, in bytes of UTF-8.
 *
 * Why: version 27 of error correction L holds 1,465 bytes in 125 modules; on the smallest customer's screen (480 lines)
 * a module is then 2 dots wide, which a phone still reads. Source: ISO/IEC 18004, table 7.
 */
export const RECEIPT_QR_BYTES_MAX = 1465;

/**
 * The text of a paper for a customer's phone: its lines without columns, rules and pictures, nothing added.
 *
 * Answers null where it is longer than such a code may be: a receipt is never cut off.
 */
export function receiptQrText(receipt: Receipt): string | null {
  const lines = receipt.flatMap((line): string[] => {
    switch (line.kind) {
      case 'centred':
      case 'mark':
      case 'barcode':
        return [line.text];
      case 'pair':
        return [`${line.label} ${line.value}`];
      case 'rule':
      case 'blank':
        return [];
    }
  });
  const text = lines.join('\n');
  return new TextEncoder().encode(text).length > RECEIPT_QR_BYTES_MAX ? null : text;
}
