import type { PrinterProfileName } from '../config/printer-schema.ts';
import { err, ok, type Result } from '../ground/result.ts';
import { MULTILINGUAL_PAGES } from './multilingual.ts';

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

/** Numbers of code pages (ESC t), by what they are called here. */
export type CodePages = Readonly<Partial<Record<Charset, number>>>;

/**
 * Code pages by Epson's numbers.
 *
 * Source: Epson ESC/POS reference, ESC t; page 1 is katakana; Thai: the page that such printers sell as Thai code 11.
 */
const EPSON_PAGES: CodePages = {
  cp437: 0,
  cp932: 1,
  shiftjis: 1,
  cp860: 3,
  cp863: 4,
  cp865: 5,
  cp1252: 16,
  cp866: 17,
  cp852: 18,
  cp858: 19,
  tis620: 21,
};
/** The set of the USA, by Epson's numbers: `# $ @ [ ] { }` stand where ASCII has them. Source: the same, ESC R. */
const EPSON_NATIONAL_SET = 0;
const EPSON_NUMBERS = { codePages: EPSON_PAGES, nationalSet: EPSON_NATIONAL_SET } as const;

/** A printer as data. A column is a character of font A, 12 dots wide. */
export interface PrinterProfile {
  readonly name: PrinterProfileName;
  readonly columns: number;
  readonly widthDots: number;
  readonly charset: Charset;
  /** The maker's numbers of code pages. */
  readonly codePages: CodePages;
  /** The maker's number of the national character set that prints ASCII as it is written. */
  readonly nationalSet: number;
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
 * `multilingual` switches between code pages 437, 1252, 866, 852 and 858 within a line by ESC t.
 */
export const PROFILES: Readonly<Record<PrinterProfileName, PrinterProfile>> = {
  'generic-58mm': {
    name: 'generic-58mm',
    columns: 32,
    widthDots: 384,
    charset: 'multilingual',
    ...EPSON_NUMBERS,
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
    ...EPSON_NUMBERS,
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
    ...EPSON_NUMBERS,
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
    ...EPSON_NUMBERS,
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
    ...EPSON_NUMBERS,
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
    ...EPSON_NUMBERS,
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
    ...EPSON_NUMBERS,
    cutter: true,
    qr: true,
    drawer: true,
    word: 'fence',
    source: 'assumption: 180 dpi, font A 42 columns, Korean characters by KS X 1001 (FS &)',
  },
};

/** What a printer of the config may say otherwise than its profile. */
export interface OwnNumbers {
  readonly charset?: string | undefined;
  readonly codePages?: Readonly<Record<string, number>> | undefined;
  readonly nationalSet?: number | undefined;
}

/** Why a printer of the config has no profile; `at` is its key in the config. */
export interface ProfileFault {
  readonly kind: 'unknownCharset' | 'unknownPage' | 'samePage';
  readonly at: 'charset' | 'codePages';
  readonly say: string;
}

/**
 * The profile of a printer of the config.
 *
 * Errors: `unknownCharset` and `unknownPage` name what there is instead; `samePage` for one number of two pages.
 */
export function profileOf(
  name: PrinterProfileName,
  own: OwnNumbers = {},
): Result<PrinterProfile, ProfileFault> {
  const profile = PROFILES[name];
  const charset = own.charset === undefined ? profile.charset : CHARSETS.find((each) => each === own.charset);
  if (charset === undefined) {
    const say = `charset must be one of ${CHARSETS.join(', ')}`;
    return err({ kind: 'unknownCharset', at: 'charset', say });
  }
  const pages = Object.keys(EPSON_PAGES);
  const unknown = Object.keys(own.codePages ?? {}).find((page) => !pages.includes(page));
  if (unknown !== undefined) {
    const say = `${unknown} is no code page: codePages may name ${pages.join(', ')}`;
    return err({ kind: 'unknownPage', at: 'codePages', say });
  }
  const codePages: CodePages = { ...profile.codePages, ...own.codePages };
  const twice = MULTILINGUAL_PAGES.filter((page, index) =>
    MULTILINGUAL_PAGES.slice(0, index).some((before) => codePages[before] === codePages[page]),
  );
  if (charset === 'multilingual' && twice.length > 0) {
    const say = `codePages has the number of ${twice.join(', ')} for another page too`;
    return err({ kind: 'samePage', at: 'codePages', say });
  }
  return ok({ ...profile, charset, codePages, nationalSet: own.nationalSet ?? profile.nationalSet });
}
