import { createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';
import { configAnswer, signedConfigText, type ConfigAnswer } from '../../src/centre/wire.ts';
import { readGuarded } from '../system/guarded-file.ts';
import { writePrivateFile } from '../system/private-file.ts';

/** The config that the centre pushed, beside the till's key. What is not signed by the till's own centre is none. */
export class PushedFile {
  readonly #file: string;
  readonly #store: string;
  readonly #centreKey: () => string | null;

  /** `folder`: the till's own, with its key. `centreKey`: by which the till knows its centre's word. */
  constructor(folder: string, store: string, centreKey: () => string | null) {
    this.#file = join(folder, 'pushed');
    this.#store = store;
    this.#centreKey = centreKey;
  }

  /** What was kept; null where nothing was, or nothing that can be believed. */
  read(): ConfigAnswer | null {
    const bytes = readGuarded(this.#file, 'secret');
    if (!bytes.ok) return null;
    try {
      const kept = configAnswer.parse(JSON.parse(bytes.value.toString('utf8')));
      return this.isGenuine(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  /** Whether the centre has signed it for this store. */
  isGenuine({ version, body, signature }: ConfigAnswer): boolean {
    const key = this.#centreKey();
    if (key === null) return false;
    try {
      const signed = Buffer.from(signedConfigText(this.#store, version, body), 'utf8');
      return verify(null, signed, createPublicKey(key), Buffer.from(signature, 'base64'));
    } catch {
      return false;
    }
  }

  keep(pushed: ConfigAnswer): Promise<void> {
    return writePrivateFile(this.#file, `${JSON.stringify(pushed)}\n`);
  }
}
