import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gunzipSync } from 'node:zlib';
import { DotFont } from '../../src/receipt/dot-font.ts';
import type { Deflate } from '../../src/receipt/picture.ts';

/**
 * The font that the till ships, read from its folder part by part.
 *
 * Source and licence: `font/README.md`.
 */
export function shippedFont(folder: string): DotFont {
  return new DotFont((part) => gunzipSync(readFileSync(join(folder, `${part}.gz`))));
}

/** What packs pictures. */
export const deflate: Deflate = (bytes) => deflateSync(bytes);
