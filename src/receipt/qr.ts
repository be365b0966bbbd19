import { create } from 'qrcode';

/** A QR code as its modules, without quiet zone. */
export interface QrModules {
  readonly size: number;
  readonly isBlack: (column: number, row: number) => boolean;
}

/** A text as a QR code of error correction M, in bytes of UTF-8. Source: ISO/IEC 18004. */
export function qrModulesOf(text: string): QrModules {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isBlack: (column, row) => modules.get(row, column) !== 0 };
}
