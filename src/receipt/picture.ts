import { Bitmap } from './bitmap.ts';

/** Packs bytes in the zlib format (RFC 1950). It is the machine's, so it is passed in. */
export type Deflate = (bytes: Uint8Array) => Uint8Array;

/** Dots of a printer head to the millimetre: 203 dpi. */
const DOTS_PER_MM = 8;
/** White paper around what can be printed, as on the roll. */
const MARGIN_DOTS = 32;

/**
 * A bitmap as a PNG of one bit to the dot, with the paper's white edges, at the size that it has on paper.
 *
 * Source: PNG specification, third edition (W3C), sections 5 and 11.
 */
export function pngOf(paper: Bitmap, deflate: Deflate): Uint8Array {
  const picture = withMargin(paper);
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, picture.width);
  head.setUint32(4, picture.height);
  // One bit, greyscale, no filter but 0, not interlaced.
  head.setUint8(8, 1);
  const size = new DataView(new ArrayBuffer(9));
  size.setUint32(0, DOTS_PER_MM * 1000);
  size.setUint32(4, DOTS_PER_MM * 1000);
  size.setUint8(8, 1);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(head.buffer)),
    chunk('pHYs', new Uint8Array(size.buffer)),
    chunk('IDAT', deflate(rowsWithFilter(picture))),
    chunk('IEND', new Uint8Array()),
  ]);
}

/**
 * A bitmap as a PDF of one page of the paper's size.
 *
 * `words`: what stands on it, unseen behind the picture, so that it can be searched for and copied.
 * Source: ISO 32000-1, sections 7.5 (file structure), 8.9 (images) and 9.3.6 (text that is not shown).
 */
export function pdfOf(paper: Bitmap, deflate: Deflate, words: readonly string[] = []): Uint8Array {
  const picture = withMargin(paper);
  const points = (dots: number) => ((dots / DOTS_PER_MM / 25.4) * 72).toFixed(3);
  const [width, height] = [points(picture.width), points(picture.height)];
  const image = deflate(inverted(picture.bytes));
  const unseen = words.map((line) => `(${written(line)}) Tj T*`).join(' ');
  const text = words.length === 0 ? '' : ` BT 3 Tr /F 4 Tf 5 TL 8 ${Number(height) - 8} Td ${unseen} ET`;
  const drawing = ascii(`q ${width} 0 0 ${height} 0 0 cm /Paper Do Q${text}`);
  const font =
    words.length === 0 ? '' : ' /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >>';
  const objects: Uint8Array[] = [
    ascii('<< /Type /Catalog /Pages 2 0 R >>'),
    ascii('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    ascii(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R ` +
        `/Resources << /XObject << /Paper 5 0 R >>${font} >> >>`,
    ),
    stream('', drawing),
    stream(
      `/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} ` +
        '/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode ',
      image,
    ),
  ];
  return file(objects);
}

function file(objects: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [ascii('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    length += bytes.length;
  };
  objects.forEach((body, index) => {
    offsets.push(length);
    add(ascii(`${index + 1} 0 obj\n`));
    add(body);
    add(ascii('\nendobj\n'));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  add(
    ascii(
      `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\n` +
        `startxref\n${length}\n%%EOF\n`,
    ),
  );
  return joined(parts);
}

function stream(facts: string, bytes: Uint8Array): Uint8Array {
  return joined([ascii(`<< ${facts}/Length ${bytes.length} >>\nstream\n`), bytes, ascii('\nendstream')]);
}

function withMargin(paper: Bitmap): Bitmap {
  const picture = new Bitmap(paper.width + 2 * MARGIN_DOTS, paper.height + 2 * MARGIN_DOTS);
  // The margin is whole bytes wide, so that rows can be copied.
  for (let row = 0; row < paper.height; row += 1) {
    const from = row * paper.stride;
    picture.bytes.set(
      paper.bytes.subarray(from, from + paper.stride),
      (row + MARGIN_DOTS) * picture.stride + MARGIN_DOTS / 8,
    );
  }
  return picture;
}

function rowsWithFilter(picture: Bitmap): Uint8Array {
  const rows = new Uint8Array((picture.stride + 1) * picture.height);
  const bytes = inverted(picture.bytes);
  for (let row = 0; row < picture.height; row += 1) {
    const from = row * picture.stride;
    rows.set(bytes.subarray(from, from + picture.stride), row * (picture.stride + 1) + 1);
  }
  return rows;
}

/** In pictures 1 is white. */
function inverted(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => ~byte & 0xff);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([ascii(type), data]);
  const frame = new DataView(new ArrayBuffer(8));
  frame.setUint32(0, data.length);
  frame.setUint32(4, crc32(body));
  const bytes = new Uint8Array(frame.buffer);
  return joined([bytes.subarray(0, 4), body, bytes.subarray(4)]);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) !== 0 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** Source: PNG specification, annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A text within parentheses; signs that are not in ASCII have none in the font. Source: ISO 32000-1, 7.3.4.2. */
function written(text: string): string {
  return text.replace(/[^ -~]/gu, '?').replace(/[\\()]/g, '\\$&');
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
