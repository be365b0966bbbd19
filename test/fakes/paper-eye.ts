import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
      .buffer,
  },
});

/** The codes that a camera would read from a picture (PNG): their form and their text. */
export async function codesIn(
  png: Uint8Array,
): Promise<{ readonly format: string; readonly text: string }[]> {
  const found = await readBarcodes(Uint8Array.from(png), { tryHarder: true });
  return found.map(({ format, text }) => ({ format, text }));
}
