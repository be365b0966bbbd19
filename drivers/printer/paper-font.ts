import { readFileSync } from 'node:fs';
import { deflateSync, gunzipSync } from 'node:zlib';
import { DotFont } from '../../src/receipt/dot-font.ts';
import type { Deflate } from '../../src/receipt/picture.ts';

/**
 * The font that the till ships, read from its folder part by part.
 *
 * Source and licence: `font/README.md`.
 */
export function shippedFont(): DotFont {
  return new DotFont((part) => gunzipSync(readFileSync(new URL(`./font/${part}.gz`, import.meta.url))));
}

/** What packs pictures. */
export const deflate: Deflate = (bytes) => deflateSync(bytes);
