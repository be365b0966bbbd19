import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Studio } from '../../drivers/golive/camera.ts';
import type { RunFolder } from '../../drivers/golive/run-folder.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** A photo of a telephone fits in; more is none of a screen. Ours. */
const PHOTO_BYTES_MAX = 20 * 1024 * 1024;

export interface PhotoParts {
  /** The file of answers that names the photo; its path starts there. */
  readonly answers: string;
  readonly studio: Studio | null;
  readonly folder: RunFolder;
}

/**
 * Takes a picture that a person brought in as evidence of a case; answers its file inside the folder.
 *
 * Errors: a sentence. Nothing of the picture is kept but what is seen on it.
 * Source: going-live dossier, section 4.5.
 */
export async function takePhoto(
  caseId: string,
  photo: string,
  { answers, studio, folder }: PhotoParts,
): Promise<Result<string, string>> {
  const file = resolve(dirname(answers), photo);
  if (studio === null)
    return err(`${photo} is not taken in: a browser draws it anew, and none was found on this machine`);
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > PHOTO_BYTES_MAX) return err(`${photo} is larger than 20 MiB`);
    bytes = readFileSync(file);
  } catch (error) {
    return err(`${photo} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const drawn = await studio.redrawn(bytes);
  if (drawn === null) return err(`${photo} is no PNG and no JPEG that can be drawn`);
  const number =
    folder.lines.filter(({ entry }) => entry.kind === 'said' && entry.case === caseId).length + 1;
  return ok(folder.keep(`${caseId}/photo-${number}.png`, drawn));
}
