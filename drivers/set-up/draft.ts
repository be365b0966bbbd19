import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Answers } from '../../src/set-up/answers.ts';
import { writePrivateFile } from '../system/private-file.ts';

const draftSchema = z.object({
  version: z.literal(1),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** Where the answers are kept while the set-up is under way: beside the config that it makes. */
export function draftFileOf(config: string): string {
  return `${config}.setup`;
}

/** The answers of a set-up that was left; none where there was none, or where they cannot be read. */
export async function readDraft(config: string): Promise<Answers> {
  try {
    return draftSchema.parse(JSON.parse(await readFile(draftFileOf(config), 'utf8'))).answers;
  } catch {
    // Whatever is there is asked for again.
    return {};
  }
}

/** Keeps the answers. They hold no secret: names of files, and hashes of PINs. Throws what the system says. */
export async function keepDraft(config: string, answers: Answers): Promise<void> {
  await writePrivateFile(draftFileOf(config), `${JSON.stringify({ version: 1, answers }, null, 2)}\n`);
}

/** Forgets them: the config holds all now. */
export async function dropDraft(config: string): Promise<void> {
  await rm(draftFileOf(config), { force: true });
}
