import { err, ok, type Result } from '../ground/result.ts';
import { Bitmap } from './bitmap.ts';

/** Unpacks bytes of the zlib format. It is the machine's, so it is passed in. */
export type Inflate = (bytes: Uint8Array) => Uint8Array;

/** A picture as dots, with whether it has anything between black and white. */
export interface ReadPicture {
  readonly dots: Bitmap;
  readonly isBlackAndWhite: boolean;
}

/** Samples of a pixel by colour type. Source: PNG specification, third edition, section 11.2.1. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Head {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly type: number;
}

/**
 * Reads a PNG for a printer that knows black and white: transparent is white, dark is black.
 *
 * Errors: a sentence for what is no PNG, or one that is not read here (interlaced, 16 bits, 2 or 4 bits).
 */
export function readPng(bytes: Uint8Array, inflate: Inflate): Result<ReadPicture, string> {
  const chunks = chunksOf(bytes);
  const head = chunks.get('IHDR');
  if (head === undefined || head.length !== 13) return err('is not a PNG');
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, type, interlaced] = [head[8] ?? 0, head[9] ?? 0, head[12] !== 0];
  const samples = SAMPLES[type];
  if (samples === undefined || interlaced || (depth !== 8 && !(depth === 1 && samples === 1))) {
    return err('must be a plain PNG of 1 or 8 bits, not interlaced');
  }
  if (width === 0 || height === 0 || width > 4096 || height > 4096)
    return err('must be at most 4096 dots wide and high');
  const stride = Math.ceil((width * samples * depth) / 8);
  let rows: Uint8Array;
  try {
    rows = inflate(chunks.get('IDAT') ?? new Uint8Array());
  } catch {
    return err('is damaged');
  }
  if (rows.length < (stride + 1) * height) return err('is damaged');
  const plain = unfiltered(rows, stride, height, Math.max(1, (samples * depth) / 8));
  return ok(dotsOf({ width, height, depth, type }, plain, stride, chunks));
}

function chunksOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const chunks = new Map<string, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    const before = chunks.get(name);
    chunks.set(name, before === undefined ? data : Uint8Array.from([...before, ...data]));
    at += 12 + length;
  }
  return chunks;
}

/** Source: PNG specification, third edition, section 9.2 (filter types). */
function unfiltered(rows: Uint8Array, stride: number, height: number, step: number): Uint8Array {
  const plain = new Uint8Array(stride * height);
  for (let row = 0; row < height; row += 1) {
    const begin = row * (stride + 1);
    const filter = rows[begin] ?? 0;
    if (filter === 0) {
      plain.set(rows.subarray(begin + 1, begin + 1 + stride), row * stride);
      continue;
    }
    for (let at = 0; at < stride; at += 1) {
      const here = row * stride + at;
      const left = at >= step ? (plain[here - step] ?? 0) : 0;
      const up = row > 0 ? (plain[here - stride] ?? 0) : 0;
      const corner = at >= step && row > 0 ? (plain[here - stride - step] ?? 0) : 0;
      const guess = guessOf(filter, left, up, corner);
      plain[here] = ((rows[begin + 1 + at] ?? 0) + guess) & 0xff;
    }
  }
  return plain;
}

function guessOf(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function dotsOf(
  head: Head,
  plain: Uint8Array,
  stride: number,
  chunks: ReadonlyMap<string, Uint8Array>,
): ReadPicture {
  const { width, height, depth, type } = head;
  const palette = chunks.get('PLTE') ?? new Uint8Array();
  const clear = chunks.get('tRNS') ?? new Uint8Array();
  const samples = SAMPLES[type] ?? 1;
  const hasColours = type === 2 || type === 3 || type === 6;
  const white = hasColours ? 3 * 255 : 255;
  const dots = new Bitmap(width, height);
  let isBlackAndWhite = true;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * stride + (depth === 1 ? x >> 3 : x * samples);
      const raw = plain[at] ?? 0;
      const value = depth === 1 ? (raw >> (7 - (x & 7))) & 1 : raw;
      const grey = depth === 1 ? value * 255 : value;
      const light = !hasColours ? grey : type === 3 ? threeOf(palette, value * 3) : threeOf(plain, at);
      const alpha =
        type === 3
          ? (clear[value] ?? 255)
          : type === 4 || type === 6
            ? (plain[at + samples - 1] ?? 255)
            : 255;
      const isPlain = alpha === 0 || (alpha === 255 && (light === 0 || light === white));
      if (!isPlain) isBlackAndWhite = false;
      if (alpha >= 128 && light < (white / 255) * 128) dots.blacken(x, y);
    }
  }
  return { dots, isBlackAndWhite };
}

/** Red, green and blue together: none of each is black, all of each is white. */
function threeOf(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) + (bytes[at + 2] ?? 0);
}
