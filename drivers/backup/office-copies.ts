import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { officeFileNames } from '../journal/office-files.ts';
import { sha256, type BackedFile } from './manifest.ts';
import type { TillPlaces } from './till-files.ts';

/**
 * Copies of the office's files: what an acquirer told, papers of the shop's own, and bodies that are on their way.
 *
 * Why twice: a file is on the disk before its row, and goes after the row that ends it. What is there before the journal
 * is copied, together with what is there after, has every file that a row of the copy needs.
 */
export class OfficeCopies {
  readonly files: BackedFile[] = [];
  readonly #places: TillPlaces;
  readonly #out: string;

  constructor(places: TillPlaces, out: string) {
    this.#places = places;
    this.#out = out;
  }

  /** Copies what is there and was not there before. */
  take(): void {
    const { journal, config } = this.#places;
    for (const name of officeFileNames(journal)) {
      if (this.files.some((file) => file.name === name)) continue;
      const bytes = readWhole(join(dirname(journal), name));
      if (bytes === null) continue;
      writeFileSync(join(this.#out, name), bytes, { mode: 0o600 });
      const path = join(dirname(config.journal.file), name);
      this.files.push({ name, path, role: 'office', sha256: sha256(bytes) });
    }
  }
}

/** Null where the till dropped it meanwhile. */
function readWhole(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
