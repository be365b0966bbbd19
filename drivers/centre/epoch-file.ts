import { join } from 'node:path';
import { z } from 'zod';
import { readGuarded } from '../system/guarded-file.ts';
import { writePrivateFile } from '../system/private-file.ts';

const kept = z.object({ epoch: z.int().min(1), centreKey: z.string(), said: z.int().min(0).default(0) });
type Kept = z.infer<typeof kept>;

const FIRST: Kept = { epoch: 1, centreKey: '', said: 0 };

/**
 * What a till knows of itself at the centre: its epoch, the key by which it knows the centre's word, and above which number
 * it says its next one.
 *
 * Why on the disk, where the centre could be asked: it is how a copy of this disk is told from the till.
 */
export class EpochFile {
  readonly #file: string;
  /** One after the other: two at once would each write what it read before the other, and one would be lost. */
  #keeping: Promise<void> = Promise.resolve();

  /** `folder`: the till's own, with its key. */
  constructor(folder: string) {
    this.#file = join(folder, 'centre');
  }

  read(): number {
    return this.#kept().epoch;
  }

  centreKey(): string | null {
    const { centreKey } = this.#kept();
    return centreKey === '' ? null : centreKey;
  }

  said(): number {
    return this.#kept().said;
  }

  keep(part: Partial<Kept>): Promise<void> {
    const keeping = this.#keeping.then(() =>
      writePrivateFile(this.#file, `${JSON.stringify({ ...this.#kept(), ...part })}\n`),
    );
    this.#keeping = keeping.catch(() => undefined);
    return keeping;
  }

  #kept(): Kept {
    const bytes = readGuarded(this.#file, 'secret');
    if (!bytes.ok) return FIRST;
    try {
      return kept.parse(JSON.parse(bytes.value.toString('utf8')));
    } catch {
      return FIRST;
    }
  }
}
