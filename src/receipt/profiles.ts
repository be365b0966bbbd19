import type { PrinterProfileName } from '../config/config.ts';
import { err, ok, type Result } from '../ground/result.ts';

/** What a printer can be told to print with; the names of the library of character sets. */
export const CHARSETS = [
  'multilingual',
  'cp437',
  'cp852',
  'cp858',
  'cp860',
  'cp863',
  'cp865',
  'cp866',
  'cp1252',
  'cp932',
  'shiftjis',
  'cp936',
  'gb18030',
  'cp949',
  'ksc5601',
  'cp950',
  'big5',
  'tis620',
] as const;
export type Charset = (typeof CHARSETS)[number];

/** A printer as data. A column is a character of font A, 12 dots wide. */
export interface PrinterProfile {
  readonly name: PrinterProfileName;
  readonly columns: number;
  readonly widthDots: number;
  readonly charset: Charset;
  readonly cutter: boolean;
  /** Draws a QR code of its own (GS ( k); others are sent it as a picture. */
  readonly qr: boolean;
  /** Has a connector for a cash drawer (ESC p). */
  readonly drawer: boolean;
  /**
   * What is believed when a job is done.
   *
   * `processId`: the printer says that it has printed up to an id of ours (GS ( H), and how it is at any time (DLE EOT);
   * one that is silent is not printed on. `fence`: it may answer a question behind the job (GS r); whether it does is
   * found out, and once it has, it must.
   */
  readonly word: 'processId' | 'fence';
  /** Where the numbers come from; an assumption says so. */
  readonly source: string;
}

/**
 * The printers that the till knows.
 *
 * `multilingual` switches between code pages 437, 1252, 866, 852 and 858 within a line by ESC t, with Epson's numbers
 * for them (0, 16, 17, 18, 19).
 */
export const PROFILES: Readonly<Record<PrinterProfileName, PrinterProfile>> = {
  'generic-58mm': {
    name: 'generic-58mm',
    columns: 32,
    widthDots: 384,
    charset: 'multilingual',
    cutter: false,
    qr: false,
    drawer: false,
    word: 'fence',
    source: 'assumption: 48 mm of print at 8 dots/mm, tear bar only, Epson numbers of code pages',
  },
  'generic-80mm': {
    name: 'generic-80mm',
    columns: 48,
    widthDots: 576,
    charset: 'multilingual',
    cutter: true,
    qr: false,
    drawer: true,
    word: 'fence',
    source: 'assumption: 72 mm of print at 8 dots/mm, Epson numbers of code pages',
  },
  'epson-tm-t20iii': {
    name: 'epson-tm-t20iii',
    columns: 48,
    widthDots: 576,
    charset: 'multilingual',
    cutter: true,
    qr: true,
    drawer: true,
    word: 'processId',
    source:
      'Epson ESC/POS reference: GS ( H, DLE EOT; assumption from the data sheet, not verified on a device: 203 dpi, font A 48 columns',
  },
  'epson-tm-t88vi': {
    name: 'epson-tm-t88vi',
    columns: 42,
    widthDots: 504,
    charset: 'multilingual',
    cutter: true,
    qr: true,
    drawer: true,
    word: 'processId',
    source:
      'Epson ESC/POS reference: GS ( H, DLE EOT; assumption from the data sheet, not verified on a device: 180 dpi, 512 dots, font A 42 columns',
  },
  'star-escpos': {
    name: 'star-escpos',
    columns: 48,
    widthDots: 576,
    charset: 'cp437',
    cutter: true,
    qr: false,
    drawer: true,
    word: 'fence',
    source:
      'assumption: ESC/POS mode of Star, 203 dpi; page 437 only, as its numbers of other pages may differ',
  },
  'xprinter-gbk': {
    name: 'xprinter-gbk',
    columns: 48,
    widthDots: 576,
    charset: 'cp936',
    cutter: true,
    qr: true,
    drawer: true,
    word: 'fence',
    source: 'assumption: 203 dpi, Chinese characters by GBK of two bytes (FS &)',
  },
  'bixolon-ks': {
    name: 'bixolon-ks',
    columns: 42,
    widthDots: 504,
    charset: 'ksc5601',
    cutter: true,
    qr: true,
    drawer: true,
    word: 'fence',
    source: 'assumption: 180 dpi, font A 42 columns, Korean characters by KS X 1001 (FS &)',
  },
};

/**
 * The profile of a printer of the config.
 *
 * Errors: `unknownCharset` for a `charset` that no printer can be told; it names those that can be.
 */
export function profileOf(
  name: PrinterProfileName,
  charset?: string,
): Result<PrinterProfile, { readonly kind: 'unknownCharset'; readonly say: string }> {
  const profile = PROFILES[name];
  if (charset === undefined) return ok(profile);
  const known = CHARSETS.find((candidate) => candidate === charset);
  if (known === undefined) {
    return err({ kind: 'unknownCharset', say: `charset must be one of ${CHARSETS.join(', ')}` });
  }
  return ok({ ...profile, charset: known });
}
